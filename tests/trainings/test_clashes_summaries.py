"""What speaks against a date while it is chosen: people, audience, place, order of work (A-15, moment 12)."""
from datetime import date, time, timedelta

import pytest

from portal.shared import verbs
from portal.shared.dates import PartialDate
from projects.models import ActivityDependency, Audience
from tests.communities import world as villages
from tests.shared import world
from tests.trainings import world as here
from trainings import actions
from trainings.models import EventDay, Person, Registration
from trainings.summaries.clashes import clash_warnings, clashes_of, order_warnings_of

pytestmark = pytest.mark.django_db
DAY = date(2027, 5, 4)


def asked(event, user, audiences=None, **fields):
    day = EventDay(event=event, date=DAY, kind="theory", half_days=2, **fields)
    return clashes_of(day, event, user=user, audiences=audiences)


def names(clashes):
    return [clash.event.title_et for clash in clashes]


def test_people_audience_and_place_are_named_and_a_merged_person_is_one(talgud, mari, harju, django_assert_num_queries):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    place = villages.municipality(county=harju)
    event = here.event(talgud, "Uus", audiences=[audience], county=harju)
    other = here.event(talgud, "Vana", audiences=[audience], municipality=place)
    here.day(other, DAY)
    one = verbs.create(Person(project=talgud, name="Mari Maasikas"), by=None)
    same = verbs.create(Person(project=talgud, name="Mari Maasikas", merged_into=one, root=one), by=None)
    for row, person in ((event, one), (other, one), (other, same)):
        verbs.create(Registration(event=row, person=person), by=None)
    with django_assert_num_queries(3):
        found = asked(event, mari)
    assert len(found) == 1 and len(found[0].why) == 3
    assert found[0].why[0].startswith("1 ")
    assert found[0].why[1].endswith("Omavalitsused") and found[0].why[2].endswith("Harju")


@pytest.mark.parametrize(
    ("own", "theirs", "clashes"),
    [
        ((None, None), (None, None), True),
        ((time(9), time(12)), (time(12), time(15)), False),
        ((time(9), time(13)), (time(12), time(15)), True),
        ((time(9), None), (time(15), time(16)), True),
        ((None, None), (time(15), time(16)), True),
    ],
)
def test_hours_that_follow_each_other_do_not_clash(talgud, mari, harju, own, theirs, clashes):
    here.day(here.event(talgud, "Teine", county=harju), DAY, starts_at=theirs[0], ends_at=theirs[1])
    event = here.event(talgud, "Uus", county=harju)
    assert bool(asked(event, mari, starts_at=own[0], ends_at=own[1])) is clashes


def test_what_is_called_off_another_day_or_hidden_does_not_clash(talgud, mari, stranger, harju):
    event = here.event(talgud, "Uus", county=harju)
    for title, on in (("Teisel päeval", DAY + timedelta(days=1)), ("Ära jäetud", DAY)):
        here.day(here.event(talgud, title, county=harju), on)
    actions.cancel_event(talgud.event_set.get(title_et="Ära jäetud"), by=mari, reason="Torm")
    here.day(here.event(talgud, "Sisemine", county=harju, is_public=False), DAY)
    assert names(asked(event, mari)) == ["Sisemine"]
    assert names(asked(event, stranger)) == []


def test_a_seminar_does_not_clash_with_the_trip_around_it_nor_with_its_workshops(talgud, mari, harju):
    trip = here.event(talgud, "Reis", county=harju)
    seminar = here.event(talgud, "Seminar", parent=trip, county=harju)
    workshop = here.event(talgud, "Töötuba", parent=seminar, county=harju)
    for event in (trip, seminar, workshop):
        here.day(event, DAY)
    assert [names(asked(event, mari)) for event in (trip, seminar, workshop)] == [[], [], []]


def test_another_county_or_the_net_is_no_same_place(talgud, mari, harju):
    here.day(here.event(talgud, "Veebis", county=harju, mode="online"), DAY)
    here.day(here.event(talgud, "Tartus", county=villages.county("Tartu", "EE-79")), DAY)
    assert asked(here.event(talgud, "Uus", county=harju), mari) == []


def test_only_the_first_few_are_told(talgud, mari, harju):
    for number in range(7):
        here.day(here.event(talgud, f"Koolitus {number}", county=harju), DAY)
    told = clash_warnings(asked(here.event(talgud, "Uus", county=harju), mari))
    assert len(told) == 6 and "2" in told[-1]


def test_training_before_the_plans_is_pointed_out(talgud):
    plans = world.activity(talgud, "Tegevuskavad", start=PartialDate(2027, 1), end=PartialDate(2027, 6))
    training = world.activity(talgud, "Koolitused")
    verbs.create(ActivityDependency(activity=training, after=plans), by=None)
    event = here.event(talgud, activity=training)
    assert len(order_warnings_of(event, date(2027, 6, 30))) == 1
    assert order_warnings_of(event, date(2027, 7, 1)) == []
