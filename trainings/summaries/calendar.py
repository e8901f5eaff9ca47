"""What the calendar says about an event: where it is, when its days begin and end, whether one can sign up."""
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connections
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils import timezone

from projects.choices import Country, Publication
from projects.models import Project
from trainings.choices import EventStatus, RegistrationStatus
from trainings.models import EventDay, Registration, Signup

# The hours of a trip are those of the place: ten o'clock in Stockholm is eleven here.
ZONES = {
    Country.LV: "Europe/Riga", Country.FI: "Europe/Helsinki", Country.NO: "Europe/Oslo", Country.SE: "Europe/Stockholm",
    Country.CZ: "Europe/Prague", Country.AT: "Europe/Vienna",
}

# The month after that of the day one stands on.
STOOD_ON = "(SELECT stood.date FROM trainings_eventday stood WHERE stood.id = step.id)"
NEXT_MONTH = {
    "postgresql": f"(date_trunc('month', {STOOD_ON}) + interval '1 month')::date",
    "sqlite": f"date({STOOD_ON}, 'start of month', '+1 month')",
}


def where(event):
    """The place in words: venue, municipality (or county, or region), and the country when it is not Estonia."""
    place = event.municipality or event.county or event.region or ""
    country = event.get_country_display() if event.country not in {"", "EE"} else ""
    return ", ".join(part for part in (event.venue, str(place), str(country)) if part)


def zone_of(event):
    """The time zone in which the event's hours are told."""
    name = ZONES.get(event.country)
    return ZoneInfo(name) if name else timezone.get_default_timezone()


def times(day):
    """(from, until): moments in UTC where the hours are known, otherwise the date and the day after it.

    On the night in which the clocks go forward an hour is missing. An end that falls before its beginning because of
    that is counted from the beginning.
    """
    if day.starts_at is None:
        return day.date, day.date + timedelta(days=1)
    zone = zone_of(day.event)
    begins = moment(day.date, day.starts_at, zone)
    if day.ends_at is None:
        return begins, None
    ends = moment(day.date, day.ends_at, zone)
    if ends <= begins:
        ends = begins + (datetime.combine(day.date, day.ends_at) - datetime.combine(day.date, day.starts_at))
    return begins, ends


def moment(day, hour, zone):
    """An hour as people there read it, as a moment in UTC: no reader needs to know when the clocks change."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def one_a_month(days):
    """Of the days the first of each month. From one month the next is looked up among days in order: nothing is read of the
    hundreds of days between them."""
    further = days.filter(date__gte=RawSQL(NEXT_MONTH[connections[days.db].vendor], []))  # noqa: S611 - our own text
    (first, begins), (then, goes_on) = (
        rows.order_by("date", "pk").values("pk")[:1].query.sql_with_params() for rows in (days, further)
    )
    steps = (  # the ORM's own SQL
        f"WITH RECURSIVE step(id) AS (SELECT ({first}) UNION ALL SELECT ({then}) FROM step WHERE step.id IS NOT NULL)"  # noqa: S608
        " SELECT id FROM step WHERE id IS NOT NULL"
    )
    return EventDay.objects.filter(pk__in=RawSQL(steps, [*begins, *goes_on]))  # noqa: S611


def signup_open(now=None, event="pk", room=False, one=False):
    """Exists(…): one can sign up for the event now, as `places.door_of` says, if only for the waiting list.

    `event`: the lookup from the annotated row to its event; `room`: only while a place is free; `one`: asked of few rows,
    each by itself ("neither before nor behind" keeps PostgreSQL from working out every door there is first). For lists:
    partners' quotas are not looked at, and whoever signs up is asked anew.
    """
    now = now or timezone.now()
    here = timezone.localtime(now)
    today = Q(date=here.date()) & (Q(starts_at__isnull=True) | Q(starts_at__lte=here.time()))
    begun = EventDay.objects.filter(today | Q(date__lt=here.date()), event=OuterRef("event"))
    taken = Registration.objects.filter(event=OuterRef("event"), status=RegistrationStatus.PLACE).order_by()
    projects = Project.objects.public().exclude(publication__in=[Publication.CLOSED, Publication.ARCHIVED])
    asked = {"event__gte": OuterRef(event), "event__lte": OuterRef(event)} if one else {"event": OuterRef(event)}
    doors = (
        Signup.objects.filter(
            Q(opens_at__isnull=True) | Q(opens_at__lte=now), Q(closes_at__isnull=True) | Q(closes_at__gt=now), ~Exists(begun),
            **asked, event__status=EventStatus.PLANNED, event__is_public=True,
            event__archived_at__isnull=True, event__project__in=projects,
        )
        .annotate(taken=Coalesce(Subquery(taken.values("event").annotate(n=Count("pk")).values("n")), 0))
    )
    free = Q(event__capacity__isnull=True) | Q(taken__lt=F("event__capacity"))
    doors = doors.filter(free if room else free | Q(waiting_list=True))
    return Exists(doors)


def with_signup(rows, event="pk", now=None):
    """Annotates `signup_open` and `signup_room`: whether one can sign up now, and whether a place is free."""
    return rows.annotate(
        signup_open=signup_open(now, event, one=True), signup_room=signup_open(now, event, room=True, one=True),
    )
