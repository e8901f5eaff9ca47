"""Action plans: drawn up, submitted, returned, approved; of a community or of a group (A-13, E-05, X-34)."""
import pytest
from django.urls import reverse
from django.utils import timezone

from communities.choices import PlanStatus
from communities.models import ActionPlan
from portal.shared import verbs
from projects.models import CooperationGroup
from tests.communities import world as here

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
    assert form["enrolment"].value() == str(enrolment.pk)
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
    assert client.post(to("submit", plan.pk), ANYWAY).status_code == 302
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
