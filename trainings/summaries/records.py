"""The records behind the figures about events, people and support, as their tallies count them; one query each."""
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Min, OuterRef, Q, Subquery

from projects.summaries.records import Record
from trainings.choices import EventStatus
from trainings.models import Event, EventDay, EventReport, SupportAssignment
from trainings.summaries.counted import present, top_of, with_people

EVENT = "trainings:event-detail"


@dataclass(frozen=True)
class EventTold:
    """An event as a report tells of it. `people`: how many came, None where nobody counted; `row`: the Event."""

    pk: int
    title: str
    kind: str
    first: date | None
    last: date | None
    place: str
    people: int | None
    within: int | None
    closed_on: date | None
    row: Event

    @property
    def begins(self):
        """Its first day, or the first that its stated date may mean; None when nothing is known."""
        return self.first or (self.row.stated_date.lower if self.row.stated_date else None)

    @property
    def was_on(self):
        """The day on which it was over, as it counts for a promise."""
        stated = self.row.stated_date
        return self.last or (stated.lower if stated and stated.lower == stated.upper else None)

    @property
    def is_sensitive(self):
        """Small numbers of its people could tell who they are."""
        activity = self.row.activity if self.row.activity_id else None
        return self.row.project.sensitive or (activity is not None and activity.sensitive)

    @property
    def is_held(self):
        return self.row.status == EventStatus.HELD


def events_told(project):
    """[EventTold] of a project's events, but those cancelled, by their first day: one query."""
    rows = (
        with_people(Event.objects.live().filter(project=project).exclude(status=EventStatus.CANCELLED))
        .annotate(
            top=top_of(), closed_on=Subquery(EventReport.objects.filter(event=OuterRef("pk")).values("closed_on")[:1]),
        )
        .select_related("activity", "municipality", "county").order_by("first_day", "pk")
    )
    found = []
    for row in rows:
        row.project = project
        found.append(EventTold(
            row.pk, str(row), row.get_kind_display(), row.first_day, row.last_day, place_of(row), row.came, row.parent_id,
            row.closed_on, row,
        ))
    return found


def event_records(told):
    """Of [EventTold] those held, and how many people they had, as the tally of events counts them."""
    for event in told:
        if not event.is_held:
            continue
        row = event.row
        record = Record(
            "trainings.event", row.pk, row.version, event.title, EVENT, (row.pk,), on=event.was_on, activity=row.activity_id,
            tags=frozenset({row.kind, "event"}),
        )
        yield record
        if event.people:
            yield replace(record, amount=event.people, tags=frozenset({"people"}), identity=row.top)


def place_of(event):
    """The venue and municipality, or the county, as far as they are known."""
    parts = [event.venue, str(event.municipality or event.county or "")]
    return ", ".join(part for part in parts if part)


def day_records(project):
    """Days held, one record for each day of an event, its length as the amount; of a nest's day the longest counts."""
    rows = (
        EventDay.objects.filter(event__project=project, event__status=EventStatus.HELD, event__archived_at=None)
        .annotate(top=top_of("event__")).select_related("event__activity").order_by("date", "pk")
    )
    found = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.top, row.date, row.event_id][row.kind].append(row)
    for (top, on, _event), kinds in found.items():
        every = [row for rows in kinds.values() for row in rows]
        yield day_record(every, frozenset({every[0].event.kind, "day"}), (top, on))
        for kind, rows in kinds.items():
            yield day_record(rows, frozenset({kind}), (top, on))


def day_record(rows, tags, identity):
    day, event = rows[0], rows[0].event
    return Record(
        "trainings.eventday", day.pk, day.version, str(event), EVENT, (event.pk,), on=day.date, activity=event.activity_id,
        amount=Decimal(sum(row.half_days for row in rows)) / 2, tags=tags, identity=identity,
    )


@dataclass(frozen=True)
class PeopleTold:
    """Of a period: different people, those of them who had never come before, and participations (one person at one event).

    `by_event`: {event: (participations, people who came to no earlier one of the period)}; each column adds up to its figure.
    `listed`: the events, of this period and of earlier ones, that have a list of names.
    """

    people: int
    new: int
    times: int
    by_event: dict[int, tuple[int, int]]
    listed: frozenset[int] = frozenset()


def people_told(project, since, until):
    """PeopleTold from lists of attendance, of events held; those within another one count as that one: one query."""
    rows = (
        present(project).filter(day__date__lte=until).order_by().values_list("one", "top")
        .annotate(first=Min("day__date"), here=Min("day__date", filter=Q(day__date__gte=since)))
    )
    ever, here, listed = {}, [], set()
    for one, top, first, in_period in rows:
        listed.add(top)
        ever[one] = min(first, ever.get(one, first))
        if in_period is not None:
            here.append((in_period, top, one))
    seen, by_event = set(), defaultdict(lambda: [0, 0])
    for _day, top, one in sorted(here):
        by_event[top][0] += 1
        by_event[top][1] += one not in seen
        seen.add(one)
    return PeopleTold(
        len(seen), sum(ever[one] >= since for one in seen), len(here),
        {top: tuple(counts) for top, counts in by_event.items()}, frozenset(listed),
    )


def support_records(project):
    """Support agreed and completed: one query."""
    rows = SupportAssignment.objects.filter(enrolment__project=project).order_by("pk")
    for row in rows.select_related("enrolment__activity", "enrolment__community"):
        sensitive = row.enrolment.sensitive or (row.enrolment.activity_id is not None and row.enrolment.activity.sensitive)
        record = Record(
            "trainings.supportassignment", row.pk, row.version, f"{row.enrolment.community}: {row.label}",
            "trainings:supportassignment-detail", (project.slug, row.pk), on=row.starts_on,
            activity=row.enrolment.activity_id, tags=frozenset({row.kind, "agreed"}), sensitive=sensitive,
        )
        yield record
        if row.completed_on:
            yield replace(record, on=row.completed_on, tags=frozenset({row.kind, "completed"}))
