"""From an empty template to a submitted plan: a coordinator who reads only what the pages say."""
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from communities.choices import PlanStatus, PlanStep
from communities.models import ActionPlan
from communities.summaries.content import content_of
from tests.communities import planning
from tests.communities import world as here
from tests.shared import world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECTIONS = 14
# What somebody types into a box that takes no words.
TYPED = {"number": "3", "decimal": "14,5", "money": "1200", "month": "2027", "date": "01.02.2027"}


def fill_what_is_needed(page):
    """Everything starred on the page, read off the page: a row where there is none, the first choice, the first box."""
    add = page.get_by_role("button", name="Lisa rida")
    if add.count() and page.get_by_text("Ridu veel pole.").is_visible():
        add.click()
    needed = page.locator(".plan-main [data-cell][aria-required='true']:visible")
    found = needed.evaluate_all("cells => cells.map(cell => [cell.tagName, cell.dataset.kind])")
    for place, (tag, kind) in enumerate(found):
        if tag == "SELECT":
            needed.nth(place).select_option(index=1)
        else:
            needed.nth(place).fill(TYPED.get(kind, "Näide"))
    for group in page.locator(".plan-main [role='group']:has(.needed):visible").all():
        group.get_by_role("checkbox").first.check()


def percent(page):
    return int(re.search(r"(\d+)% valmis", page.locator(".plan-side").inner_text())[1])


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).last.click()


def follow(page, name, within="main"):
    with page.expect_navigation():
        page.locator(within).get_by_role("link", name=name, exact=True).first.click()


@pytest.fixture
def project(transactional_db):
    """A project with one community that has no plan; the vocabularies a service is chosen from."""
    made = world.project("kava")
    here.enrol(made, here.community("Obinitsa"))
    planning.service_kind(), planning.audience()
    return made


def test_a_plan_is_begun_filled_in_and_handed_over(browser, sign_in, project):
    page, refused, grown = browser(), [], []
    page.on("response", lambda answer: refused.append((answer.status, answer.url)) if answer.status >= 400 else None)
    sign_in(page, here.coordinator(project))

    page.goto(reverse("communities:project-plans", args=[project.slug]))
    follow(page, "Alusta kava")
    page.get_by_label("Kogukond").select_option("Obinitsa")
    page.get_by_label("Pealkiri").fill("Obinitsa tegevuskava")
    press(page, "Salvesta")
    follow(page, "Kirjuta kava")

    for place in range(SECTIONS):
        fill_what_is_needed(page)
        grown.append(percent(page))
        if page.get_by_text("Ressursse veel pole").is_visible():
            press(page, "Salvesta")
            follow(page, "Lisa ressurss", within=".plan-main")
            page.get_by_label("Kategooria").select_option(index=1)
            page.get_by_label("Nimi").fill("Kaks kokka")
            press(page, "Salvesta")
            expect(page.get_by_role("heading", level=1)).to_have_text("Ressursid")
        press(page, "Salvesta ja jätka" if place < SECTIONS - 1 else "Salvesta")
    grown.append(percent(page))
    assert grown == sorted(grown)
    assert (grown[0], grown[-1]) == (0, 100)

    plan = ActionPlan.objects.get()
    said = content_of(plan)
    follow(page, "Esita kava")
    press(page, "Esita kava")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Esitatud")
    follow(page, "Jäädvustatud versioonid")
    expect(page.get_by_role("table")).to_contain_text("Esitatud")
    plan.refresh_from_db()
    assert plan.status == PlanStatus.SUBMITTED
    frozen = plan.versions.get()
    assert (frozen.number, frozen.step, said.percent) == (1, PlanStep.SUBMITTED, 100)
    assert "Kaks kokka" in str(frozen.content)
    assert refused == []
