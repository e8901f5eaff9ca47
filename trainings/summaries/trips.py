"""Journeys: who goes by partner, where they stop, and the person mobilities that follow from who was there (X-19)."""
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from communities.models import Community
from portal.shared.sums import count_of
from projects.models import Organisation
from trainings.choices import DestinationState, EventKind, EventStatus, TripDirection
from trainings.models import (
    Attendance,
    Destination,
    Event,
    EventDay,
    EventShare,
    Person,
    Registration,
    StudyTrip,
    TripStop,
)

# Kinds of events that are journeys: of ours, or of experts to us.
JOURNEYS = (EventKind.TRIP, EventKind.MOBILITY, EventKind.EXPERT_VISIT)
LOG_DAYS = 7  # a participant is asked to write within a week
ONE = Coalesce("person__root", "person")
SENT_BY = Coalesce("person__root__partner", "person__partner")


@dataclass(frozen=True)
class Quota:
    """One partner's people on a journey. `organisation` is None for people no partner sent; `places` when not agreed;
    `came` while nobody noted who was there."""

    organisation: Organisation | None
    places: int | None
    signed_up: int
    came: int | None

    @property
    def over(self):
        """How many more are signed up than there are places for."""
        return max(self.signed_up - self.places, 0) if self.places is not None else 0


@dataclass(frozen=True)
class MobilityCounts:
    """Person mobilities made, and how many more have a place on journeys that are still planned."""

    out: int
    inward: int
    journeys: int
    expected: int
    unnoted: int

    @property
    def made(self):
        return self.out + self.inward


def with_days(trips):
    """First and last day of each journey as `first_day`, `last_day`; None while no day is known."""
    days = EventDay.objects.filter(event=OuterRef("event"))
    return trips.annotate(
        first_day=Subquery(days.order_by("date").values("date")[:1]),
        last_day=Subquery(days.order_by("-date").values("date")[:1]),
    )


def with_figures(trips):
    """Also `stop_count`, and `going`: how many different people have a place."""
    return with_days(trips).annotate(
        stop_count=count_of(TripStop.objects, per="trip"),
        going=count_of(Registration.objects.with_place().annotate(one=ONE), per="event", outer="event", distinct="one"),
    )


def journeys_without_programme(project, user):
    """Events that are journeys but have no StudyTrip yet: one query."""
    rows = Event.objects.visible_to(user).filter(project=project, kind__in=JOURNEYS, trip__isnull=True).live()
    return list(rows.exclude(status=EventStatus.CANCELLED).order_by("order", "pk"))


def stops_of(trip, user):
    """The stops in their order; `host_shown` where this person may see the host community. One query."""
    shown = Community.objects.visible_to(user).filter(pk=OuterRef("community"))
    rows = TripStop.objects.filter(trip=trip).annotate(host_shown=Exists(shown))
    return list(rows.select_related("organisation", "community", "seminar").order_by("date", "starts_at", "order", "pk"))


def destinations_for(event):
    """Where this journey goes, and where it may go: its own, and those of its activity that no event has yet. One query."""
    here = Q(event=event)
    if event.activity_id:
        here |= Q(event__isnull=True, activity=event.activity_id)
    return list(Destination.objects.filter(here, project=event.project_id).order_by("order", "pk"))


def countries_of(event):
    """The countries chosen, else those of the event; a possible one is no visited country (B-18). Without a query when
    the event's destinations are fetched."""
    chosen = [row for row in event.destinations.all() if row.state == DestinationState.CHOSEN]
    if chosen:
        return ", ".join(dict.fromkeys(str(row.get_country_display()) for row in chosen))
    return str(event.get_country_display()) if event.country else ""


def quotas(event):
    """[Quota] by partner: those who have a part first, then those who send people without one. Four queries at most."""
    shares = list(EventShare.objects.filter(event=event).select_related("organisation").order_by("pk"))
    signed = _by_partner(Registration.objects.with_place().filter(event=event))
    present = _by_partner(Attendance.objects.present().filter(day__event=event))
    known = {share.organisation_id: share.organisation for share in shares}
    others = {pk for pk in signed.keys() | present.keys() if pk is not None} - known.keys()
    if others:
        known |= Organisation.objects.in_bulk(others)
    places = {share.organisation_id: share.places for share in shares}

    def row(pk):
        return Quota(known.get(pk), places.get(pk), signed.get(pk, 0), present.get(pk, 0) if present else None)

    rows = [row(pk) for pk in known]
    return [*rows, row(None)] if None in signed or None in present else rows


def _by_partner(rows):
    """{organisation's key: how many different people}."""
    pairs = rows.annotate(one=ONE, sent_by=SENT_BY).order_by().values_list("one", "sent_by").distinct()
    return Counter(sent_by for _one, sent_by in pairs)


# --- person mobilities ---


def mobilities():
    """One row per person and journey that counts as a person mobility: the person's first day there.

    Each has `one` (the person's key, however many rows he has), `days_there`, `last_day`, `goes_to` (a country's code).
    The journey itself is never a row: five people on one trip are five mobilities and one trip (X-19).
    """
    there = Attendance.objects.present().annotate(one=ONE)
    same = there.filter(day__event=OuterRef("day__event"), one=OuterRef("one"))
    earlier = same.filter(
        Q(day__date__lt=OuterRef("day__date")) | Q(day__date=OuterRef("day__date"), pk__lt=OuterRef("pk"))
    )
    chosen = Destination.objects.filter(event=OuterRef("day__event"), state=DestinationState.CHOSEN)
    return (
        there.filter(day__event__status=EventStatus.HELD, day__event__archived_at__isnull=True)
        .filter(day__event__trip__isnull=False).exclude(day__event__trip__mobility_kind="")
        .filter(~Exists(earlier))
        .annotate(
            days_there=Subquery(
                same.order_by().values("one").annotate(n=Count("day__date", distinct=True)).values("n")
            ),
            last_day=Subquery(same.order_by("-day__date").values("day__date")[:1]),
            goes_to=Coalesce(Subquery(chosen.order_by("order", "pk").values("country")[:1]), "day__event__country"),
        )
    )


def with_names(rows, user):
    """Each mobility with `named`: may this person read who it was?"""
    return rows.annotate(named=Exists(Person.objects.visible_to(user).filter(pk=OuterRef("person"))))


def mobility_counts(project):
    """The project's MobilityCounts: three queries."""
    groups = mobilities().filter(day__event__project=project).order_by().values_list("day__event", "day__event__trip__direction")
    made = Counter(groups)
    ways = Counter()
    for (_event, direction), number in made.items():
        ways[direction] += number
    trips = StudyTrip.objects.filter(event__project=project, event__archived_at__isnull=True).exclude(mobility_kind="")
    planned = Registration.objects.with_place().filter(
        event__trip__in=trips, event__status__in=[EventStatus.PLANNED, EventStatus.POSTPONED]
    )
    noted = Attendance.objects.present().filter(day__event=OuterRef("event"))
    unnoted = trips.filter(event__status=EventStatus.HELD).exclude(Exists(noted))
    return MobilityCounts(
        out=ways[TripDirection.OUT], inward=ways[TripDirection.IN], journeys=len(made),
        expected=planned.annotate(one=ONE).order_by().values("event", "one").distinct().count(), unnoted=unnoted.count(),
    )


# --- the participant's log ---


def log_opens(trip):
    """The first day of the journey, None while it is not known: one query."""
    return trip.event.days.order_by("date").values_list("date", flat=True).first()


def log_wanted_by(trip):
    """The day by which participants are asked to write: a week after the last day. One query."""
    last = trip.event.days.order_by("-date").values_list("date", flat=True).first()
    return last + timedelta(days=LOG_DAYS) if last else None


def is_log_open(trip, today=None):
    """Can somebody write now? From the first day on, as long as the project is open."""
    first = log_opens(trip)
    return not trip.event.project.is_frozen and first is not None and first <= (today or timezone.localdate())
