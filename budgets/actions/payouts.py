"""Payments received: written down with their day, never deleted."""
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.actions.locks import lock_budgets
from budgets.actions.told import tell_payout
from budgets.choices import ClaimState
from portal.shared import verbs
from portal.shared.refusals import at_field


@transaction.atomic
def add_payout(payout, *, by, key=None):
    """A payment on a budget, for a claim or in advance.

    Raises ValidationError at `claim`: "foreign_partner" (another partner's), "not_approved" (nothing is paid on it yet); at
    `paid_on`: "future".
    """
    lock_budgets(payout.budget.project, [payout.budget_id])
    require_past(payout)
    require_claim_fits(payout)
    made = verbs.create(payout, by=by, key=key)
    tell_payout(made, by=by)
    return made


@transaction.atomic
def change_payout(payout, *, by, version, reason=""):
    lock_budgets(payout.budget.project, [payout.budget_id])
    require_past(payout)
    require_claim_fits(payout)
    return verbs.update(payout, by=by, version=version, reason=reason)


@transaction.atomic
def archive_payout(payout, *, by, reason=""):
    """Written down by mistake; it counts no longer."""
    lock_budgets(payout.budget.project, [payout.budget_id])
    return verbs.archive(payout, by=by, reason=reason)


@transaction.atomic
def restore_payout(payout, *, by, reason=""):
    lock_budgets(payout.budget.project, [payout.budget_id])
    return verbs.restore(payout, by=by, reason=reason)


def require_past(row):
    """What is paid, or received, on a day to come is neither."""
    if row.paid_on and row.paid_on > timezone.localdate():
        raise at_field("paid_on", _("This day has not come yet."), "future")


def require_claim_fits(payout):
    claim = payout.claim
    if claim is None:
        return
    if claim.partnership_id is not None and claim.partnership_id != payout.budget.partnership_id:
        raise at_field("claim", _("This is another partner's claim."), "foreign_partner")
    if claim.state != ClaimState.APPROVED:
        raise at_field("claim", _("This claim is not approved yet."), "not_approved")
