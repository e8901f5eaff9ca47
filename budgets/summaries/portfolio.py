"""The money of several projects side by side. What nobody stated is left out and counted, never taken for zero (A-27)."""
from dataclasses import dataclass
from decimal import Decimal

from budgets.choices import FundingSource
from budgets.models import Budget, BudgetLine, FundingShare, StatedTotal
from budgets.summaries.budget import total_of
from budgets.summaries.spending import spending_by_project
from budgets.summaries.spent import claimed_rows, received_rows, spent_rows
from portal.shared import rollups
from portal.shared.money import from_cents, rate, to_cents
from projects.models import Project

MONEY = "money"


@dataclass(frozen=True)
class ProjectMoney:
    """One project in euros. `approved`: the partners' approved budgets together; None: not stated, or none is approved."""

    project: Project
    total: Decimal
    source_known: Decimal | None
    approved: Decimal | None
    spent: Decimal | None
    claimed: Decimal | None
    received: Decimal | None

    @property
    def coverage(self):
        """Percentage of the total whose source is known."""
        return rate(self.source_known, self.total) if self.source_known is not None else None


@dataclass(frozen=True)
class ProgrammeMoney:
    """What a programme gives: only grants written down as such. A fund that is talked about is no source (X-24)."""

    name: str
    projects: int
    granted: Decimal
    received: Decimal | None


@dataclass(frozen=True)
class Portfolio:
    """`unknown`: the projects about whose money nothing is stated; they are in no sum."""

    rows: tuple[ProjectMoney, ...]
    unknown: tuple[Project, ...]
    programmes: tuple[ProgrammeMoney, ...]

    def sum(self, name):
        """The sum of the known ones of a column; None when none is known."""
        return total_of(getattr(row, name) for row in self.rows)


@dataclass(frozen=True)
class Grant:
    """What a programme gives to one project."""

    name: str
    planned: Decimal
    received: Decimal | None


def portfolio_of(projects):
    """Portfolio of some projects, in their order: one query, and seven where something changed."""
    projects = list(projects)
    keys = [project.pk for project in projects]
    sums = rollups.kept_or_counted(MONEY, keys) if rollups.may_keep() else money_of(keys)
    rows, unknown, grants = [], [], {}
    for project in projects:
        (total, *figures), given = sums[project.pk]
        if total is None:
            unknown.append(project)
            continue
        rows.append(ProjectMoney(project, euros(total), *map(euros, figures)))
        for name, planned, received in given:
            grants.setdefault(name, []).append((project.pk, Grant(name, euros(planned), euros(received))))
    return Portfolio(tuple(rows), tuple(unknown), tuple(by_programme(grants)))


def euros(cents):
    return None if cents is None else from_cents(cents)


def cents(amount):
    return None if amount is None else to_cents(amount)


def money_of(projects):
    """{key: [[total, source known, approved, spent, claimed, received], [[programme, granted, received]]]} in cents."""
    spending = spending_by_project(Budget.objects.filter(project__in=projects))
    stated = dict(StatedTotal.objects.filter(project__in=projects).values_list("project", "amount"))
    return {pk: sums_of(stated.get(pk), spending.get(pk)) for pk in projects}


def sums_of(stated, whole):
    if whole is None:
        return [[cents(stated), None, None, None, None, None], []]
    figures = [
        whole.planned if stated is None else stated, total_of(source.planned for source in whole.sources),
        total_of(partner.planned for partner in whole.partners if partner.approved),
        whole.spent, whole.claimed, whole.received,
    ]
    grants = [
        [source.programme_name, cents(source.planned), cents(source.received)] for source in whole.sources
        if source.source == FundingSource.GRANT and source.planned is not None
    ]
    return [[cents(amount) for amount in figures], grants]


def money_tables(projects):
    """Everything `money_of` counts, so that it is known what touches it."""
    budgets = Budget.objects.filter(project__in=projects)
    return [
        budgets, StatedTotal.objects.filter(project__in=projects), BudgetLine.objects.filter(budget__in=budgets),
        FundingShare.objects.filter(budget__in=budgets).select_related("programme"),
        spent_rows(projects), claimed_rows(projects), received_rows(projects),
    ]


def register():
    rollups.register(MONEY, money_tables, money_of)


def by_programme(grants):
    """[ProgrammeMoney] of {name: [(project key, Grant)]}, the largest first; grants of an unnamed programme have the name ""."""
    rows = [
        ProgrammeMoney(
            name, len({project for project, _grant in given}), total_of(grant.planned for _project, grant in given),
            total_of(grant.received for _project, grant in given),
        )
        for name, given in grants.items()
    ]
    return sorted(rows, key=lambda row: (-row.granted, row.name))
