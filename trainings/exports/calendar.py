"""Events as calendar files and feeds that any calendar program reads (RFC 5545, RFC 7986).

Each day of an event is an entry of its own, so that a seminar on two days has two. Its identity never changes, and its
number grows with every change of the day or of the event: a program that reads the feed again moves the entry instead of
doubling it. The same rows give the same bytes, so that a reader who asks again can be told that nothing is new.
"""
from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone as moments
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from trainings.choices import EventStatus
from trainings.summaries.calendar import times, where

CONTENT_TYPE = "text/calendar; charset=utf-8"
STATES = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "TENTATIVE"}
REFRESH = timedelta(hours=4)
# What must be fetched with the days, so that writing them costs no further query.
RELATIONS = ("event__project", "event__municipality", "event__county", "event__region")


def write_ics(days, *, name, url_of):
    """EventDays with their events as a file to take along. `url_of`: callable(event) -> absolute address."""
    return answer(calendar_bytes(days, name=name, url_of=url_of), name, as_attachment=True)


def write_feed(days, *, name, url_of):
    """The same for a calendar program that asks again by itself every few hours."""
    return answer(calendar_bytes(days, name=name, url_of=url_of, refresh=REFRESH), name, as_attachment=False)


def answer(body, name, *, as_attachment):
    disposition = content_disposition_header(as_attachment=as_attachment, filename=f"{name}.ics")
    return HttpResponse(body, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition})


def calendar_bytes(days, *, name, url_of, refresh=None):
    """The file itself, also to be sent along with a mail. `refresh`: how often a program should ask again."""
    from icalendar import Calendar  # 4 MB, for calendars alone

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Talgud//Talgud//{(get_language() or 'et')[:2].upper()}")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", str(name))
    calendar.add("x-wr-timezone", moments.get_default_timezone_name())
    if refresh is not None:
        calendar.add("refresh-interval", refresh, parameters={"value": "DURATION"})
        calendar.add("x-published-ttl", f"PT{refresh // timedelta(hours=1)}H")
    for day in days:
        calendar.add_component(entry(day, url_of(day.event)))
    return calendar.to_ical()


def entry(day, url):
    """One day as an entry. A cancelled one stays, says so in its title, and no longer takes the reader's time."""
    from icalendar import Event as Entry

    event, found = day.event, Entry()
    changed = max(day.updated_at, event.updated_at)
    found.add("uid", f"day-{day.pk}@talgud")
    found.add("sequence", sequence(day))
    found.add("dtstamp", changed)
    found.add("last-modified", changed)
    begins, ends = times(day)
    found.add("dtstart", begins)
    if ends is not None:
        found.add("dtend", ends)
    found.add("summary", headline(event))
    if place := where(event):
        found.add("location", place)
    if text := description(event):
        found.add("description", text)
    found.add("status", STATES.get(event.status, "CONFIRMED"))
    found.add("transp", "TRANSPARENT" if event.status in STATES else "OPAQUE")
    found.add("class", "PUBLIC" if event.is_public and event.project.is_public else "PRIVATE")
    found.add("categories", [str(event.get_kind_display()), str(event.project)])
    found.add("url", url)
    return found


def sequence(day):
    """Both versions begin at 1 and only grow, so their sum grows with each change of either."""
    return day.version + day.event.version - 2


def headline(event):
    """Few programs show the state of an entry: what was called off says so itself."""
    return f"{event.get_status_display()}: {event.title}" if event.status in STATES else event.title


def description(event):
    reason = event.status_reason if event.status in STATES else ""
    return "\n\n".join(part for part in (reason, event.text) if part)
