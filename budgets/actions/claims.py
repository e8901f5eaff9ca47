"""A claim's way: opened, filled, handed in, looked through, returned or approved. What is handed in is frozen.

Whoever touches a claim locks the budgets it takes from first, so that two claims never promise the same money.
"""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.actions.locks import lock_budgets
from budgets.actions.told import tell_claim
from budgets.choices import ClaimState, ClaimStep
from budgets.models import Budget, Claim, ClaimItem, ClaimVersion
from budgets.summaries.claim_content import as_json, content_of
from budgets.summaries.claims import hard_of, missing_of_claim, waiting_to_join
from budgets.summaries.limits import require_within
from portal.shared import bulk_verbs, verbs
from portal.shared.refusals import at_field

LAST_ORDER = 32767
HANDED_IN = (ClaimState.SUBMITTED, ClaimState.REVIEW)
WRONG_STATE = _("This cannot be done now: the claim is “%(state)s”.")


@transaction.atomic
def open_claim(period, partnership=None, *, by, key=None, reference="", note="", is_demo=False):
    """A draft claim of a partner for a period; without a partner the project's own, which joins its partners' claims.

    Raises ValidationError: "no_budget" when the partner has none, "not_approved" while it is not approved, "unique" when the
    period already has this claim.
    """
    project = period.project
    if partnership is not None:
        require_approved(lock_budgets(project, [budget_of(partnership)]))
    else:
        lock_budgets(project)
    claim = Claim(
        project=project, period=period, partnership=partnership, reference=reference, note=note, is_demo=is_demo,
        order=min(period.number, LAST_ORDER),
    )
    return verbs.create(claim, by=by, key=key)


@transaction.atomic
def change_claim(claim, *, by, version, reason=""):
    """Its note, the funder's number, of a draft its period, and of an empty one its partner (code "has_items").

    An approved claim says what it says (code "wrong_state").
    """
    wanted, before = claim.partnership, Claim.objects.select_related("partnership", "period__project").get(pk=claim.pk)
    if claim.partnership_id != before.partnership_id:
        lock_budgets(claim.project)
    stored, _budgets = locked_claim(before, but=ClaimState.APPROVED)
    if claim.period_id != stored.period_id:
        require_draft(stored)
        claim.order = min(claim.period.number, LAST_ORDER)
    if claim.partnership_id != stored.partnership_id:
        require_draft(stored)
        if stored.items.exists():
            raise at_field("partnership", _("Take its expenses out first: they are another partner's."), "has_items")
        if wanted is not None:
            require_approved([budget_of(wanted)])
    return verbs.update(claim, by=by, version=version, reason=reason)


@transaction.atomic
def set_items(claim, amounts, *, by, seen=None):
    """What the claim asks for: {share key: euros}; a share that is not named, or with nothing, is not claimed. Returns the items.

    `seen`: {share key: euros} that the person started from; when somebody changed it meanwhile: code "stale". Otherwise raises
    ValidationError: "project_claim", "foreign_share", "after_period", "archived", "over_share", "over" (more than the budget).
    """
    claim, budgets = locked_claim(claim, *OPEN)
    if claim.partnership_id is None:
        raise ValidationError(_("The project's claim is made of its partners' claims."), code="project_claim")
    there = {item.share_id: item for item in ClaimItem.objects.filter(claim=claim).select_related("share")}
    if any(amount > (there[key].amount if key in there else 0) for key, amount in amounts.items() if amount):
        # Less may be asked for at any time: a reopened budget could not be lowered below its own drafts otherwise.
        require_approved(budgets)
    if seen is not None and {key: item.amount for key, item in there.items()} != dict(seen):
        raise ValidationError(_("Somebody changed what is claimed meanwhile. Look again and repeat."), code="stale")
    wanted = {key: amount for key, amount in amounts.items() if amount}
    shares = shares_by_key(budgets[0], wanted)
    gone = [item for key, item in there.items() if key not in wanted]
    new = [ClaimItem(claim=claim, share=shares[key], amount=amount, is_demo=claim.is_demo) for key, amount in wanted.items()
           if key not in there]
    old = [there[key] for key in wanted if key in there]
    for item in old:
        if item.amount != wanted[item.share_id]:
            # What was decided about another amount holds no longer.
            item.amount, item.accepted, item.refused_because = wanted[item.share_id], None, ""
        item.claim, item.share = claim, shares[item.share_id]
    bulk_verbs.remove_many(gone, by=by)
    bulk_verbs.update_many(old, by=by)
    bulk_verbs.create_many(new, by=by)
    require_shares_hold(claim, shares)
    require_within(budgets[0])
    return list(ClaimItem.objects.filter(claim=claim).order_by("pk"))


def shares_by_key(budget, wanted):
    """{key: ExpenseShare} of those named; every one must be this budget's (code "foreign_share")."""
    found = {share.pk: share for share in budget.expense_shares.filter(pk__in=list(wanted)).select_related("expense")}
    if len(found) != len(wanted):
        raise ValidationError(_("Choose expenses of this partner."), code="foreign_share")
    return found


def require_shares_hold(claim, shares):
    """No share is claimed beyond itself, none is archived, none is of a later day than the period's last."""
    problems = [ValidationError(text, code=code) for code, text in hard_of(claim, shares.values())]
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def submit_claim(claim, *, by, on=None, incomplete_because=""):
    """Hand the claim in and freeze it as it stands. Returns the claim.

    Refused where something must not be: "empty", "not_approved", "over", "over_share", "archived", "after_period", or for the
    project's claim "none_approved". What is missing besides (`missing_of_claim`) is refused too (code "incomplete"), unless
    `incomplete_because` says why it is handed in all the same.
    """
    claim, budgets = locked_claim(claim, *OPEN)
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise at_field("on", _("It cannot be submitted on a later day than today."), "in_future")
    join_parts(claim, by)
    missing = missing_of_claim(claim, today=on)
    hard = [ValidationError(row.text, code=row.code) for row in missing if row.is_hard]
    if hard:
        raise ValidationError(hard)
    if claim.partnership_id is not None:
        require_approved(budgets)
        require_within(budgets[0])
    soft = [row.text for row in missing]
    if soft and not incomplete_because:
        raise ValidationError([ValidationError(text, code="incomplete") for text in soft])
    undecided(claim, by)
    claim.state, claim.submitted_on, claim.returned_because = ClaimState.SUBMITTED, on, ""
    claim.decided_on, claim.decided_by = None, ""
    claim = verbs.update(claim, by=by, version=claim.version, reason=incomplete_because)
    freeze(claim, ClaimStep.SUBMITTED, by, incomplete_because=incomplete_because, missing=soft)
    tell_claim(claim, "submitted", by=by)
    return claim


def join_parts(claim, by):
    """The project's claim takes along every approved claim that no other took: of its period, or too late for an earlier."""
    if claim.partnership_id is not None:
        return
    rows = waiting_to_join(claim).filter(state=ClaimState.APPROVED).select_for_update(of=("self",))
    for part in rows.order_by("pk"):
        part.joined_in = claim
        verbs.update(part, by=by, version=part.version)


def undecided(claim, by):
    """A claim that is handed in again is decided anew; reasons of the last time stay in its history."""
    items = list(ClaimItem.objects.filter(claim=claim, accepted__isnull=False).select_related("share", "claim"))
    for item in items:
        item.accepted, item.refused_because = None, ""
    bulk_verbs.update_many(items, by=by)


@transaction.atomic
def take_into_review(claim, *, by):
    """The controller has it in hand."""
    claim, _budgets = locked_claim(claim, ClaimState.SUBMITTED)
    claim.state = ClaimState.REVIEW
    return verbs.update(claim, by=by, version=claim.version)


@transaction.atomic
def return_claim(claim, *, because, by):
    """Back to whoever made it, with words about what must be completed."""
    claim, _budgets = locked_claim(claim, *HANDED_IN)
    if not because.strip():
        raise at_field("because", _("Say what must be completed."), "no_reason")
    claim.state, claim.returned_because, claim.submitted_on = ClaimState.RETURNED, because, None
    claim = verbs.update(claim, by=by, version=claim.version, reason=because)
    tell_claim(claim, "returned", by=by, detail=because)
    return claim


@transaction.atomic
def accept_items(claim, decisions, *, by, seen=None):
    """{item key: (euros accepted, None for not decided; why not all of it)}. Returns the items.

    `seen`: {item key: euros or None} that the person started from; when somebody decided otherwise meanwhile: code "stale".
    Raises ValidationError: "foreign_item", "too_much", "no_reason" where less is accepted and nobody says why, "project_claim".
    """
    claim, _budgets = locked_claim(claim, ClaimState.REVIEW)
    if claim.partnership_id is None:
        raise ValidationError(_("Decide about the partners' claims: the project's claim is made of them."), code="project_claim")
    items = {item.pk: item for item in ClaimItem.objects.filter(claim=claim).select_related("share__expense")}
    if not set(decisions) <= set(items):
        raise ValidationError(_("Choose expenses of this claim."), code="foreign_item")
    if seen is not None and any(items[key].accepted != seen.get(key) for key in decisions):
        raise ValidationError(_("Somebody decided about these expenses meanwhile. Look again and repeat."), code="stale")
    problems = []
    for key, (accepted, because) in decisions.items():
        item = items[key]
        item.claim, item.accepted, item.refused_because = claim, accepted, because if accepted is not None else ""
        if accepted is not None and accepted > item.amount:
            problems.append(refusal(item, _("%(what)s: no more can be accepted than was claimed."), "too_much"))
        elif accepted is not None and accepted < item.amount and not because.strip():
            problems.append(refusal(item, _("%(what)s: say why not all of it is accepted."), "no_reason"))
        elif accepted == item.amount:
            item.refused_because = ""
    if problems:
        raise ValidationError(problems)
    bulk_verbs.update_many([items[key] for key in decisions], by=by)
    return list(items.values())


def refusal(item, text, code):
    return ValidationError(text, code=code, params={"what": item})


@transaction.atomic
def approve_claim(claim, *, decided_on, decided_by, by):
    """The controller's or the funder's yes: every row is decided (code "undecided"), and nothing changes any more."""
    claim, _budgets = locked_claim(claim, ClaimState.REVIEW)
    if ClaimItem.objects.filter(claim=claim, accepted__isnull=True).exists():
        raise ValidationError(_("Some expenses are not decided yet."), code="undecided")
    if decided_on > timezone.localdate():
        raise at_field("decided_on", _("A decision cannot be of a later day than today."), "in_future")
    if claim.submitted_on and decided_on < claim.submitted_on:
        raise at_field("decided_on", _("It cannot be decided before it was handed in."), "decided_before")
    claim.state, claim.decided_on, claim.decided_by = ClaimState.APPROVED, decided_on, decided_by
    claim = verbs.update(claim, by=by, version=claim.version)
    freeze(claim, ClaimStep.APPROVED, by)
    tell_claim(claim, "approved", by=by)
    return claim


def freeze(claim, step, by, **told):
    """The claim's whole content as its next version."""
    last = ClaimVersion.objects.filter(claim=claim).aggregate(last=Max("number"))["last"]
    return verbs.create(ClaimVersion(
        claim=claim, number=(last or 0) + 1, step=step, content=as_json(content_of(claim, **told)),
        made_by=by if getattr(by, "is_authenticated", False) else None,
    ), by=by)


# --- what every verb asks first ---

OPEN = (ClaimState.DRAFT, ClaimState.RETURNED)


def locked_claim(claim, *states, but=None):
    """(The claim as it is now, its budgets), locked in the house's order; code "wrong_state" in any other state."""
    project = claim.project
    wanted = [budget_of(claim.partnership)] if claim.partnership_id else None
    budgets = lock_budgets(project, wanted)
    claim = Claim.objects.select_for_update(of=("self",)).select_related(
        "period__programme__parent", "partnership__organisation"
    ).get(pk=claim.pk)
    claim.project = claim.period.project = project
    if claim.partnership_id:
        claim.partnership.project = project
        claim.partnership.budget = budgets[0]
        budgets[0].project, budgets[0].partnership = project, claim.partnership
    if (states and claim.state not in states) or claim.state == but:
        raise ValidationError(WRONG_STATE, code="wrong_state", params={"state": claim.get_state_display()})
    return claim, budgets


def require_draft(claim):
    """What was handed in once stays in its period."""
    if claim.state != ClaimState.DRAFT:
        raise ValidationError(WRONG_STATE, code="wrong_state", params={"state": claim.get_state_display()})


def budget_of(partnership):
    """The partner's budget; code "no_budget" when he has none."""
    found = Budget.objects.filter(partnership=partnership).first()
    if found is None:
        raise ValidationError(_("This partner has no budget in the project."), code="no_budget")
    return found


def require_approved(budgets):
    if not all(budget.is_approved for budget in budgets):
        raise ValidationError(_("The budget is not approved yet: claims rest on an approved budget."), code="not_approved")
