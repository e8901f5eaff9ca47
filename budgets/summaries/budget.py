"""Figures about money. Unknown is not zero: every sum says what it covers (B-14, B-20, X-21)."""
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.db.models import Count, Prefetch, Sum, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from budgets.choices import FundingSource
from budgets.models import Budget, BudgetLine, FundingShare, StatedTotal
from portal.shared import rollups
from portal.shared.money import rate
from portal.shared.once import once
from portal.shared.reading import group, parts_of, walk_together
from projects.models import Partnership


@dataclass(frozen=True)
class SourceShare:
    """One source of a budget. `rate` is a percentage of the budget with two decimals, derived, or None."""

    source: str
    label: str
    programme: str
    amount: Decimal | None
    as_of: object
    rate: Decimal | None


@dataclass(frozen=True)
class Line:
    pk: int
    number: int
    title: str
    topics: str
    activity_id: int | None
    amount: Decimal | None


@dataclass(frozen=True)
class PartnerBudget:
    """One partner's money. Amounts are euros or None (not stated)."""

    pk: int
    organisation_id: int
    partner: str
    total: Decimal | None
    lines: tuple[Line, ...]
    lines_total: Decimal | None
    sources: tuple[SourceShare, ...]
    sources_total: Decimal | None
    note: str
    url: str
    more_lines: int = 0

    @property
    def line_difference(self):
        """Stated total less the sum of the lines; None when there is nothing to compare."""
        return difference(self.total, self.lines_total)

    @property
    def source_difference(self):
        return difference(self.total, self.sources_total)

    @property
    def split_is_known(self):
        return self.sources_total is not None


@dataclass(frozen=True)
class ProjectBudget:
    """A project's money: what is stated, what the partners' budgets add up to, and how much of it has a known source."""

    partners: tuple[PartnerBudget, ...]
    partners_without: tuple[str, ...]
    stated_total: Decimal | None
    stated_as_of: object
    derived_total: Decimal | None
    by_source: tuple[tuple[str, str, Decimal], ...]
    source_known: Decimal | None

    @property
    def total(self):
        return self.stated_total if self.stated_total is not None else self.derived_total

    @property
    def is_known(self):
        return self.total is not None

    @property
    def difference(self):
        """Stated total less the derived one; None when there is nothing to compare. Both are kept (B-15)."""
        return difference(self.stated_total, self.derived_total)

    @property
    def coverage(self):
        """Percentage of the total whose source is known (18 000 of 60 000 is 30.00)."""
        return rate(self.source_known, self.total) if self.source_known is not None else None


def difference(stated, derived):
    return None if stated is None or derived is None else stated - derived


def total_of(amounts):
    """The sum of the known ones; None when none is known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def project_budget(project):
    """One query, however many partners and lines."""
    return walk_together([budget_asked(project)])[0]


def budget_asked(project, most_lines=None):
    """Walk: the ProjectBudget of a project; see `portal.shared.reading`.

    `most_lines`: no more are read (0: none), the first of each budget in turn; sums tell of all, and `PartnerBudget.more_lines`
    how many are not.
    """
    key = project.pk
    budgets, shares, stated, partnerships, *sums, lines = yield [
        parts_of(Budget, key, related=("partnership__organisation",), order=("partnership__order", "pk")),
        shares_asked(key), parts_of(StatedTotal, key), parts_of(Partnership, key, related=("organisation",)),
        *([] if most_lines is None else [line_sums_asked(key)]),
        lines_asked(key) if most_lines is None else first_lines_asked(key, str(most_lines)),
    ]
    summed = {budget: (total, count) for budget, total, count in sums[0]} if sums else {}
    if sum(count for _total, count in summed.values()) > rollups.MANY:
        rollups.found_large(key)
    for budget in budgets:
        budget.project = project
    group(budgets, "lines", lines, "budget_id")
    partners = tuple(
        partner_budget(budget, summed.get(budget.pk)) for budget in group(budgets, "shares", shares, "budget_id")
    )
    total = stated[0] if stated else None
    with_budget = {partner.organisation_id for partner in partners}
    return ProjectBudget(
        partners=partners,
        partners_without=tuple(str(row.organisation) for row in partnerships if row.organisation_id not in with_budget),
        stated_total=total.amount if total else None, stated_as_of=total.as_of if total else None,
        derived_total=total_of(partner.total for partner in partners), by_source=by_source(partners),
        source_known=total_of(partner.sources_total for partner in partners),
    )


@once
def lines_asked(project):
    return BudgetLine.objects.filter(budget__project=project).order_by("number", "pk")


@once
def first_lines_asked(project, most):
    place = Window(RowNumber(), partition_by="budget", order_by=["number", "pk"])
    return BudgetLine.objects.filter(budget__project=project).annotate(place=place).order_by("place", "budget")[: int(most)]


@once
def line_sums_asked(project):
    """[(budget, the sum of its lines, how many they are)]."""
    rows = BudgetLine.objects.filter(budget__project=project).order_by().values("budget")
    return rows.annotate(total=Sum("amount"), lines=Count("pk")).values_list("budget", "total", "lines")


@once
def shares_asked(project):
    return FundingShare.objects.filter(budget__project=project).select_related("programme").order_by("pk")


def partner_budget(budget, summed=None):
    """`summed`: (sum, number) of all its lines, where only the first of them were read."""
    lines = tuple(
        Line(line.pk, line.number, line.title, line.topics, line.activity_id, line.amount)
        for line in budget.lines.all()
    )
    lines_total, count = summed or (total_of(line.amount for line in lines), len(lines))
    total = budget.stated_total if budget.stated_total is not None else lines_total
    sources = tuple(
        SourceShare(
            share.source, share.get_source_display(), str(share.programme) if share.programme_id else "",
            share.amount, share.as_of, rate(share.amount, total) if share.amount is not None else None,
        )
        for share in budget.shares.all()
    )
    return PartnerBudget(
        pk=budget.pk, organisation_id=budget.partnership.organisation_id, partner=str(budget.partnership.organisation),
        total=total, lines=lines, lines_total=lines_total, sources=sources,
        sources_total=total_of(source.amount for source in sources), note=budget.note, url=budget.get_absolute_url(),
        more_lines=count - len(lines),
    )


def by_source(partners):
    """((source, label, euros), …) in the order of the vocabulary; sources without a known amount are left out."""
    found = []
    for source, label in FundingSource.choices:
        amount = total_of(s.amount for partner in partners for s in partner.sources if s.source == source)
        if amount is not None:
            found.append((source, str(label), amount))
    return tuple(found)


def money_of(organisations):
    """The budgets of these organisations in all their open projects: three queries.

    For the pages of those who act for them; whoever may see less asks `permissions.can_view_money_of` first.
    """
    budgets = (
        Budget.objects.filter(partnership__organisation__in=organisations)
        .select_related("partnership__organisation", "project")
        .prefetch_related(
            Prefetch("lines", BudgetLine.objects.order_by("number", "pk")),
            Prefetch("shares", FundingShare.objects.select_related("programme").order_by("pk")),
        )
        .order_by("project__sort_key", "pk")
    )
    return [(budget.project, partner_budget(budget)) for budget in budgets]


@dataclass(frozen=True)
class EarlierAmount:
    """What a source's amount was before, with its own as-of date; `replaced_on` is the day it was replaced."""

    amount: Decimal | None
    as_of: object
    replaced_on: object


def earlier_amounts(budget):
    """{share key: (EarlierAmount, …)}, latest first, of a budget's sources: one query."""
    versions = {}
    rows = FundingShare.history.filter(budget_id=budget.pk).exclude(history_type="-").order_by("history_id")
    for row in rows.values_list("id", "amount", "as_of", "history_date"):
        versions.setdefault(row[0], []).append(row[1:])
    return {key: tuple(reversed(replaced(states))) for key, states in versions.items()}


def replaced(states):
    """The states whose amount or day was followed by another, with the day of that change."""
    return [
        EarlierAmount(amount, as_of, timezone.localtime(changed).date())
        for (amount, as_of, _when), (next_amount, next_as_of, changed) in pairwise(states)
        if (amount, as_of) != (next_amount, next_as_of)
    ]
