"""The records behind what a report says of money: expenses of a period, claims, payments, and what was amended."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q

from budgets.choices import CLAIM_IS_OPEN, AmendmentState
from budgets.models import Amendment, Budget, Claim, ExpenseShare, Payout, ReportingPeriod
from budgets.summaries.claims import accepted_of, claimed_of, with_sums
from projects.summaries.records import Record


def spent_records(project, since, until):
    """What falls on the project's budgets, by the day of the document, one record for each expense and partner: one query."""
    rows = ExpenseShare.objects.filter(
        budget__project=project, expense__archived_at=None, expense__issued_on__gte=since, expense__issued_on__lte=until
    ).select_related("expense", "budget__partnership__organisation").order_by("expense__issued_on", "expense", "budget", "pk")
    sums = {}
    for row in rows:
        sums.setdefault((row.expense_id, row.budget_id), []).append(row)
    return [
        Record(
            "budgets.expense", expense, parts[0].expense.version, str(parts[0].expense), "budgets:expense-detail",
            (project.slug, expense), amount=sum((part.amount for part in parts), Decimal(0)), on=parts[0].expense.issued_on,
            partner=str(parts[0].budget.partnership.organisation),
        )
        for (expense, _budget), parts in sums.items()
    ]


def claim_records(project, since, until):
    """[(Record, Claim)] of partners' claims for reporting periods that end between these days, also open ones: one query.

    A record's amount is what is claimed, or what was accepted once it is approved.
    """
    rows = with_sums(Claim.objects.filter(
        project=project, partnership__isnull=False, period__ends_on__gte=since, period__ends_on__lte=until,
    )).select_related("period", "partnership__organisation").order_by("period__number", "partnership__order", "pk")
    found = []
    for row in rows:
        row.project = project
        accepted = accepted_of(row)
        amount = claimed_of(row) if accepted is None else accepted
        tags = frozenset() if row.state in CLAIM_IS_OPEN else frozenset({"handed_in"})
        found.append((Record(
            "budgets.claim", row.pk, row.version, str(row), "budgets:claim-detail", (project.slug, row.pk),
            amount=amount or Decimal(0), on=row.submitted_on, tags=tags, partner=str(row.partnership.organisation),
        ), row))
    return found


def payout_records(project, since, until):
    """Money that came in a period: one query."""
    rows = Payout.objects.live().filter(budget__project=project, paid_on__gte=since, paid_on__lte=until)
    return [
        Record(
            "budgets.payout", row.pk, row.version, f"{row.budget.partnership.organisation}, {row.get_kind_display()}",
            "budgets:payout-list", (project.slug,), amount=row.amount, on=row.paid_on,
            partner=str(row.budget.partnership.organisation),
        )
        for row in rows.select_related("budget__partnership__organisation").order_by("paid_on", "pk")
    ]


@dataclass(frozen=True)
class AmendmentTold:
    pk: int
    number: int
    title: str
    reason: str
    approved: bool
    decided_on: date


def amendments_told(project, since, until):
    """[AmendmentTold] of those decided in a period: one query."""
    rows = Amendment.objects.filter(
        Q(state=AmendmentState.APPROVED) | Q(state=AmendmentState.REJECTED), project=project,
        decided_on__gte=since, decided_on__lte=until,
    ).order_by("decided_on", "pk")
    return [
        AmendmentTold(row.pk, row.number, row.title, row.reason, row.state == AmendmentState.APPROVED, row.decided_on)
        for row in rows
    ]


def claims_not_begun(project, since, until):
    """[(period's key, its number and days, partner's name)] where a partner with a budget has no claim for a period that ends
    between these days: one query.
    """
    period = "project__reportingperiod_set"
    begun = Claim.objects.filter(partnership=OuterRef("partnership"), period=OuterRef("period"))
    # All of the period's columns come before the filter: a filter on its own would look through the periods once more.
    rows = (
        Budget.objects.filter(project=project)
        .annotate(period=F(period), number=F(f"{period}__number"), first=F(f"{period}__starts_on"), last=F(f"{period}__ends_on"))
        .filter(~Exists(begun), last__range=(since, until))
        .select_related("partnership__organisation").order_by("last", "period", "partnership__order", "pk")
    )
    return [
        (row.period, period_in_words(row.number, row.first, row.last), str(row.partnership.organisation)) for row in rows
    ]


def period_in_words(number, first, last):
    """The name of a reporting period of which only the columns were fetched."""
    return str(ReportingPeriod(number=number, starts_on=first, ends_on=last))
