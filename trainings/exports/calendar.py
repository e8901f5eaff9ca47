"""Events as a calendar file that any calendar program reads (RFC 5545)."""
from datetime import UTC, datetime, timedelta

from django.http import HttpResponse
from django.utils import timezone as moments
from django.utils.text import get_valid_filename

from trainings.choices import EventStatus

LINE = 75
STATES = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "TENTATIVE"}


def write_ics(days, *, name, url_of):
    """EventDays with their events as a file to take along. `url_of`: callable(event) -> absolute address."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Talgud//Talgud//ET", "CALSCALE:GREGORIAN"]
    for day in days:
        lines += entry(day, url_of(day.event))
    lines.append("END:VCALENDAR")
    body = "".join(f"{folded(line)}\r\n" for line in lines)
    response = HttpResponse(body.encode(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{get_valid_filename(name)}.ics"'
    return response


def entry(day, url):
    event = day.event
    where = ", ".join(part for part in (event.venue, str(event.municipality or "")) if part)
    return [
        "BEGIN:VEVENT", f"UID:day-{day.pk}@talgud", f"DTSTAMP:{stamp(day.updated_at)}", *times(day),
        f"SUMMARY:{escaped(event.title)}", *([f"LOCATION:{escaped(where)}"] if where else []),
        f"STATUS:{STATES.get(event.status, 'CONFIRMED')}", f"URL:{url}", "END:VEVENT",
    ]


def times(day):
    """From and until where the hours are known, otherwise the whole day; the end of a whole day is the day after."""
    if day.starts_at is None:
        return [f"DTSTART;VALUE=DATE:{day.date:%Y%m%d}", f"DTEND;VALUE=DATE:{day.date + timedelta(days=1):%Y%m%d}"]
    found = [f"DTSTART:{stamp(local(day.date, day.starts_at))}"]
    return found + ([f"DTEND:{stamp(local(day.date, day.ends_at))}"] if day.ends_at else [])


def local(day, hour):
    return moments.make_aware(datetime.combine(day, hour))


def stamp(moment):
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text):
    return str(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line):
    """Lines hold at most 75 bytes; the next ones begin with a space. No letter is cut in two."""
    parts, part = [], b""
    for letter in line:
        code = letter.encode()
        if len(part) + len(code) > LINE - bool(parts):
            parts.append(part)
            part = b""
        part += code
    parts.append(part)
    return b"\r\n ".join(parts).decode()
