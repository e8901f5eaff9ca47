"""The answer to "how many different people?": one sentence, a table, and what is not in them.

In a sensitive project whoever may not see names sees no number below five, nor one from which such a number could be worked
out (X-26).
"""
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.models import County
from portal.shared.dates import PartialDate
from portal.shared.tables import format_number
from projects.models import Audience, Organisation
from trainings.choices import EventStatus
from trainings.models import Attendance, Event
from trainings.summaries.hours import ACADEMIC_HOUR
from trainings.summaries.people_count import PERIODS, Figures, groups_of

FEWEST = 5
NAMES = {"partner": Organisation, "audience": Audience, "county": County}


@dataclass(frozen=True)
class Line:
    """One line of the table. `key`: what the filter takes, "0" where nothing is stated; a figure too small to show is None."""

    label: str
    key: str
    people: int | None
    new: int | None = None
    returning: int | None = None
    often: int | None = None
    villages: int | None = None
    events: int | None = None
    times: int | None = None
    hours: Decimal | None = None


@dataclass(frozen=True)
class Uncounted:
    """What is not in the figures: events with attendance that nobody marked as held; people told as a number only."""

    not_held: int
    headcount_events: int
    headcount: int


def academic_hours(minutes):
    """180 minutes are 4."""
    hours = (Decimal(minutes) / ACADEMIC_HOUR).quantize(Decimal("0.1"))
    return int(hours) if hours == hours.to_integral_value() else hours


def line_of(label, key, figures: Figures):
    return Line(
        label, key, figures.people, figures.new, figures.returning, figures.often, figures.villages, figures.events,
        figures.times, academic_hours(figures.minutes),
    )


def lines_by(turnout, by, *, hidden=False):
    """[Line] of the parts of a Turnout: at most one query. `hidden`: small numbers are not shown."""
    parts = groups_of(turnout, by)
    labels = labels_of([key for key, _part in parts], by)
    lines = [line_of(labels[key], key_in_filter(key), part.figures()) for key, part in parts]
    return hide_small(lines, parted=by not in PERIODS) if hidden else lines


def key_in_filter(key):
    return "0" if key is None else key.isoformat() if isinstance(key, date) else str(key)


def labels_of(keys, by):
    if by == "year":
        return {key: str(key.year) for key in keys}
    if by == "month":
        return {key: PartialDate(key.year, key.month).text() for key in keys}
    rows = NAMES[by].objects.in_bulk([key for key in keys if key is not None])
    return {key: str(rows[key]) if key in rows else _("not stated") for key in keys}


def hide_small(lines, *, parted):
    """The lines without numbers below five. Where they make up a whole (`parted`) one hidden line is never alone."""
    small = {place for place, line in enumerate(lines) if line.people < FEWEST}
    if parted and len(small) == 1 and len(lines) > 1:
        left = [place for place in range(len(lines)) if place not in small]
        small.add(min(left, key=lambda place: lines[place].people))
    shown = [Line(line.label, line.key, None) if place in small else without_small(line) for place, line in enumerate(lines)]
    if not parted and any(line.new is None for line in shown):
        # Everybody is new once: the new of all periods add up to the people of all.
        shown = [replace(line, new=None, returning=None) for line in shown]
    return shown


def without_small(line):
    """New and returning make up all people, so both are shown or none; so do times and those who came often."""
    bare = {name: getattr(line, name) for name in ("label", "key", "people", "villages", "events", "times", "hours")}
    split = all(number == 0 or number >= FEWEST for number in (line.new, line.returning))
    bare["new"], bare["returning"] = (line.new, line.returning) if split else (None, None)
    bare["often"] = line.often if line.often == 0 or line.often >= FEWEST else None
    return Line(**bare)


def sentence(figures, often, *, since=None, hidden=False):
    """How many different people, in one sentence; "" when nobody took part."""
    if figures.people == 0:
        return ""
    if hidden and figures.people < FEWEST:
        return _("Fewer than %(n)d people took part.") % {"n": FEWEST}
    words = {
        "people": counted(ngettext("%(n)s different person", "%(n)s different people", figures.people), figures.people),
        "villages": counted(ngettext("from %(n)s village", "from %(n)s villages", figures.villages), figures.villages),
        "events": counted(ngettext("in %(n)s event", "in %(n)s events", figures.events), figures.events),
        "times": counted(ngettext("%(n)s participation", "%(n)s participations", figures.times), figures.times),
        "hours": hours_in_words(figures.minutes),
    }
    if figures.villages:
        said = _("%(people)s %(villages)s took part %(events)s: %(times)s, %(hours)s.") % words
    else:
        said = _("%(people)s took part %(events)s: %(times)s, %(hours)s.") % words
    if figures.often and not hidden:
        came = ngettext(
            "%(n)s of them came at least %(often)d times.", "%(n)s of them came at least %(often)d times.", figures.often
        )
        said += " " + came % {"n": format_number(figures.often), "often": often}
    if since is not None and not hidden:
        said += " " + counted(
            ngettext("%(n)s was there for the first time.", "%(n)s were there for the first time.", figures.new), figures.new
        )
    return said


def counted(text, number):
    return text % {"n": format_number(number)}


def hours_in_words(minutes):
    hours = academic_hours(minutes)
    return counted(ngettext("%(n)s academic hour", "%(n)s academic hours", 1 if hours == 1 else 2), hours)


def uncounted(project):
    """Uncounted of a project: two queries."""
    noted = Attendance.objects.present().filter(day__event=OuterRef("pk"))
    events = Event.objects.live().filter(project=project).order_by()
    not_held = events.exclude(status=EventStatus.HELD).filter(Exists(noted)).count()
    told = list(
        events.filter(status=EventStatus.HELD, headcount__gt=0, parent__isnull=True).exclude(Exists(noted))
        .values_list("headcount", flat=True)
    )
    return Uncounted(not_held, len(told), sum(told))


def notes_of(figures, missing):
    """What the figures leave out, in sentences."""
    notes = []
    if figures.guessed:
        notes.append(counted(ngettext(
            "Nobody stated how long %(n)s person-day was: half a day counts as 4 and a whole day as 8 academic hours.",
            "Nobody stated how long %(n)s person-days were: half a day counts as 4 and a whole day as 8 academic hours.",
            figures.guessed,
        ), figures.guessed))
    if missing.not_held:
        notes.append(counted(ngettext(
            "%(n)s event has attendance but is not marked as held: it is not counted.",
            "%(n)s events have attendance but are not marked as held: they are not counted.", missing.not_held,
        ), missing.not_held))
    if missing.headcount_events:
        told = counted(ngettext("%(n)s event", "%(n)s events", missing.headcount_events), missing.headcount_events)
        people = counted(ngettext("%(n)s person", "%(n)s people", missing.headcount), missing.headcount)
        notes.append(_("Of %(events)s only the number of people is known (%(people)s): they may be the same or others.") % {
            "events": told, "people": people,
        })
    return notes
