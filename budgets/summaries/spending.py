"""What was planned, spent, claimed, accepted, received, and what will be: per line, partner, source and cost category.

Amounts are euros. Unknown is not zero: `planned`, `remaining`, `forecast` and what a source bears are None when nobody stated
them; `spent` and `claimed` count documents written down here, so none of them is 0. Six queries, however many rows.
"""
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils import timezone

from budgets.choices import FundingSource
from budgets.models import Budget
from budgets.summaries.budget import difference, total_of
from budgets.summaries.spent import Read
from portal.shared.money import CENT, grant_of, share_out, to_cents

ZERO = Decimal("0.00")
STATED, PACE, MIXED, OVER = "stated", "pace", "mixed", "over"
UNKNOWN_PACE = ""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """`basis`: how the forecast comes about: stated (by those who run it), pace (straight on), mixed, over (the period is)."""

    planned: Decimal | None = None
    spent: Decimal | None = ZERO
    claimed: Decimal | None = ZERO
    accepted: Decimal | None = None
    received: Decimal | None = None
    forecast: Decimal | None = None
    basis: str = UNKNOWN_PACE

    @property
    def remaining(self):
        """Below zero: more was spent than planned."""
        return difference(self.planned, self.spent)

    @property
    def left_over(self):
        """What the forecast leaves of the plan; below zero it exceeds it."""
        return difference(self.planned, self.forecast)

    @property
    def is_exceeded(self):
        return any(found is not None and found < 0 for found in (self.remaining, self.left_over))


@dataclass(frozen=True, kw_only=True)
class LineSpending(Figures):
    """`still`: what is stated to come, as of `still_as_of`; `category`: key of its cost category."""

    pk: int
    budget: int
    number: int
    title: str
    category: int | None = None
    still: Decimal | None = None
    still_as_of: date | None = None
    still_note: str = ""


@dataclass(frozen=True, kw_only=True)
class SourceSpending(Figures):
    """One source. `spent` and `claimed` are its part by the budget's rate; None where the split is not known."""

    source: str
    label: str
    programme: int | None = None
    programme_name: str = ""


@dataclass(frozen=True, kw_only=True)
class CategorySpending(Figures):
    """One cost category; `pk` None gathers what has none."""

    pk: int | None
    code: str
    name: str
    order: tuple = ()


@dataclass(frozen=True, kw_only=True)
class PartnerSpending(Figures):
    """One budget. `approved`: its figures are frozen; `unlined`: spent and on no line; `months`: ((first day, euros), …)."""

    pk: int
    organisation_id: int
    partnership_id: int
    partner: str
    url: str
    approved: bool
    split_is_known: bool
    unlined: Decimal
    lines: tuple[LineSpending, ...]
    sources: tuple[SourceSpending, ...]
    categories: tuple[CategorySpending, ...]
    months: tuple[tuple[date, Decimal], ...]


@dataclass(frozen=True, kw_only=True)
class Spending(Figures):
    """The whole of some budgets of one project. `source_known`: how much of what is spent has a known source."""

    partners: tuple[PartnerSpending, ...]
    sources: tuple[SourceSpending, ...]
    categories: tuple[CategorySpending, ...]
    months: tuple[tuple[date, Decimal], ...]
    source_known: Decimal
    starts_on: date | None
    ends_on: date | None
    today: date

    def line(self, pk):
        return next((line for partner in self.partners for line in partner.lines if line.pk == pk), None)

    def partner(self, budget_pk):
        return next((partner for partner in self.partners if partner.pk == budget_pk), None)


def spending_of(project, budgets=None, *, today=None):
    """Spending of a project, or of some of its budgets: two queries. `budgets`: a queryset or rows; None takes all."""
    rows = Budget.objects.filter(project=project)
    if budgets is not None:
        rows = rows.filter(pk__in=[budget.pk for budget in budgets])
    rows = list(rows.select_related("partnership__organisation").order_by("partnership__order", "pk"))
    read = Read(rows)
    return gathered(project, [partner_of(read, budget, project, today) for budget in rows], today)


def spending_by_project(budgets, *, today=None):
    """{project key: Spending} of budgets of any projects: two queries. `budgets`: a queryset of Budget."""
    rows = list(budgets.select_related("partnership__organisation", "project").order_by("partnership__order", "pk"))
    read, by_project = Read(rows), {}
    for budget in rows:
        partner = partner_of(read, budget, budget.project, today)
        by_project.setdefault(budget.project_id, (budget.project, []))[1].append(partner)
    return {key: gathered(project, partners, today) for key, (project, partners) in by_project.items()}


# --- putting together ---


def partner_of(read, budget, project, today):
    spent, claimed = read.spent.get(budget.pk, []), read.claimed.get(budget.pk, [])
    on_line, claimed_on = by_line(spent), by_line(claimed)
    lines = tuple(
        line_of(line, on_line.get(line.pk, ()), claimed_on.get(line.pk, ()), project, today)
        for line in read.lines.get(budget.pk, [])
    )
    unlined = sum((row.amount for row in spent if row.line is None), ZERO)
    lines_total = total_of(line.planned for line in lines)
    figures = Figures(
        planned=budget.stated_total if budget.stated_total is not None else lines_total,
        received=total_of(row[2] for row in read.received.get(budget.pk, [])) or ZERO,
        **sums_of(spent, claimed), **joined(lines, unlined, project, today),
    )
    shares = read.shares.get(budget.pk, [])
    known = split_is_known(shares, figures.planned)
    return PartnerSpending(
        **vars(figures), pk=budget.pk, organisation_id=budget.partnership.organisation_id,
        partnership_id=budget.partnership_id, partner=str(budget.partnership.organisation),
        url=address_of(budget, project), approved=budget.is_approved, split_is_known=known, unlined=unlined, lines=lines,
        sources=sources_of(shares, figures, known, read.received.get(budget.pk, [])),
        categories=categories_of(read, lines, spent, claimed, (project, today)), months=months_of(spent),
    )


def by_line(rows):
    """{line key or None: rows}: sought once for all lines, not once for each."""
    found = {}
    for row in rows:
        found.setdefault(row.line, []).append(row)
    return found


def address_of(budget, project):
    budget.project = project
    return budget.get_absolute_url()


def sums_of(spent, claimed):
    return {
        "spent": sum((row.amount for row in spent), ZERO), "claimed": sum((row.amount for row in claimed), ZERO),
        "accepted": total_of(row.accepted for row in claimed),
    }


def line_of(line, spent, claimed, project, today):
    """`spent`, `claimed`: the rows of this line."""
    forecast = getattr(line, "forecast", None)
    row = LineSpending(
        pk=line.pk, budget=line.budget_id, number=line.number, title=line.title, category=line.category_id,
        planned=line.amount, **sums_of(spent, claimed), still=forecast.amount if forecast else None,
        still_as_of=forecast.as_of if forecast else None, still_note=forecast.note if forecast else "",
    )
    if row.still is not None:
        return replace(row, forecast=row.spent + row.still, basis=STATED)
    straight, basis = straight_on(row.spent, project, today)
    # A line on which nothing is spent yet has no pace; as a part of a sum it adds nothing.
    return replace(row, forecast=straight, basis=basis) if row.spent or basis == OVER else row


def straight_on(spent, project, today):
    """(euros at the end of the period if it goes on like this, basis); (None, "") before it begins or when it is unknown."""
    today, first, last = today or timezone.localdate(), project.starts_on, project.ends_on
    if first is None or last is None or today < first:
        return None, UNKNOWN_PACE
    if today >= last:
        return spent, OVER
    whole, gone = (last - first).days + 1, (today - first).days + 1
    return (spent * whole / gone).quantize(CENT, ROUND_HALF_UP), PACE


def joined(rows, unlined, project, today):
    """{"forecast", "basis"} of several lines and of what is on none: their sum, so that a table adds up."""
    total = sum((row.spent for row in rows), unlined)
    straight, basis = straight_on(unlined, project, today)
    stated = [row for row in rows if row.basis == STATED]
    if not stated and (basis == UNKNOWN_PACE or not (total or basis == OVER)):
        return {"forecast": None, "basis": UNKNOWN_PACE}
    if stated and basis == UNKNOWN_PACE and (len(stated) < len(rows) or unlined):
        return {"forecast": None, "basis": UNKNOWN_PACE}
    forecast = sum((row.forecast for row in rows if row.forecast is not None), straight or ZERO)
    all_stated = len(stated) == len(rows) and not unlined
    return {"forecast": forecast, "basis": STATED if stated and all_stated else MIXED if stated else basis}


def split_is_known(shares, planned):
    return bool(shares) and bool(planned) and all(share.amount is not None for share in shares) and (
        sum(share.amount for share in shares) == planned
    )


def split(amount, shares, planned):
    """What each source bears of an amount: grants by their rate, cut down to the cent; the others the rest."""
    if amount is None:
        return [None] * len(shares)
    parts = {
        share.pk: grant_of(amount, Fraction(100 * to_cents(share.amount), to_cents(planned)))[0]
        for share in shares if share.source == FundingSource.GRANT
    }
    others = [share for share in shares if share.pk not in parts]
    rest = amount - sum(parts.values(), ZERO)
    if not others:
        return share_out(amount, [share.amount for share in shares])
    weights = [share.amount for share in others]
    parts |= zip((share.pk for share in others), share_out(rest, weights if any(weights) else [1] * len(others)), strict=True)
    return [parts[share.pk] for share in shares]


def sources_of(shares, figures, known, received):
    cut = {
        name: split(getattr(figures, name), shares, figures.planned) if known else [None] * len(shares)
        for name in ("spent", "claimed", "accepted", "forecast")
    }
    grants = [share for share in shares if share.source == FundingSource.GRANT]
    return tuple(
        SourceSpending(
            source=share.source, label=share.get_source_display(), programme=share.programme_id,
            programme_name=str(share.programme) if share.programme_id else "", planned=share.amount,
            received=received_from(share, grants, received), basis=figures.basis if known else UNKNOWN_PACE,
            **{name: parts[place] for name, parts in cut.items()},
        )
        for place, share in enumerate(shares)
    )


def received_from(share, grants, received):
    """What came from this source: by its programme; a payment that names none is of the only grant there is."""
    if share.source != FundingSource.GRANT:
        return None
    mine = [amount for _budget, programme, amount in received
            if programme == share.programme_id or (programme is None and len(grants) == 1)]
    return sum(mine, ZERO)


def categories_of(read, lines, spent, claimed, when):
    keys = dict.fromkeys([*(line.category for line in lines), *(row.category for row in spent)])
    found = []
    for key in keys:
        mine = [line for line in lines if line.category == key]
        category = read.categories.get(key)
        on_mine = {line.pk for line in mine}
        here = [row for row in spent if row.category == key]
        elsewhere = sum((row.amount for row in here if row.line not in on_mine), ZERO)
        found.append(CategorySpending(
            pk=key, code=category.code if category else "", name=category.name if category else "",
            order=(category is None, category.order if category else 0, key or 0),
            planned=total_of(line.planned for line in mine), **sums_of(here, [row for row in claimed if row.category == key]),
            **joined(mine, elsewhere, *when),
        ))
    return tuple(sorted(found, key=lambda row: row.order))


def months_of(spent):
    found = {}
    for row in spent:
        found[row.month] = found.get(row.month, ZERO) + row.amount
    return tuple(sorted(found.items()))


# --- several partners together ---


def gathered(project, partners, today):
    months = {}
    for partner in partners:
        for month, amount in partner.months:
            months[month] = months.get(month, ZERO) + amount
    return Spending(
        **together(partners), partners=tuple(partners), months=tuple(sorted(months.items())),
        sources=alike(partners, "sources", lambda row: (row.source, row.programme)),
        categories=tuple(sorted(alike(partners, "categories", lambda row: row.pk), key=lambda row: row.order)),
        source_known=sum((partner.spent for partner in partners if partner.split_is_known), ZERO),
        starts_on=project.starts_on, ends_on=project.ends_on, today=today or timezone.localdate(),
    )


def together(rows):
    """The sums of several rows; the known ones, None when none is. A forecast is known when each row's is."""
    forecasts = [row.forecast for row in rows if row.forecast is not None or row.spent]
    bases = {row.basis for row in rows if row.forecast is not None}
    whole = bool(forecasts) and None not in forecasts
    return {
        "planned": total_of(row.planned for row in rows), "spent": total_of(row.spent for row in rows),
        "claimed": total_of(row.claimed for row in rows), "accepted": total_of(row.accepted for row in rows),
        "received": total_of(row.received for row in rows), "forecast": sum(forecasts) if whole else None,
        "basis": (bases.pop() if len(bases) == 1 else MIXED) if whole else UNKNOWN_PACE,
    }


def alike(partners, name, key):
    """The partners' rows of one kind, those of the same key together, in the order in which they come."""
    found = {}
    for partner in partners:
        for row in getattr(partner, name):
            found.setdefault(key(row), []).append(row)
    return tuple(replace(rows[0], **together(rows)) for rows in found.values())
