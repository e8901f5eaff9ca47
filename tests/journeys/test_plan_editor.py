"""Two people, one village plan: moment three of the fifteen, in two browsers (X-36, P-41, P-83, P-84)."""
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from communities.models import Answer, PlanDraft, PlanTask, Risk
from tests.communities import planning
from tests.communities import world as here

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STATE = ".plan-side [data-draft-state]"


class Desk:
    """One person's browser at the plan."""

    def __init__(self, page, live_server, plan, user):
        self.page, self.site, self.plan, self.user = page, live_server.url, plan, user
        self.sign_in(user)

    def sign_in(self, user):
        client, name = Client(), settings.SESSION_COOKIE_NAME
        client.force_login(user)
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])

    def open(self, section="general"):
        self.page.goto(reverse("communities:plan-section", args=[self.plan.project.slug, self.plan.pk, section]))
        return self

    def again(self, section="general"):
        """The tab is closed and another one opened."""
        fresh = self.page.context.new_page()
        self.page.close()
        self.page = fresh
        return self.open(section)

    def cell(self, name):
        return self.page.locator(f"[data-cell='{name}']").first

    def press(self, do="save"):
        """A button that leaves the page; gives the status of the answer."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST" and "draft" not in answer.url) as got:
            self.page.locator(f"button:visible[name=do][value='{do}']").last.click()
        self.page.wait_for_load_state()
        return got.value.status

    def kept(self, act):
        """Do something and wait until the server has the draft."""
        with self.page.expect_response(lambda answer: "/draft/" in answer.url and answer.status == 200):
            act()


@pytest.fixture
def plan(transactional_db):
    return planning.plan(("general", "tasks", "risks", "services"), language="et")


@pytest.fixture
def desk(browser, live_server, plan):
    """A function name -> Desk of a coordinator of that name, in a window of his own."""
    return lambda name, **window: Desk(browser(**window), live_server, plan, here.coordinator(plan.project, name))


def test_fields_merge_and_the_same_field_shows_both(desk, plan, axe):
    summary, story = (f"a-{planning.asked(plan, code).pk}" for code in ("summary", "how_made"))
    mari, jaan = desk("Mari").open(), desk("Jaan", width=360).open()
    mari.cell(summary).fill("Mari kokkuvõte")
    jaan.cell(story).fill("Jaani lugu")
    assert (mari.press(), jaan.press()) == (302, 302)
    assert set(Answer.objects.values_list("text", flat=True)) == {"Mari kokkuvõte", "Jaani lugu"}
    expect(jaan.cell(summary)).to_have_value("Mari kokkuvõte")

    mari.cell(summary).fill("Mari teine")
    jaan.cell(summary).fill("Jaani oma")
    assert (mari.press(), jaan.press()) == (302, 409)
    expect(jaan.cell(summary)).to_have_value("Jaani oma")
    expect(jaan.page.locator(".theirs-text")).to_have_text("Mari teine")
    expect(jaan.page.locator("#conflict-summary")).to_be_focused()
    assert axe(jaan.page) == []
    assert jaan.page.evaluate("document.documentElement.scrollWidth") <= 360
    jaan.page.locator("[data-take]").click()
    expect(jaan.cell(summary)).to_have_value("Mari teine")
    jaan.cell(summary).fill("Jaani oma")
    assert jaan.press() == 302
    assert Answer.objects.get(field=planning.asked(plan, "summary")).text == "Jaani oma"
    expect(jaan.page.locator("[data-unsaved-notice]")).to_have_count(0)
    expect(jaan.page.locator(".save-bar [data-presence]")).to_contain_text("Mari")


def test_a_row_taken_out_meanwhile_is_offered_back(desk, plan):
    row = planning.row(plan, "tasks", name="Avame köögi")
    mari, jaan = desk("Mari").open("tasks"), desk("Jaan").open("tasks")
    mari.page.locator("[data-remove]").click()
    expect(mari.page.locator(".row-removed")).to_contain_text("Avame köögi")
    assert mari.press() == 302
    assert not PlanTask.objects.live().exists()
    jaan.cell(f"tasks-{row.pk}-result").fill("Köök on lahti")
    assert jaan.press() == 409
    expect(jaan.page.locator(".gone-row")).to_contain_text("Köök on lahti")
    assert jaan.press(f"restore:tasks-{row.pk}") == 302
    row.refresh_from_db()
    assert (row.archived_at, row.result) == (None, "Köök on lahti")


def test_nothing_typed_is_lost(desk, plan):
    name = f"a-{planning.asked(plan, 'summary').pk}"
    mari = desk("Mari").open()
    # The tab is closed: at once, and after the server had it.
    mari.cell(name).fill("Kohe kinni")
    mari.again()
    expect(mari.cell(name)).to_have_value("Kohe kinni")
    mari.kept(lambda: mari.cell(name).fill("Hiljem kinni"))
    mari.page.evaluate("localStorage.clear()")
    mari.again()
    expect(mari.cell(name)).to_have_value("Hiljem kinni")
    expect(mari.page.locator("[data-unsaved-notice]")).to_be_visible()

    # The network goes and comes back.
    mari.page.context.set_offline(True)
    mari.cell(name).fill("Ilma võrguta")
    expect(mari.page.locator(STATE)).to_have_class("draft-state is-trouble")
    mari.kept(lambda: mari.page.context.set_offline(False))
    assert PlanDraft.objects.get(cell=name).text == "Ilma võrguta"
    expect(mari.page.locator(STATE)).to_have_class("draft-state")

    # The session ends while one types; somebody else signs in before one is back.
    Session.objects.all().delete()
    mari.cell(name).fill("Ilma seansita")
    link = mari.page.locator(f"{STATE} a")
    expect(link).to_have_attribute("href", f"/accounts/login/?next={mari.page.url.removeprefix(mari.site).replace('/', '%2F')}")
    mari.sign_in(here.coordinator(plan.project, "Peeter"))
    expect(mari.open().cell(name)).to_have_value("")
    mari.sign_in(mari.user)
    expect(mari.open().cell(name)).to_have_value("Ilma seansita")
    assert mari.press() == 302
    assert Answer.objects.get().text == "Ilma seansita"
    expect(mari.open().page.locator("[data-unsaved-notice]")).to_have_count(0)
    assert mari.page.evaluate("Object.keys(localStorage).length") == 0


def test_rows_by_keyboard_and_from_a_spreadsheet(desk, plan, axe):
    mari = desk("Mari").open("risks")
    keys = mari.page.keyboard
    add = mari.page.locator("[data-add]")
    for name in ("Tuli", "Vesi"):
        add.focus()
        keys.press("Enter")
        keys.type(name)
    keys.press("Alt+ArrowUp")
    names = mari.page.locator("[data-row] [data-cell$='-name']")
    assert [each.input_value() for each in names.all()] == ["Vesi", "Tuli"]
    block = "Tuul\t\t2\t3\nMuda\tolematu\t1\t1\nKokku\t\t3\t4"
    names.nth(1).evaluate(
        """(cell, text) => { const data = new DataTransfer(); data.setData("text/plain", text);
        cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }""", block,
    )
    assert [each.input_value() for each in names.all()] == ["Vesi", "Tuul", "Muda"]
    expect(mari.page.locator("[data-grid-state]")).to_contain_text("olematu")
    mari.page.locator("[data-row]").nth(2).locator("[data-remove]").focus()
    keys.press("Enter")
    expect(names.nth(1)).to_be_focused()
    assert axe(mari.page) == []
    assert mari.press() == 302
    assert list(Risk.objects.order_by("order").values_list("name", "likelihood")) == [("Vesi", None), ("Tuul", 2)]


def test_without_any_script(desk, plan):
    mari = desk("Mari", java_script_enabled=False).open("risks")
    assert mari.press("add") == 302
    names = mari.page.locator("[data-row] [data-cell$='-name']")
    names.nth(0).fill("Tuli")
    names.nth(1).fill("Vesi")
    assert mari.press() == 302
    names.nth(1).press("Enter")
    mari.page.wait_for_load_state()
    assert mari.press(f"up:risks-{Risk.objects.get(name='Vesi').pk}") == 302
    assert [each.input_value() for each in names.all()] == ["Vesi", "Tuli"], "Enter saved and moved nothing"
    assert mari.press(f"remove:risks-{Risk.objects.get(name='Tuli').pk}") == 302
    assert mari.press(f"restore:risks-{Risk.objects.get(name='Tuli').pk}") == 302
    assert Risk.objects.live().count() == 2


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_are_accessible(desk, plan, axe, width):
    planning.service_kind(), planning.audience()
    planning.row(plan, "services", name="Koduabi")
    planning.row(plan, "risks", name="Tuli", likelihood=5, impact=4)
    mari = desk("Mari", width=width)
    for section in ("general", "services", "risks"):
        mari.open(section)
        assert axe(mari.page) == []
        assert mari.page.evaluate("document.documentElement.scrollWidth") <= width
    mari.cell(f"risks-{Risk.objects.get().pk}-likelihood").fill("palju")
    assert mari.press() == 422
    expect(mari.page.locator("#error-summary")).to_be_focused()
    assert axe(mari.page) == []
    mari.page.goto(reverse("communities:plan-timeline", args=[plan.project.slug, plan.pk]))
    assert axe(mari.page) == []
