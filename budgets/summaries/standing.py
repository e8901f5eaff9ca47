"""Where a project's money stands: approved or not, spent, claimed, received, by cost category, and what is due next."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from budgets.choices import BudgetState
from budgets.models import Budget, BudgetLine, BudgetVersion, CostCategory, ReportingPeriod
from budgets.summaries.budget import total_of
from budgets.summaries.partner import sums_asked
from portal.shared.once import once
from portal.shared.reading import all_of, several

NAMES = ("code", "name_et", "name_lv", "name_en")


@dataclass(frozen=True)
class Deadline:
    """What is due on a day. `period`: the ReportingPeriod it belongs to."""

    what: str
    day: date
    period: ReportingPeriod


@dataclass(frozen=True)
class Standing:
    """Euros; None where nothing is written down yet. `version`: the latest approved one, or None.

    `by_category`: ((name or "", euros), …) of the lines whose amount is known, in the programme's order; "" has no category.
    """

    budgets: int
    approved: int
    version: BudgetVersion | None
    spent: Decimal | None
    claimed: Decimal | None
    accepted: Decimal | None
    received: Decimal | None
    by_category: tuple
    deadline: Deadline | None

    @property
    def is_approved(self):
        return bool(self.budgets) and self.approved == self.budgets


def standing_asked(project, today):
    """Walk: the Standing of a project; see `portal.shared.reading`. What was handed in is claimed: not what is still being
    prepared, or was returned."""
    (_lines, *known), (states, versions, categories, periods) = yield from several([sums_asked(project), all_of(
        states_asked(project.pk), version_asked(project.pk), categories_asked(project.pk), periods_ahead(project.pk, today),
    )])
    spent, claimed, received, accepted = (total_of(amount for _budget, amount in rows) for rows in known)
    return Standing(
        budgets=len(states), approved=states.count(BudgetState.APPROVED), version=versions[0] if versions else None,
        spent=spent, claimed=claimed, accepted=accepted, received=received, by_category=by_category(categories),
        deadline=next_deadline(periods, today),
    )


@once
def states_asked(project):
    return Budget.objects.filter(project=project).order_by().values_list("state", flat=True)


@once
def version_asked(project):
    return BudgetVersion.objects.filter(project=project).defer("content").order_by("-number")[:1]


@once
def categories_asked(project):
    return (
        BudgetLine.objects.filter(budget__project=project, amount__isnull=False)
        .order_by("category__programme", "category__order", "category")
        .values_list("category", *(f"category__{name}" for name in NAMES)).annotate(total=Sum("amount"))
    )


@once
def periods_ahead(project, today):
    rows = ReportingPeriod.objects.filter(project=project)
    return rows.filter(Q(partner_due_on__gte=today) | Q(claim_due_on__gte=today))


def by_category(rows):
    named = [
        (CostCategory(pk=key, **dict(zip(NAMES, names, strict=True))).name if key else "", total) for key, *names, total in rows
    ]
    return tuple(sorted(named, key=lambda row: row[0] == ""))


def next_deadline(periods, today):
    """The next day on which something is handed in: the partners' reports, or the project's claim."""
    found = []
    for period in periods:
        for what, day in ((_("Partners' reports due"), period.partner_due_on), (_("Payment claim due"), period.claim_due_on)):
            if day and day >= today:
                found.append(Deadline(what, day, period))
    return min(found, key=lambda row: (row.day, row.period.pk), default=None)
