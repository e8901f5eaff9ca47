"""What an amendment would make of the budgets, and how two states of them differ. Pure: the rows are read by `versions`."""
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from budgets.choices import CostBasis, FundingSource
from budgets.models import AmendmentChange
from budgets.summaries.budget import total_of
from budgets.summaries.versions import CellContent, LineContent, ShareContent
from portal.shared.money import grant_of, rate
from projects.choices import PartnerRole
from projects.models import Partnership

MOST_UNITS = 2_147_483_647  # what the column of a quantity holds

LINE, SHARE, CELL, TOTAL, NEW_LINE, NEW_SHARE = "line", "share", "cell", "total", "new_line", "new_share"


# --- one change ---


def kind_of(change):
    """Which amount an AmendmentChange is about: LINE, SHARE, CELL, TOTAL (of the budget), NEW_LINE or NEW_SHARE."""
    if change.line_id:
        return CELL if change.share_id else LINE
    if change.share_id:
        return SHARE
    if change.source:
        return NEW_SHARE
    return NEW_LINE if change.line_number is not None else TOTAL


def amount_now(content, change):
    """What is in force of the amount that a change is about: euros, or None (not stated, or not there)."""
    budget, kind = content.budget(change.budget_id), kind_of(change)
    if budget is None or kind in (NEW_LINE, NEW_SHARE):
        return None
    if kind == TOTAL:
        return budget.stated_total
    if kind == CELL:
        rows = [cell for cell in budget.cells if (cell.line, cell.share) == (change.line_id, change.share_id)]
    elif kind == LINE:
        rows = [line for line in budget.lines if line.pk == change.line_id]
    else:
        rows = [share for share in budget.shares if share.pk == change.share_id]
    return rows[0].amount if rows else None


def label_of(change):
    """The amount in words: "2. Study trip", "Grant: LEADER", "2. Study trip · Grant", "Total"."""
    kind = kind_of(change)
    if kind == TOTAL:
        return _("Total")
    if kind == NEW_LINE:
        return f"{change.line_number}. {change.title}"
    if kind == NEW_SHARE:
        return source_label(change.source, change.programme)
    parts = [str(change.line)] if change.line_id else []
    if change.share_id:
        parts.append(source_label(change.share.source, change.share.programme))
    return " · ".join(parts)


def source_label(source, programme):
    name = str(dict(FundingSource.choices).get(source, source))
    return f"{name}: {programme}" if programme else name


def changes_of(amendment):
    """Its AmendmentChanges with all that naming them needs: one query."""
    return list(
        AmendmentChange.objects.filter(amendment=amendment).order_by("budget__partnership__order", "line__number", "pk")
        .select_related("budget__partnership__organisation", "line", "share__programme", "programme", "category")
    )


# --- the outcome ---


def edited(content, changes):
    """The ProjectContent as it would be after these AmendmentChanges (saved or not).

    Flat rates follow what they are a percentage of. A total that was the sum of its lines (else of its sources) follows them,
    and so does the project's stated total.
    """
    by_budget = {}
    for change in changes:
        by_budget.setdefault(change.budget_id, []).append(change)
    budgets = tuple(_edited(budget, by_budget.get(budget.pk, ())) for budget in content.budgets)
    after = replace(content, budgets=budgets)
    if content.stated_total is not None and content.stated_total == content.total and after.total is not None:
        after = replace(after, stated_total=after.total)
    return after


def _edited(budget, changes):
    if not changes:
        return budget
    by_kind = {}
    for change in changes:
        by_kind.setdefault(kind_of(change), []).append(change)
    typed = {change.line_id: change.after for change in by_kind.get(LINE, ())}
    lines = [kept_computed(line) if line.pk in typed else line for line in _amounts(budget.lines, typed)]
    shares = _amounts(budget.shares, {change.share_id: change.after for change in by_kind.get(SHARE, ())})
    cells = {(cell.line, cell.share): cell.amount for cell in budget.cells}
    cells |= {(change.line_id, change.share_id): change.after for change in by_kind.get(CELL, ())}
    lines += [new_line(change, place) for place, change in enumerate(by_kind.get(NEW_LINE, ()), start=1)]
    lines = flat_rates(lines)
    shares += [new_share(change, place) for place, change in enumerate(by_kind.get(NEW_SHARE, ()), start=1)]
    after = replace(
        budget, lines=tuple(sorted(lines, key=lambda line: line.number)), shares=tuple(shares),
        cells=tuple(CellContent(*key, amount) for key, amount in cells.items() if amount is not None),
    )
    return replace(after, stated_total=_total_after(budget, after, by_kind.get(TOTAL)))


def _total_after(before, after, typed):
    if typed:
        return typed[-1].after
    stated = before.stated_total
    if stated is None:
        return None
    if before.lines:
        follows, made = before.lines_total == stated, after.lines_total
    else:
        follows, made = before.shares_total == stated and not after.lines, after.shares_total
    return made if follows and made is not None else stated


def _amounts(rows, amounts):
    return [replace(row, amount=amounts[row.pk]) if row.pk in amounts else row for row in rows]


def kept_computed(line):
    """A computed amount that is decided otherwise: another number of units where that fits, a lump sum where not."""
    if line.cost_basis == CostBasis.UNIT and line.unit_cost and line.amount is not None:
        units, rest = divmod(line.amount, line.unit_cost)
        if not rest and units <= MOST_UNITS:
            return replace(line, quantity=int(units))
    if line.cost_basis in (CostBasis.UNIT, CostBasis.FLAT):
        plain = {"quantity": None, "unit_cost": None, "flat_rate": None, "flat_of": None}
        return replace(line, cost_basis=CostBasis.LUMP.value, **plain)
    return line


def flat_rates(lines):
    """Lines that are a percentage of others follow them; one flat rate may rest on another."""
    for _pass in lines:
        after = [replace(line, amount=flat_amount(line, lines)) if is_flat(line) else line for line in lines]
        if after == lines:
            break
        lines = after
    return lines


def is_flat(line):
    return line.cost_basis == CostBasis.FLAT and line.flat_rate is not None and line.flat_of is not None


def flat_amount(line, lines):
    """So many percent of the other lines of its category, cut down to the cent as every grant is; None while none is known."""
    base = total_of(other.amount for other in lines if other.category == line.flat_of and other.pk != line.pk)
    return None if base is None else grant_of(base, line.flat_rate)[0]


def new_line(change, place):
    return LineContent(
        pk=-place, number=change.line_number, title_et=change.title_et, title_lv=change.title_lv, title_en=change.title_en,
        activity=change.activity_id, category=change.category_id,
        category_code=change.category.code if change.category_id else "", cost_basis=CostBasis.REAL.value, quantity=None,
        unit="", unit_cost=None, flat_rate=None, flat_of=None, amount=change.after,
    )


def new_share(change, place):
    return ShareContent(
        pk=-place, source=change.source, programme=change.programme_id,
        programme_name=str(change.programme) if change.programme_id else "", amount=change.after, as_of="", state="",
    )


def asked_of(project, changes):
    """The Partnerships that must agree: each whose money changes, and the lead partner; in the project's order."""
    touched = {change.budget_id for change in changes}
    if not touched:
        return []
    rows = Partnership.objects.filter(project=project).select_related("organisation", "budget").order_by("order", "pk")
    return [
        row for row in rows
        if row.role == PartnerRole.LEAD or (hasattr(row, "budget") and row.budget.pk in touched)
    ]


def lines_moved(before, after):
    """Keys of the lines whose amounts differ between two ProjectContents; new ones are not among them."""
    was, now = ({line.pk: line.amount for budget in one.budgets for line in budget.lines} for one in (before, after))
    return {key for key, amount in now.items() if key in was and was[key] != amount}


# --- two states compared ---


@dataclass(frozen=True)
class AmountChange:
    """One amount in two states. `kind`: "kept", "added", "removed" or "changed"; rates are percent of the budget's total."""

    key: str
    label: str
    before: Decimal | None
    after: Decimal | None
    kind: str
    rate_before: Decimal | None = None
    rate_after: Decimal | None = None
    note: str = ""

    @property
    def difference(self):
        """After less before, where both or one are known; an amount that was not there counts as nothing."""
        if self.before is None and self.after is None:
            return None
        return (self.after or Decimal(0)) - (self.before or Decimal(0))

    @property
    def is_same(self):
        return self.kind == "kept" and self.before == self.after


@dataclass(frozen=True)
class BudgetChange:
    """One partner's budget in two states; `pk` and `organisation` say whose."""

    pk: int
    organisation: int
    partner: str
    total: AmountChange
    lines_total: AmountChange
    shares_total: AmountChange
    lines: tuple[AmountChange, ...]
    shares: tuple[AmountChange, ...]
    cells: tuple[AmountChange, ...]

    @property
    def is_same(self):
        return self.total.is_same and all(row.is_same for row in (*self.lines, *self.shares, *self.cells))

    @property
    def changed(self):
        """The rows that differ: lines, then sources, then lines by source."""
        return [row for row in (*self.lines, *self.shares, *self.cells) if not row.is_same]


@dataclass(frozen=True)
class Comparison:
    total: AmountChange
    stated_total: AmountChange
    budgets: tuple[BudgetChange, ...]

    @property
    def is_same(self):
        return self.stated_total.is_same and all(budget.is_same for budget in self.budgets)


def compare(old, new):
    """What differs between two ProjectContents; rows are the same when their keys are."""
    before, after = ({budget.pk: budget for budget in content.budgets} for content in (old, new))
    keys = [*after, *(key for key in before if key not in after)]
    return Comparison(
        total=amount_change("total", _("Project"), old, new, "total"),
        stated_total=amount_change("stated", _("Stated total"), old, new, "stated_total"),
        budgets=tuple(_compared(before.get(key), after.get(key)) for key in keys),
    )


def _compared(old, new):
    there = new or old
    totals = (old.total if old else None, new.total if new else None)
    lines = {line.pk: line for budget in (old, new) if budget for line in budget.lines}
    shares = {share.pk: share for budget in (old, new) if budget for share in budget.shares}

    def cell_label(cell):
        named = (lines.get(cell.line), shares.get(cell.share))
        return " · ".join(row.label for row in named if row is not None)

    return BudgetChange(
        pk=there.pk, organisation=there.organisation, partner=there.partner,
        total=amount_change("total", _("Total"), old, new, "total"),
        lines_total=amount_change("lines", _("Lines together"), old, new, "lines_total"),
        shares_total=amount_change("shares", _("Sources together"), old, new, "shares_total"),
        lines=rows_compared("line", old, new, "lines", by=lambda row: row.pk, label=lambda row: row.label),
        shares=tuple(
            replace(row, rate_before=rate(row.before, totals[0]), rate_after=rate(row.after, totals[1]))
            for row in rows_compared("share", old, new, "shares", by=lambda row: row.pk, label=lambda row: row.label)
        ),
        cells=rows_compared("cell", old, new, "cells", by=lambda cell: (cell.line, cell.share), label=cell_label),
    )


def amount_change(key, label, old, new, name):
    before, after = (getattr(state, name) if state is not None else None for state in (old, new))
    kind = "changed" if before != after else "kept"
    if (old is None) != (new is None):
        kind = "added" if old is None else "removed"
    return AmountChange(key, label, before, after, kind)


def rows_compared(name, old, new, rows, *, by, label):
    before, after = ({by(row): row for row in getattr(state, rows)} if state else {} for state in (old, new))
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        was, now = before.get(key), after.get(key)
        kind = "added" if was is None else "removed" if now is None else "changed" if was.amount != now.amount else "kept"
        renamed = was is not None and now is not None and label(was) != label(now)
        mark = "-".join(str(part) for part in (key if isinstance(key, tuple) else (key,)))
        found.append(AmountChange(
            f"{name}-{mark}", label(now or was), was.amount if was else None, now.amount if now else None, kind,
            note=_("before: %(name)s") % {"name": label(was)} if renamed else "",
        ))  # fmt: skip
    return tuple(found)


