"""Who was there: the list of a day, what each person attended, and signatures against names. Read-only, few queries."""
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, OuterRef, PositiveIntegerField, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.shared.once import once
from portal.shared.reading import read
from portal.shared.sums import count_of, sum_of
from projects.models import RuleSet
from trainings.choices import RegistrationStatus
from trainings.models import Attendance, EventDay, Person, Registration, SignedSheet
from trainings.summaries.hours import ACADEMIC_HOUR, academic_hours_of, minutes_of_day


@dataclass(frozen=True)
class Line:
    """One person on the list of a day. `attendance` is None while nobody has noted anything about him; `waiting`: his
    registration, when he only waits for a place."""

    person: Person
    attendance: Attendance | None = None
    waiting: Registration | None = None

    @property
    def is_present(self):
        return self.attendance is not None and self.attendance.is_present


def lines_of(day, *, waiting=False):
    """[Line] of everybody with a place and everybody noted, by name: two queries.

    Who gave his place up stands on the list only when something was noted about him. `waiting`: those who wait for a place
    stand at its end, for they may come all the same.
    """
    noted = {row.person_id: row for row in day.attendances.select_related("person__community")}
    rows = Registration.objects.filter(event=day.event_id).select_related("person__community")
    people, waits = {}, {}
    for row in rows.standing() if waiting else rows.with_place():
        people[row.person_id] = row.person
        if row.status == RegistrationStatus.WAITING and row.person_id not in noted:
            waits[row.person_id] = row
    people |= {pk: row.person for pk, row in noted.items()}
    found = [Line(person, noted.get(pk), waits.get(pk)) for pk, person in people.items()]
    return sorted(found, key=lambda line: (line.waiting is not None, bytes(line.person.sort_key), line.person.pk))


# --- figures


def came_to(event):
    """Subquery: how many different people were at the event that the expression `event` names; None when nobody was noted.

        events.annotate(came=came_to("pk"))
    """
    there = Attendance.objects.present().filter(day__event=OuterRef(event)).order_by().values("day__event")
    counted = there.annotate(n=Count(Coalesce("person__root", "person"), distinct=True)).values("n")
    # Of the headcount's own kind, so that the two can stand for each other.
    return Subquery(counted, output_field=PositiveIntegerField())


def with_people(events):
    """Events with `people`: how many were noted there, otherwise the number that was told, otherwise None."""
    return events.annotate(people=Coalesce(came_to("pk"), F("headcount")))


@dataclass(frozen=True)
class DayFigures:
    """One day: how many were expected, how many came (None: nothing noted), how many signed (None: no scan)."""

    day: EventDay
    expected: int
    came: int | None
    signatures: int | None

    @property
    def difference(self):
        """What the scan and the list say of each other, in words; "" when there is nothing to compare."""
        return difference_in_words(self.signatures, self.came)

    @property
    def agrees(self):
        return self.signatures is not None and self.signatures == self.came


def difference_in_words(signatures, came):
    if signatures is None:
        return ""
    if came is None:
        return _("The scan has signatures, but nobody is noted as present yet.")
    if signatures == came:
        return _("Signatures and list agree.")
    gap = abs(signatures - came)
    if signatures > came:
        return ngettext(
            "%(n)d signature more than people noted: somebody is missing from the list.",
            "%(n)d signatures more than people noted: somebody is missing from the list.", gap,
        ) % {"n": gap}
    return ngettext(
        "%(n)d person is noted as present but did not sign.", "%(n)d people are noted as present but did not sign.", gap
    ) % {"n": gap}


def figures_of(event):
    """[DayFigures] of an event's days in their order: one query."""
    (days,) = read([days_with_figures(event.pk)])
    return [DayFigures(day, day.expected, day.came if day.noted else None, day.signed) for day in days]


@once
def days_with_figures(event):
    return EventDay.objects.filter(event=event).order_by("date", "starts_at", "pk").annotate(
        came=Count(
            Coalesce("attendances__person__root", "attendances__person"), distinct=True,
            filter=Q(attendances__is_present=True),
        ),
        noted=Count("attendances", distinct=True),
        signed=sum_of(SignedSheet.objects, "signatures", per="day"),
        expected=count_of(Registration.objects.with_place(), per="event", outer="event"),
    )


# --- what one person attended


@dataclass(frozen=True)
class Taken:
    """What one person attended of an event: the days in order, and the academic hours as a Decimal.

    `is_stated`: how long he was there is known for each day; otherwise the hours are partly a guess.
    """

    person: Person
    days: tuple[EventDay, ...]
    hours: Decimal
    is_stated: bool


def taken_part(event, person=None):
    """[Taken] of everybody who was at an event, or of one person, by name: one query.

    A person counts once, under the name he is counted as, and once for each day, though he stand in two rows.
    """
    rows = Attendance.objects.present().filter(day__event=event).select_related("day", "person__root")
    if person is not None:
        one = person.root_id or person.pk
        rows = rows.filter(Q(person=one) | Q(person__root=one))
    people, days, guessed = {}, {}, set()
    for row in rows.order_by("day__date", "day__starts_at", "day", "pk"):
        one = row.person.root or row.person
        people[one.pk] = one
        there = days.setdefault(one.pk, {})
        hours = hours_there(row)
        if row.day_id not in there or hours > there[row.day_id][1]:
            there[row.day_id] = (row.day, hours)
        if row.minutes is None and minutes_of_day(row.day) is None:
            guessed.add(one.pk)
    found = [
        Taken(
            people[pk], tuple(day for day, _hours in there.values()), sum((hours for _day, hours in there.values()), Decimal(0)),
            pk not in guessed,
        )
        for pk, there in days.items()
    ]
    return sorted(found, key=lambda taken: (bytes(taken.person.sort_key), taken.person.pk))


def hours_there(attendance):
    """Academic hours: those noted, otherwise the whole day's."""
    if attendance.minutes is None:
        return academic_hours_of(attendance.day)
    return (Decimal(attendance.minutes) / ACADEMIC_HOUR).quantize(Decimal("0.1"))


def sheet_rules(programme, on):
    """(years, contact): for how long the programme, otherwise the nearest one above it, wants a day's sheet kept, and whether
    it wants contacts beside the signatures; each None when none says so. One query. The programme knows those above it."""
    chain = []
    while programme is not None:
        chain.append(programme.pk)
        programme = programme.parent
    rows = RuleSet.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        programme__in=chain,
    )
    near = sorted(rows, key=lambda row: (chain.index(row.programme_id), -(row.retention_years or 0)))
    return tuple(
        next((value for row in near if (value := getattr(row, field)) is not None), None)
        for field in ("retention_years", "contact_on_sheet")
    )
