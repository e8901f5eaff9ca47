"""People at all events: the sums kept by project say what counting says, to everybody who may see other events."""
import pytest
from django.contrib.auth.models import AnonymousUser

from projects.models import Project
from tests.shared import world
from tests.trainings import taking_part as people
from tests.trainings import world as here
from trainings.models import Event
from trainings.summaries.came import came_to_all
from trainings.summaries.counted import people_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def projects(talgud, mari):
    """Of one Mari is the coordinator, another everybody may read, a third nobody."""
    found = [talgud, world.project("open"), world.project("hidden")]
    for project in found:
        trip = here.held(project, "Reis", kind="trip", headcount=20, days=("other", "other"))
        here.held(project, "Seminar", parent=trip, headcount=30, is_public=False)
        here.held(project, "Lugemata")
        people.there(here.held(project, "Nimedega"), people.person(project, "Aime Kask"))
        here.coming(project)
    Project.objects.filter(pk=found[2].pk).update(sensitive=True)
    return found


@pytest.mark.parametrize("who", ["mari", "stranger", "nobody", "admin_user"])
def test_what_is_kept_is_what_is_counted(projects, client, request, who):
    user = AnonymousUser() if who == "nobody" else request.getfixturevalue(who)
    if who != "nobody":
        client.force_login(user)
    most, came = people_of(Event.objects.held().visible_to(user)), came_to_all(user)
    assert (came.total, came.unknown, came.events) == (most.total, most.unknown, len(most.events))
    page = client.get("/events/figures/").context["page_obj"]
    assert {row.pk: row.came for row in page} == most.events
    assert page.paginator.count == len(most.events) == len({row.pk for row in page})


def test_no_project_at_all_is_no_sum(client):
    assert came_to_all(AnonymousUser()).total is None
    assert client.get("/events/figures/").status_code == 200
