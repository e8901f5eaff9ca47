"""Cost documents: written down, divided between partners' lines to the cent, never claimed twice without a reason.

What stands in a claim that was handed in stays as it is. Whoever writes here locks the budgets first (`actions.locks`).
"""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets.actions.locks import lock_budgets
from budgets.actions.payouts import require_past
from budgets.choices import CLAIM_IS_OPEN
from budgets.models import Budget, ClaimItem, Expense, ExpenseShare
from budgets.summaries.doubles import same_documents, where_doubles_stand
from budgets.summaries.parts import charged_of, parts_by_weight, settled_parts
from portal.shared import bulk_verbs, compare, verbs
from portal.shared.money import format_money
from portal.shared.refusals import at_field
from portal.shared.sums import sum_of

WHAT_MAKES_A_DOUBLE = {"supplier", "number", "total", "issued_on", "double_reason"}


@transaction.atomic
def add_expense(expense, shares, *, by, key=None, overrule=False, reason=""):
    """A cost document and on whom it falls. `shares`: [(Budget, BudgetLine or None, amount)]; of a single one None means all.

    `charged` is computed here. Raises ValidationError: "shares" (naming the cents), "no_share", "vat_needed", "outside", and
    "future" at `paid_on`, and "double" at `double_reason` when the same document stands elsewhere and no reason is given, unless
    `overrule`.
    """
    lock_budgets(expense.project, {budget for budget, _line, _amount in shares})
    require_past(expense)
    expense.charged = charged_of(expense)
    parts = settled_parts(shares, expense.charged)
    made = verbs.create(expense, by=by, key=key, reason=reason)
    if made is not expense:
        return made
    refuse_double(made, by, overrule)
    for budget, line, amount in parts:
        share = ExpenseShare(expense=made, budget=budget, line=line, amount=amount, is_demo=made.is_demo)
        verbs.create(share, by=by, reason=reason)
    return made


@transaction.atomic
def change_expense(expense, shares=None, *, by, version, overrule=False, reason=""):
    """Save what changed of the document and of its parts. `shares` None: as they are, in proportion to what is charged now.

    Raises StaleSave; ValidationError as `add_expense`, "archived", and "claimed" for what stands in a claim: handed in, only the
    note may change, and the day of payment may be filled in once.
    """
    lock_budgets(expense.project)
    current = verbs.locked(expense)
    if current.version != version:
        raise verbs.StaleSave(current, verbs.base_row(expense, version), expense)
    if current.is_archived:
        raise ValidationError(_("The expense is in the archive."), code="archived")
    expense.charged = charged_of(expense)
    changed = compare.changed_names(expense, current)
    if "paid_on" in changed:
        require_past(expense)
    before = locked_parts(current)
    parts = settled_parts(shares if shares is not None else rescaled(before, expense.charged), expense.charged)
    if is_handed_in(current):
        refuse_frozen(current, changed, before, parts)
    if changed & WHAT_MAKES_A_DOUBLE:
        refuse_double(expense, by, overrule)
    saved = verbs.update(expense, by=by, version=version, reason=reason, held=current)
    if set_parts(saved, before, parts, by=by, reason=reason) and not changed:
        bulk_verbs.touch(saved, by=by, version=saved.version, reason=reason)
    return saved


def locked_parts(expense):
    rows = ExpenseShare.objects.select_for_update(of=("self",)).filter(expense=expense)
    return list(rows.select_related("budget", "line").order_by("pk"))


def on_payer(expense):
    """The whole of an expense on the budget of who paid it; raises ValidationError(code="no_share") when he has none."""
    budget = Budget.objects.filter(partnership=expense.payer_id).first()
    if budget is None:
        raise at_field("payer", _("Say on which partner's budget it falls."), "no_share")
    return [(budget, expense.own_category.line if expense.own_category else None, None)]


def rescaled(before, charged):
    """The parts as they are, made to fit what is charged now."""
    parts = [(share.budget, share.line, share.amount) for share in before]
    if len(parts) == 1:
        return [(*parts[0][:2], charged)]
    if parts and any(amount for _budget, _line, amount in parts):
        return parts_by_weight(charged, parts)
    return parts


def set_parts(expense, before, parts, *, by, reason):
    """Make these the expense's parts; whether anything changed. What a claim rests on neither goes nor shrinks below it."""
    if are_the_same(before, parts):
        return False
    old, changed = {(share.budget_id, share.line_id): share for share in before}, False
    claimed = claimed_of(before)
    for budget, line, amount in parts:
        share = old.pop((budget.pk, line.pk if line else None), None)
        if share is None:
            share = ExpenseShare(expense=expense, budget=budget, line=line, amount=amount, is_demo=expense.is_demo)
            verbs.create(share, by=by, reason=reason)
            changed = True
        elif share.amount != amount:
            if amount < claimed.get(share.pk, 0):
                raise ValidationError(
                    _("%(claimed)s of it stands in a claim: take it out there first."), code="claimed",
                    params={"claimed": format_money(claimed[share.pk])},
                )
            share.expense, share.amount = expense, amount
            verbs.update(share, by=by, version=share.version, reason=reason)
            changed = True
    for share in old.values():
        if share.pk in claimed:
            raise in_a_claim()
        verbs.remove(share, by=by, reason=reason)
        changed = True
    return changed


def are_the_same(shares, parts):
    """Do the stored parts say what is wanted?"""
    wanted = [(budget.pk, line.pk if line else 0, amount) for budget, line, amount in parts]
    return sorted(wanted) == sorted((share.budget_id, share.line_id or 0, share.amount) for share in shares)


def claimed_of(shares):
    """{share key: euros in claims of any state}."""
    rows = ExpenseShare.objects.filter(pk__in=[share.pk for share in shares]).annotate(
        claimed=sum_of(ClaimItem.objects.all(), "amount", per="share")
    )
    return {row.pk: row.claimed for row in rows if row.claimed is not None}


@transaction.atomic
def archive_expense(expense, *, by, reason=""):
    """Put an expense away: it counts nowhere any more. Raises ValidationError(code="claimed") when a claim holds it."""
    lock_budgets(expense.project)
    verbs.locked(expense)
    if ClaimItem.objects.filter(share__expense=expense.pk).exists():
        raise in_a_claim()
    return verbs.archive(expense, by=by, reason=reason)


@transaction.atomic
def restore_expense(expense, *, by, reason="", double_reason="", overrule=False):
    """Take it back out of the archive; when the same document stands elsewhere by now, `double_reason` says why not twice."""
    lock_budgets(expense.project)
    current = verbs.locked(expense)
    if double_reason:
        current.double_reason = double_reason
        verbs.update(current, by=by, version=current.version, reason=reason)
    refuse_double(current, by, overrule)
    return verbs.restore(current, by=by, reason=reason)


def refuse_double(expense, by, overrule):
    """The same supplier, number and amount elsewhere: not without a reason. Other projects are named only to their people."""
    if overrule or expense.double_reason:
        return
    found = same_documents(expense)
    if found:
        raise at_field(
            "double_reason",
            _("The same document (supplier, number and total) stands elsewhere too: %(where)s. Say why it is not claimed twice."),
            "double", where="; ".join(where_doubles_stand(found, by)),
        )


def is_handed_in(expense):
    """Does a claim that was handed in hold any part of it?"""
    return handed_in_items(expense.pk).exists()


def handed_in_items(expense):
    """The ClaimItems of an expense in claims that were handed in. `expense`: its key, or an OuterRef to it."""
    return ClaimItem.objects.filter(share__expense=expense).exclude(claim__state__in=CLAIM_IS_OPEN)


def refuse_frozen(current, changed, before, parts):
    free = {"note"} | ({"paid_on"} if current.paid_on is None else set())
    if changed - free or not are_the_same(before, parts):
        raise ValidationError(
            _("It stands in a claim that was handed in: only the note, and once the day of payment, may still change."),
            code="claimed",
        )


def in_a_claim():
    return ValidationError(_("It stands in a claim: take it out there first."), code="claimed")


def locked_expense(expense):
    """The expense as it is now, locked, with its budgets before it; raises ValidationError: "frozen", "gone", "archived"."""
    lock_budgets(expense.project)
    found = Expense.objects.select_for_update(of=("self",)).filter(pk=expense.pk).first()
    if found is None:
        raise ValidationError(_("This expense is no longer there."), code="gone")
    if found.is_archived:
        raise ValidationError(_("The expense is in the archive."), code="archived")
    found.project = expense.project
    return found
