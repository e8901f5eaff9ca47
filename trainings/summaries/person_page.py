"""One person's page: what he took part in, on whatever row it was noted, and two people side by side."""
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.shared.once import once
from portal.shared.reading import among, only
from trainings.choices import EventStatus
from trainings.models import Attendance, Event, Person, PersonApart, Registration
from trainings.summaries.alike import phone_key, words_of
from trainings.summaries.hours import lasts
from trainings.summaries.people_count import Fact, lasting, longer, way_up
from trainings.summaries.persons import stem_of


@dataclass(frozen=True)
class Stay:
    """One event: its first day, whether he was there, in words, and how long; `minutes` is None when he was not."""

    event: Event
    date: date | None
    came: str
    was_there: bool
    minutes: int | None


@dataclass(frozen=True)
class Stays:
    """All of them, the latest first; `count` and `minutes`: of those where he was, each once."""

    events: tuple[Stay, ...]
    count: int
    minutes: int
    first: date | None


@dataclass(frozen=True)
class Compared:
    """One line of two people side by side."""

    label: str
    mine: str
    theirs: str
    same: bool


def rows_of(person):
    """The rows of somebody: his own, and whatever is counted as it."""
    return rows_as(person.root_id or person.pk)


def rows_as(one):
    return Person.objects.filter(Q(pk=one) | Q(root=one))


def merged_rows(person):
    """Walk: the rows counted as this one."""
    return only(among(Person, "root", [person.pk], related=("community",)))


@once
def noted_of(one):
    return Attendance.objects.filter(person__in=rows_as(one).values("pk")).select_related("day__event__project")


@once
def signed_by(one):
    return Registration.objects.filter(person__in=rows_as(one).values("pk")).select_related("event__project")


@once
def shape_of(project):
    return Event.objects.filter(project=project).order_by().values_list("pk", "parent", "first_day")


def took_part(person, events=None):
    """Walk: Stays of a person. `events`: the keys of only these, for somebody who keeps no other lists."""
    one = person.root_id or person.pk
    noted, signed, shape = yield [noted_of(one), signed_by(one), shape_of(person.project_id)]
    if events is not None:
        noted = [row for row in noted if row.day.event_id in events]
        signed = [row for row in signed if row.event_id in events]
    above, first_days = {}, {}
    for pk, parent, first in shape:
        above[pk], first_days[pk] = parent, first
    known = {row.event_id: row.event for row in signed} | {row.day.event_id: row.day.event for row in noted}
    states = {row.event_id: row.get_status_display() for row in signed}
    seen, facts = {}, defaultdict(dict)
    for row in noted:
        event = row.day.event_id
        seen[event] = seen.get(event, False) or row.is_present
        if row.is_present:
            before = facts[event].get(row.day_id)
            stay = lasts(row.day) if row.minutes is None else (row.minutes, False)
            stay = longer(stay, before and (before.minutes, before.guessed))
            facts[event][row.day_id] = Fact(person.pk, row.day_id, event, way_up(event, above)[-1], row.day.date, *stay)
    stays = [
        stay_of(event, first_days.get(pk), seen.get(pk), states.get(pk, ""), list(facts[pk].values()), above)
        for pk, event in known.items()
    ]
    held = [fact for pk, days in facts.items() if is_held(known[pk]) for fact in days.values()]
    return Stays(
        tuple(sorted(stays, key=lambda stay: (stay.date or date.max, stay.event.pk), reverse=True)),
        len({fact.top for fact in held}), lasting(held, above)[0], min((fact.date for fact in held), default=None),
    )


def is_held(event):
    return event.status == EventStatus.HELD and not event.is_archived


def stay_of(event, first_day, was_there, state, facts, above):
    """`was_there`: True, False, or None when nothing was noted."""
    came = _("was there") if was_there else _("did not come") if was_there is False else state
    return Stay(event, first_day, came, bool(was_there), lasting(facts, above)[0] if facts else None)


def others_apart(project):
    """Pairs that were said to be two people: one query."""
    return list(PersonApart.objects.filter(first__project=project).select_related("first", "second").order_by("-pk"))


def compared(one, other):
    """[Compared]: what is stated of two people, and where they agree."""
    lines = [
        (_("Name"), one.name, other.name, words_of),
        (_("E-mail"), one.email, other.email, str.casefold),
        (_("Telephone"), one.phone, other.phone, phone_key),
        (_("Village"), village_of(one), village_of(other), stem_of),
        (_("Municipality"), *(str(row.municipality or "") for row in (one, other)), str),
        (_("Organisation"), one.organisation, other.organisation, str.casefold),
        (_("Role"), *(str(row.role or "") for row in (one, other)), str),
        (_("Audience"), *(str(row.audience or "") for row in (one, other)), str),
        (_("Sent by partner"), *(str(row.partner or "") for row in (one, other)), str),
        (_("Events"), *(events_in_words(row) for row in (one, other)), None),
    ]
    return [
        Compared(label, mine, theirs, bool(key and mine and theirs and key(mine) == key(theirs)))
        for label, mine, theirs, key in lines if mine or theirs
    ]


def village_of(person):
    return person.village or (person.community.name if person.community_id else "")


def events_in_words(person):
    """The events at which somebody was or to which he signed up: being at one event on one day as two tells much."""
    rows = rows_of(person).values("pk")
    events = Event.objects.filter(Q(days__attendances__person__in=rows) | Q(registrations__person__in=rows)).distinct()
    return "; ".join(str(event) for event in events.order_by("pk")[:10])
