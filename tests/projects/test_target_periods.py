"""What happened within a period, and how it stood on a day: each record counts on its day."""
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import ActionPlan, Equipment, Service, ServiceDelivery
from portal.shared import verbs
from projects import measures
from projects.models import Target
from projects.summaries import promise_board
from tests.communities import world as villages
from tests.shared import world
from tests.trainings import world as here
from trainings.models import SupportEntry

pytestmark = pytest.mark.django_db

JUNE, JULY = date(2024, 6, 10), date(2024, 7, 10)
THE_END_OF_JUNE = date(2024, 6, 30)
DATED = (
    "communities", "communities_ready", "communities_serving", "assessments", "plans_approved", "service_sessions", "equipment",
    "seminars", "days", "participants", "facilitators", "dialogues", "support_hours", "support_meetings",
)


@pytest.fixture
def lived():
    """Of everything one in June and one in July; and a third community of which nobody wrote the day."""
    project = world.project("aeg")
    for on in (JUNE, JULY):
        row = villages.enrol(project, villages.community(f"Küla {on:%m}"), selected_on=on, ready_on=on)
        villages.assess(row, on)
        plan = ActionPlan(project=project, enrolment=row, title="Kava", status="running", approved_on=on)
        verbs.create(plan, by=None)
        service = verbs.create(Service(plan=plan, name="Lõuna", started_on=on), by=None)
        verbs.create(ServiceDelivery(service=service, month=on.replace(day=1), sessions=4), by=None)
        verbs.create(Equipment(project=project, enrolment=row, name=f"Pink {on:%m}", bought_on=on), by=None)
        here.held(project, "Seminar", kind="seminar", on=on, headcount=20)
        helper = here.support(row, "facilitator", "Eestvedaja", starts_on=on)
        verbs.create(SupportEntry(assignment=helper, date=on, minutes=90, discussed="Plaan"), by=None)
        here.support(row, "dialogue", "Vestlus", starts_on=on, completed_on=on)
    villages.enrol(project, villages.community("Päevata küla"))
    return project


def test_each_record_counts_on_its_day_and_as_of_a_day_only_what_was_there(lived):
    count = measures.Count(lived)
    june = {key: count.between(until=THE_END_OF_JUNE).total(measures.get(key)) for key in DATED}
    july = {key: count.between(since=date(2024, 7, 1)).total(measures.get(key)) for key in DATED}
    whole = {key: count.total(measures.get(key)) for key in DATED}
    assert june == july == dict.fromkeys(DATED, 1) | {
        "service_sessions": 4, "participants": 20, "support_hours": Decimal("1.5")
    }
    # What has no day is in the whole only.
    assert {key: whole[key] - june[key] - july[key] for key in DATED} == dict.fromkeys(DATED, 0) | {"communities": 1}


def test_another_period_asks_nothing_again(lived):
    count = measures.Count(lived)
    for key in DATED:
        count.total(measures.get(key))
    with CaptureQueriesContext(connection) as asked:
        count.between(JUNE, JULY).total(measures.get("communities"))
    assert len(asked) == 0


def test_the_board_as_of_a_day_tells_what_has_no_day(lived):
    verbs.create(
        Target(project=lived, statement_et="Kolm kogukonda", unit_et="kogukonda", value=3, measure="communities"), by=None
    )
    (now,), (then,) = promise_board(lived).promises, promise_board(lived, until=THE_END_OF_JUNE).promises
    assert (now.figure, now.undated, now.status) == ("3/3", 1, "reached")
    assert (then.figure, then.undated, then.status) == ("1/3", 1, "under_way")


def test_two_for_each_community_is_promised_for_the_communities_there_were(lived):
    """A community of which no day is known is promised its two as well: a promise never looks smaller than it is."""
    verbs.create(
        Target(project=lived, statement_et="Kaks igale", unit_et="eestvedajat", value=2, per_measure="communities",
               measure="facilitators"),
        by=None,
    )
    assert [promise_board(lived, until=day).promises[0].planned for day in (None, THE_END_OF_JUNE)] == [6, 4]
