"""Lessons learnt elsewhere, and the questions the portal asks about them after three and twelve months (A-20, D-13)."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from portal.shared.tables import format_day
from projects.actions.project import require_open
from trainings.choices import LessonState
from trainings.models import LessonCheck
from trainings.summaries.lessons import CHECKED_AFTER, months_after


@transaction.atomic
def note_lesson(lesson, *, by, on=None, key=None):
    """Write a lesson down; it is asked about 3 and 12 months after `on` (today)."""
    require_open(lesson.project)
    require_stop(lesson)
    lesson = verbs.create(lesson, by=by, key=key)
    if not lesson.checks.exists():
        for months in CHECKED_AFTER:
            due = months_after(on or timezone.localdate(), months)
            verbs.create(LessonCheck(lesson=lesson, months=months, due_on=due), by=by)
    return lesson


def change_lesson(lesson, *, by, version, reason=""):
    require_open(lesson.project)
    require_stop(lesson)
    return verbs.update(lesson, by=by, version=version, reason=reason)


def archive_lesson(lesson, *, by, reason=""):
    require_open(lesson.project)
    return verbs.archive(lesson, by=by, reason=reason)


def restore_lesson(lesson, *, by, reason=""):
    require_open(lesson.project)
    return verbs.restore(lesson, by=by, reason=reason)


@transaction.atomic
def answer_check(check, *, by, state, note="", today=None):
    """Say what became of a lesson. Its state follows, unless a later look back was answered already.

    Raises ValidationError with code "not_due" before its day, "archived", or "no_note" when a lesson is put aside
    without a word why.
    """
    lesson, today = check.lesson, today or timezone.localdate()
    require_open(lesson.project)
    check = verbs.locked(check)
    if lesson.is_archived:
        raise ValidationError(_("It is in the archive."), code="archived")
    if check.due_on > today:
        raise ValidationError(
            _("This is asked on %(day)s."), code="not_due", params={"day": format_day(check.due_on)[0]}
        )
    if state == LessonState.DROPPED and not note:
        raise at_field("note", _("Say why it was put aside."), "no_note")
    check.state, check.note, check.checked_on = state, note, today
    verbs.update(check, by=by, version=check.version)
    later = lesson.checks.filter(months__gt=check.months, checked_on__isnull=False)
    if not later.exists():
        lesson = verbs.locked(lesson)
        lesson.state = state
        verbs.update(lesson, by=by, version=lesson.version)
    return check


def ask_later(check, *, by, key=None):
    """One more look back, besides those that every lesson has."""
    require_open(check.lesson.project)
    return verbs.create(check, by=by, key=key)


def change_check(check, *, by, version, reason=""):
    """Another day for a question that is not answered yet."""
    require_open(check.lesson.project)
    return verbs.update(check, by=by, version=version, reason=reason)


def require_stop(lesson):
    """A lesson learnt at a stop was learnt on its journey."""
    if lesson.stop_id and lesson.stop.trip.event_id != lesson.event_id:
        raise at_field("stop", _("Choose a stop of this journey."), "foreign_stop")
