"""The events of a project, or of one partner in it: what comes, what was held, how many days and people; and what waits."""
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.shared import rollups
from portal.shared.bulk import ask
from portal.shared.once import once
from projects.summaries.partner import Owed
from trainings.choices import EventStatus
from trainings.models import Event, EventDay, EventReport, EventShare
from trainings.summaries.counted import longest, top_of, with_people
from trainings.summaries.events import days_in_words

TITLES = ("title_et", "title_lv", "title_en")
PARTNER_EVENTS = "partner_events"
# More of what comes is shown nowhere; the list of events has it all.
MOST_COMING = 6
AHEAD = {EventStatus.PLANNED, EventStatus.POSTPONED}


@dataclass(slots=True)
class Told:
    """One event as a dashboard needs it. `partners`: keys of those who hold it; `came`: people, None while nobody counted."""

    pk: int
    titles: list
    status: str
    activity: int | None
    organiser: int | None
    top: int
    first: date | None
    last: date | None
    came: int | None
    closed: bool
    partners: set

    def event_of(self, project):
        event = Event(
            pk=self.pk, project=project, status=self.status, activity_id=self.activity, organiser_id=self.organiser,
            **dict(zip(TITLES, self.titles, strict=True)),
        )
        event.first_day, event.last_day = self.first, self.last
        return event

    @property
    def is_open(self):
        """Something is still to be told of it: it is ahead, or held and not closed."""
        return self.status in AHEAD or (self.status == EventStatus.HELD and not self.closed)


@dataclass(frozen=True)
class Events:
    """`held`: how many events; `days`: days held, half a day is 0.5; `people` counted, None when nobody counted anywhere, and at
    how many held events nobody did. `coming`: the first of them, soonest first; `undated`: planned without a day; `unclosed`:
    held, with evidence not closed."""

    held: int
    days: Decimal | int
    people: int | None
    uncounted: int
    coming: tuple
    undated: int
    unclosed: int
    owed: tuple


def live_in(projects):
    return Event.objects.live().filter(project__in=projects)


@once
def event_rows(projects):
    closed = Exists(EventReport.objects.filter(event=OuterRef("pk"), closed_on__isnull=False))
    rows = with_people(live_in(projects)).annotate(top=top_of(), closed=closed)
    return rows.values_list(
        "project", "pk", *TITLES, "status", "activity", "organiser", "top", "first_day", "last_day", "came", "closed"
    )


@once
def day_rows(projects):
    days = EventDay.objects.filter(event__in=live_in(projects), event__status=EventStatus.HELD)
    return days.values_list("pk", "event", "date", "half_days")


@once
def share_rows(projects):
    return EventShare.objects.filter(event__in=live_in(projects)).values_list("event", "organisation")


def asked_of(projects):
    return [event_rows(projects), day_rows(projects), share_rows(projects)]


def told_in(projects):
    """({project: [Told]}, the days held of all of them): one query."""
    events, days, shares = ask(asked_of(projects))
    joint, found = defaultdict(set), {key: [] for key in projects}
    for event, organisation in shares:
        joint[event].add(organisation)
    for project, pk, et, lv, en, status, activity, organiser, *rest in events:
        partners = joint.get(pk) or {organiser}
        found[project].append(Told(pk, [et, lv, en], status, activity, organiser, *rest, partners))
    return found, days


def figures_of(rows, days):
    """[events held, half days, people or None, nests of which nobody knows the people, held and not closed]"""
    held, most = [row for row in rows if row.status == EventStatus.HELD], {}
    for row in held:
        known = [count for count in (row.came, most.get(row.top)) if count is not None]
        most[row.top] = max(known, default=None)
    counted = [count for count in most.values() if count is not None]
    return [
        len(held), halves_of(held, days), sum(counted) if counted else None, len(most) - len(counted),
        sum(not row.closed for row in held),
    ]


def halves_of(held, days):
    """Within a nest of events each date counts once, as long as its longest event (X-16)."""
    mine, nests = {row.pk: row.top for row in held}, defaultdict(lambda: defaultdict(list))
    for pk, event, day, halves in days:
        if event in mine:
            nests[mine[event], day][event].append((halves, pk))
    return sum(halves for events in nests.values() for halves, _pk in longest(events))


# --- what is kept of a large project


def count_events(projects):
    """{project: {"figures": {partner, "" for all: figures}, "open": rows}}, counted now; `open`: those that are not done with."""
    found, days = told_in(projects)
    return {key: {"figures": by_partner(rows, days), "open": sorted(as_kept(row) for row in rows if row.is_open)}
            for key, rows in found.items()}


def by_partner(rows, days):
    groups = {"": rows}
    for row in rows:
        for key in row.partners - {None}:
            groups.setdefault(str(key), []).append(row)
    return {key: figures_of(some, days) for key, some in groups.items()}


def as_kept(row):
    return [
        row.pk, row.titles, row.status, row.activity, row.organiser, row.top, row.first and row.first.isoformat(),
        row.last and row.last.isoformat(), row.came, row.closed, sorted(row.partners, key=str),
    ]


def as_told(row):
    *about, first, last, came, closed, partners = row
    return Told(
        *about, first and date.fromisoformat(first), last and date.fromisoformat(last), came, closed, set(partners)
    )


def register():
    rollups.register(PARTNER_EVENTS, asked_of, count_events)


class ProjectEvents:
    """The live events of a project: one query, however often they are looked at; of a large one what is kept of them."""

    def __init__(self, project, today, read=rollups.read):
        """`read`: who reads what is kept, as of `measures.Count`."""
        self.project, self.today, self.read = project, today, read

    @cached_property
    def counted(self):
        found, days = told_in([self.project.pk])
        if len(days) > rollups.MANY:
            rollups.found_large(self.project.pk)
        return found[self.project.pk], days

    @cached_property
    def kept(self):
        """(figures by partner, [Told] that are not done with), or None of a small project."""
        if not rollups.is_large([self.project.pk]):
            return None
        value = rollups.kept_or_counted(PARTNER_EVENTS, [self.project.pk], self.read)[self.project.pk]
        return value["figures"], [as_told(row) for row in value["open"]]

    def found(self, scope):
        """(figures, [Told] that are not done with) of the scope."""
        if (scope is None or (scope.organisation and not scope.activity)) and self.kept:
            figures, rows = self.kept
            key = str(scope.organisation) if scope else ""
            return figures.get(key) or figures_of([], []), [row for row in rows if scope is None or is_of(row, scope)]
        rows, days = self.counted
        rows = [row for row in rows if scope is None or is_of(row, scope)]
        return figures_of(rows, days), [row for row in rows if row.is_open]

    def of(self, scope=None):
        """The Events of a `Scope`; of the whole project when none is given."""
        (held, halves, people, uncounted, unclosed), rows = self.found(scope)
        ahead = [row for row in rows if row.status in AHEAD]
        coming = [row for row in ahead if row.last is not None and row.last >= self.today]
        soonest = sorted(coming, key=lambda row: (row.first, row.pk))[:MOST_COMING]
        return Events(
            held=held, days=days_in_words(halves), people=people, uncounted=uncounted,
            coming=tuple(row.event_of(self.project) for row in soonest),
            undated=sum(row.last is None for row in ahead), unclosed=unclosed, owed=tuple(self.owed_by(rows)),
        )

    def owed_by(self, rows):
        """Planned events whose days have passed, and held ones whose evidence is not closed; each waits for who holds it."""
        for row in sorted(rows, key=lambda row: row.pk):
            partner = min((key for key in row.partners if key), default=None)
            if row.status == EventStatus.PLANNED and row.last is not None and row.last < self.today:
                event, text = row.event_of(self.project), _("Say whether it was held: %(event)s")
                url = event.get_absolute_url()
            elif row.status == EventStatus.HELD and not row.closed:
                event, text = row.event_of(self.project), _("Close the evidence: %(event)s")
                url = reverse("trainings:event-evidence", args=[self.project.slug, row.pk])
            else:
                continue
            yield Owed(partner, text % {"event": event}, url, row.last)


def is_of(row, scope):
    return row.activity in scope.branch if scope.activity else scope.organisation in row.partners
