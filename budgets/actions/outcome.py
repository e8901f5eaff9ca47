"""Writing an approved amendment into the budgets. Only `decide_amendment` calls this, with the budgets locked."""
from budgets.actions.versions import set_state
from budgets.choices import AmountState, BudgetBasis, BudgetState
from budgets.models import BudgetLine, FundingShare, LineFunding, StatedTotal
from budgets.summaries.amendments import CELL, NEW_LINE, NEW_SHARE, SHARE, edited, kind_of
from portal.shared import bulk_verbs, verbs


def carry_out(budgets, content, changes, *, on, by, reason):
    """Write what `edited` foretells. `content`: what is in force; `on`: the day from which the amounts of sources hold."""
    after, told = edited(content, changes), {"by": by, "reason": reason}
    by_budget = {budget.pk: [] for budget in budgets}
    for change in changes:
        by_budget[change.budget_id].append(change)
    for budget in budgets:
        if not by_budget[budget.pk]:
            continue
        set_state(budget, BudgetState.AMENDING, **told)
        write_lines(content.budget(budget.pk), after.budget(budget.pk), told)
        write_shares([change for change in by_budget[budget.pk] if kind_of(change) == SHARE], on, told)
        write_new(budget, [change for change in by_budget[budget.pk] if kind_of(change) in (NEW_LINE, NEW_SHARE)], on, told)
        write_cells([change for change in by_budget[budget.pk] if kind_of(change) == CELL], told)
        budget.stated_total = after.budget(budget.pk).stated_total
        if any(kind_of(change) == NEW_LINE for change in by_budget[budget.pk]):
            budget.basis = BudgetBasis.LINES
        verbs.update(budget, version=budget.version, **told)
        set_state(budget, BudgetState.APPROVED, **told)
    if after.stated_total != content.stated_total:
        total = StatedTotal.objects.select_for_update().get(project=budgets[0].project_id)
        total.amount, total.as_of = after.stated_total, on
        verbs.update(total, version=total.version, **told)


def write_lines(before, after, told):
    """The amounts that were typed, and the flat rates that follow them."""
    was = {line.pk: line for line in before.lines}
    wanted = {line.pk: line for line in after.lines if line.pk in was and line != was[line.pk]}
    lines = list(
        BudgetLine.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
        .select_related("activity", "event", "trip__event", "equipment", "budget")
    )
    for line in lines:
        for name in ("amount", "cost_basis", "quantity", "unit_cost", "flat_rate"):
            setattr(line, name, getattr(wanted[line.pk], name))
        line.flat_of_id = wanted[line.pk].flat_of
    bulk_verbs.update_many(lines, **told)


def write_shares(changes, on, told):
    amounts = {change.share_id: change.after for change in changes}
    for share in FundingShare.objects.select_for_update().filter(pk__in=amounts).order_by("pk"):
        share.amount, share.as_of = amounts[share.pk], on
        verbs.update(share, version=share.version, **told)


def write_new(budget, changes, on, told):
    for change in changes:
        if kind_of(change) == NEW_SHARE:
            made = FundingShare(
                budget=budget, source=change.source, programme=change.programme, amount=change.after, as_of=on,
                state=AmountState.CONFIRMED,
            )
        else:
            made = BudgetLine(
                budget=budget, number=change.line_number, title_et=change.title_et, title_lv=change.title_lv,
                title_en=change.title_en, activity=change.activity, category=change.category, amount=change.after,
            )
        verbs.create(made, **told)


def write_cells(changes, told):
    there = {
        (cell.line_id, cell.share_id): cell
        for cell in LineFunding.objects.select_for_update().filter(line__in=[change.line_id for change in changes])
    } if changes else {}
    for change in changes:
        cell = there.get((change.line_id, change.share_id))
        if cell is None:
            verbs.create(LineFunding(line=change.line, share=change.share, amount=change.after), **told)
        elif change.after is None:
            verbs.remove(cell, **told)
        else:
            cell.amount = change.after
            verbs.update(cell, version=cell.version, **told)
