"""X-37: each figure of the promise board opens a list that holds exactly what was counted."""
import pytest

from portal.shared import verbs
from projects.measures import Count, choices, get
from projects.models import Project, Target
from projects.summaries import promise_board
from tests.communities import things
from tests.communities import world as villages
from tests.shared import world
from tests.trainings import world as here

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch(talgud):
    return world.activity(talgud, "Suund")


@pytest.fixture
def full(talgud, branch, village, partner):
    """A project with something of every kind, in an activity below `branch` and outside of it."""
    below = world.activity(talgud, "All", parent=branch)
    for activity in (None, branch, below):
        for place, kind in enumerate(["training", "seminar", "workshop", "webinar", "inspiration", "meeting", "trip",
                                      "mobility", "expert_visit"]):
            here.held(talgud, f"{kind} {place}", kind=kind, activity=activity, headcount=place or None,
                      days=("theory", "practice")[: 1 + place % 2])
        here.event(talgud, "Plaanis", activity=activity)
        row = villages.enrol(talgud, village, activity=activity, author=partner)
        villages.assess(row)
        villages.plan(row, approved=activity is below)
        villages.actions.declare_ready(row, by=None, note="Valmis")
        kava = things.approved_plan(row, "Töös")
        cafe = things.service(kava, began=here.PAST)
        things.month(kava, here.PAST.replace(day=1), {"service": cafe.pk, "users": 7, "sessions": 3})
        things.thing(talgud, enrolment=row, indispensable_because="Ilma ei saa", bought_on=here.PAST)
        for kind in ("mentor", "facilitator", "expert", "dialogue"):
            here.support(row, kind=kind, completed=activity is branch)
    villages.group_plan(talgud)
    archived = here.held(talgud, "Arhiivis")
    here.actions.archive_event(archived, by=None)
    half = here.event(talgud, "Poolik", activity=below)
    here.day(half, half_days=1)
    here.actions.hold_event(half, by=None)
    return talgud


def test_every_measure_of_the_portal_names_its_records():
    assert [key for key, _label in choices() if not get(key).records] == []


def figure_shown(client, measure, url):
    """What the records page says: the sum of days or people where that is counted, otherwise its rows."""
    context = client.get(url).context
    page = context["page_obj"].paginator
    if measure.tally == "days":
        return sum(day.half_days for day in page.object_list) / 2
    if measure.tally == "deliveries":
        return sum(getattr(row, measure.key.removeprefix("service_")) for row in page.object_list)
    if measure.key == "participants":
        return sum(event.headcount or 0 for event in context["view"].chosen_rows)
    return page.count + len(context["view"].undated if measure.tally == "events" else ())


@pytest.mark.parametrize("within", ["project", "activity"])
@pytest.mark.parametrize("key", [key for key, _label in choices()])
def test_the_figure_equals_its_records(client, full, branch, mari, key, within):
    measure = get(key)
    target = verbs.create(
        Target(project=full, activity=branch if within == "activity" else None, statement_et="Lubadus", unit_et="tk",
               comparator="open", measure=key),
        by=None,
    )
    promise = next(row for row in promise_board(full).promises if row.pk == target.pk)
    client.force_login(mari)
    assert figure_shown(client, measure, promise.url) == promise.achieved > 0


def test_the_sum_of_days_is_shown(client, full):
    total = Count(Project.objects.get(pk=full.pk)).total(get("days"))
    shown = client.get("/events/days/?project=talgud").context["count_text"].split(" ")[0]
    assert shown == f"{total:.1f}".replace(".", ",")


def test_people_not_counted_are_said_to_be_so(client, talgud):
    here.held(talgud, headcount=12)
    here.held(talgud, "Lugemata", on=here.date(2024, 4, 4))
    text = client.get("/calendar/?project=talgud&status=held").context["count_text"]
    assert "12" in text
    assert "1)" in text


def test_support_of_a_hidden_community_is_not_public(client, talgud, village, mari):
    here.support(villages.enrol(talgud, village, sensitive=True))
    url = "/events/support/?project=talgud"
    assert client.get(url).context["page_obj"].paginator.count == 0
    client.force_login(mari)
    assert client.get(url).context["page_obj"].paginator.count == 1
