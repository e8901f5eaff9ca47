"""X-37: each figure of the promise board opens a list that holds exactly what was counted. One world for all measures."""
import pytest

from portal.shared import verbs
from projects.measures import choices, get
from projects.models import Target
from projects.summaries import promise_board
from tests.communities import things
from tests.communities import world as villages
from tests.shared import world
from tests.trainings import taking_part as people
from tests.trainings import world as here
from tests.trainings.figures import figure_shown
from trainings.actions.trips import plan_trip
from trainings.models import StudyTrip

pytestmark = pytest.mark.django_db

KINDS = ["training", "seminar", "workshop", "webinar", "inspiration", "meeting", "dialogue", "trip", "mobility", "expert_visit"]


def fill(project, activity, village, partner, *, inner, last):
    """Something of every kind in one activity, events within events among them."""
    for place, kind in enumerate(KINDS):
        here.held(project, f"{kind} {place}", kind=kind, activity=activity, headcount=place or None, capacity=place or None,
                  days=("theory", "practice")[: 1 + place % 2])
    for kind, mobility, direction in (("mobility", "shadowing", "out"), ("expert_visit", "expert", "in")):
        event = project.event_set.get(activity=activity, kind=kind)
        plan_trip(StudyTrip(event=event, purpose="Õppida", mobility_kind=mobility, direction=direction), by=None)
        people.there(event, people.person(project, "Aime Kask", village="Kolga küla"))
    trip = here.held(project, "Reis", kind="trip", activity=activity, headcount=20, days=("other", "other"), capacity=20)
    seminar = here.held(project, "Seminar reisil", kind="seminar", parent=trip, activity=activity, days=("theory",))
    workshop = here.held(project, "Õpituba seminaril", kind="workshop", parent=seminar, activity=activity, headcount=9)
    people.there(trip, people.person(project, "Aime Kask", village="Kolga küla"))
    for name in ("Aime Kask", "Priit Pärn"):
        people.there(workshop, people.person(project, name, village="Kolga"))
    people.answer(seminar)
    people.lesson(trip)
    people.material(trip)
    here.event(project, "Plaanis", activity=activity, capacity=7)
    row = villages.enrol(project, village, activity=activity, author=partner)
    villages.assess(row)
    villages.plan(row, approved=last)
    villages.actions.declare_ready(row, by=None, note="Valmis")
    kava = things.approved_plan(row, "Töös")
    cafe = things.service(kava, began=here.PAST)
    things.month(kava, here.PAST.replace(day=1), {"service": cafe.pk, "users": 7, "sessions": 3})
    things.thing(project, enrolment=row, indispensable_because="Ilma ei saa", bought_on=here.PAST)
    for kind in ("mentor", "facilitator", "expert", "dialogue"):
        people.meeting(here.support(row, kind=kind, completed=inner), minutes=50)


@pytest.fixture
def branch(talgud):
    return world.activity(talgud, "Suund")


@pytest.fixture
def full(talgud, branch, village, partner):
    """A project with something of every kind, in an activity below `branch` and outside of it."""
    below = world.activity(talgud, "All", parent=branch)
    for activity in (None, branch, below):
        fill(talgud, activity, village, partner, inner=activity is branch, last=activity is below)
    villages.group_plan(talgud)
    here.actions.archive_event(here.held(talgud, "Arhiivis", headcount=99), by=None)
    half = here.event(talgud, "Poolik", activity=below)
    here.day(half, half_days=1)
    here.actions.hold_event(half, by=None)
    return talgud


def test_every_measure_of_the_portal_names_its_records():
    assert [key for key, _label in choices() if not get(key).records] == []


def test_each_figure_equals_its_records(client, full, branch, mari):
    """In the whole project and within an activity, where fewer are counted."""
    keys = sorted(key for key, _label in choices())
    of_each_list = {(get(key).tally, get(key).records): key for key in keys}.values()
    targets = Target.objects.bulk_create(
        Target(project=full, activity=activity, statement_et="Lubadus", unit_et="tk", comparator="open", measure=key)
        for activity, named in ((None, keys), (branch, of_each_list)) for key in named
    )
    promised = {row.pk: (row.measure, row.activity_id is None) for row in targets}
    counted = {promised[row.pk]: row for row in promise_board(full).promises}
    client.force_login(mari)
    shown = {about: figure_shown(client, get(about[0]), row.url) for about, row in counted.items()}
    assert shown == {about: row.achieved for about, row in counted.items()}
    assert [about for about, number in shown.items() if not number] == []
    alike = {key for key, whole in shown if not whole and shown[key, True] == shown[key, False]}
    assert alike == {"communities_serving", "people", "villages"}  # the same ones are in every activity


def test_the_sum_of_days_is_shown(client, talgud):
    for days in (("theory",), ("theory", "practice")):
        here.held(talgud, days=days)
    half = here.event(talgud, "Poolik")
    here.day(half, half_days=1)
    here.actions.hold_event(half, by=None)
    assert client.get("/events/days/?project=talgud").context["count_text"].split(" ")[0] == "3,5"


def test_people_not_counted_are_said_to_be_so(client, talgud):
    here.held(talgud, headcount=12)
    here.held(talgud, "Lugemata", on=here.date(2024, 4, 4))
    for url in ("/calendar/?project=talgud&status=held", "/events/figures/?project=talgud&count=people"):
        text = client.get(url).context["count_text"]
        assert "12" in text
        assert "1)" in text


def test_support_of_a_hidden_community_is_not_public(client, talgud, village, mari):
    here.support(villages.enrol(talgud, village, sensitive=True))
    url = "/events/support/?project=talgud"
    assert client.get(url).context["page_obj"].paginator.count == 0
    client.force_login(mari)
    assert client.get(url).context["page_obj"].paginator.count == 1


def test_only_who_works_in_the_project_gets_a_link_to_its_people(talgud):
    verbs.create(Target(project=talgud, statement_et="Inimesed", unit_et="inimest", comparator="open", measure="people"), by=None)
    (inside,), (outside,) = promise_board(talgud).promises, promise_board(talgud, public=True).promises
    assert (inside.url, outside.url) == ("/projects/talgud/trainings/people/counted/", "")
