"""Giving feedback, and the organiser's word on it."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from projects.actions.project import require_open
from trainings.models import Event, EventReport
from trainings.models.evidence import SCORES
from trainings.summaries.feedback import OPEN, SOON, TEXTS, feedback_state


def give_feedback(feedback):
    """Save one answer: of nobody, on a day and at no hour.

    Raises ValidationError with code "not_open", "over" or "empty".
    """
    today = timezone.localdate()
    state = feedback_state(feedback.event, today)
    if state == SOON:
        raise ValidationError(_("Feedback can be given from the first day of the event."), code="not_open")
    if state != OPEN:
        raise ValidationError(_("Feedback about this event is no longer collected."), code="over")
    if all(getattr(feedback, name) in (None, "") for name in (*SCORES, "recommend", *TEXTS)):
        raise ValidationError(_("Answer at least one question."), code="empty")
    feedback.given_on = today
    return verbs.create(feedback, by=None)


@transaction.atomic
def report_of(event, *, by):
    """The event's report, locked; made when it has none yet."""
    require_open(event.project)
    Event.objects.select_for_update().get(pk=event.pk)
    report = EventReport.objects.select_for_update().filter(event=event).first()
    return report or verbs.create(EventReport(event=event), by=by)


@transaction.atomic
def comment_feedback(report, *, by, version=None, key=None):
    """The organiser's word on the feedback. `report` may not be saved yet: then it is made."""
    require_open(report.event.project)
    if report.pk is None:
        return verbs.create(report, by=by, key=key)
    return verbs.update(report, by=by, version=version)


def remove_feedback(feedback, *, by, reason=""):
    """Throw away an answer that is none, such as spam."""
    require_open(feedback.event.project)
    verbs.remove(feedback, by=by, reason=reason)
