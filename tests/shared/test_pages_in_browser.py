"""The skeletons in Chromium: accessible at both widths, and a merge done by hand without any script."""
import pytest

from portal.shared import verbs
from projects.choices import Publication
from projects.models import Activity
from tests.shared import world

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.shared.pages"),
    pytest.mark.usefixtures("no_menu"),
]


@pytest.fixture
def mari():
    return world.person("Mari", is_staff=True)


@pytest.fixture
def ring(mari):
    talgud = world.project("talgud", by=mari, publication=Publication.DRAFT)
    return world.activity(talgud, "Mõttering", by=mari, text_et="Vana jutt", start="mai 2024")


def save(ring, by, **fields):
    row = Activity.objects.get(pk=ring.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    verbs.update(row, by=by, version=row.version)


def wrong_form(page, ring):
    page.goto("/t/talgud/new/")
    page.fill("[name=start]", "eile")
    page.click(".form-buttons button")


def warned_form(page, ring):
    page.goto("/t/talgud/new/")
    page.fill("[name=title_et]", "X")
    page.click(".form-buttons button")


def merge_page(page, ring):
    page.goto(f"/t/talgud/{ring.pk}/edit/")
    save(ring, world.person("Jaan"), title_et="Jaani pealkiri", kind="seminar")
    page.fill("[name=title_et]", "Mari pealkiri")
    page.fill("[name=text_et]", "Mari jutt")
    page.click(".form-buttons button")


def opened(address):
    return lambda page, ring: page.goto(address.format(ring.pk))


PAGES = {
    "list": opened("/t/talgud/?kind=olematu"),
    "empty": opened("/t/talgud/?search=puudub"),
    "form": opened("/t/talgud/{}/edit/"),
    "wrong": wrong_form,
    "warned": warned_form,
    "merge": merge_page,
    "confirm": opened("/t/talgud/{}/finish/"),
    "history": opened("/t/talgud/{}/history/"),
}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_accessible(name, width, browser, sign_in, axe, ring, mari):
    page = browser(width=width)
    sign_in(page, mari)
    save(ring, mari, title_et="Ring", text_et="Uus jutt")
    PAGES[name](page, ring)
    assert page.locator("h1").count() == 1
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_merge_is_decided_without_any_script(browser, sign_in, ring, mari):
    page = browser(java_script_enabled=False)
    sign_in(page, mari)
    merge_page(page, ring)
    assert page.locator(".merge-theirs").inner_text() == "Jaani pealkiri"
    page.check("input[name=merge-title_et][value=theirs]")
    page.click(".form-buttons button")
    row = Activity.objects.get()
    assert (row.title_et, row.text_et, row.kind, row.version) == ("Jaani pealkiri", "Mari jutt", "seminar", 3)
