"""A training programme: what communities need, which sessions answer it, how many days were promised and held (A-16, A-17)."""
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Sum

from communities.models import TrainingNeed
from portal.shared.sums import count_of
from portal.shared.text import fold
from projects import measures
from projects.models import Activity, Target
from projects.summaries.promises import subtree
from trainings.choices import EventStatus
from trainings.models import Event, EventDay
from trainings.summaries.events import counter_of

ANSWERING = Event.needs.through


@dataclass(frozen=True)
class Topic:
    """What several communities need alike: one session may answer them all. `people` is None when nobody counted."""

    topic: str
    needs: tuple[TrainingNeed, ...]
    sessions: tuple[Event, ...] = ()

    @property
    def priority(self):
        return min(need.priority for need in self.needs)

    @property
    def people(self):
        counted = [need.people for need in self.needs if need.people is not None]
        return sum(counted) if counted else None


@dataclass(frozen=True)
class Board:
    """`open_topics`, `answered`: [Topic], the most urgent first; `sessions`: Event rows, each with `first_day`, `last_day`
    and `topics`; `without_need`: those of them that answer nothing. `needs`, `open_needs`: how many TrainingNeed rows."""

    open_topics: tuple[Topic, ...]
    answered: tuple[Topic, ...]
    sessions: tuple[Event, ...]
    without_need: tuple[Event, ...]
    needs: int
    open_needs: int


@dataclass(frozen=True)
class DayCount:
    """Half days of one kind in a programme's sessions."""

    kind: str
    held: int
    planned: int


def answering():
    """Which events count as an answer: neither put away nor called off."""
    return ANSWERING.objects.filter(event__archived_at=None).exclude(event__status=EventStatus.CANCELLED)


def is_answered():
    """An Exists about rows of TrainingNeed."""
    return Exists(answering().filter(trainingneed=OuterRef("pk")))


def open_needs(project, user):
    """The needs of the project, as far as this person sees them, that no session answers."""
    needs = TrainingNeed.objects.visible_to(user).live().filter(enrolment__project=project)
    return needs.filter(~is_answered())


def with_counts(programmes):
    """Programmes with `sessions` (how many, called-off ones left out) and `halves` (half days held)."""
    standing = Event.objects.live().exclude(status=EventStatus.CANCELLED)
    held = EventDay.objects.filter(event__programme=OuterRef("pk"), event__status=EventStatus.HELD, event__archived_at=None)
    halves = held.order_by().values("event__programme").annotate(halves=Sum("half_days")).values("halves")
    return programmes.annotate(sessions=count_of(standing, per="programme"), halves=halves)


def board_of(programme, user):
    """Needs and sessions of a programme that this person may see: five queries at most.

    A programme of an activity answers the needs of communities enrolled in it, below it, or in the project as a whole.
    """
    needs = TrainingNeed.objects.visible_to(user).live().filter(enrolment__project=programme.project_id)
    if programme.activity_id:
        within = subtree(Activity.objects.filter(project=programme.project_id).values_list("pk", "parent_id"))
        needs = needs.filter(
            Q(enrolment__activity__in=within[programme.activity_id]) | Q(enrolment__activity__isnull=True)
        )
    needs = list(
        needs.select_related("enrolment__community").order_by("priority", "enrolment__community__sort_key", "pk")
    )
    sessions = list(
        Event.objects.visible_to(user).live().filter(programme=programme)
        .select_related("municipality", "county", "region").order_by("first_day", "pk")
    )
    ways, topics = {}, {}
    for row in answering().filter(event__project=programme.project_id).select_related("event", "trainingneed").order_by("pk"):
        ways.setdefault(row.trainingneed_id, []).append(row.event)
        topics.setdefault(row.event_id, []).append(row.trainingneed)
    visible = {need.pk for need in needs}
    for event in sessions:
        event.answers = len(topics.get(event.pk, []))
        event.topics = sorted({need.topic for need in topics.get(event.pk, []) if need.pk in visible})
    unanswered = [need for need in needs if need.pk not in ways]
    return Board(
        topics_of(unanswered), topics_of([need for need in needs if need.pk in ways], ways), tuple(sessions),
        tuple(event for event in sessions if not event.answers and event.status != EventStatus.CANCELLED),
        len(needs), len(unanswered),
    )


def topics_of(needs, ways=None):
    """Needs under the same words as one Topic, in the order in which they come."""
    found = {}
    for need in needs:
        found.setdefault(fold(need.topic), []).append(need)
    return tuple(
        Topic(
            rows[0].topic, tuple(rows),
            tuple({event.pk: event for row in rows for event in (ways or {}).get(row.pk, [])}.values()),
        )
        for rows in found.values()
    )


def promised_days(programme):
    """[Counter] of the promises about days: of the programme's activity, otherwise of the whole project."""
    targets = [
        target
        for target in Target.objects.filter(project=programme.project_id).live().select_related("activity")
        .prefetch_related("factors").order_by("order", "pk")
        if (measure := measures.get(target.measure)) and measure.tally == "days"
    ]
    within = subtree(Activity.objects.filter(project=programme.project_id).values_list("pk", "parent_id")) if targets else {}
    if programme.activity_id:
        own = [target for target in targets if target.activity_id in within.get(programme.activity_id, ())]
        targets = own or [target for target in targets if target.activity_id is None]
    count = measures.Count(programme.project)
    return [counter_of(target, count, within) for target in targets]


def days_of(programme):
    """[DayCount] of the programme's own sessions, by kind of day: one query."""
    held = Q(event__status=EventStatus.HELD)
    rows = (
        EventDay.objects.filter(event__programme=programme, event__archived_at=None)
        .exclude(event__status=EventStatus.CANCELLED).order_by("kind").values_list("kind")
        .annotate(held=Sum("half_days", filter=held), planned=Sum("half_days", filter=~held), rows=Count("pk"))
    )
    return [DayCount(kind, held or 0, planned or 0) for kind, held, planned, _rows in rows]
