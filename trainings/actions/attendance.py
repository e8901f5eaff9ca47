"""Noting who was there, by name or at the door, and the signed sheet that proves it."""
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from projects.actions.project import require_open
from projects.choices import EvidenceKind
from trainings.actions.evidence import add_evidence
from trainings.actions.matching import person_for
from trainings.choices import AttendanceSource, EventStatus, RegistrationSource, RegistrationStatus
from trainings.models import Attendance, Event, EventDay, EvidenceItem, Registration, SignedSheet
from trainings.summaries.attendance import lines_of


def require_day(day, *, with_event=False):
    """The day, locked: of an open project, not cancelled, and not in the future.

    Whoever notes something about a day waits here for the one before him, so nobody stands on its list twice. `with_event`:
    what else is written belongs to the event; it is locked first, as everywhere.
    Raises ValidationError with code "cancelled", "archived" or "in_future".
    """
    if with_event:
        Event.objects.select_for_update().get(pk=day.event_id)
    day = EventDay.objects.select_for_update(of=("self",)).select_related("event__project").get(pk=day.pk)
    require_open(day.event.project)
    if day.event.status == EventStatus.CANCELLED:
        raise ValidationError(_("The event is cancelled."), code="cancelled")
    if day.event.is_archived:
        raise ValidationError(_("The event is in the archive."), code="archived")
    if day.date > timezone.localdate():
        raise ValidationError(_("This day has not come yet."), code="in_future")
    return day


@transaction.atomic
def note_attendance(day, person, *, by, present=True, minutes=None, source=AttendanceSource.STAFF):
    """Note that a person was there on a day, or that he was not. `minutes`: None is the whole day.

    Returns the Attendance, or None when somebody of whom nothing was noted was not there: that needs no row.
    """
    day = require_day(day)
    row = Attendance.objects.filter(day=day, person=person).first()
    return put(day, person, row, present, minutes, source=source, by=by)


def put(day, person, row, present, minutes, *, by, source=AttendanceSource.STAFF):
    """Write one line of a locked day; `row`: its Attendance as it is now, or None."""
    if row is None:
        if not present:
            return None
        return verbs.create(Attendance(day=day, person=person, minutes=minutes, source=source), by=by)
    row.is_present, row.minutes = present, minutes if present else None
    return verbs.update(row, by=by, version=row.version)


@transaction.atomic
def add_attendance(attendance, *, by, key=None):
    """One line as it is typed, in the admin."""
    require_day(attendance.day)
    return verbs.create(attendance, by=by, key=key)


@transaction.atomic
def change_attendance(attendance, *, by, version, reason=""):
    require_day(attendance.day)
    return verbs.update(attendance, by=by, version=version, reason=reason)


@dataclass(frozen=True)
class Tick:
    """One line of the list as somebody sent it; `was`: (version or 0, present, minutes) from which he started."""

    person_id: int
    present: bool
    minutes: int | None
    was: tuple[int, bool, int | None]

    @property
    def is_touched(self):
        return (self.present, self.minutes) != self.was[1:]


@transaction.atomic
def save_list(day, ticks, *, by, walk_ins=(), language="et", everyone=False):
    """Save what somebody changed on the list of a day. Returns (number of changed lines, keys of people in conflict).

    A line he did not touch keeps what others noted meanwhile. One that both changed, differently, is a conflict and stays as
    the other left it. `walk_ins`: keywords for `note_walk_in`, whose messages are in `language`. `everyone`: all who are listed
    were there, except those of whom something is noted and those who only wait for a place. Who waits and was there gets one.
    """
    day = require_day(day, with_event=True)
    lines, changed, conflicts = {line.person.pk: line for line in lines_of(day, waiting=True)}, 0, set()
    for tick in ticks:
        line = lines.get(tick.person_id)
        if line is None:
            continue
        stored = line.attendance
        now = (stored.is_present, stored.minutes) if stored else (False, None)
        wanted = (tick.present, tick.minutes if tick.present else None)
        if everyone and stored is None and line.waiting is None:
            wanted = (True, tick.minutes)
        elif not tick.is_touched or wanted == now:
            continue
        elif (stored.version if stored else 0) != tick.was[0]:
            conflicts.add(tick.person_id)
            continue
        if line.waiting is not None and wanted[0]:
            give_place(line.waiting, by=by)
        put(day, line.person, stored, *wanted, by=by)
        changed += 1
    for typed in walk_ins:
        note_walk_in(day, by=by, language=language, **typed)
    return changed + len(walk_ins), conflicts


def give_place(registration, *, by):
    """Who waited and came has a place, whatever their number: he is there."""
    registration.status, registration.promoted_at = RegistrationStatus.PLACE, timezone.now()
    return verbs.update(registration, by=by, version=registration.version)


@transaction.atomic
def note_walk_in(day, *, by, name, language, email="", minutes=None, **details):
    """Somebody came without signing up: he gets a place, so that thanks and materials reach him, and is noted as present.

    `details`: what `person_for` takes of a person. Returns the Attendance.
    """
    day = require_day(day, with_event=True)
    person = person_for(day.event.project, by=by, name=name, email=email, **details)
    registration = Registration.objects.select_for_update().filter(event=day.event, person=person).standing().first()
    if registration is None:
        verbs.create(
            Registration(event=day.event, person=person, source=RegistrationSource.WALK_IN, language=language), by=by
        )
    elif registration.status == RegistrationStatus.WAITING:
        give_place(registration, by=by)
    row = Attendance.objects.filter(day=day, person=person).first()
    return put(day, person, row, True, minutes, by=by)


@transaction.atomic
def add_signed_sheet(sheet, upload, *, by, key=None):
    """Keep the scan of a day's signature sheet, as evidence that only coordinators and keepers of the event open.

    `sheet`: a new SignedSheet with its day, `signatures` and `note`. The same `key` again gives the first one.
    """
    day = require_day(sheet.day, with_event=True)
    item = EvidenceItem(event=day.event, kind=EvidenceKind.ATTENDANCE, note=sheet.note)
    sheet_word = _("Signature sheet")
    title = f"{sheet_word}: {day}"
    sheet.document = add_evidence(item, upload=upload, title=title, by=by, key=key).document
    stored = SignedSheet.objects.filter(day=day, document=sheet.document).first()
    return stored or verbs.create(sheet, by=by)


def change_signed_sheet(sheet, *, by, version, reason=""):
    require_open(sheet.day.event.project)
    return verbs.update(sheet, by=by, version=version, reason=reason)
