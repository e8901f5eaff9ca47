"""What communities contribute to promises counts itself, and each figure opens as many rows (X-37)."""
from datetime import date, timedelta

import pytest
from django.utils import timezone

from communities.choices import EnrolmentStatus, PlanStatus
from communities.models import ActionPlan, Equipment, Service, ServiceDelivery
from portal.shared import verbs
from projects import measures
from projects.models import Target
from projects.summaries import promise_board
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db


def figure(talgud, key, activity=None):
    return measures.Count(talgud).total(measures.get(key), [activity.pk] if activity else None)


def rows_behind(client, talgud, key, activity=None):
    page = client.get(measures.get(key).url(talgud, activity))
    assert page.status_code == 200
    return page.context["page_obj"].paginator.count


@pytest.fixture
def serving(talgud, village):
    """Three communities: one began, one told a month, one lies ahead; and one that left though its service goes on."""
    ring = world.activity(talgud, "Teenused")
    found = []
    for number, status in enumerate([*[EnrolmentStatus.SELECTED] * 3, EnrolmentStatus.WITHDRAWN]):
        row = here.enrol(talgud, here.community(f"Küla {number}"), status=status, activity=ring)
        plan = verbs.create(
            ActionPlan(project=talgud, enrolment=row, title="Kava", status=PlanStatus.RUNNING, approved_on=date(2024, 1, 1)),
            by=None,
        )
        started = {0: date(2024, 2, 1), 2: timezone.localdate() + timedelta(days=5), 3: date(2024, 2, 1)}.get(number)
        found.append(verbs.create(Service(plan=plan, name="Lõuna", started_on=started), by=None))
    verbs.create(ServiceDelivery(service=found[1], month=date(2024, 3, 1)), by=None)
    return ring


def test_communities_with_a_service_at_work(client, talgud, mari, serving):
    client.force_login(mari)
    assert figure(talgud, "communities_serving") == rows_behind(client, talgud, "communities_serving") == 2
    assert rows_behind(client, talgud, "communities_serving", serving) == 2
    client.logout()
    assert rows_behind(client, talgud, "communities_serving") == 2


def test_equipment_counts_what_was_bought_and_kept(client, talgud, mari, village):
    row = here.enrol(talgud, village)
    for number in range(3):
        thing = verbs.create(
            Equipment(project=talgud, enrolment=row, name=f"Pink {number}", quantity=9, bought_on=date(2024, 1, 1)), by=None
        )
    verbs.archive(thing, by=None)
    verbs.create(Equipment(project=talgud, name="Alles kavas"), by=None)
    client.force_login(mari)
    assert figure(talgud, "equipment") == rows_behind(client, talgud, "equipment") == 2


def test_one_per_county_counts_itself(talgud):
    """The ministry's promise: each county one community, each with a plan."""
    counties = [here.county(f"Maakond {number}", f"EE-{number:02}") for number in range(1, 4)]
    for place in counties[:2]:
        row = here.enrol(talgud, here.community(f"{place} küla", municipality=here.municipality(str(place), county=place)))
        here.plan(row, approved=True)
    for measure in ("communities", "plans_approved"):
        verbs.create(
            Target(project=talgud, statement_et="Igast maakonnast üks", unit_et="kogukonda", value=3, measure=measure,
                   distribution="county", equal_share=1),
            by=None,
        )
    told = [(row.achieved, row.planned, row.gaps) for row in promise_board(talgud).promises]
    assert told == [(2, 3, (str(counties[2]),))] * 2
