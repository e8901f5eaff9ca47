"""Services begin, pause and are told about month by month: empty is unknown, 0 is nobody (issue 3, part 8)."""
from datetime import date

import pytest

from communities import actions
from communities.models import ServiceDelivery
from communities.summaries.deliveries import months_due, outcome_of
from projects.measures import Count, get
from tests.communities import things
from tests.communities import world as here
from tests.refused import refused

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def plan(talgud, village, partner):
    return things.approved_plan(here.enrol(talgud, village, author=partner))


@pytest.fixture
def cafe(plan):
    return things.service(plan, began=date(2026, 3, 10))


def test_a_service_begins_once_and_only_of_an_approved_plan(talgud, plan, mari):
    draft = here.plan(here.enrol(talgud, here.community("Teine")))
    with refused("not_approved"):
        things.service(draft, began=MARCH)
    cafe = things.service(plan, began=MARCH)
    assert (cafe.readiness, cafe.started_on) == ("running", MARCH)
    with refused("begun"):
        actions.start_service(cafe, by=mari)
    paused = actions.pause_service(cafe, by=mari, reason="Talv")
    with refused("wrong_state"):
        actions.pause_service(paused, by=mari)
    assert actions.resume_service(paused, by=mari).readiness == "running"


def test_empty_is_unknown_and_nought_is_nobody(plan, cafe, mari):
    sauna = things.service(plan, "Saun", began=MARCH)
    written = things.month(
        plan, MARCH, {"service": cafe.pk, "users": 0, "sessions": 4}, {"service": sauna.pk}, by=mari
    )
    row = ServiceDelivery.objects.get()
    assert (written, row.users, row.sessions, row.paid_hours) == (1, 0, 4, None)
    total = outcome_of(plan).total
    assert (total.rows, total.users, total.sessions, total.hours) == (1, 0, 4, None)


def test_no_month_ahead_and_none_before_the_beginning(plan, cafe):
    with refused("in_future"):
        things.month(plan, date(2027, 1, 1), {"service": cafe.pk, "users": 1})
    with refused("not_begun"):
        things.month(plan, date(2026, 2, 1), {"service": cafe.pk, "users": 1})
    assert not ServiceDelivery.objects.exists()


def test_what_two_people_type_is_joined_number_by_number(plan, cafe, mari, jaan):
    things.month(plan, MARCH, {"service": cafe.pk, "users": 10, "sessions": 4}, by=mari)
    things.month(plan, MARCH, {"service": cafe.pk, "users": 12, "sessions": 4, "version": 1}, by=mari)
    things.month(plan, MARCH, {"service": cafe.pk, "users": 10, "sessions": 5, "version": 1}, by=jaan)
    row = ServiceDelivery.objects.get()
    assert (row.users, row.sessions, row.version) == (12, 5, 3)


def test_the_same_number_typed_by_two_is_asked_about_and_nothing_is_written(plan, cafe, mari, jaan):
    sauna = things.service(plan, "Saun", began=MARCH)
    things.month(plan, MARCH, {"service": cafe.pk, "users": 10}, by=mari)
    with pytest.raises(actions.MonthMoved) as moved:
        things.month(plan, MARCH, {"service": cafe.pk, "users": 11}, {"service": sauna.pk, "users": 3}, by=jaan)
    assert {key: row.users for key, row in moved.value.rows.items()} == {cafe.pk: 10}
    assert ServiceDelivery.objects.count() == 1


def test_an_emptied_month_goes_and_its_history_stays(plan, cafe, mari):
    things.month(plan, MARCH, {"service": cafe.pk, "users": 10}, by=mari)
    things.month(plan, MARCH, {"service": cafe.pk, "version": 1}, by=mari)
    assert not ServiceDelivery.objects.exists()
    assert ServiceDelivery.history.filter(history_type="-").count() == 1


def test_months_that_passed_are_due(cafe):
    assert months_due(cafe, date(2026, 6, 30)) == 3
    assert months_due(cafe, date(2026, 3, 31)) == 0


def test_the_figure_equals_the_rows_it_opens(client, talgud, plan, cafe, mari):
    """X-37: the sums at the top of the list are the measures' figures, activity by activity."""
    for month, sessions in ((MARCH, 4), (APRIL, 6)):
        things.month(plan, month, {"service": cafe.pk, "users": 10, "sessions": sessions})
    count = Count(talgud)
    assert (count.total(get("service_sessions")), count.total(get("service_users"))) == (10, 20)
    client.force_login(mari)
    page = client.get(get("service_sessions").url(talgud))
    assert page.status_code == 200 and page.context["page_obj"].paginator.count == 2
    assert "20" in page.context["count_text"] and "10" in page.context["count_text"]
