"""Journeys: the programme with its stops, the seminars on the way, and what participants write about them."""
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open
from trainings.actions.events import add_event_day, plan_event
from trainings.choices import DayKind, EventKind, RegistrationStatus
from trainings.models import Event, EventDay, StudyTrip, TripNote
from trainings.summaries.trips import JOURNEYS, log_opens

LONGEST_JOURNEY = 92  # days; longer stays are planned in parts
MOST_NOTES = 50  # entries of one person's log


@transaction.atomic
def plan_trip(trip, *, by, event=None, first=None, last=None, audiences=(), key=None):
    """The programme of a journey. `trip.event` is there already, or `event` is new and begins on `first` and ends on `last`.

    Raises ValidationError with code "no_event", "no_journey" (an event of another kind), "has_trip", "period_backwards" or
    "too_long".
    """
    if event is not None:
        event = plan_event(event, by=by, audiences=audiences, key=key)
        made = StudyTrip.objects.filter(event=event).first()
        if made is not None:
            return made
        trip.event, key = event, None
        add_days(event, first, last or first, by=by)
    if trip.event_id is None:
        raise at_field("event", _("Choose an event, or say what the new one is called."), "no_event")
    require_journey(trip.event)
    if key is None and StudyTrip.objects.filter(event=trip.event).exists():
        raise at_field("event", _("This journey has a programme already."), "has_trip")
    return verbs.create(trip, by=by, key=key)


def add_days(event, first, last, *, by):
    """Each day of a journey, both ends included; none while the first one is not known."""
    if first is None:
        return
    if last < first:
        raise at_field("ends_on", _("The end date cannot be before the start date."), "period_backwards")
    if (last - first).days >= LONGEST_JOURNEY:
        raise at_field("ends_on", _("A journey has at most %(days)d days."), "too_long", days=LONGEST_JOURNEY)
    for number in range((last - first).days + 1):
        add_event_day(EventDay(event=event, date=first + timedelta(days=number), kind=DayKind.OTHER), by=by)


def change_trip(trip, *, by, version, reason=""):
    require_open_journey(trip)
    return verbs.update(trip, by=by, version=version, reason=reason)


def add_stop(stop, *, by, key=None):
    require_open_journey(stop.trip)
    require_seminar_within(stop)
    return verbs.create(stop, by=by, key=key)


def change_stop(stop, *, by, version, reason=""):
    require_open_journey(stop.trip)
    require_seminar_within(stop)
    return verbs.update(stop, by=by, version=version, reason=reason)


def remove_stop(stop, *, by, reason=""):
    """Delete a stop; its history stays. Raises ValidationError(code="in_use") when notes or lessons rest on it."""
    require_open_journey(stop.trip)
    verbs.remove(stop, by=by, reason=reason)


@transaction.atomic
def make_seminar(stop, *, by, title, kind, half_days):
    """A joint seminar at a stop, as an event within the journey with a day of its own (A-21).

    A date of the journey counts once, whatever happens on it (X-16). Raises ValidationError with code
    "has_seminar" or "no_day" (the stop's day is not known yet).
    """
    require_open_journey(stop.trip)
    stop = verbs.locked(stop)
    journey = stop.trip.event
    if stop.seminar_id:
        raise ValidationError(_("This stop has a seminar already."), code="has_seminar")
    if stop.date is None:
        raise ValidationError(_("Say first on which day the stop is."), code="no_day")
    seminar = plan_event(
        Event(
            project=journey.project, activity=journey.activity, parent=journey, kind=EventKind.SEMINAR, title_et=title,
            venue=stop.place, country=stop.country, organiser=journey.organiser, is_public=journey.is_public,
        ),
        by=by, audiences=journey.audiences.all(),
    )
    add_event_day(
        EventDay(event=seminar, date=stop.date, starts_at=stop.starts_at, kind=kind, half_days=half_days), by=by
    )
    stop.seminar = seminar
    return verbs.update(stop, by=by, version=stop.version)


# --- the participant's log ---


def write_note(note, *, by, key=None):
    """What a participant writes down, by his private link or at an organiser's desk.

    Raises ValidationError with code "not_yet" (the journey has not begun), "foreign_person", "foreign_stop" or
    "too_many".
    """
    require_note(note)
    if TripNote.objects.filter(trip=note.trip_id, person=note.person_id).count() >= MOST_NOTES:
        raise ValidationError(_("Your log is full. Change what you wrote before."), code="too_many")
    return verbs.create(note, by=by, key=key)


def change_note(note, *, by, version, reason=""):
    require_note(note)
    return verbs.update(note, by=by, version=version, reason=reason)


def withdraw_note(note, *, by, reason=""):
    """Whoever wrote it takes it back."""
    require_open(note.trip.event.project)
    verbs.remove(note, by=by, reason=reason)


def require_note(note):
    event = note.trip.event
    require_open(event.project)
    first = log_opens(note.trip)
    if first is None or first > timezone.localdate():
        raise ValidationError(_("The log opens on the first day of the journey."), code="not_yet")
    if note.stop_id and note.stop.trip_id != note.trip_id:
        raise at_field("stop", _("Choose a stop of this journey."), "foreign_stop")
    goes = event.registrations.filter(person=note.person_id, status=RegistrationStatus.PLACE).exists()
    if not goes and not event.days.filter(attendances__person=note.person_id, attendances__is_present=True).exists():
        raise at_field("person", _("Only those who go along keep a log."), "foreign_person")


# --- what must hold ---


def require_journey(event):
    if event.kind not in JOURNEYS:
        raise at_field("event", _("Only a trip, a mobility or a visit has a programme of this kind."), "no_journey")
    if event.is_archived:
        raise at_field("event", _("It is in the archive."), "archived")
    require_open(event.project)


def require_open_journey(trip):
    require_open(trip.event.project)
    if trip.event.is_archived:
        raise ValidationError(_("It is in the archive."), code="archived")


def require_seminar_within(stop):
    """A seminar on the way is within the journey: so nothing is counted twice, however deep it lies."""
    if stop.seminar_id and stop.seminar.parent_id != stop.trip.event_id:
        raise at_field("seminar", _("Choose a seminar within this journey."), "not_within")

