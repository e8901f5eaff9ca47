"""A project's budgets as they were on a day: the version in force then; before the first one, what the history says.

An amount with an as-of day of its own (a source, a stated total) counts from that day on, whenever it was typed in. All else
counts from the day it was written down here: what it was before that is not known, and not zero.
"""
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from budgets.models import Budget, BudgetLine, BudgetVersion, CostCategory, FundingShare, LineFunding, StatedTotal
from budgets.summaries.versions import CellContent, LineContent, PartnerContent, ProjectContent, ShareContent, from_json
from projects.models import Partnership, Programme

GONE = "-"
BEFORE_ALL = date.min


@dataclass(frozen=True)
class BudgetsOnDay:
    """`version`: the BudgetVersion in force on the day, or None; `since`: the first day of which the history knows anything."""

    day: date
    content: ProjectContent
    version: BudgetVersion | None
    since: date | None


def budgets_on(project, day):
    """A BudgetsOnDay; at most nine queries, however many rows."""
    version = BudgetVersion.objects.filter(project=project, approved_on__lte=day).order_by("-number").first()
    if version is not None:
        return BudgetsOnDay(day, from_json(version.content), version, None)
    written = Budget.history.filter(project_id=project.pk).order_by("history_id").values_list("history_date", flat=True).first()
    return BudgetsOnDay(day, _from_history(project, day), None, timezone.localtime(written).date() if written else None)


def _from_history(project, day):
    until = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    rows = list(Budget.history.filter(project_id=project.pk).order_by("history_id"))
    keys = {row.id for row in rows}
    budgets = _written(rows, until)
    lines = _written(BudgetLine.history.filter(budget_id__in=keys).order_by("history_id"), until)
    shares = _stated(FundingShare.history.filter(budget_id__in=keys).order_by("history_id"), day, until)
    cells = _written(LineFunding.history.filter(line_id__in=list(lines)).order_by("history_id"), until)
    total = _stated(StatedTotal.history.filter(project_id=project.pk).order_by("history_id"), day, until)
    codes = dict(CostCategory.objects.filter(pk__in={line.category_id for line in lines.values()}).values_list("pk", "code"))
    names = Programme.objects.in_bulk({share.programme_id for share in shares.values()} - {None})
    # A source may be older than the row of its budget here: then only the partner is known of the budget.
    known = {row.id: row for row in reversed(rows)} | budgets
    wanted = set(budgets) | {share.budget_id for share in shares.values()}
    found = []
    for partnership in _partnerships(known.values()):
        for key in sorted(wanted):
            if known[key].partnership_id == partnership.pk:
                parts = (lines.values(), shares.values(), cells.values())
                found.append(_partner(known[key], partnership, key in budgets, *parts, codes, names))
    stated = next(iter(total.values()), None)
    return ProjectContent(stated_total=stated.amount if stated else None, budgets=tuple(found))


def _partnerships(budgets):
    keys = {budget.partnership_id for budget in budgets}
    return Partnership.objects.filter(pk__in=keys).select_related("organisation").order_by("order", "pk")


def _written(rows, until):
    """{key: the historical row that held at the end of the day}; what was gone by then is left out."""
    found = {row.id: row for row in rows if row.history_date < until}
    return {key: row for key, row in found.items() if row.history_type != GONE}


def _stated(rows, day, until):
    """The same of rows with an as-of day: of those whose day had come the latest, whenever they were typed in."""
    found, gone = {}, set()
    for row in rows:
        if row.history_type == GONE:
            gone |= {row.id} if row.history_date < until else set()
        elif row.as_of is None and row.history_date >= until or row.as_of is not None and row.as_of > day:
            continue
        elif row.id not in found or (row.as_of or BEFORE_ALL) >= (found[row.id].as_of or BEFORE_ALL):
            found[row.id] = row
    return {key: row for key, row in found.items() if key not in gone}


def _partner(budget, partnership, written, lines, shares, cells, codes, names):
    mine = sorted((line for line in lines if line.budget_id == budget.id), key=lambda line: line.number)
    inside = {line.id for line in mine}
    return PartnerContent(
        pk=budget.id, partnership=partnership.pk, organisation=partnership.organisation_id, partner=str(partnership.organisation),
        basis=budget.basis, stated_total=budget.stated_total if written else None,
        lines=tuple(
            LineContent(
                pk=line.id, number=line.number, title_et=line.title_et, title_lv=line.title_lv, title_en=line.title_en,
                activity=line.activity_id, category=line.category_id, category_code=codes.get(line.category_id, ""),
                cost_basis=line.cost_basis, quantity=line.quantity, unit=line.unit, unit_cost=line.unit_cost,
                flat_rate=line.flat_rate, flat_of=line.flat_of_id, amount=line.amount,
            )
            for line in mine
        ),
        shares=tuple(
            ShareContent(
                pk=share.id, source=share.source, programme=share.programme_id,
                programme_name=str(names.get(share.programme_id, "")), amount=share.amount,
                as_of=share.as_of.isoformat() if share.as_of else "", state=share.state,
            )
            for share in shares if share.budget_id == budget.id
        ),
        cells=tuple(CellContent(cell.line_id, cell.share_id, cell.amount) for cell in cells if cell.line_id in inside),
    )  # fmt: skip
