"""All the budgets of a project in one value: read from the rows, kept as text in a version, checked to the cent."""
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from budgets.choices import FundingSource
from budgets.models import Budget, BudgetLine, BudgetVersion, FundingShare, LineFunding, StatedTotal
from budgets.summaries.budget import total_of
from portal.shared.fields import Translated
from portal.shared.money import format_money, from_cents, to_cents
from portal.shared.once import once
from portal.shared.reading import among, read

AMOUNTS = {"amount", "unit_cost", "stated_total"}


@dataclass(frozen=True)
class LineContent:
    """A budget line. `pk` is negative for one that an amendment would add; `activity`, `category`: keys."""

    pk: int
    number: int
    title_et: str
    title_lv: str
    title_en: str
    activity: int | None
    category: int | None
    category_code: str
    cost_basis: str
    quantity: int | None
    unit: str
    unit_cost: Decimal | None
    flat_rate: int | None
    flat_of: int | None
    amount: Decimal | None
    title = Translated("title")

    @property
    def label(self):
        return f"{self.number}. {self.title}"


@dataclass(frozen=True)
class ShareContent:
    """A source. `as_of` is a date in ISO form or ""."""

    pk: int
    source: str
    programme: int | None
    programme_name: str
    amount: Decimal | None
    as_of: str
    state: str

    @property
    def label(self):
        name = str(dict(FundingSource.choices).get(self.source, self.source))
        return f"{name}: {self.programme_name}" if self.programme_name else name

    @property
    def day(self):
        return date.fromisoformat(self.as_of) if self.as_of else None


@dataclass(frozen=True)
class CellContent:
    """How much of a line comes from a source: `line` and `share` are their keys."""

    line: int
    share: int
    amount: Decimal | None


@dataclass(frozen=True)
class PartnerContent:
    """One partner's budget; all amounts are euros or None (not stated)."""

    pk: int
    partnership: int
    organisation: int
    partner: str
    basis: str
    stated_total: Decimal | None
    lines: tuple[LineContent, ...]
    shares: tuple[ShareContent, ...]
    cells: tuple[CellContent, ...]

    @property
    def lines_total(self):
        return whole_of(line.amount for line in self.lines)

    @property
    def shares_total(self):
        return whole_of(share.amount for share in self.shares)

    @property
    def total(self):
        """As stated; otherwise what the lines make, when each of them is known. One known source is not the whole."""
        return self.stated_total if self.stated_total is not None else self.lines_total


@dataclass(frozen=True)
class ProjectContent:
    stated_total: Decimal | None
    budgets: tuple[PartnerContent, ...]

    @property
    def total(self):
        """The partners' totals together; None as long as one of them is not known."""
        return whole_of(budget.total for budget in self.budgets)

    def budget(self, pk):
        return next((budget for budget in self.budgets if budget.pk == pk), None)


HELD = {
    ProjectContent: {"budgets": PartnerContent},
    PartnerContent: {"lines": LineContent, "shares": ShareContent, "cells": CellContent},
}


def whole_of(amounts):
    """Their sum when there are some and each is known; otherwise None: a part is not the whole."""
    amounts = list(amounts)
    return total_of(amounts) if amounts and None not in amounts else None


# --- read ---


@once
def cells_asked(project):
    rows = LineFunding.objects.filter(line__budget__project=project).order_by("line__number", "share", "pk")
    return rows.values_list("line__budget", "line", "share", "amount")


def content_of(project):
    """The project's budgets as they stand now: one query, however many rows."""
    key = [project.pk]
    budgets, all_lines, all_shares, all_cells, stated = read([
        among(Budget, "project", key, related=("partnership__organisation",), order=("partnership__order", "pk")),
        among(BudgetLine, "budget__project", key, related=("category",), order=("number", "pk")),
        among(FundingShare, "budget__project", key, related=("programme",)),
        cells_asked(project.pk), among(StatedTotal, "project", key),
    ])
    lines, shares, cells = {}, {}, {}
    for line in all_lines:
        lines.setdefault(line.budget_id, []).append(line_content(line))
    for share in all_shares:
        shares.setdefault(share.budget_id, []).append(share_content(share))
    for budget, *cell in all_cells:
        cells.setdefault(budget, []).append(CellContent(*cell))
    return ProjectContent(
        stated_total=stated[0].amount if stated else None,
        budgets=tuple(
            PartnerContent(
                pk=budget.pk, partnership=budget.partnership_id, organisation=budget.partnership.organisation_id,
                partner=str(budget.partnership.organisation), basis=budget.basis, stated_total=budget.stated_total,
                lines=tuple(lines.get(budget.pk, ())), shares=tuple(shares.get(budget.pk, ())),
                cells=tuple(cells.get(budget.pk, ())),
            )
            for budget in budgets
        ),
    )


def line_content(line):
    return LineContent(
        pk=line.pk, number=line.number, title_et=line.title_et, title_lv=line.title_lv, title_en=line.title_en,
        activity=line.activity_id, category=line.category_id, category_code=line.category.code if line.category_id else "",
        cost_basis=line.cost_basis, quantity=line.quantity, unit=line.unit, unit_cost=line.unit_cost,
        flat_rate=line.flat_rate, flat_of=line.flat_of_id, amount=line.amount,
    )


def share_content(share):
    return ShareContent(
        pk=share.pk, source=share.source, programme=share.programme_id,
        programme_name=str(share.programme) if share.programme_id else "", amount=share.amount,
        as_of=share.as_of.isoformat() if share.as_of else "", state=share.state,
    )


def versions_of(project):
    """The project's BudgetVersions without their contents, latest first."""
    return (
        BudgetVersion.objects.filter(project=project).defer("content").select_related("amendment", "made_by", "document")
        .order_by("-number")
    )


# --- as text ---


def as_json(content):
    """The ProjectContent as JSON text, its amounts in cents."""
    return json.dumps(_in_cents(asdict(content)), ensure_ascii=False, separators=(",", ":"))


def from_json(text):
    """The ProjectContent again. What an older version did not know is empty; what we no longer know is left out."""
    return _made(ProjectContent, json.loads(text) or {})


def _in_cents(value):
    if isinstance(value, dict):
        return {
            name: to_cents(inner) if name in AMOUNTS and inner is not None else _in_cents(inner)
            for name, inner in value.items()
        }
    return [_in_cents(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _made(cls, told):
    held, values = HELD.get(cls, {}), {}
    for field in fields(cls):
        value = told.get(field.name)
        if field.name in held:
            values[field.name] = tuple(_made(held[field.name], row) for row in value or ())
        elif field.name in AMOUNTS:
            values[field.name] = from_cents(value)
        else:
            values[field.name] = "" if value is None and field.type is str else value
    return cls(**values)


# --- checked ---


def figures_of(content):
    """What must not move between an approved version and the rows: {(kind, key…): amount}."""
    found = {}
    for budget in content.budgets:
        found["total", budget.pk] = budget.stated_total
        found |= {("line", line.pk): line.amount for line in budget.lines}
        found |= {("share", share.pk): share.amount for share in budget.shares}
        found |= {("cell", cell.line, cell.share): cell.amount for cell in budget.cells}
    return found


def sum_faults(content):
    """Sentences about sums that cannot be right, to the cent; [] when there is none. What is not stated is no fault."""
    found = [fault for budget in content.budgets for fault in budget_faults(budget)]
    totals = [budget.total for budget in content.budgets]
    if is_off(totals, content.stated_total):
        found.append(
            _("The stated total is %(stated)s, the partners' budgets make %(derived)s: the difference is %(by)s.")
            % {
                "stated": format_money(content.stated_total), "derived": format_money(total_of(totals)),
                "by": format_money(abs(content.stated_total - total_of(totals))),
            }
        )
    return found


def budget_faults(budget):
    """The same of one partner's budget, named by him."""
    sums = (
        (_("The lines make %(sum)s, the total is %(total)s: the difference is %(by)s."), budget.lines, budget.total),
        (_("The sources make %(sum)s, the total is %(total)s: the difference is %(by)s."), budget.shares, budget.total),
    )
    for text, rows, total in sums:
        amounts = [row.amount for row in rows]
        if is_off(amounts, total):
            yield f"{budget.partner}: {in_words(text, total_of(amounts), total)}"
    for rows, key, text in (
        (budget.lines, "line", _("“%(row)s”: the sources make %(sum)s, the line is %(total)s: the difference is %(by)s.")),
        (budget.shares, "share", _("“%(row)s”: the lines make %(sum)s, the source is %(total)s: the difference is %(by)s.")),
    ):
        for row in rows:
            taken = total_of(cell.amount for cell in budget.cells if getattr(cell, key) == row.pk)
            if taken is not None and row.amount is not None and taken > row.amount:
                yield f"{budget.partner}: {in_words(text, taken, row.amount, row=row.label)}"


def is_off(amounts, total):
    """Do the amounts contradict the total? All of them known they make it; while some are not, they are at most it."""
    known = total_of(amounts)
    if known is None or total is None:
        return False
    return known > total or (None not in amounts and known != total)


def in_words(text, made, total, **named):
    return text % {"sum": format_money(made), "total": format_money(total), "by": format_money(abs(total - made)), **named}
