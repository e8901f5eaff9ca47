"""The events of a project, or of one partner in it: what comes, what was held, how many days and people; and what waits."""
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.shared.bulk import ask
from portal.shared.once import once
from projects.summaries.partner import Owed
from trainings.choices import EventStatus
from trainings.models import Event, EventDay, EventReport, EventShare
from trainings.summaries.counted import first_day_of, last_day_of, longest, top_of, with_people
from trainings.summaries.events import days_in_words

TITLES = ("title_et", "title_lv", "title_en")
AHEAD = {EventStatus.PLANNED, EventStatus.POSTPONED}


@dataclass
class Told:
    """One event as a dashboard needs it. `partners`: keys of those who hold it; `came`: people, None while nobody counted."""

    event: Event
    top: int
    first: date | None
    last: date | None
    came: int | None
    closed: bool
    partners: set = field(default_factory=set)


@dataclass(frozen=True)
class Events:
    """`held`: how many events; `days`: days held, half a day is 0.5; `people` counted, None when nobody counted anywhere, and at
    how many held events nobody did. `coming`: soonest first; `undated`: planned without a day; `unclosed`: held, with evidence
    not closed."""

    held: int
    days: Decimal | int
    people: int | None
    uncounted: int
    coming: tuple
    undated: int
    unclosed: int
    owed: tuple


def live_in(project):
    return Event.objects.live().filter(project=project)


@once
def event_rows(project):
    closed = Exists(EventReport.objects.filter(event=OuterRef("pk"), closed_on__isnull=False))
    rows = with_people(live_in(project)).annotate(
        top=top_of(), first=first_day_of(), last=last_day_of(), closed=closed
    )
    return rows.values_list("pk", *TITLES, "status", "activity", "organiser", "top", "first", "last", "came", "closed")


@once
def day_rows(project):
    days = EventDay.objects.filter(event__in=live_in(project), event__status=EventStatus.HELD)
    return days.values_list("pk", "event", "date", "half_days")


@once
def share_rows(project):
    return EventShare.objects.filter(event__in=live_in(project)).values_list("event", "organisation")


class ProjectEvents:
    """The live events of a project: one query, however often they are looked at."""

    def __init__(self, project, today):
        self.project, self.today = project, today
        events, days, shares = ask([event_rows(project.pk), day_rows(project.pk), share_rows(project.pk)])
        self.days, joint = days, defaultdict(set)
        for event, organisation in shares:
            joint[event].add(organisation)
        self.told = {row[0]: self.tell(row, joint) for row in events}

    def tell(self, row, joint):
        pk, *titles, status, activity, organiser, top, first, last, came, closed = row
        event = Event(
            pk=pk, project=self.project, status=status, activity_id=activity, organiser_id=organiser,
            **dict(zip(TITLES, titles, strict=True)),
        )
        event.first_day, event.last_day = first, last
        return Told(event, top, first, last, came, closed, joint.get(pk) or {organiser})

    def of(self, scope=None):
        """The Events of a `Scope`; of the whole project when none is given."""
        rows = [row for row in self.told.values() if scope is None or is_of(row, scope)]
        held = [row for row in rows if row.event.status == EventStatus.HELD]
        most = {}
        for row in held:
            known = [count for count in (row.came, most.get(row.top)) if count is not None]
            most[row.top] = max(known, default=None)
        counted = [count for count in most.values() if count is not None]
        ahead = [row for row in rows if row.event.status in AHEAD]
        coming = [row for row in ahead if row.last is not None and row.last >= self.today]
        return Events(
            held=len(held), days=self.days_of(held), people=sum(counted) if counted else None,
            uncounted=len(most) - len(counted),
            coming=tuple(row.event for row in sorted(coming, key=lambda row: (row.first, row.event.pk))),
            undated=sum(row.last is None for row in ahead), unclosed=sum(not row.closed for row in held),
            owed=tuple(self.owed_by(rows)),
        )

    def days_of(self, held):
        """Within a nest of events each date counts once, as long as its longest event (X-16)."""
        mine, nests = {row.event.pk: row.top for row in held}, defaultdict(lambda: defaultdict(list))
        for pk, event, day, halves in self.days:
            if event in mine:
                nests[mine[event], day][event].append((halves, pk))
        return days_in_words(sum(halves for events in nests.values() for halves, _pk in longest(events)))

    def owed_by(self, rows):
        """Planned events whose days have passed, and held ones whose evidence is not closed; each waits for who holds it."""
        for row in rows:
            partner = min((key for key in row.partners if key), default=None)
            if row.event.status == EventStatus.PLANNED and row.last is not None and row.last < self.today:
                text, url = _("Say whether it was held: %(event)s"), row.event.get_absolute_url()
            elif row.event.status == EventStatus.HELD and not row.closed:
                text = _("Close the evidence: %(event)s")
                url = reverse("trainings:event-evidence", args=[self.project.slug, row.event.pk])
            else:
                continue
            yield Owed(partner, text % {"event": row.event}, url, row.last)


def is_of(row, scope):
    return row.event.activity_id in scope.branch if scope.activity else scope.organisation in row.partners
