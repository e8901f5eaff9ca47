"""No dashboard asks more of the database with a thousand rows than with ten."""
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Community, Enrolment
from projects.models import Partnership, Project, Target
from tests.projects import world
from trainings.models import Event, EventDay

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 5, 2)


@pytest.fixture
def act():
    project = world.project("act-local")
    firm = world.organisation("Ape vald")
    partnership = world.add(Partnership(project=project, organisation=firm))
    for measure in ("communities", "plans", "events", "days"):
        world.add(
            Target(project=project, statement_et=measure, unit_et="tk", measure=measure, value=17, distribution="partner",
                   equal_share=3)
        )
    return partnership


def grow(partnership, upto):
    """Communities, their enrolments, events held and their days, until there are so many of each."""
    project, firm = partnership.project, partnership.organisation
    numbers = range(Community.objects.count(), upto)
    communities = Community.objects.bulk_create([Community(name=f"Küla {number}") for number in numbers])
    Enrolment.objects.bulk_create([
        Enrolment(project=project, community=row, author=firm, status="selected", selected_on=DAY) for row in communities
    ])
    events = Event.objects.bulk_create([
        Event(project=project, title_et=f"Päev {number}", kind="training", status="held", organiser=firm) for number in numbers
    ])
    EventDay.objects.bulk_create([EventDay(event=row, date=DAY + datetime.timedelta(days=row.pk)) for row in events])


def grow_projects(upto):
    first = Project.objects.count()
    rows = Project.objects.bulk_create([
        Project(slug=f"projekt-{number}", acronym=f"Projekt {number}", title_et="P", title_lv="P", title_en="P")
        for number in range(first, upto)
    ])
    Target.objects.bulk_create([
        Target(project=row, statement_et="Lubadus", unit_et="tk", measure="communities", value=1) for row in rows
    ])


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("page", ["partner", "overview"])
def test_a_project_of_a_thousand_rows_is_read_with_as_many_queries_as_one_of_ten(client, act, page):
    client.force_login(world.coordinator(act.project))
    address = f"/projects/act-local/{page}/" + (f"{act.pk}/" if page == "partner" else "")
    grow(act, 10)
    few = asked(client, address)
    grow(act, 1000)
    assert asked(client, address) == few <= 15


def test_a_thousand_projects_side_by_side_are_read_with_as_many_queries_as_ten(client, act):
    client.force_login(world.person("Kai", is_staff=True))
    grow_projects(10)
    few = asked(client, "/portfolio/")
    grow_projects(1000)
    assert asked(client, "/portfolio/") == few <= 15
