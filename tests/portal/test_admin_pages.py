"""Every model has its pages in Django admin, and they open, cheaply, in the portal's own clothes."""
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.shared import verbs
from portal.shared.admin import PortalModelAdmin
from projects.models import Organisation, Project, User
from tests.portal.rows import Rows, own_models

# Model: why it has no page of its own. A line that is no longer true fails below.
EXEMPT = {
    "communities.PlanDraft": "what somebody typed and has not saved is his alone",
    "projects.HomeVisit": "a moment, written by the portal",
    "projects.Notice": "what one person was told is his alone",
    "projects.NoticeChoice": "where one person wants to be told is his alone",
    "projects.ProjectDraft": "what somebody has not confirmed is his alone",
    "projects.SavedFilter": "how one person looks at a list is his alone",
    "projects.StaleText": "the portal opens and closes them; they stand on a page of their own",
    "trainings.SpecialNeeds": "the coordinator alone reads them, on their own page",
}
# Model: why nobody adds a row of it by hand. A line that is no longer true fails below.
NOT_ADDED = {
    "budgets.Amendment": "it is opened on its page, once something is approved",
    "budgets.AmendmentAgreement": "submitting an amendment asks the partners",
    "budgets.AmendmentChange": "the table of the amendment makes it",
    "budgets.BudgetVersion": "approving the budgets makes it, and nothing changes it",
    "budgets.Claim": "it is opened on its page, for a period that is there",
    "budgets.ClaimItem": "choosing the expenses of a claim makes it",
    "budgets.ClaimVersion": "a step of the claim makes it, and nothing changes it",
    "budgets.ExpenseShare": "the parts make an expense to the cent, so they are divided together",
    "communities.Answer": "the editor of the plan makes it",
    "communities.Entry": "the editor of the plan makes it",
    "communities.PlanDecision": "a step of the plan's path makes it",
    "communities.PlanReview": "a step of the plan's path makes it",
    "communities.PlanVersion": "a step of the plan's path makes it, and nothing changes it",
    "projects.PeriodChange": "extending a period moves the end along, on its own page",
    "reports.Report": "opening a report writes its chapters, on its own page",
    "reports.ReportSection": "opening a report writes its chapters",
    "reports.ReportVersion": "freezing a report makes it, and nothing changes it",
    "trainings.CalendarFeed": "whose address it is makes it himself",
    "trainings.Consent": "who agrees says so himself",
    "trainings.Feedback": "nobody but those who were there gives it",
    "trainings.Registration": "signing up decides more than a row of fields can say",
    "trainings.SignedSheet": "its file is checked on the page of its day",
}

pytestmark = pytest.mark.django_db


MODELS = own_models()
PAGED = [model for model in MODELS if model._meta.label not in EXEMPT]
each_model = pytest.mark.parametrize("model", PAGED, ids=lambda model: model._meta.label_lower)


@pytest.fixture
def staff(client):
    user = User.objects.create_superuser("haldur@example.org", "parool-parool", name="Haldur")
    client.force_login(user)
    return user


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def get(client, url):
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    return response.content.decode()


def test_every_model_has_its_pages_or_a_reason():
    missing = {model._meta.label for model in MODELS if model not in admin.site._registry}
    assert missing == set(EXEMPT)


def test_every_column_has_a_heading_that_can_be_translated():
    fields = [
        (page.model._meta.label, field)
        for page in admin.site._registry.values() for field in page.model._meta.fields if field.name in page.list_display
    ]
    assert [f"{label}.{field.name}" for label, field in fields if isinstance(field.verbose_name, str)] == []


def test_nothing_else_writes_in_the_admin():
    assert set(admin.site._registry) == set(MODELS) - {apps.get_model(label) for label in EXEMPT}
    assert all(isinstance(page, PortalModelAdmin) for page in admin.site._registry.values())


@each_model
def test_every_page_of_a_model_opens(client, staff, model):
    row = Rows().of(model)
    urls = [address(model, "changelist"), address(model, "change", row.pk)]
    urls += [address(model, "history", row.pk)] if verbs.tracked(model) else []
    if model._meta.label in NOT_ADDED:
        assert client.get(address(model, "add")).status_code == 403
    else:
        urls.append(address(model, "add"))
    for url in urls:
        page = get(client, url)
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")|\son[a-z]+=", page), url


@each_model
def test_a_list_costs_the_same_for_one_row_and_for_three(client, staff, model):
    rows = Rows()
    rows.of(model)
    counts = []
    for more in (0, 2):
        for _ in range(more):
            rows.of(model)
        get(client, address(model, "changelist"))
        with CaptureQueriesContext(connection) as queries:
            get(client, address(model, "changelist"))
        counts.append(len(queries))
    assert counts[0] == counts[1], counts
    assert counts[0] <= 12


@each_model
def test_every_list_can_be_searched_and_every_relation_looked_up(client, staff, model):
    row = Rows().of(model)
    assert admin.site._registry[model].search_fields
    get(client, address(model, "changelist") + "?q=" + "k%C3%BCla%20x")
    for field in model._meta.fields:
        if field.is_relation and field.related_model in MODELS:
            query = f"?app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={field.name}&term="
            assert client.get(reverse("admin:autocomplete") + query).status_code == 200, field
    assert row.pk


@pytest.mark.parametrize("name", ["Organisation", "Project", "Activity", "Document"])
def test_a_search_does_not_mind_case_and_accents(client, staff, name):
    model = apps.get_model("projects", name)
    row = Rows().of(model)
    for term in ("kula", "KÜLA") if name != "Project" else ("projekt", "PROJEKT"):
        assert f"/{row.pk}/change/" in get(client, address(model, "changelist") + f"?q={term}"), term
    assert f"/{row.pk}/change/" not in get(client, address(model, "changelist") + "?q=mets")


def test_an_organisation_is_found_by_any_of_its_names(client, staff):
    name = Rows().of(apps.get_model("projects", "OrganisationName"))
    page = get(client, address(type(name.organisation), "changelist") + "?q=muu%20nimi")
    assert f"/{name.organisation_id}/change/" in page


def test_a_choice_of_a_projects_row_says_which_project(client, staff):
    activity = Rows().of(apps.get_model("projects", "Activity"))
    query = "?app_label=projects&model_name=contact&field_name=area&term="
    found = client.get(reverse("admin:autocomplete") + query.replace("area", "project")).json()["results"]
    assert [row["text"] for row in found] == [str(activity.project)]
    query = "?app_label=projects&model_name=activitypartner&field_name=activity&term="
    found = client.get(reverse("admin:autocomplete") + query).json()["results"]
    assert [row["text"] for row in found] == [f"{activity} ({activity.project})"]


def test_the_menu_is_grouped_and_the_office_gives_its_name(client, staff, settings):
    settings.BRAND_NAME = "Külade Liit"
    page = get(client, reverse("admin:index"))
    assert page.count("Külade Liit") >= 2
    groups = [str(group["name"]) for group in client.get(reverse("admin:index")).context["app_list"]]
    assert groups == list(dict.fromkeys(groups))
    assert len(groups) >= 10
    first = client.get(reverse("admin:index")).context["app_list"][0]
    assert [model["model"] for model in first["models"]] == [Project], "what everything else hangs on comes first"


def test_a_list_is_narrowed_to_what_is_in_use(client, staff):
    rows = Rows()
    kept, gone = rows.of(Organisation), rows.of(Organisation)
    verbs.archive(gone, by=staff)
    for value, shown in {"no": {kept}, "yes": {gone}, "x": {kept, gone}}.items():
        page = client.get(address(Organisation, "changelist") + f"?archived_at={value}")
        assert set(page.context["cl"].result_list) == shown


def test_what_rests_on_money_people_or_documents_cannot_be_deleted(client, staff):
    kept = {
        "user", "membership", "invitation", "contact", "document", "project", "organisation", "activity", "target",
        "community", "enrolment", "assessment", "actionplan", "event", "supportassignment",
        "budget", "budgetline", "fundingshare", "statedtotal", "programme", "ruleset",
    }  # fmt: skip
    rows = Rows()
    for model in MODELS:
        if model._meta.model_name in kept:
            row = rows.of(model)
            assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403, model
            assert model.objects.filter(pk=row.pk).exists()


def test_nothing_is_deleted_by_the_dozen(rf, staff):
    request = rf.get("/")
    request.user = staff
    for model, page in admin.site._registry.items():
        assert "delete_selected" not in page.get_actions(request), model


def test_only_staff_come_in(client):
    url = address(Project, "changelist")
    login = client.get(url)
    assert login.status_code == 302
    assert reverse("admin:login") in login.url
    onwards = client.get(login.url)
    assert onwards.status_code == 302
    assert onwards.url.startswith(reverse("account_login"))
    client.force_login(Rows().of(User))
    assert client.get(url).status_code == 403
    assert client.get(reverse("admin:login")).status_code == 403


def test_the_admins_own_password_page_leads_to_the_portals(client, staff):
    assert client.get(reverse("admin:password_change")).url == reverse("account_change_password")
