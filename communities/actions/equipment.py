"""What is bought for communities: kept, looked at once a year, lent to one place at a time, written off."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from communities.actions.days import day_of, require_past
from communities.choices import EquipmentState
from communities.models import Community, Equipment, EquipmentCheck, Loan
from communities.summaries.equipment import HIDDEN_BORROWER, clash_with, loans_out, who_has
from portal.shared import verbs
from portal.shared.dates import format_period
from portal.shared.refusals import at_field
from projects.actions.project import require_open


def buy_equipment(equipment, *, by, key=None):
    """Note what was bought. From an investment need it takes the plan and the community, when they are not said.

    Raises ValidationError with code "no_reason" (a community uses it, nobody says why it cannot do without),
    "foreign_plan", "foreign_project" or "in_future".
    """
    require_open(equipment.project)
    equipment.state = EquipmentState.IN_USE
    settle(equipment)
    return verbs.create(equipment, by=by, key=key)


def change_equipment(equipment, *, by, version, reason=""):
    """Its state is changed by a check or by writing it off."""
    require_open(equipment.project)
    settle(equipment)
    return verbs.update(equipment, by=by, version=version, reason=reason)


def settle(equipment):
    """Fill what follows from the need and the plan, and refuse what does not fit together."""
    if equipment.need_id and not equipment.plan_id:
        equipment.plan = equipment.need.plan
    if equipment.plan_id and not equipment.enrolment_id:
        equipment.enrolment = equipment.plan.enrolment
    if equipment.plan_id and equipment.plan.enrolment_id not in (None, equipment.enrolment_id):
        raise at_field("plan", _("This is another community's plan."), "foreign_plan")
    if equipment.enrolment_id and not equipment.indispensable_because:
        raise at_field(
            "indispensable_because", _("Say why the community cannot do without it."), "no_reason"
        )
    require_past(equipment.bought_on, "bought_on")


@transaction.atomic
def archive_equipment(equipment, *, by, reason=""):
    """For what should not be in the list at all. Raises ValidationError(code="lent") while somebody has it."""
    require_open(equipment.project)
    require_here(verbs.locked(equipment), by)
    return verbs.archive(equipment, by=by, reason=reason)


def restore_equipment(equipment, *, by, reason=""):
    require_open(equipment.project)
    return verbs.restore(equipment, by=by, reason=reason)


# --- looking at it


@transaction.atomic
def check_equipment(check, *, by, key=None):
    """Somebody looked: the thing's state is what the latest check found.

    Raises ValidationError with code "written_off", "in_future" or "use_write_off".
    """
    equipment = locked_equipment(check.equipment)
    if equipment.state == EquipmentState.WRITTEN_OFF:
        raise ValidationError(_("It was written off. Take it back into use first."), code="written_off")
    require_look(check)
    made = verbs.create(check, by=by, key=key)
    take_state(equipment, by)
    return made


@transaction.atomic
def change_check(check, *, by, version, reason=""):
    equipment = locked_equipment(check.equipment)
    if verbs.locked(check).state == EquipmentState.WRITTEN_OFF:
        raise ValidationError(_("It was written off. Take it back into use first."), code="written_off")
    require_look(check)
    changed = verbs.update(check, by=by, version=version, reason=reason)
    take_state(equipment, by)
    return changed


def require_look(check):
    if check.state == EquipmentState.WRITTEN_OFF:
        raise at_field("state", _("Writing off is a decision of its own, with a reason."), "use_write_off")
    require_past(check.checked_on, "checked_on")


@transaction.atomic
def write_off(equipment, *, by, reason, on=None, checked_by=""):
    """It is no more: worn out, lost, given away. The reason stands among its checks.

    Raises ValidationError with code "no_reason", "written_off", "lent" or "in_future".
    """
    equipment = locked_equipment(equipment)
    if not reason:
        raise ValidationError(_("Say why it is written off."), code="no_reason")
    if equipment.state == EquipmentState.WRITTEN_OFF:
        raise ValidationError(_("It was written off already."), code="written_off")
    require_here(equipment, by)
    return look(equipment, EquipmentState.WRITTEN_OFF, by=by, note=reason, on=on, checked_by=checked_by)


@transaction.atomic
def reinstate_equipment(equipment, *, by, reason, on=None):
    """It was written off by mistake, or was found again. Raises ValidationError(code="no_reason" or "not_written_off")."""
    equipment = locked_equipment(equipment)
    if not reason:
        raise ValidationError(_("Say why it is back in use."), code="no_reason")
    if equipment.state != EquipmentState.WRITTEN_OFF:
        raise ValidationError(_("It was not written off."), code="not_written_off")
    return look(equipment, EquipmentState.IN_USE, by=by, note=reason, on=on)


def look(equipment, state, *, by, note, on=None, checked_by=""):
    """A check that settles the state whatever day the earlier ones bear."""
    day = day_of(on)
    require_past(day, "checked_on")
    verbs.create(
        EquipmentCheck(equipment=equipment, checked_on=day, state=state, note=note, checked_by=checked_by), by=by
    )
    equipment.state = state
    return verbs.update(equipment, by=by, version=equipment.version, reason=note)


def take_state(equipment, by):
    """The state the latest check found; of one day's checks, the one entered last."""
    last = equipment.checks.order_by("checked_on", "pk").last()
    if last is not None and last.state != equipment.state:
        equipment.state = last.state
        verbs.update(equipment, by=by, version=equipment.version)


# --- lending it


@transaction.atomic
def lend_equipment(loan, *, by, key=None):
    """Promise the thing to one borrower for some days.

    Whoever lends locks the thing first, so of several at once one gets it. Raises ValidationError with code "overlap"
    (somebody has it then), "not_lendable" or "not_in_use".
    """
    equipment = locked_equipment(loan.equipment)
    if not equipment.lendable:
        raise ValidationError(_("It is not lent out. Say on its page that it can be borrowed."), code="not_lendable")
    if equipment.state != EquipmentState.IN_USE:
        raise ValidationError(
            _("It cannot be lent now: %(state)s."), code="not_in_use",
            params={"state": equipment.get_state_display().lower()},
        )
    made = verbs.create(loan, by=by, key=key)
    require_free(made, by)
    return made


@transaction.atomic
def change_loan(loan, *, by, version, reason=""):
    """Other days or another borrower, until it is back. Raises ValidationError(code="overlap" or "loan_over")."""
    locked_equipment(loan.equipment)
    require_running(verbs.locked(loan))
    changed = verbs.update(loan, by=by, version=version, reason=reason)
    require_free(changed, by)
    return changed


@transaction.atomic
def return_equipment(loan, *, by, on=None):
    """It is back. Raises ValidationError with code "loan_over", "in_future" or "returned_before"."""
    loan = locked_loan(loan)
    day = day_of(on)
    require_past(day, "returned_on")
    if day < loan.starts_on:
        raise at_field("returned_on", _("It cannot be returned before the loan begins."), "returned_before")
    loan.returned_on = day
    return verbs.update(loan, by=by, version=loan.version)


@transaction.atomic
def cancel_loan(loan, *, by, reason=""):
    """The loan does not happen. It stays in the list, called off."""
    loan = locked_loan(loan)
    loan.cancelled_on = day_of(None)
    return verbs.update(loan, by=by, version=loan.version, reason=reason)


def locked_equipment(equipment):
    """The thing as it is now, locked until the transaction ends."""
    require_open(equipment.project)
    now = Equipment.objects.select_for_update().get(pk=equipment.pk)
    if now.is_archived:
        raise ValidationError(_("It is in the archive. Take it back out first."), code="archived")
    return now


def locked_loan(loan):
    locked_equipment(loan.equipment)
    loan = verbs.locked(loan)
    require_running(loan)
    return loan


def require_running(loan):
    if loan.returned_on or loan.cancelled_on:
        raise ValidationError(_("This loan is over already."), code="loan_over")


def require_free(loan, by):
    other = clash_with(loan)
    if other is not None:
        raise ValidationError(
            _("%(who)s has it then: %(period)s."), code="overlap",
            params={"who": borrower(other, by), "period": format_period(other.starts_on, other.ends_on)},
        )


def borrower(loan, by):
    """Who has it, as this person may know: a hidden community is not named to others (C-07)."""
    if loan.community_id and by is not None and not Community.objects.visible_to(by).filter(pk=loan.community_id).exists():
        return HIDDEN_BORROWER
    return who_has(loan)


def require_here(equipment, by):
    """Nobody has it, and it is promised to nobody."""
    waiting = Loan.objects.filter(equipment=equipment, returned_on__isnull=True, cancelled_on__isnull=True)
    out = loans_out(waiting).select_related("organisation", "community").first()
    if out is not None:
        raise ValidationError(
            _("%(who)s has it now. Note first that it came back."), code="lent", params={"who": borrower(out, by)}
        )
    if waiting.exists():
        raise ValidationError(_("It is promised to somebody. Call these loans off first."), code="lent")
