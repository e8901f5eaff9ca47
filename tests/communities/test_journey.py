"""How far each community has come: stages with their days, the next step, who owes it, and for how long nothing happened."""
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from communities import actions
from communities.actions import standard
from communities.choices import EnrolmentStatus, NeedLevel, PlanStatus, StepOwner
from communities.models import ActionPlan, Enrolment, Equipment, InvestmentNeed, Service, ServiceDelivery
from communities.summaries.journey import counts_of, journeys_of, stages, stuck_first
from portal.shared import verbs
from tests.communities import world as here
from trainings.choices import EventStatus
from trainings.models import Event, EventDay

pytestmark = pytest.mark.django_db

ORDER = ["enrolled", "assessed", "planned", "trained", "ready", "equipped", "serving"]


def days_ago(count):
    return timezone.localdate() - timedelta(days=count)


@pytest.fixture
def enrolment(talgud, village, partner):
    return here.enrol(talgud, village, author=partner, selected_on=days_ago(90))


def journey(enrolment):
    return journeys_of([Enrolment.objects.get(pk=enrolment.pk)])[0]


def where(enrolment):
    """(keys of the stages reached, the next step, who takes it, days of waiting)"""
    found = journey(enrolment)
    reached = [one.stage.key for one in found.stages if one.done]
    with override("en"):
        return reached, str(found.next.words) if found.next else "", found.next and found.next.owner, found.stuck


def plan_of(enrolment, status, template=None, **fields):
    """A plan as it stands in some state; the path to it is another test's."""
    return verbs.create(
        ActionPlan(project=enrolment.project, enrolment=enrolment, title="Kava", status=status, template=template, **fields),
        by=None,
    )


def training(enrolment, on):
    event = verbs.create(
        Event(project=enrolment.project, title_et="Koolitus", community=enrolment.community, status=EventStatus.HELD,
              headcount=9),
        by=None,
    )
    verbs.create(EventDay(event=event, date=on), by=None)
    return event


def test_the_stages_stand_in_the_order_of_the_way():
    assert [stage.key for stage in stages()] == ORDER


def test_the_whole_way_with_its_days_and_owners(talgud, enrolment, mari):
    assert where(enrolment) == (ORDER[:1], "Assess its potential and resources", StepOwner.PARTNER, 90)
    here.assess(enrolment, days_ago(60))
    assert where(enrolment) == (ORDER[:2], "Start the action plan", StepOwner.PARTNER, 60)
    plan = plan_of(enrolment, PlanStatus.APPROVED, approved_on=days_ago(40))
    assert where(enrolment) == (ORDER[:3], "Hold a training for the community", StepOwner.PARTNER, 40)
    training(enrolment, days_ago(30))
    assert where(enrolment)[1:3] == ("Decide whether it is ready to start", StepOwner.COORDINATOR)
    actions.declare_ready(enrolment, by=mari, on=days_ago(20), note="On.")
    assert where(enrolment) == (ORDER[:5], "Begin the first service", StepOwner.COMMUNITY, 20)
    verbs.create(InvestmentNeed(plan=plan, name="Pliit", level=NeedLevel.INDISPENSABLE, unit_price=Decimal(300)), by=None)
    assert where(enrolment)[1:3] == ("Buy what is indispensable", StepOwner.PARTNER)
    verbs.create(Equipment(project=talgud, name="Pliit", enrolment=enrolment, bought_on=days_ago(10)), by=None)
    assert where(enrolment) == (ORDER[:6], "Begin the first service", StepOwner.COMMUNITY, 10)
    verbs.create(Service(plan=plan, name="Lõuna", started_on=days_ago(5)), by=None)
    assert where(enrolment) == (ORDER, "", None, None)
    assert [one.day for one in journey(enrolment).stages] == [days_ago(count) for count in (90, 60, 40, 30, 20, 10, 5)]


@pytest.mark.parametrize(
    ("status", "endorsed_first", "step", "owner"),
    [
        (PlanStatus.DRAFT, True, "Write the action plan and submit it", StepOwner.PARTNER),
        (PlanStatus.RETURNED, True, "Complete the action plan that came back", StepOwner.PARTNER),
        (PlanStatus.SUBMITTED, True, "Endorse the action plan", StepOwner.MUNICIPALITY),
        (PlanStatus.SUBMITTED, False, "Decide about the action plan", StepOwner.COORDINATOR),
        (PlanStatus.ENDORSED, True, "Approve the action plan at the village meeting", StepOwner.COMMUNITY),
    ],
)
def test_a_plan_on_its_way_tells_who_has_it(talgud, enrolment, mari, status, endorsed_first, step, owner):
    template = standard.ensure_plan_template(talgud, by=mari)
    template.needs_endorsement = endorsed_first
    template = verbs.update(template, by=mari, version=template.version)
    here.assess(enrolment, days_ago(9))
    plan_of(enrolment, status, template)
    assert where(enrolment) == (ORDER[:2], step, owner, 9)


def test_training_goes_on_beside_the_plan(talgud, enrolment, partner):
    """The partner's trainings are for all its communities; whoever was trained still owes the plan."""
    here.assess(enrolment, days_ago(60))
    event = training(enrolment, days_ago(50))
    event.community, event.organiser = None, partner
    event = verbs.update(event, by=None, version=event.version)
    assert where(enrolment) == (["enrolled", "assessed", "trained"], "Start the action plan", StepOwner.PARTNER, 50)
    plan_of(enrolment, PlanStatus.APPROVED, approved_on=days_ago(40))
    assert where(enrolment)[1] == "Decide whether it is ready to start"
    event.organiser = here.partner(talgud, "Teine partner")
    verbs.update(event, by=None, version=event.version)
    assert where(enrolment)[1] == "Hold a training for the community"


def test_what_lies_ahead_is_not_reached_and_waiting_is_never_negative(enrolment):
    plan = plan_of(enrolment, PlanStatus.APPROVED, approved_on=days_ago(3))
    verbs.create(Service(plan=plan, name="Lõuna", started_on=days_ago(-3)), by=None)
    assert where(enrolment)[0] == ["enrolled", "planned"]
    enrolment.ready_on = days_ago(-9)
    enrolment = verbs.update(enrolment, by=None, version=enrolment.version)
    assert where(enrolment)[3] == 3


def test_waiting_ends_with_the_communitys_time_in_the_project(enrolment):
    enrolment.selected_on, enrolment.starts_on, enrolment.ends_on = days_ago(90), days_ago(90), days_ago(30)
    enrolment.save()
    assert journey(enrolment).stuck == 60


def test_a_recorded_month_is_serving_too(enrolment):
    plan = plan_of(enrolment, PlanStatus.RUNNING, approved_on=date(2024, 1, 9))
    service = verbs.create(Service(plan=plan, name="Lõuna"), by=None)
    verbs.create(ServiceDelivery(service=service, month=date(2024, 3, 1)), by=None)
    assert journey(enrolment).day_of("serving") == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("status", "step", "waiting"),
    [(EnrolmentStatus.APPLIED, "Decide about the application", None), (EnrolmentStatus.COMPLETED, "", None),
     (EnrolmentStatus.WITHDRAWN, "", None)],
)
def test_beside_the_way(talgud, village, status, step, waiting):
    assert where(here.enrol(talgud, village, status=status))[1::2] == (step, waiting)


def test_whoever_waits_longest_stands_first_and_counts_add_up(talgud):
    rows = [
        here.enrol(talgud, here.community(f"Küla {number}"), selected_on=days_ago(number) if number else None)
        for number in (5, 0, 30)
    ]
    here.assess(rows[0], days_ago(1))
    found = stuck_first(journeys_of(rows))
    assert [one.stuck for one in found] == [30, 1, None]
    told = [(count.stage.key, count.reached, count.of) for count in counts_of(found)]
    assert told[:2] == [("enrolled", 3, 3), ("assessed", 1, 3)]


def test_all_stages_are_one_query_however_many(talgud, django_assert_num_queries):
    for number in range(7):
        row = here.enrol(talgud, here.community(f"Küla {number}"))
        here.assess(row)
        here.plan(row)
    rows = list(Enrolment.objects.select_related("community__municipality", "author"))
    with django_assert_num_queries(1):
        journeys_of(rows)


def overview(client, talgud, **query):
    return client.get(reverse("communities:project-journey", args=[talgud.slug]), query)


def test_the_overview_tells_where_everybody_is(client, talgud, mari, enrolment):
    other = here.enrol(talgud, here.community("Teine küla"), selected_on=days_ago(200))
    here.enrol(talgud, here.community("Kandideeris"), status=EnrolmentStatus.APPLIED)
    here.assess(other, days_ago(150))
    client.force_login(mari)
    answer = overview(client, talgud)
    assert [str(row.enrolment) for row in answer.context["table"].objects] == ["Teine küla", "Kolga küla"]
    assert [(part["value"], part["of"]) for part in answer.context["summary"]][:2] == [(2, 2), (1, 2)]
    assert [str(row.enrolment) for row in overview(client, talgud, stage="assessed").context["table"].objects] == ["Teine küla"]
    for part, stage in zip(answer.context["summary"], ORDER, strict=True):
        assert len(overview(client, talgud, stage=stage).context["table"].objects) == part["value"]
    assert not list(overview(client, talgud, owner="municipality").context["table"].objects)
    assert "Kolga" in overview(client, talgud, search="kolga").content.decode()
    file = overview(client, talgud, format="csv").content.decode("utf-8-sig").splitlines()
    assert len(file) == 3 and len(file[0].split(";")) >= 7 + len(ORDER) - 1


def test_the_overview_is_the_projects_peoples(client, talgud, leida, stranger, enrolment):
    client.force_login(leida)
    assert overview(client, talgud).status_code == 200
    client.force_login(stranger)
    assert overview(client, talgud).status_code == 404


def test_the_overview_asks_fifteen_questions_at_most(client, talgud, mari, harju, django_assert_max_num_queries):
    here.rescue_region(counties=[harju])
    for number in range(5):
        place = here.municipality(f"Vald {number}", county=harju)
        here.assess(here.enrol(talgud, here.community(f"Küla {number}", municipality=place)))
    client.force_login(mari)
    overview(client, talgud)
    with django_assert_max_num_queries(15):
        assert overview(client, talgud).status_code == 200


def test_strangers_see_the_public_stages_and_no_next_step(client, mari, enrolment):
    actions.declare_ready(enrolment, by=mari, on=days_ago(2), note="On.")

    def strip():
        ((_title, steps),) = client.get(enrolment.community.get_absolute_url()).context["strips"]
        return [step.state for step in steps]

    assert strip() == ["done", "todo", "todo", "done", "todo"]
    client.force_login(mari)
    assert strip() == ["done", "todo", "todo", "todo", "done", "todo", "current"]
