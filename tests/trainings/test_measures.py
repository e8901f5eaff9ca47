"""What counts once: events within events (X-16), one event toward several promises (X-17), joint events (X-18)."""
from decimal import Decimal
from random import Random

import pytest

from portal.shared import verbs
from projects import measures
from projects.models import Project
from tests.communities import world as villages
from tests.shared import world
from tests.trainings import taking_part as people
from tests.trainings import world as here
from tests.trainings.people import RandomWorld
from trainings.models import EventShare, Person
from trainings.summaries.people_count import turnout_of

pytestmark = pytest.mark.django_db


def total(project, key, activities=None):
    return measures.Count(project).total(measures.get(key), activities)


def by_part(project, key, distribution):
    return measures.Count(project).by_part(measures.get(key), distribution)


def test_X16_a_nest_counts_each_date_once(talgud):
    trips, seminars = world.activity(talgud, "Reisid"), world.activity(talgud, "Seminarid")
    trip = here.held(talgud, "Reis", kind="trip", days=("other", "other", "other"), activity=trips)
    seminar = here.held(talgud, "Seminar", kind="seminar", parent=trip, days=("theory", "practice"), activity=seminars)
    here.held(talgud, "Õpituba", kind="workshop", parent=seminar, days=("theory",), activity=seminars)
    assert (total(talgud, "days"), total(talgud, "days_theory"), total(talgud, "days_practice")) == (3, 1, 1)
    assert (total(talgud, "days", [seminars.pk]), total(talgud, "days", [trips.pk])) == (2, 3)
    assert [total(talgud, key) for key in ("trips", "seminars", "workshops", "events")] == [1, 1, 1, 3]


def test_half_a_day_of_each_kind_is_a_day(talgud):
    event = here.event(talgud)
    for kind in ("theory", "practice"):
        here.day(event, kind=kind, half_days=1)
    here.actions.hold_event(event, by=None)
    assert [total(talgud, key) for key in ("days", "days_theory", "days_practice")] == [1, Decimal("0.5"), Decimal("0.5")]


def test_X16_the_people_of_a_workshop_are_those_of_its_seminar(talgud):
    seminar = here.held(talgud, "Seminar", kind="seminar", headcount=29)
    here.held(talgud, "Õpituba", kind="workshop", parent=seminar, headcount=12)
    here.held(talgud, "Loeng", kind="training", parent=seminar)
    assert total(talgud, "participants") == 29
    assert total(talgud, "trainings") == 1


def test_X17_one_event_counts_toward_several_promises(talgud):
    region = villages.rescue_region()
    here.held(talgud, "Seminar", kind="seminar", headcount=29, days=("theory", "theory"), region=region)
    assert [total(talgud, key) for key in ("seminars", "days", "participants")] == [1, 2, 29]
    assert by_part(talgud, "seminars", "region") == {"N": 1}


def test_X18_a_joint_event_is_divided_and_counts_once(talgud):
    first, second = villages.partner(talgud, "Esimene"), villages.partner(talgud, "Teine")
    joint = here.held(talgud, "Ühine", kind="seminar", headcount=29, organiser=first, days=("theory",))
    here.held(talgud, "Oma", kind="seminar", headcount=10, organiser=second)
    for organisation, weight in ((first, 2), (second, 1)):
        verbs.create(EventShare(event=joint, organisation=organisation, weight=weight), by=None)
    a, b = str(first.pk), str(second.pk)
    assert (total(talgud, "seminars"), total(talgud, "days"), total(talgud, "participants")) == (2, 2, 39)
    assert by_part(talgud, "seminars", "partner") == {a: Decimal("0.67"), b: Decimal("1.33")}
    assert by_part(talgud, "participants", "partner") == {a: 19, b: 20}
    assert by_part(talgud, "days", "partner") == {a: Decimal("0.67"), b: Decimal("1.33")}
    assert [key for key, _label in measures.Count(talgud).items("partner")] == [a, b]


def test_who_was_noted_counts_before_what_was_told(talgud):
    event = here.held(talgud, headcount=99)
    twice = people.person(talgud, "Mari Tamm")
    people.there(event, twice, people.person(talgud, "Aime Kask"))
    again = here.held(talgud, "Teine", headcount=5, on=here.date(2024, 4, 4))
    row = people.person(talgud, "Mari  Tam")
    people.there(again, row)
    assert (total(talgud, "participants"), total(talgud, "people"), total(talgud, "person_days")) == (3, 3, 3)
    Person.objects.filter(pk=row.pk).update(root=twice, merged_into=twice)
    assert (total(talgud, "participants"), total(talgud, "people"), total(talgud, "person_days")) == (3, 2, 3)


@pytest.mark.parametrize("seed", range(4))
def test_people_and_villages_are_those_of_the_report(seed):
    project = world.project("juhuslik")
    RandomWorld(project, Random(seed))
    told = turnout_of(project).figures()
    project = Project.objects.get(pk=project.pk)
    assert (total(project, "people"), total(project, "villages")) == (told.people, told.villages)
