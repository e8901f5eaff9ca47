"""Two people edit the same row in two browsers: nothing is silently overwritten, nothing typed is lost (X-36, P-41)."""
import pytest
from django.conf import settings
from django.test import Client

from portal.demo.people import PEOPLE
from portal.shared import verbs
from projects.choices import Role
from projects.models import Membership, Project, Target, User
from tests.demo_once import load

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def windows(browser, live_server):
    """Two signed-in windows on the edit page of one promise, opened before either saves; and the promise."""
    load()
    email = {person.key: person.email for person in PEOPLE}
    first, second = User.objects.get(email=email["example"]), User.objects.get(email=email["stranger"])
    project = Project.objects.get(slug="naidisprojekt")
    verbs.create(Membership(user=second, project=project, role=Role.COORDINATOR), by=first)
    target = Target.objects.filter(project=project).order_by("order").first()
    pages = []
    for user in (first, second):
        page = browser()
        # A client each: signing the second person in with the first one's would sign the first one out.
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(f"/projects/naidisprojekt/promises/{target.pk}/edit/")
        pages.append(page)
    return *pages, target


def save(page):
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        page.get_by_role("button", name="Salvesta").click()
    page.wait_for_load_state()
    return answer.value.status


def test_different_fields_are_merged_by_themselves(windows):
    first, second, target = windows
    first.fill("#id_statement_et", "Esimese lause")
    second.fill("#id_unit_et", "teise ühik")
    assert (save(first), save(second)) == (302, 302)
    target.refresh_from_db()
    assert (target.statement_et, target.unit_et) == ("Esimese lause", "teise ühik")


def test_the_same_field_shows_both_values_and_keeps_what_was_typed(windows):
    first, second, target = windows
    first.fill("#id_statement_et", "Esimese lause")
    second.fill("#id_statement_et", "Teise lause")
    assert (save(first), save(second)) == (302, 409)
    main = second.locator("main")
    assert "Esimese lause" in main.inner_text()
    assert second.locator("#id_statement_et").input_value() == "Teise lause"
    target.refresh_from_db()
    assert target.statement_et == "Esimese lause"
    assert save(second) == 302
    target.refresh_from_db()
    assert target.statement_et == "Teise lause"
    assert [row.statement_et for row in target.history.all()[:2]] == ["Teise lause", "Esimese lause"]
