"""What of a cost document is charged to the project, and how it is divided between partners: to the cent."""
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from budgets.models import Budget, BudgetLine
from portal.shared.money import format_money, share_out
from portal.shared.refusals import at_field
from trainings.models import EventShare


def charged_of(expense):
    """The total less VAT that is no cost of the project and less what is not for the project, in euros.

    Raises ValidationError at `total`, `vat` (code "vat_needed") or `outside` (code "outside").
    """
    if expense.total is None:
        raise at_field("total", _("Write the total of the document."), "no_total")
    if not expense.vat_eligible and expense.vat is None:
        raise at_field("vat", _("Write the VAT: it is left out of what is charged. Without VAT write 0."), "vat_needed")
    left_out = Decimal(0) if expense.vat_eligible else expense.vat
    charged = expense.total - left_out - (expense.outside or Decimal(0))
    if charged < 0:
        raise at_field(
            "outside", _("More is left out than the document says: the difference is %(by)s."), "outside",
            by=format_money(-charged),
        )
    return charged


def settled_parts(parts, charged):
    """[(budget, line, amount)] that make `charged` exactly: the only one without an amount bears all of it.

    `parts`: [(Budget, BudgetLine or None, amount or None)]; the same line twice is added up. Raises ValidationError with code
    "no_share", "share_unknown" or "shares", which names the difference in cents.
    """
    if not parts:
        raise ValidationError(_("Say on which partner's budget it falls."), code="no_share")
    if len(parts) == 1 and parts[0][2] is None:
        budget, line, _amount = parts[0]
        return [(budget, line, charged)]
    if any(amount is None for _budget, _line, amount in parts):
        raise ValidationError(_("Write an amount for every part."), code="share_unknown")
    sums = {}
    for budget, line, amount in parts:
        key = (budget.pk, line.pk if line else None)
        before = sums.get(key, (budget, line, Decimal(0)))
        sums[key] = (budget, line, before[2] + amount)
    total = sum((part[2] for part in sums.values()), Decimal(0))
    if total != charged:
        raise ValidationError(
            _("The parts make %(parts)s, and %(charged)s is charged: the difference is %(by)s."), code="shares",
            params={"parts": format_money(total), "charged": format_money(charged), "by": format_money(abs(total - charged))},
        )
    return [part for part in sums.values() if part[2]] or list(sums.values())[:1]


def parts_by_weight(charged, weighted):
    """[(budget, line, amount)] of `charged` divided by [(budget, line, weight)]; they sum to it exactly."""
    try:
        amounts = share_out(charged, [weight for _budget, _line, weight in weighted])
    except ValueError as error:
        text = _("Write how many parts fall on whom: numbers, and at least one above 0.")
        raise ValidationError(text, code="weights") from error
    return [(budget, line, amount) for (budget, line, _weight), amount in zip(weighted, amounts, strict=True)]


def parts_like_event(event, charged):
    """[(budget, line, amount)]: `charged` divided as the partners share the joint event (X-18). Three queries.

    A partner's line is the one for this event, or his only line for its activity; otherwise none. Raises ValidationError with
    code "not_joint", or "no_budget" naming the partners without one.
    """
    shares = list(EventShare.objects.filter(event=event).select_related("organisation").order_by("pk"))
    if not shares:
        raise ValidationError(_("Nobody has said how the partners share this event."), code="not_joint")
    budgets = {
        budget.partnership.organisation_id: budget
        for budget in Budget.objects.filter(project=event.project_id).select_related("partnership__organisation")
    }
    without = [str(share.organisation) for share in shares if share.organisation_id not in budgets]
    if without:
        raise ValidationError(
            _("These partners have no budget in the project: %(who)s."), code="no_budget", params={"who": ", ".join(without)}
        )
    lines = {}
    for line in BudgetLine.objects.filter(budget__in=budgets.values()).order_by("number", "pk"):
        lines.setdefault(line.budget_id, []).append(line)
    return parts_by_weight(charged, [
        (budget, line_for(event, lines.get(budget.pk, ())), share.weight)
        for share in shares for budget in [budgets[share.organisation_id]]
    ])


def line_for(event, lines):
    """The line of this event; otherwise the only line of its activity; otherwise None."""
    own = [line for line in lines if line.event_id == event.pk]
    if own:
        return own[0]
    near = [line for line in lines if event.activity_id and line.activity_id == event.activity_id]
    return near[0] if len(near) == 1 else None
