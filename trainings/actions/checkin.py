"""Checking in by oneself: the code at the door says where one is, the private link who one is. It takes both.

The door's code is printed on a poster, so it proves little by itself: it is worth something only around the hours of its
day, it names nobody, and what it noted is marked as such until the signatures confirm it.
"""
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trainings.actions.attendance import put, require_day
from trainings.choices import AttendanceSource, EventStatus, RegistrationStatus
from trainings.models import Attendance, EventDay, Registration
from trainings.summaries.calendar import zone_of

BEFORE, AFTER = timedelta(hours=1), timedelta(hours=1)
DOOR = signing.Signer(sep=".", salt="trainings.checkin.door")
PASS = signing.Signer(sep=".", salt="trainings.checkin.pass")


def door_token(day):
    """What the poster's address ends in: "12.x3…". It says which day and cannot be made up."""
    return DOOR.sign(str(day.pk))


def find_day(token):
    """The EventDay of a door's token, with event and project; None for an invented one, and for what is not held at all."""
    pk = unsigned(DOOR, token)
    if pk is None:
        return None
    return (
        EventDay.objects.filter(pk=pk, event__archived_at=None).exclude(event__status=EventStatus.CANCELLED)
        .select_related("event__project").first()
    )


def pass_token(day, registration):
    """What the letter's address ends in: one registration, one day."""
    return PASS.sign(f"{day.pk}-{registration.pk}")


def find_pass(token):
    """(EventDay, Registration) of a letter's token, or None."""
    pair = unsigned(PASS, token)
    if pair is None:
        return None
    day_pk, _dash, pk = pair.partition("-")
    registration = Registration.objects.filter(pk=pk, person__erased_at=None).standing().select_related("person").first()
    day = find_day(DOOR.sign(day_pk))
    if day is None or registration is None or registration.event_id != day.event_id:
        return None
    return day, registration


def unsigned(signer, token):
    try:
        return signer.unsign(token)
    except signing.BadSignature:
        return None


@dataclass(frozen=True)
class Window:
    """From when until when one can check in on a day: around its times, otherwise the whole day. `zone`: of the place."""

    opens: datetime
    closes: datetime
    zone: tzinfo

    def shown(self):
        """(from, until) as the clocks there show it, without a zone."""
        return tuple(moment.astimezone(self.zone).replace(tzinfo=None) for moment in (self.opens, self.closes))

    def is_open(self, now):
        return self.opens <= now <= self.closes


def window_of(day):
    """The hours of a journey are those of the place, as in the calendar. The day knows its event."""
    zone = zone_of(day.event)
    begins = datetime.combine(day.date, day.starts_at or time.min, zone)
    ends = datetime.combine(day.date, day.ends_at or time.max, zone)
    # Added in universal time, so that an hour stays an hour in the night when the clock changes.
    opens = begins.astimezone(UTC) - BEFORE if day.starts_at else begins
    closes = ends.astimezone(UTC) + AFTER if day.ends_at else ends
    return Window(opens, closes, zone)


@transaction.atomic
def check_in(day, registration, *, now=None):
    """Note that somebody came, by the code at the door. What an organiser noted about him stays as it is.

    Returns the Attendance. Raises ValidationError with code "not_now", "no_place" or "noted_absent".
    """
    day = require_day(day)
    if not window_of(day).is_open(now or timezone.now()):
        raise ValidationError(_("One can check in only around the hours of the event."), code="not_now")
    registration = Registration.objects.select_related("person").get(pk=registration.pk)
    if registration.event_id != day.event_id or registration.status != RegistrationStatus.PLACE:
        raise ValidationError(_("You have no place at this event. Speak to the organiser at the door."), code="no_place")
    row = Attendance.objects.filter(day=day, person=registration.person_id).first()
    if row is None:
        return put(day, registration.person, None, True, None, source=AttendanceSource.CODE, by=None)
    if not row.is_present:
        raise ValidationError(_("An organiser noted that you are not here. Speak to him at the door."), code="noted_absent")
    return row


def registrations_at(day, email):
    """Registrations of a day's event under one e-mail address: whom a letter may be sent to."""
    return list(
        Registration.objects.filter(event=day.event_id, person__email__iexact=email.strip(), person__erased_at=None)
        .with_place().select_related("person").order_by("pk")
    )
