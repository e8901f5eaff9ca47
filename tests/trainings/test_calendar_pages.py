"""The public calendar: what is coming, what has no day yet, the month's sheet and the file to take along (C-03, C-20)."""
from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from portal.shared import verbs
from portal.shared.dates import PartialDate
from projects.choices import Publication
from projects.models import Audience
from tests.shared import world
from tests.trainings import world as here
from trainings import actions

pytestmark = pytest.mark.django_db
URL, MONTH = "/calendar/", "/calendar/month/"


def titles(response):
    return [row[1]["text"] for row in response.context["table"].rows]


def test_it_opens_with_what_is_coming(client, talgud):
    here.coming(talgud)
    here.held(talgud)
    assert titles(client.get(URL)) == ["Tulev koolitus"]
    assert titles(client.get(URL + "?when=past")) == ["Peetud koolitus"]
    assert titles(client.get(URL + "?when=all")) == ["Tulev koolitus", "Peetud koolitus"]


def test_the_form_proposes_what_is_coming_and_a_link_with_a_choice_leads_to_all(client, talgud):
    here.coming(talgud)
    here.held(talgud)
    page = client.get(URL)
    assert '<option value="coming" selected>' in str(page.context["filterset"].form["when"])
    assert not page.context["filterset"].is_used
    assert titles(client.get(URL + "?when=coming&project=talgud")) == ["Tulev koolitus"]
    assert len(titles(client.get(URL + "?project=talgud"))) == 2


def test_an_undated_event_stands_apart_and_counts(client, talgud):
    here.coming(talgud)
    here.event(talgud, "Inspiratsioonipäev", stated_date=PartialDate(month=9, day=19))
    response = client.get(URL)
    assert titles(response) == ["Tulev koolitus"]
    assert [row[1]["text"] for row in response.context["undated"].rows] == ["Inspiratsioonipäev"]
    assert response.context["undated"].rows[0][0]["text"].startswith("19. september")
    assert response.context["count_text"].startswith("2 ")
    assert "Inspiratsioonipäev".encode() in client.get(URL + "?format=csv").content


def test_a_hidden_event_and_a_drafts_event_are_not_public(client, talgud, mari):
    here.coming(talgud, "Siseasi", is_public=False)
    here.coming(world.project("mustand", publication=Publication.DRAFT), "Mustand")
    archived = here.coming(talgud, "Arhiiv")
    actions.archive_event(archived, by=mari)
    assert titles(client.get(URL)) == []
    assert client.get(archived.get_absolute_url()).status_code == 404
    client.force_login(mari)
    assert titles(client.get(URL)) == ["Siseasi"]


def test_a_month_is_a_filter_and_a_sheet(client, talgud):
    event = here.held(talgud, on=date(2024, 2, 29), days=("theory", "practice"))
    here.held(talgud, "Mai", on=date(2024, 5, 2))
    assert titles(client.get(URL + "?month=2024-03")) == ["Peetud koolitus"]
    response = client.get(MONTH + "?month=2024-03")
    assert [row[2]["text"] for row in response.context["table"].rows] == ["Peetud koolitus"]
    sheet = response.context["sheet"]
    busy = [(cell.date, cell.days[0].event.pk) for week in sheet["weeks"] for cell in week if cell.days]
    assert busy == [(date(2024, 3, 1), event.pk)]
    assert [week[0].date.weekday() for week in sheet["weeks"]] == [0] * len(sheet["weeks"])
    assert ("month=2024-02" in sheet["before"].url, "month=2024-04" in sheet["after"].url) == (True, True)
    empty = client.get(MONTH + "?month=2024-04")
    assert empty.context["table"].rows == [] and empty.context["sheet"]["title"] == "aprill 2024"
    first = client.get(MONTH + "?month=2024-02&format=ics").content.decode()
    assert first.count("BEGIN:VEVENT") == 1


def test_the_months_offered_are_those_in_which_one_sees_something(client, talgud, mari):
    for on in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 30), date(2026, 2, 28)):
        here.day(here.event(talgud, f"{on}"), on)
    hidden = here.event(talgud, "Siseasi", is_public=False)
    for on in (date(2022, 5, 2), date(2024, 1, 1), date(2024, 7, 3)):
        here.day(hidden, on)
    seen = [date(2023, 12, 1), date(2024, 1, 1), date(2026, 2, 1)]
    assert client.get(URL).context["filterset"].months == seen
    client.force_login(mari)
    assert client.get(URL).context["filterset"].months == sorted([*seen, date(2022, 5, 1), date(2024, 7, 1)])


def test_an_undated_event_is_found_under_every_choice_of_time_that_it_fits(client, talgud):
    here.coming(talgud)
    planned = here.event(talgud, "Plaanis")
    over = here.event(talgud, "Jääb ära, päev teadmata")
    actions.cancel_event(over, by=None, reason="Esinejat ei leitud.")
    found = {}
    for choice in ("", "?when=coming", "?when=past", "?when=all", "?kind=training", "?when=coming&kind=trip"):
        table = client.get(URL + choice).context["undated"]
        found[choice] = [row[1]["text"] for row in table.rows] if table else []
    both = [planned.title, over.title]
    assert found == {
        "": [planned.title], "?when=coming": [planned.title], "?when=past": [], "?when=all": both[::-1], "?kind=training": both,
        "?when=coming&kind=trip": [],
    }


@pytest.mark.parametrize("page", [URL, MONTH])
def test_a_month_that_never_was_is_no_choice(client, talgud, page):
    here.held(talgud)
    response = client.get(page + "?month=2031-13")
    assert set(response.context["filterset"].form.errors) == {"month"}


def test_filters_of_kind_audience_project_and_words(client, talgud):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    here.held(talgud, "Küla seminar", kind="seminar", audiences=[audience])
    here.held(world.project("teine"), "Muu")
    for query in ("kind=seminar", f"audience={audience.pk}", "project=talgud", "search=kula"):
        assert titles(client.get(f"{URL}?{query}")) == ["Küla seminar"], query


def test_an_activity_means_everything_below_it(client, talgud):
    above = world.activity(talgud, "Suund")
    below = world.activity(talgud, "Koolitused", parent=above)
    here.held(talgud, "All", activity=below)
    here.held(talgud, "Mujal", activity=world.activity(talgud, "Muu"))
    assert titles(client.get(f"{URL}?project=talgud&activity={above.pk}")) == ["All"]


def test_the_file_holds_the_filtered_days(client, talgud):
    event = here.coming(talgud, "Koolitus, mis; kestab", venue="Rahvamaja")
    day = event.days.get()
    day.starts_at, day.ends_at = time(10, 0), time(16, 0)
    actions.change_event_day(day, by=None, version=1)
    here.held(talgud)
    response = client.get(URL + "?format=ics")
    lines = response.content.decode().replace("\r\n ", "").split("\r\n")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert [line for line in lines if line.startswith("SUMMARY")] == ["SUMMARY:Koolitus\\, mis\\; kestab"]
    begins = timezone.make_aware(datetime.combine(day.date, time(10))).astimezone(UTC)
    assert f"DTSTART:{begins:%Y%m%dT%H%M%SZ}" in lines
    assert "LOCATION:Rahvamaja" in lines
    assert max(len(line.encode()) for line in response.content.decode().split("\r\n")) <= 75


def test_a_cancelled_event_stays_in_the_calendar_with_its_state(client, talgud):
    event = here.coming(talgud)
    actions.cancel_event(event, by=None, reason="Torm")
    assert titles(client.get(URL)) == ["Tulev koolitus"]
    assert client.get(event.get_absolute_url()).context["event"].status_reason == "Torm"
    assert "STATUS:CANCELLED" in client.get(URL + "?format=ics").content.decode()
