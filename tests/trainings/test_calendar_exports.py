"""Calendar files: whole days, summer time, what was called off, and that nothing is ever doubled (RFC 5545, P-81)."""
from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from projects.choices import Country
from tests.trainings import world as here
from trainings import actions
from trainings.exports.calendar import RELATIONS, calendar_bytes
from trainings.models import Event, EventDay
from trainings.summaries.calendar import ZONES, times

pytestmark = pytest.mark.django_db


def read(event):
    """The entries of an event as a calendar program understands them."""
    days = EventDay.objects.filter(event=event).select_related(*RELATIONS).order_by("date", "pk")
    return list(Calendar.from_ical(calendar_bytes(days, name="Kalender", url_of=lambda row: "https://x.example/")).events)


@pytest.mark.parametrize(
    ("on", "begins", "ends"),
    [
        (date(2027, 3, 27), datetime(2027, 3, 27, 8, tzinfo=UTC), datetime(2027, 3, 27, 14, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 7, tzinfo=UTC), datetime(2027, 3, 28, 13, tzinfo=UTC)),
        (date(2027, 10, 30), datetime(2027, 10, 30, 7, tzinfo=UTC), datetime(2027, 10, 30, 13, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 8, tzinfo=UTC), datetime(2027, 10, 31, 14, tzinfo=UTC)),
    ],
)
def test_ten_to_four_is_ten_to_four_on_both_sides_of_summer_time(talgud, on, begins, ends):
    event = here.event(talgud)
    here.day(event, on, starts_at=time(10), ends_at=time(16))
    (entry,) = read(event)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (begins, ends)


@pytest.mark.parametrize(
    ("on", "hours", "length"),
    [
        (date(2027, 3, 28), (time(1), time(5)), timedelta(hours=3)),  # 03:00 becomes 04:00
        (date(2027, 10, 31), (time(1), time(5)), timedelta(hours=5)),  # 04:00 becomes 03:00
        (date(2027, 3, 28), (time(3, 30), time(4, 10)), timedelta(minutes=40)),  # 03:30 is no hour at all
    ],
)
def test_a_night_of_changing_clocks_never_ends_before_it_begins(on, hours, length):
    begins, ends = times(EventDay(event=Event(), date=on, starts_at=hours[0], ends_at=hours[1]))
    assert ends - begins == length


@pytest.mark.parametrize(
    ("country", "on", "utc"),
    [("SE", date(2027, 3, 27), 9), ("CZ", date(2027, 3, 28), 8), ("FI", date(2027, 3, 28), 7), ("", date(2027, 3, 28), 7),
     ("NO", date(2027, 10, 30), 8), ("AT", date(2027, 10, 31), 9), ("LV", date(2027, 10, 31), 8)],
)
def test_the_hours_of_a_trip_are_those_of_the_place(country, on, utc):
    begins, ends = times(EventDay(event=Event(country=country), date=on, starts_at=time(10), ends_at=time(11)))
    assert (begins, ends - begins) == (datetime(on.year, on.month, on.day, utc, tzinfo=UTC), timedelta(hours=1))


def test_every_country_we_go_to_has_its_hours():
    assert set(Country.values) - {"EE", Country.OTHER} == {str(country) for country in ZONES}


def test_a_day_without_hours_is_a_whole_day_also_on_leap_day(talgud):
    event = here.event(talgud)
    here.day(event, date(2028, 2, 29))
    here.day(event, date(2028, 12, 31), starts_at=time(18))
    leap, silvester = read(event)
    assert (leap["DTSTART"].dt, leap["DTEND"].dt) == (date(2028, 2, 29), date(2028, 3, 1))
    assert silvester["DTSTART"].dt == datetime(2028, 12, 31, 16, tzinfo=UTC) and "DTEND" not in silvester


def test_an_entry_keeps_its_identity_and_its_number_grows(talgud):
    event = here.coming(talgud)
    day = event.days.get()
    (first,) = read(event)
    day.starts_at = time(10)
    actions.change_event_day(day, by=None, version=1)
    (moved,) = read(event)
    actions.postpone_event(event, by=None, reason="Lumetorm")
    (postponed,) = read(event)
    actions.cancel_event(event, by=None, reason="Koolitaja haigestus")
    (cancelled,) = read(event)
    told = [(str(row["UID"]), row["SEQUENCE"], str(row["STATUS"])) for row in (first, moved, postponed, cancelled)]
    assert told == [(f"day-{day.pk}@talgud", n, state) for n, state in enumerate(["CONFIRMED"] * 2 + ["TENTATIVE", "CANCELLED"])]
    assert [str(row["SUMMARY"]) for row in (moved, cancelled)] == ["Tulev koolitus", "Tühistatud: Tulev koolitus"]
    assert (str(cancelled["DESCRIPTION"]), str(cancelled["TRANSP"])) == ("Koolitaja haigestus", "TRANSPARENT")


def test_signs_and_long_words_survive_and_no_line_is_too_long(talgud):
    title = "Küla, „mõis“; ja\\tee — " + "õ" * 120
    event = here.event(talgud, title, text_et="Esimene rida\nTeine: rida", venue="Rahvamaja, saal")
    here.day(event)
    (entry,) = read(event)
    assert (str(entry["SUMMARY"]), str(entry["DESCRIPTION"])) == (title, "Esimene rida\nTeine: rida")
    assert str(entry["LOCATION"]) == "Rahvamaja, saal"
    body = calendar_bytes(event.days.all(), name="x", url_of=lambda row: "https://x.example/")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert body == calendar_bytes(event.days.all(), name="x", url_of=lambda row: "https://x.example/")
