"""Journeys: who goes by partner, where they stop, and the person mobilities that follow from who was there (X-19)."""
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, IntegerField, Max, Min, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from communities.models import Community
from portal.shared.once import once
from portal.shared.reading import among, only
from portal.shared.sums import count_of, sum_of
from portal.shared.viewers import stand_in, viewer
from projects.models import Organisation
from trainings.choices import DestinationState, EventKind, EventStatus, MobilityKind, TripDirection
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
# An invited expert comes to us: one person, whoever listens to him (D-09).
VISIT = Q(direction=TripDirection.IN, mobility_kind=MobilityKind.EXPERT)
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
class Mobility:
    """One person on one journey. `person` is None for an invited expert, who signs no list; `named`: may the reader know
    who it was? `first`, `last`, `days`: when he was there, None while it is not known."""

    trip: StudyTrip
    person: Person | None
    named: bool
    first: date | None
    last: date | None
    days: int | None

    @property
    def name(self):
        return self.person.name if self.person is not None else ""

    @property
    def event(self):
        return self.trip.event

    @property
    def country(self):
        """Where it goes; where a visiting expert comes from is not noted."""
        return countries_of(self.event)


@dataclass(frozen=True)
class MobilityCounts:
    """Person mobilities made, on how many journeys; how many are still expected; `unnoted`: journeys held of which nobody
    noted who was there."""

    out: int
    inward: int
    journeys: int
    expected: int
    unnoted: int

    @property
    def made(self):
        return self.out + self.inward


def with_figures(trips):
    """Also `stop_count`, `going`: how many different people have a place, `places`: how many there are, of the event or
    agreed with the partners, None when neither is said."""
    return trips.annotate(
        stop_count=count_of(TripStop.objects, per="trip"),
        going=count_of(Registration.objects.with_place().annotate(one=ONE), per="event", outer="event", distinct="one"),
        places=Coalesce(
            "event__capacity", sum_of(EventShare.objects, "places", per="event", outer="event"), output_field=IntegerField()
        ),
    )


def journeys_without_programme(project, user):
    """Events that are journeys but have no StudyTrip yet: one query."""
    rows = Event.objects.visible_to(user).filter(project=project, kind__in=JOURNEYS, trip__isnull=True).live()
    return list(rows.exclude(status=EventStatus.CANCELLED).order_by("order", "pk"))


def stops_of(trip, user):
    """Walk: the stops in their order; `host_shown`, `seminar_shown` where this person may see the host community and the
    seminar."""
    return only(stops_asked(trip.pk, *viewer(user)))


@once
def stops_asked(trip, kind, number):
    user = stand_in(kind, number)
    rows = TripStop.objects.filter(trip=trip).annotate(
        host_shown=Exists(Community.objects.visible_to(user).filter(pk=OuterRef("community"))),
        seminar_shown=Exists(Event.objects.visible_to(user).filter(pk=OuterRef("seminar"))),
    )
    return rows.select_related("organisation", "community", "seminar").order_by("date", "starts_at", "order", "pk")


def destinations_for(event):
    """Walk: where this journey goes, and where it may go: its own, and while it lies ahead those of its activity that no
    event has yet."""
    ahead = [event.activity_id] if event.activity_id and event.status != EventStatus.HELD else []
    return only(destinations_asked(event.project_id, event.pk, ahead))


@once
def destinations_asked(project, event, activities):
    here = Q(event=event) | Q(event__isnull=True, activity__in=activities)
    return Destination.objects.filter(here, project=project).order_by("order", "pk")


def countries_of(event):
    """The countries chosen, else those of the event; a possible one is no visited country (B-18). Without a query when
    the event's destinations are fetched."""
    chosen = [row for row in event.destinations.all() if row.state == DestinationState.CHOSEN]
    if chosen:
        return ", ".join(dict.fromkeys(str(row.get_country_display()) for row in chosen))
    return str(event.get_country_display()) if event.country else ""


def quotas(event):
    """Walk: [Quota] by partner: those who have a part first, then those who send people without one."""
    shares, signed, present = yield [
        among(EventShare, "event", [event.pk], related=("organisation",)), signed_up(event.pk), were_there(event.pk),
    ]
    signed, present = dict(signed), dict(present)
    known = {share.organisation_id: share.organisation for share in shares}
    others = {pk for pk in signed.keys() | present.keys() if pk is not None} - known.keys()
    if others:
        known |= Organisation.objects.in_bulk(others)
    places = {share.organisation_id: share.places for share in shares}

    def row(pk):
        return Quota(known.get(pk), places.get(pk), signed.get(pk, 0), present.get(pk, 0) if present else None)

    rows = [row(pk) for pk in known]
    return [*rows, row(None)] if None in signed or None in present else rows


@once
def signed_up(event):
    return _by_partner(Registration.objects.with_place().filter(event=event))


@once
def were_there(event):
    return _by_partner(Attendance.objects.present().filter(day__event=event))


def _by_partner(rows):
    """(organisation's key, how many different people)."""
    return rows.annotate(sent_by=SENT_BY).order_by().values_list("sent_by").annotate(people=Count(ONE, distinct=True))


# --- person mobilities ---


def counted_journeys():
    """Journeys whose people are person mobilities: of programmes that count each of them (X-19)."""
    return StudyTrip.objects.filter(event__archived_at__isnull=True).exclude(mobility_kind="")


def mobilities(trips, user=None):
    """[Mobility] of those of these journeys that were held, the latest first: six queries.

    Going out, everybody who was there is one mobility, however many rows or days he has; the journey itself is none. Coming
    in, an expert's visit is one: those who came to listen to him do not travel (D-09). `user`: whose rights to names are
    asked; None for nobody's.
    """
    held = list(
        trips.filter(event__status=EventStatus.HELD).select_related("event__project").prefetch_related("event__destinations")
    )
    visits = [trip for trip in held if is_visit(trip)]
    people = {trip.event_id: trip for trip in held if not is_visit(trip)}
    there = (
        Attendance.objects.present().filter(day__event__in=people).annotate(one=ONE).order_by()
        .values_list("day__event", "one")
        .annotate(first=Min("day__date"), last=Max("day__date"), days=Count("day__date", distinct=True))
    )
    found = [(people[event], one, first, last, days) for event, one, first, last, days in there]
    persons = Person.objects.select_related("partner").in_bulk({one for _trip, one, *_days in found})
    named = _named(persons, user)
    rows = [
        Mobility(trip, persons[one], one in named, first, last, days) for trip, one, first, last, days in found
    ]
    stays = EventDay.objects.filter(event__in=[trip.event_id for trip in visits]).order_by().values_list("event").annotate(
        first=Min("date"), last=Max("date"), days=Count("date", distinct=True)
    )
    times = {event: when for event, *when in stays}
    rows += [Mobility(trip, None, False, *times.get(trip.event_id, (None, None, None))) for trip in visits]
    return sorted(rows, key=lambda row: (row.first or date.min, row.trip.pk, row.name), reverse=True)


def _named(persons, user):
    """The keys of the people whose names this person may read."""
    return set(Person.objects.visible_to(user).filter(pk__in=persons).values_list("pk", flat=True)) if user else set()


def is_visit(trip):
    """As VISIT, of one journey."""
    return trip.direction == TripDirection.IN and trip.mobility_kind == MobilityKind.EXPERT


def mobility_counts(project, made=None):
    """The project's MobilityCounts: three queries. `made`: its mobilities, when they are at hand; otherwise five more."""
    trips = counted_journeys().filter(event__project=project)
    made = mobilities(trips) if made is None else made
    ways = Counter(row.trip.direction for row in made)
    noted = {row.trip.pk for row in made}
    ahead = trips.filter(event__status__in=[EventStatus.PLANNED, EventStatus.POSTPONED])
    planned = Registration.objects.with_place().filter(event__trip__in=ahead.exclude(VISIT))
    return MobilityCounts(
        out=ways[TripDirection.OUT], inward=ways[TripDirection.IN], journeys=len(noted),
        expected=planned.annotate(one=ONE).order_by().values("event", "one").distinct().count() + ahead.filter(VISIT).count(),
        unnoted=trips.filter(event__status=EventStatus.HELD).exclude(pk__in=noted).count(),
    )


# --- the participant's log ---


def log_opens(trip):
    """The first day of the journey, None while it is not known: one query."""
    return trip.event.days.order_by("date").values_list("date", flat=True).first()


def log_wanted_by(trip, today=None):
    """The day by which participants are asked to write: a week after the last day; None once it has passed. One query."""
    last = trip.event.days.order_by("-date").values_list("date", flat=True).first()
    day = last + timedelta(days=LOG_DAYS) if last else None
    return day if day and day >= (today or timezone.localdate()) else None


def is_log_open(trip, today=None):
    """Can somebody write now? From the first day on, as long as the project is open."""
    first = log_opens(trip)
    return not trip.event.project.is_frozen and first is not None and first <= (today or timezone.localdate())
