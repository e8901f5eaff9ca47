"""Events, their days and destinations."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open
from trainings.actions import mails, signup
from trainings.actions.told import tell_change
from trainings.choices import DestinationState, EventStatus
from trainings.models import Event, EventDay

WHOLE_DAY = 2  # half days
AHEAD = {EventStatus.PLANNED, EventStatus.POSTPONED}


def plan_event(event, *, by, audiences=(), needs=(), key=None):
    """A new event is planned; what became of it is said later by hold, cancel or postpone."""
    require_open(event.project)
    event.status, event.status_reason = EventStatus.PLANNED, ""
    return verbs.create(event, by=by, m2m={"audiences": audiences, "needs": needs}, key=key)


@transaction.atomic
def change_event(event, *, by, version, audiences=None, reason=""):
    """More places than before go to those who wait."""
    require_open(event.project)
    m2m = None if audiences is None else {"audiences": audiences}
    held = verbs.locked(event)
    changed = verbs.update(event, by=by, version=version, m2m=m2m, reason=reason, held=held)
    # Whoever joins the queue waits for the event's row, which is locked by now.
    if changed.capacity != held.capacity and changed.registrations.waiting().exists():
        signup.promote_waiting(changed, by=by)
    return changed


def archive_event(event, *, by, reason=""):
    """Put an event away that should not be there at all; what was only called off is cancelled instead."""
    require_open(event.project)
    return verbs.archive(event, by=by, reason=reason)


def restore_event(event, *, by, reason=""):
    require_open(event.project)
    return verbs.restore(event, by=by, reason=reason)


@transaction.atomic
def add_event_day(day, *, by, key=None):
    """One day, or half a day, of an event.

    Raises ValidationError(code="cancelled") for a cancelled event and code="day_is_full" when one date would hold more
    than a whole day.
    """
    event = locked_event(day.event)
    if event.status == EventStatus.CANCELLED:
        raise ValidationError(_("The event is cancelled."), code="cancelled")
    require_room(day, event)
    return verbs.create(day, by=by, key=key)


@transaction.atomic
def change_event_day(day, *, by, version, reason=""):
    event = locked_event(day.event)
    require_room(day, event)
    before = EventDay.objects.filter(pk=day.pk).values_list("date", flat=True).first()
    changed = verbs.update(day, by=by, version=version, reason=reason)
    if event.status in AHEAD and before is not None and changed.date != before >= timezone.localdate():
        tell_change(event, "moved", by=by, detail=changed.date.isoformat())
    return changed


@transaction.atomic
def remove_event_day(day, *, by, reason=""):
    """Delete a day that was entered by mistake; its history stays."""
    event = locked_event(day.event)
    if event.status == EventStatus.HELD and event.days.count() == 1:
        raise ValidationError(_("An event that was held has at least one day."), code="last_day")
    verbs.remove(day, by=by, reason=reason)


@transaction.atomic
def hold_event(event, *, by, headcount=None):
    """Say that the event took place. `headcount`: how many took part, None when nobody counted.

    Raises ValidationError with code "wrong_state", "no_days" (it has no day yet) or "in_future".
    """
    event = locked_event(event, AHEAD)
    last = event.days.order_by("-date").first()
    if last is None:
        raise ValidationError(_("Add the days first: an event is held on a day."), code="no_days")
    if last.date > timezone.localdate():
        raise ValidationError(_("Its last day has not come yet."), code="in_future")
    event.status, event.status_reason = EventStatus.HELD, ""
    if headcount is not None:
        event.headcount = headcount
    return verbs.update(event, by=by, version=event.version)


def cancel_event(event, *, by, reason):
    return call_off(event, EventStatus.CANCELLED, AHEAD, by=by, reason=reason)


def postpone_event(event, *, by, reason):
    return call_off(event, EventStatus.POSTPONED, {EventStatus.PLANNED}, by=by, reason=reason)


@transaction.atomic
def call_off(event, status, allowed_from, *, by, reason):
    """Cancel or postpone: only what still lies ahead, and never without a reason. Whoever signed up is told."""
    event = locked_event(event, allowed_from)
    if not reason:
        raise at_field("status_reason", _("Say why the event was cancelled or postponed."), "no_reason")
    event.status, event.status_reason = status, reason
    changed = verbs.update(event, by=by, version=event.version, reason=reason)
    mails.tell_registered(changed, f"event_{status}", by=by, reason=reason)
    tell_change(changed, str(status), by=by, detail=reason)
    return changed


@transaction.atomic
def replan_event(event, *, by, reason=""):
    """Plan it anew: a new date was found, or its state was set by mistake. The headcount goes, its history stays."""
    event = locked_event(event, {EventStatus.POSTPONED, EventStatus.CANCELLED, EventStatus.HELD})
    event.status, event.status_reason, event.headcount = EventStatus.PLANNED, "", None
    return verbs.update(event, by=by, version=event.version, reason=reason)


@transaction.atomic
def decide_destination(destination, state, *, by, reason, on=None):
    """Choose a possible destination, or drop it, with a day and a reason (B-18)."""
    require_open(destination.project)
    destination = verbs.locked(destination)
    if state not in {DestinationState.CHOSEN, DestinationState.REJECTED}:
        raise ValidationError(_("Choose one of the states."), code="unknown_state")
    if not reason:
        raise at_field("reason", _("Say why."), "no_reason")
    destination.state, destination.reason = state, reason
    destination.decided_on = on or timezone.localdate()
    return verbs.update(destination, by=by, version=destination.version)


def locked_event(event, allowed=None):
    """The event as it is now, locked; raises ValidationError(code="wrong_state") outside of the allowed states."""
    require_open(event.project)
    event = Event.objects.select_for_update().get(pk=event.pk)
    if allowed is not None and event.status not in allowed:
        raise ValidationError(
            _("This cannot be done now: the event is “%(state)s”."), code="wrong_state",
            params={"state": event.get_status_display()},
        )
    return event


def require_room(day, event):
    """One physical day may be half theory and half practice, but no longer than a day (A-17)."""
    others = EventDay.objects.filter(event=event, date=day.date).exclude(pk=day.pk)
    taken = others.aggregate(halves=Sum("half_days"))["halves"] or 0
    if taken + day.half_days > WHOLE_DAY:
        raise at_field("half_days", _("This date already holds a whole day."), "day_is_full")
