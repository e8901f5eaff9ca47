"""Django admin's own scripts run under our strict policy: search boxes, more rows, saving (P-22)."""
import pytest
from playwright.sync_api import expect

from projects.models import Organisation, Partnership, Project, User
from tests.portal.rows import Rows

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_partner_is_looked_up_and_added_on_a_projects_page(browser, sign_in):
    rows = Rows()
    project, organisation = rows.of(Project), rows.of(Organisation)
    page = browser()
    sign_in(page, User.objects.create_superuser("haldur@example.org", "parool-parool"))
    page.goto(f"/admin/projects/project/{project.pk}/change/")
    page.locator("#partnership_set-group .add-row a").click()
    page.locator("#partnership_set-0 .field-organisation .select2-selection").click()
    page.locator(".select2-search__field").last.fill("KULA SELTS")
    page.locator(".select2-results__option", has_text=organisation.name).click()
    expect(page.locator("#partnership_set-0 .field-organisation")).to_contain_text(organisation.name)
    page.locator("input[name=_save]").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert Partnership.objects.get().organisation == organisation
