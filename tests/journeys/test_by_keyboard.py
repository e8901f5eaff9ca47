"""A day's work by keyboard alone and with JavaScript switched off (P-84, P-86), in Estonian."""
import pytest

from portal.demo.people import DEMO_PASSWORD
from projects.models import Activity, Project, Target
from tests.demo_once import load
from tests.journeys.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COORDINATOR = "koordinaator@naidis.example.org"


@pytest.fixture
def keys(browser):
    """A keyboard on the sign-in page of the loaded demo; the page runs no script."""
    load()
    page = browser(java_script_enabled=True)
    page.route("**/*.js", lambda route: route.abort())
    page.goto("/accounts/login/")
    return Keyboard(page)


def sign_in(keys):
    """As people do it who have a password."""
    keys.to("E-post").type(COORDINATOR)
    keys.to("Parool").type(DEMO_PASSWORD)
    keys.page.keyboard.press("Enter")
    keys.page.wait_for_url("**/home/")


def test_a_coordinator_signs_in_and_reaches_what_waits(keys):
    sign_in(keys)
    assert keys.page.locator("h1").inner_text().startswith("Tere, ")
    first = keys.page.locator(".waiting-list a").first.inner_text()
    keys.follow(first)
    assert keys.page.locator("h1").count() == 1


def test_a_coordinator_adds_an_activity_and_finds_it_in_the_tree(keys):
    sign_in(keys)
    keys.page.goto("/projects/naidisprojekt/activities/")
    keys.follow("Lisa tegevus")
    keys.to("Pealkiri (eesti keel)").type("Talgupäev klaviatuuriga")
    keys.enter()
    assert Activity.objects.get(title_et="Talgupäev klaviatuuriga").project.slug == "naidisprojekt"
    assert "Talgupäev klaviatuuriga" in keys.page.locator("main").inner_text()


def test_a_mistake_is_told_at_the_field_and_keeps_what_was_typed(keys):
    sign_in(keys)
    keys.page.goto("/projects/naidisprojekt/edit/")
    keys.to("Kavandatud lõpp").type("31.02.2027")
    keys.enter()
    summary = keys.page.locator("[role=alert]").first
    assert summary.is_visible()
    field = keys.page.locator("#id_planned_end")
    assert (field.get_attribute("aria-invalid"), field.input_value()) == ("true", "31.02.2027")


def test_a_coordinator_changes_a_promise_and_the_board_says_so(keys):
    sign_in(keys)
    target = Target.objects.filter(project__slug="naidisprojekt").order_by("order").first()
    keys.page.goto(f"/projects/naidisprojekt/promises/{target.pk}/edit/")
    keys.to("Lubadus (eesti keel)").type("Viis küla teeb koos kava")
    keys.enter()
    assert "Viis küla teeb koos kava" in keys.page.locator("main").inner_text()
    target.refresh_from_db()
    assert (target.statement_et, target.version) == ("Viis küla teeb koos kava", 2)


def test_the_skip_link_is_first_and_leads_to_the_content(keys):
    keys.page.goto("/projects/act-local/")
    keys.page.keyboard.press("Tab")
    assert keys.page.evaluate("document.activeElement.className") == "skip"
    keys.page.keyboard.press("Enter")
    assert keys.page.evaluate("document.activeElement.id || location.hash.slice(1)") == "main"


def test_the_public_pages_need_no_script_at_all(browser):
    load()
    page = browser(java_script_enabled=False)
    for address in ("/", "/projects/", "/projects/act-local/", "/communities/", "/calendar/", "/lv/", "/en/projects/"):
        page.goto(address)
        assert page.locator("h1").count() == 1
    page.goto("/projects/?search=kula")
    assert page.locator("h1").count() == 1
    assert Project.objects.public().count() == 6
