"""The money of several projects side by side. What nobody stated is left out and counted, never taken for zero (A-27)."""
from dataclasses import dataclass
from decimal import Decimal

from budgets.choices import FundingSource
from budgets.models import Budget, StatedTotal
from budgets.summaries.budget import total_of
from budgets.summaries.spending import spending_by_project
from portal.shared.money import rate
from projects.models import Project


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


def portfolio_of(projects):
    """Portfolio of some projects, in their order: seven queries."""
    projects = list(projects)
    spending = spending_by_project(Budget.objects.filter(project__in=projects))
    stated = dict(StatedTotal.objects.filter(project__in=projects).values_list("project", "amount"))
    rows, unknown = [], []
    for project in projects:
        whole = spending.get(project.pk)
        total = stated.get(project.pk)
        if total is None and whole is not None:
            total = whole.planned
        if total is None:
            unknown.append(project)
        else:
            rows.append(row_of(project, total, whole))
    known = {row.project.pk: spending[row.project.pk] for row in rows if row.project.pk in spending}
    return Portfolio(tuple(rows), tuple(unknown), tuple(by_programme(known)))


def row_of(project, total, whole):
    if whole is None:
        return ProjectMoney(project, total, None, None, None, None, None)
    return ProjectMoney(
        project, total, total_of(source.planned for source in whole.sources),
        total_of(partner.planned for partner in whole.partners if partner.approved),
        whole.spent, whole.claimed, whole.received,
    )


def by_programme(spending):
    """[ProgrammeMoney] of {project key: Spending}, the largest first; grants of an unnamed programme have the name ""."""
    found = {}
    for project, whole in spending.items():
        for source in whole.sources:
            if source.source == FundingSource.GRANT and source.planned is not None:
                found.setdefault(source.programme_name, []).append((project, source))
    rows = [
        ProgrammeMoney(
            name, len({project for project, _source in given}), total_of(source.planned for _project, source in given),
            total_of(source.received for _project, source in given),
        )
        for name, given in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.granted, row.name))
