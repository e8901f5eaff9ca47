"""Lists need at most 12 queries and workspace pages 15, with one row and with three."""
import pytest
from django.urls import reverse

from portal.shared import verbs
from projects.models import Audience, Target
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.shared import world
from tests.trainings import world as here

pytestmark = pytest.mark.django_db


@pytest.fixture
def grow(talgud, partner, harju):
    """A function that adds one of everything; it returns the trip that holds the rest."""
    activity = world.activity(talgud, "Koolitused")
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    place = villages.municipality(county=harju)

    def add(mark):
        shared = {"activity": activity, "organiser": partner, "municipality": place, "audiences": [audience]}
        verbs.create(
            Target(project=talgud, activity=activity, statement_et="Päevad", unit_et="päeva", value=3, measure="days"),
            by=None,
        )
        trip = here.held(talgud, f"Reis {mark}", days=("theory", "practice"), kind="trip", **shared)
        here.held(talgud, f"Seminar {mark}", parent=trip, **shared)
        here.coming(talgud, f"Tulev {mark}", **shared)
        here.event(talgud, f"Päevata {mark}", **shared)
        here.destination(talgud, activity=activity, event=trip)
        here.support(villages.enrol(talgud, villages.community(f"Küla {mark}", municipality=place), author=partner))
        return trip

    return add


@pytest.mark.parametrize("who", ["mari", "jaan"])
@pytest.mark.parametrize(
    ("name", "args", "query", "most"),
    [
        ("event-list", [], "?project=talgud&when=all", 12),
        ("event-list", [], "?project=talgud&status=held", 12),
        ("eventday-list", [], "?project=talgud&kind=theory", 12),
        ("supportassignment-list", [], "?project=talgud", 12),
        ("project-events", ["talgud"], "", 15),
        ("event-create", ["talgud"], "", 15),
        ("destination-create", ["talgud"], "", 15),
        ("supportassignment-create", ["talgud"], "", 15),
    ],
)
def test_lists_and_the_tab(client, grow, request, who, name, args, query, most):
    client.force_login(request.getfixturevalue(who))
    url = reverse(f"trainings:{name}", args=args) + query
    grow(1)
    first = queries(client, url)
    grow(2)
    grow(3)
    assert queries(client, url) == first <= most


@pytest.mark.parametrize("name", ["event-detail", "event-edit"])
def test_one_event(client, grow, mari, name):
    client.force_login(mari)
    trip = grow(1)
    url = reverse(f"trainings:{name}", args=[trip.pk] if name == "event-detail" else ["talgud", trip.pk])
    first = queries(client, url)
    for place in range(2):
        here.day(trip, here.date(2024, 8, 1 + place))
        here.event(trip.project, "Sees", parent=trip)
        here.destination(trip.project, event=trip)
    assert queries(client, url) == first <= 15
