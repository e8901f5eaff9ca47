"""The calendar of deadlines: ends, claims, checks and events of one's own, each day once, each opening its page."""
from datetime import date

import pytest
from django.utils import timezone
from icalendar import Calendar

from budgets.choices import ClaimState
from budgets.models import Claim, ReportingPeriod
from communities.models import Equipment
from portal.shared import verbs
from projects.choices import ActivityStatus, Role
from projects.models import Activity, Organisation, Partnership
from tests.communities.test_communities_query_counts import queries
from tests.shared import world
from tests.trainings import world as here
from trainings.actions.calendar import renew_calendar_feed

pytestmark = pytest.mark.django_db
URL = "/deadlines/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """22.11.2026 for whoever asks."""
    day = date(2026, 11, 22)
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: day)
    return day


def fill(project, mark=""):
    """One of each: the days are 1.12.2026 and the same days of the following months, the check a year after it was bought."""
    activity = verbs.create(Activity(project=project, title_et=f"Ring{mark}", end="2027-01-31"), by=None)
    other = verbs.create(Activity(project=project, title_et=f"Muu{mark}", end="2027-02-28"), by=None)
    verbs.create(Activity(project=project, title_et="Tehtud", end="2027-02-28", status=ActivityStatus.DONE), by=None)
    event = here.event(project, f"Koolitus{mark}", activity=activity)
    here.day(event, date(2026, 12, 1))
    here.held(project, "Peetud", date(2026, 10, 1))
    period = verbs.create(
        ReportingPeriod(project=project, number=1, starts_on=date(2026, 7, 1), ends_on=date(2026, 12, 31),
                        partner_due_on=date(2027, 1, 15), claim_due_on=date(2027, 3, 1)), by=None,
    )
    owner = verbs.create(Organisation(name=f"Omanik{mark or project.slug}"), by=None)
    verbs.create(Equipment(project=project, name=f"Telk{mark}", owner=owner, bought_on=date(2025, 9, 1)), by=None)
    return activity, other, period


def told(client, query=""):
    page = client.get(URL + query)
    return [(row.kind, row.day, row.text) for month in page.context["months"] for row in month.table.objects]


@pytest.fixture
def talgud():
    """It ends on 30.06.2027."""
    return world.project("talgud", planned_end="2027-06")


def test_the_coordinator_sees_what_ends_and_what_is_due_the_nearest_first(client, talgud):
    fill(talgud)
    world.member(mari := world.person("Mari"), talgud)
    client.force_login(mari)
    assert [(kind, day) for kind, day, _text in told(client)] == [
        ("equipment", date(2026, 9, 1)), ("event", date(2026, 12, 1)), ("activity", date(2027, 1, 31)),
        ("activity", date(2027, 2, 28)), ("claim", date(2027, 3, 1)), ("project", date(2027, 6, 30)),
    ]
    page = client.get(URL)
    assert [month.first for month in page.context["months"]] == [
        None, date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1), date(2027, 6, 1)
    ]
    for month in page.context["months"]:
        assert all(client.get(row.url).status_code == 200 for row in month.table.objects)
    assert {kind for kind, _day, _text in told(client, "?kind=claim")} == {"claim"}
    assert told(client, "?ahead=3")[-1][1] == date(2027, 1, 31)
    talgud.planned_end = "2027-09-15"
    verbs.update(talgud, by=mari, version=talgud.version)
    assert told(client, "?kind=project") == [("project", date(2027, 9, 15), "Talgud")], "an end that moves moves here"


@pytest.mark.broken_money  # a claim of a period and a partner, and nothing else
def test_a_partner_sees_when_his_own_report_is_due_until_he_hands_it_in(client, talgud, partner):
    _activity, _other, period = fill(talgud)
    reader = world.person("Leida")
    partnership = Partnership.objects.get(project=talgud, organisation=partner)
    world.member(reader, talgud, Role.EDITOR, organisation=partner)
    client.force_login(reader)
    due = [day for kind, day, _text in told(client, "?kind=claim")]
    assert due == [date(2027, 1, 15), date(2027, 3, 1)]
    Claim.objects.create(project=talgud, period=period, partnership=partnership, state=ClaimState.SUBMITTED)
    assert [day for _kind, day, _text in told(client, "?kind=claim")] == [date(2027, 3, 1)]


def test_who_works_for_one_activity_sees_its_days_and_the_projects_end_and_strangers_nothing(client, talgud, partner, stranger):
    activity, _other, _period = fill(talgud)
    ants = world.person("Ants")
    world.member(ants, talgud, Role.EDITOR, organisation=partner, activity=activity)
    client.force_login(ants)
    assert [text for _kind, _day, text in told(client)] == ["Koolitus", "Ring", "Talgud"]
    client.force_login(stranger)
    assert told(client) == []
    client.logout()
    assert client.get(URL).status_code == 302


def test_the_page_costs_the_same_for_one_project_and_for_four(client, talgud):
    mari = world.person("Mari")
    world.member(mari, talgud)
    fill(talgud)
    client.force_login(mari)
    first = queries(client, URL)
    for place in range(3):
        project = world.project(f"p{place}", planned_end="2027-03")
        world.member(mari, project)
        fill(project, f" {place}")
    assert queries(client, URL) == first <= 12


def test_ones_own_feed_holds_every_day_once_and_closes_with_its_key(client, talgud):
    fill(talgud)
    mari = world.person("Mari")
    world.member(mari, talgud)
    key = renew_calendar_feed(mari).token
    response = client.get(f"{URL}{key}.ics")
    entries = Calendar.from_ical(response.content).walk("VEVENT")
    assert sorted(entry["dtstart"].dt for entry in entries)[0] == date(2026, 9, 1)
    assert len({str(entry["uid"]) for entry in entries}) == len(entries) == 6
    assert client.get(f"{URL}{key}.ics", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert response["Cache-Control"] == "private, no-store"
    renew_calendar_feed(mari)
    assert client.get(f"{URL}{key}.ics").status_code == 404


def test_many_deadlines_come_a_page_at_a_time_and_are_counted_and_taken_away_whole(client, talgud, monkeypatch):
    monkeypatch.setattr("portal.dashboards.deadlines.PER_PAGE", 4)
    fill(talgud)
    world.member(mari := world.person("Mari"), talgud)
    client.force_login(mari)
    pages = [told(client, f"?page={number}") for number in (1, 2)]
    assert [len(page) for page in pages] == [4, 2] and pages[0][-1][1] < pages[1][0][1]
    page = client.get("/en" + URL)
    assert page.context["count_text"] == "6 deadlines" and page.context["page_obj"].number == 1
    assert b'?page=2"' in page.content
    assert len(client.get(URL + "?page=2&format=csv").content.decode().strip().splitlines()) == 7
