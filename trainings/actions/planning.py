"""Events made in one go: with their first day and their sign-up, as a copy, as a series, as groups."""
import uuid
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from trainings.actions.events import add_event_day, plan_event
from trainings.actions.programme import require_own
from trainings.actions.signup import offer_signup
from trainings.choices import EventStatus
from trainings.models import Event, Signup, StudyTrip

MOST_EVENTS = MOST_DAYS = 60
NEVER_COPIED = {
    "id", "version", "created_at", "updated_at", "archived_at", "is_demo", "search_key", "series", "status",
    "status_reason", "stated_date", "headcount", "first_day", "last_day",
}


@transaction.atomic
def plan_quickly(event, days, *, by, audiences=(), needs=(), signup=True, key=None):
    """An event with its days and, if wished, its sign-up: everything or nothing. Returns the event.

    `days`: unsaved EventDay rows, their event is set here. The same `key` a second time returns the first event and adds
    nothing to it.
    """
    require_own(event.project, needs)
    made = plan_event(event, by=by, audiences=audiences, needs=needs, key=key)
    if made is not event:
        return made
    for day in days:
        day.event = made
        add_event_day(day, by=by)
    if signup:
        offer_signup(Signup(event=made), by=by)
    return made


@transaction.atomic
def plan_series(event, groups, *, by, day, audiences=(), needs=(), signup=True, key=None):
    """Events that differ only in their days and their group of participants. Returns them in order.

    `event`: an unsaved row every event is made like; `groups`: [(name of the group or "", [date])], one event each; `day`: an
    unsaved EventDay every day is made like. Raises ValidationError with code "no_days" or "too_many".
    """
    if not groups or not all(dates for _name, dates in groups):
        raise ValidationError(_("Say at least one date."), code="no_days")
    if len(groups) > MOST_EVENTS or max(len(dates) for _name, dates in groups) > MOST_DAYS:
        raise ValidationError(_("At most %(most)d events at a time."), code="too_many", params={"most": MOST_EVENTS})
    series, made = uuid.uuid4(), []
    for number, (name, dates) in enumerate(groups):
        one = copy_of(event, series=series, cohort=name or event.cohort)
        rows = [copy_of(day, date=date) for date in sorted(set(dates))]
        planned = plan_quickly(
            one, rows, by=by, audiences=audiences, needs=needs, signup=signup, key=None if number else key
        )
        if planned is not one:
            return list(Event.objects.filter(series=planned.series).order_by("pk"))
        made.append(planned)
    return made


@transaction.atomic
def copy_event(event, *, by, first_day=None, titles=None, nested=False, key=None):
    """The same event again, its days moved so that the first falls on `first_day`. Returns the new one.

    What it was planned with is copied: audiences, needs, agenda, partners' parts, sign-up, a journey's stops; with `nested`
    also the events within it that were not called off. What became of it (state, people, documents) is not. `titles`:
    {field: title}.
    """
    days = list(event.days.order_by("date", "starts_at", "pk"))
    if days and first_day is None:
        raise at_field("first_day", _("Say the first day of the new event."), "no_day")
    shift = first_day - days[0].date if days else timedelta(0)
    fresh = copy_of(event, **(titles or {}))
    made = plan_event(fresh, by=by, audiences=event.audiences.all(), needs=event.needs.all(), key=key)
    if made is fresh:
        copy_parts(event, fresh, days, shift, by=by)
        copy_journey(event, fresh, shift, copy_within(event, fresh, shift, by=by) if nested else {}, by=by)
    return made


def copy_parts(event, fresh, days, shift, *, by):
    """Days, agenda, partners' parts and sign-up of one event, moved by `shift`."""
    moved = {}
    for day in days:
        moved[day.pk] = copy_of(day, event=fresh, date=day.date + shift)
        add_event_day(moved[day.pk], by=by)
    for line in event.agenda.order_by("order", "pk"):
        verbs.create(copy_of(line, event=fresh, day=moved.get(line.day_id)), by=by)
    for share in event.shares.order_by("pk"):
        verbs.create(copy_of(share, event=fresh), by=by)
    signup = Signup.objects.filter(event=event).first()
    if signup is not None:
        times = {name: later(getattr(signup, name), shift) for name in ("opens_at", "closes_at")}
        offer_signup(copy_of(signup, event=fresh, **times), by=by)


def copy_within(event, fresh, shift, *, by):
    """What is within an event, as deep as it goes. Returns {key of the event: its copy}."""
    made = {}
    for child in event.children.live().exclude(status=EventStatus.CANCELLED).order_by("order", "pk"):
        days = list(child.days.order_by("date", "starts_at", "pk"))
        below = plan_event(
            copy_of(child, parent=fresh), by=by, audiences=child.audiences.all(), needs=child.needs.all()
        )
        copy_parts(child, below, days, shift, by=by)
        deeper = copy_within(child, below, shift, by=by)
        copy_journey(child, below, shift, deeper, by=by)
        made |= {child.pk: below} | deeper
    return made


def copy_journey(event, fresh, shift, seminars, *, by):
    """The programme of a journey with its stops; `seminars`: {key: copy} of the events on the way that were copied."""
    trip = StudyTrip.objects.filter(event=event).first()
    if trip is None:
        return
    journey = verbs.create(copy_of(trip, event=fresh), by=by)
    for stop in trip.stops.order_by("pk"):
        date = stop.date + shift if stop.date else None
        verbs.create(copy_of(stop, trip=journey, date=date, seminar=seminars.get(stop.seminar_id)), by=by)


def copy_of(row, **changes):
    """An unsaved row with the same values; what tells of its life (key, version, times, demo mark) begins anew."""
    names = [field.attname for field in row._meta.concrete_fields if field.name not in NEVER_COPIED]
    fresh = type(row)(**{name: getattr(row, name) for name in names})
    for name, value in changes.items():
        setattr(fresh, name, value)
    return fresh


def later(moment, shift):
    """The same time of the clock, moved by whole days: summer time does not shift it."""
    if moment is None:
        return None
    there = timezone.localtime(moment)
    return timezone.make_aware(datetime.combine(there.date() + shift, there.time()))
