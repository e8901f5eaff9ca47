"""Action plans: drawn up, submitted, returned, approved; of a community or of a group (A-13, E-05, X-34)."""
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities import actions
from communities.choices import PlanStatus
from communities.models import ActionPlan, Answer, Delegate, FieldTemplate, PlanTask
from portal.shared import verbs
from projects.choices import Role
from projects.models import CooperationGroup, Document
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db


ANYWAY = {"incomplete_because": "Arutame enne läbi"}


def to(name, *args):
    return reverse(f"communities:actionplan-{name}", args=["talgud", *args])


@pytest.fixture
def enrolment(talgud, village, partner):
    return here.enrol(talgud, village, author=partner)


@pytest.fixture
def plan(enrolment):
    return here.plan(enrolment)


def test_a_plan_is_started_once(client, enrolment, mari):
    client.force_login(mari)
    response = client.get(f"{to('create')}?enrolment={enrolment.pk}")
    form = response.context["form"]
    assert (form["enrolment"].value(), form["title"].value()) == (str(enrolment.pk), f"{enrolment.community}: tegevuskava")
    assert client.get(f"{to('create')}?enrolment={10**30}").context["form"].initial.get("title") == ""
    data = {"enrolment": enrolment.pk, "title": "Kava", "idempotency_key": form.initial["idempotency_key"]}
    assert [client.post(to("create"), data).status_code for _time in range(2)] == [302, 302]
    assert list(ActionPlan.objects.values_list("title", "status")) == [("Kava", PlanStatus.DRAFT)]


def test_a_plan_may_be_a_groups(client, talgud, enrolment, mari):
    group = verbs.create(CooperationGroup(project=talgud, name_et="Seitse valda", stated_size=7), by=None)
    client.force_login(mari)
    both = {"enrolment": enrolment.pk, "group": group.pk, "title": "Kava"}
    assert client.post(to("create"), both).status_code == 422
    assert client.post(to("create"), {"title": "Kava"}).status_code == 422
    assert client.post(to("create"), {"group": group.pk, "title": "Rühma kava"}).status_code == 302
    plan = ActionPlan.objects.get()
    assert (plan.group, plan.enrolment) == (group, None)
    assert client.get(plan.get_absolute_url()).status_code == 200


def test_from_draft_to_approved(client, plan, mari, jaan):
    client.force_login(jaan)
    refused = client.post(to("submit", plan.pk), ANYWAY)
    assert refused.status_code == 409, "an editor does not overrule what is missing"
    assert [one.code for one, _url in refused.context["missing"]][:2] == ["general", "today"]
    client.force_login(mari)
    assert client.get(plan.get_absolute_url()).context["missing"][0].url.endswith("/edit/general/")
    assert client.post(to("submit", plan.pk), ANYWAY).status_code == 302
    assert client.get(plan.get_absolute_url()).context["missing"] == []
    assert client.post(to("endorse", plan.pk), {"body": "Vallavalitsus"}).status_code == 302
    few = {"present": "20", "in_favour": "9"}
    warned = client.post(to("approve", plan.pk), few)
    assert (warned.status_code, len(warned.context["form"].warnings)) == (422, 1)
    few["save_anyway"] = warned.context["form"].warnings_digest
    assert client.post(to("approve", plan.pk), few).status_code == 302
    plan.refresh_from_db()
    assert (plan.status, plan.approved_on) == (PlanStatus.APPROVED, timezone.localdate())
    decided = client.get(plan.get_absolute_url()).context["decisions"]
    assert [(row.body, bool(row.vote)) for row in decided] == [("", True), ("Vallavalitsus", False), ("", False)]


def test_approving_twice_changes_nothing(client, plan, mari):
    client.force_login(mari)
    client.post(to("submit", plan.pk), ANYWAY)
    client.post(to("endorse", plan.pk))
    assert [client.post(to("approve", plan.pk)).status_code for _time in range(2)] == [302, 409]
    plan.refresh_from_db()
    assert plan.version == 4


def test_a_returned_plan_says_why_and_can_be_written_on(client, plan, mari, jaan):
    client.force_login(mari)
    client.post(to("submit", plan.pk), ANYWAY)
    assert client.post(to("return", plan.pk), {"reason": ""}).status_code == 422
    assert client.post(to("return", plan.pk), {"reason": "Lisa eelarve"}).status_code == 302
    client.force_login(jaan)
    assert client.get(plan.get_absolute_url()).context["returned_because"] == "Lisa eelarve"
    assert client.post(to("edit", plan.pk), {"title": "Parem kava", "author": plan.enrolment.author_id,
                                             "version": 3}).status_code == 302
    client.force_login(mari)
    assert client.post(to("submit", plan.pk), ANYWAY).status_code == 302
    assert client.get(plan.get_absolute_url()).context["returned_because"] == ""


def test_a_submitted_plan_cannot_be_edited(client, plan, mari):
    client.force_login(mari)
    client.post(to("submit", plan.pk), ANYWAY)
    response = client.post(to("edit", plan.pk), {"title": "Teine", "version": 2})
    assert response.status_code == 422
    plan.refresh_from_db()
    assert plan.title == "Kava"


def test_a_representative_names_the_plan_and_its_author_stays(client, talgud, plan, partner):
    plan.author = partner
    plan.save()
    elder = world.person("Külavanem")
    world.member(elder, talgud, Role.COMMUNITY)
    actions.bind_delegate(Delegate(enrolment=plan.enrolment, user=elder), by=None)
    client.force_login(elder)
    assert client.post(to("edit", plan.pk), {"title": "Meie kava", "version": plan.version}).status_code == 302
    plan.refresh_from_db()
    assert (plan.title, plan.author) == ("Meie kava", partner)


def test_a_stale_plan_asks_and_keeps_both(client, plan, mari):
    client.force_login(mari)
    codes = [client.post(to("edit", plan.pk), {"title": title, "version": 1}).status_code for title in ("A", "B")]
    assert codes == [302, 409]
    plan.refresh_from_db()
    assert plan.title == "A"


def test_the_list_names_the_state_and_filters_by_it(client, talgud, enrolment, mari):
    here.plan(enrolment, "Kava", approved=True)
    here.plan(enrolment, "Mustand")
    url = reverse("communities:actionplan-list")
    rows = [row[0]["text"] for row in client.get(f"{url}?project=talgud&approved=true").context["table"].rows]
    assert rows == ["Kava"]
    assert len(client.get(url).context["table"].rows) == 2


# --- the tab ---


def rows_of(client, query=""):
    page = client.get(reverse("communities:project-plans", args=["talgud"]) + query)
    return [[cell["text"] for cell in row] for row in page.context["table"].rows]


def test_the_tab_says_what_comes_next_who_owes_it_and_since_when(client, enrolment, partner, mari):
    here.plan(enrolment, "Mustand", author=partner)
    here.submit(here.plan(enrolment, "Esitatud"), on=timezone.localdate() - timedelta(days=9))
    client.force_login(mari)
    page = client.get(reverse("communities:project-plans", args=["talgud"]))
    names = [column.key for column in page.context["table"].columns]
    rows = [dict(zip(names, row, strict=True)) for row in page.context["table"].rows]
    assert [(row["title"]["text"], row["owes"]["text"], row["days"]["text"]) for row in rows] == [
        ("Mustand", "Partner", "0"), ("Esitatud", "Anija vald", "9"),
    ]
    assert rows[0]["next"]["url"].endswith("/general/"), "an empty draft is written first"
    assert rows[1]["next"]["url"] == to("endorse", ActionPlan.objects.get(title="Esitatud").pk)


def test_the_tab_filters_and_is_taken_along(client, talgud, enrolment, mari, harju):
    elsewhere = here.enrol(talgud, here.community("Mujal"), area=world.area(talgud, "Saar"))
    here.plan(enrolment, "Siin")
    here.submit(here.plan(elsewhere, "Seal"))
    client.force_login(mari)
    first = [row[1] for row in rows_of(client, f"?county={harju.code}")]
    assert (first, [row[1] for row in rows_of(client, "?status=submitted")]) == (["Siin"], ["Seal"])
    assert [row[1] for row in rows_of(client, f"?area={elsewhere.area.pk}")] == ["Seal"]
    assert "Seal" in client.get(reverse("communities:project-plans", args=["talgud"]) + "?format=csv").content.decode()


@pytest.mark.parametrize(("name", "code"), [("Leida", 200), ("Vooras", 404)])
def test_who_sees_the_tab(client, plan, leida, stranger, name, code):
    client.force_login({"Leida": leida, "Vooras": stranger}[name])
    assert client.get(reverse("communities:project-plans", args=["talgud"])).status_code == code
    assert client.get(plan.get_absolute_url()).status_code == code


def test_the_minutes_may_come_later(client, talgud, plan, mari, jaan, leida):
    here.approve(plan)
    minutes = Document.objects.create(project=talgud, title="Protokoll", file="x.pdf", visibility="coordinators")
    decision = plan.decisions.get(step="approved")
    url = reverse("communities:plandecision-edit", args=["talgud", plan.pk, decision.pk])
    client.force_login(jaan)
    assert client.get(url).status_code == 403
    client.force_login(mari)
    assert client.post(url, {"present": "5", "version": 1}).status_code == 422
    sent = {"present": "31", "in_favour": "30", "document": minutes.pk, "version": 1}
    assert client.post(url, sent).status_code == 302
    assert client.get(plan.get_absolute_url()).context["decisions"][0].document == "Protokoll"
    client.force_login(leida)
    assert client.get(plan.get_absolute_url()).context["decisions"][0].document == "", "not even named to others"


def test_a_year_is_reviewed_on_its_page(client, plan, mari):
    here.approve(plan)
    actions.begin_plan(ActionPlan.objects.get(), by=mari)
    task = verbs.create(PlanTask(plan=plan, name="Katus"), by=mari)
    client.force_login(mari)
    year = timezone.localdate().year
    sent = {"year": year, f"task-{task.pk}": "carry", f"end-{task.pk}": ""}
    assert client.post(to("review", plan.pk), sent).status_code == 422, "until when?"
    sent[f"end-{task.pk}"] = "2019"
    refused = client.post(to("review", plan.pk), sent)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [f"end-{task.pk}"])
    sent[f"end-{task.pk}"] = str(year + 1)
    assert client.post(to("review", plan.pk), sent).status_code == 302
    task.refresh_from_db()
    assert (task.carried, client.get(plan.get_absolute_url()).context["reviews"][0].year) == (1, year)


def test_everybody_reads_in_short_what_an_approved_plan_is_about(client, enrolment):
    plan = here.plan(enrolment)
    asked = FieldTemplate.objects.get(section__template=plan.template, section__code="general", code="summary")
    verbs.create(Answer(plan=plan, field=asked, text="Külapood jääb lahti."), by=None)
    url = enrolment.community.get_absolute_url()
    assert "Külapood" not in client.get(url).content.decode()
    here.approve(plan)
    assert "Külapood jääb lahti." in client.get(url).content.decode()
