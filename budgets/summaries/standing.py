"""Where a project's money stands: approved or not, spent, claimed, received, by cost category, and what is due next."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from budgets.choices import CLAIM_IS_OPEN, BudgetState
from budgets.models import Budget, BudgetLine, BudgetVersion, ClaimItem, CostCategory, ExpenseShare, Payout, ReportingPeriod
from portal.shared.sums import sum_of
from projects.models import Project

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


def standing_of(project, today):
    """Five queries. Handed in is claimed: what is still being prepared, or was returned, is not."""
    handed_in = ClaimItem.objects.exclude(claim__state__in=CLAIM_IS_OPEN)
    sums = (
        Project.objects.filter(pk=project.pk).order_by()
        .annotate(
            spent=sum_of(ExpenseShare.objects.filter(expense__archived_at=None), "amount", per="budget__project"),
            claimed=sum_of(handed_in, "amount", per="share__budget__project"),
            accepted=sum_of(handed_in, "accepted", per="share__budget__project"),
            received=sum_of(Payout.objects.live(), "amount", per="budget__project"),
        )
        .values("spent", "claimed", "accepted", "received").get()
    )
    counts = Budget.objects.filter(project=project).aggregate(
        budgets=Count("pk"), approved=Count("pk", filter=Q(state=BudgetState.APPROVED))
    )
    version = BudgetVersion.objects.filter(project=project).defer("content").order_by("-number").first()
    return Standing(
        **counts, **sums, version=version, by_category=by_category(project), deadline=next_deadline(project, today)
    )


def by_category(project):
    rows = (
        BudgetLine.objects.filter(budget__project=project, amount__isnull=False)
        .order_by("category__programme", "category__order", "category")
        .values_list("category", *(f"category__{name}" for name in NAMES)).annotate(total=Sum("amount"))
    )
    named = [
        (CostCategory(pk=key, **dict(zip(NAMES, names, strict=True))).name if key else "", total) for key, *names, total in rows
    ]
    return tuple(sorted(named, key=lambda row: row[0] == ""))


def next_deadline(project, today):
    """The next day on which something is handed in: the partners' reports, or the project's claim."""
    rows = ReportingPeriod.objects.filter(Q(partner_due_on__gte=today) | Q(claim_due_on__gte=today), project=project)
    found = []
    for period in rows:
        for what, day in ((_("Partners' reports due"), period.partner_due_on), (_("Payment claim due"), period.claim_due_on)):
            if day and day >= today:
                found.append(Deadline(what, day, period))
    return min(found, key=lambda row: (row.day, row.period.pk), default=None)
