"""A project's course of events as its public page tells it: what comes next, what has no day yet, what was held last."""
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from portal.shared.once import once
from portal.shared.reading import parts_of
from trainings.choices import EventStatus
from trainings.models import Destination, Event, EventDay, News

MOST_COMING, MOST_UNDATED, MOST_HELD = 8, 12, 8
OVER = (EventStatus.CANCELLED, EventStatus.HELD)


@dataclass(frozen=True)
class Course:
    """The first of each kind, with their `first_day`; `past`: how many are over; `is_demo`: some of all are invented."""

    coming: list
    undated: list
    held: list
    past: int
    is_demo: bool


def course_asked(project, user, *, most_held=MOST_HELD):
    """Walk: the Course of a project as far as this person may see it; see `portal.shared.reading`."""
    person = user if getattr(user, "is_authenticated", False) else None
    key, today = project.pk, timezone.localdate()
    questions = [
        coming_rows(key, person, today), undated_rows(key, person), held_rows(key, person, str(most_held)),
        counted(key, person, today),
    ]
    # What everybody may know is one question; those of one person are not worth keeping.
    coming, undated, held, counts = yield [question.queryset() for question in questions] if person else questions
    for event in (*coming, *undated, *held):
        event.project = project
    every, ahead, open_ended, invented = counts[0] if counts else (0, 0, 0, 0)
    return Course(coming, undated, held, every - ahead - open_ended, invented > 0)


def shown(project, person):
    return Event.objects.visible_to(person).filter(project=project).live()


@once
def coming_rows(project, person, today):
    ahead = shown(project, person).exclude(status__in=OVER).filter(last_day__gte=today)
    return ahead.select_related("municipality").order_by("first_day", "pk")[:MOST_COMING]


@once
def undated_rows(project, person):
    rows = shown(project, person).exclude(status=EventStatus.CANCELLED).filter(first_day__isnull=True)
    return rows.order_by("pk")[:MOST_UNDATED]


@once
def held_rows(project, person, most):
    rows = shown(project, person).filter(status=EventStatus.HELD, first_day__isnull=False)
    return rows.select_related("municipality", "county", "region").order_by("-first_day", "-pk")[: int(most)]


@once
def counted(project, person, today):
    """[(all, those ahead, those without a day, invented ones)]."""
    return shown(project, person).order_by().values("project").annotate(
        every=Count("pk"), coming=Count("pk", filter=Q(last_day__gte=today) & ~Q(status__in=OVER)),
        undated=Count("pk", filter=Q(first_day__isnull=True) & ~Q(status=EventStatus.CANCELLED)),
        invented=Count("pk", filter=Q(is_demo=True)),
    ).values_list("every", "coming", "undated", "invented")


def next_asked(user, most):
    """Walk: the next events of all projects that this person may see, with their `first_day`, soonest first."""
    person = user if getattr(user, "is_authenticated", False) else None
    question = next_days(person, timezone.localdate(), str(most))
    (days,) = yield [question.queryset() if person else question]
    return sorted((day.event for day in days), key=lambda event: (event.first_day, event.pk))


@once
def next_days(person, today, most):
    """The next day of each coming event: by the calendar's days, so that only those near at hand are looked at."""
    events = Event.objects.visible_to(person).live().filter(status__in=[EventStatus.PLANNED, EventStatus.POSTPONED])
    ahead, same = EventDay.objects.filter(date__gte=today), EventDay.objects.filter(event=OuterRef("event")).order_by()
    nearer = same.filter(Q(date__lt=OuterRef("date")) | Q(date=OuterRef("date"), pk__lt=OuterRef("pk")), date__gte=today)
    rows = ahead.filter(~Exists(nearer), event__in=events.order_by())
    return rows.select_related("event__project", "event__municipality").order_by("date", "event", "pk")[: int(most)]


@once
def invented_event(project):
    """[key] of one event that is invented for the demo, if there is any."""
    return Event.objects.filter(project=project, is_demo=True).order_by("pk").values_list("pk", flat=True)[:1]


def destinations_asked(project):
    """[Destination] possible and chosen, with their activities and events."""
    return parts_of(Destination, project.pk, related=("activity", "event"))


@once
def news_of(project, most):
    """What everybody may read of a project (None: of all), newest first. `most`: in words, as it is cut there."""
    rows = News.objects.public().select_related("project").order_by("-published_on", "-pk")
    return (rows if project is None else rows.filter(project=project))[: int(most)]
