"""The money of partners as a dashboard tells it, and what waits about it: one query. Unknown is None, never 0."""
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from budgets.choices import CLAIM_IS_OPEN, AgreementState, AmendmentState, BudgetState, ClaimState
from budgets.models import (
    AmendmentAgreement,
    Budget,
    BudgetLine,
    Claim,
    ClaimItem,
    ExpenseShare,
    Payout,
    ReportingPeriod,
    StatedTotal,
)
from budgets.summaries.budget import difference, total_of
from portal.shared import rollups
from portal.shared.bulk import ask
from portal.shared.money import from_cents, to_cents
from portal.shared.once import once
from portal.shared.reading import all_of, walk_together
from portal.shared.ways import reverse
from projects.summaries.partner import Owed

ZERO = Decimal("0.00")
SOON = timedelta(days=45)


@dataclass(frozen=True)
class PartnerMoney:
    """One partner's budget in euros; `planned` and `remaining` None when nobody stated them. `approved`: it is frozen."""

    budget: int
    partnership: int
    organisation: int
    approved: bool
    planned: Decimal | None
    spent: Decimal
    claimed: Decimal
    received: Decimal

    @property
    def remaining(self):
        return difference(self.planned, self.spent)


@dataclass(frozen=True)
class Deadline:
    """A day by which a report or claim of a period is due. `partners`: of the partners; otherwise of the project."""

    on: date
    text: str
    url: str
    partners: bool


@dataclass(frozen=True)
class MoneySums:
    """Several budgets together: sums of the known; `unknown`: how many state no total."""

    total: Decimal | None
    spent: Decimal | None
    remaining: Decimal | None
    unknown: int


@once
def budgets_of(projects):
    rows = Budget.objects.filter(project__in=projects)
    return rows.values_list("pk", "project", "partnership", "partnership__organisation", "state", "stated_total")


@once
def stated_totals(projects):
    return StatedTotal.objects.filter(project__in=projects).values_list("project", "amount")


@once
def period_rows(projects):
    rows = ReportingPeriod.objects.filter(project__in=projects)
    return rows.values_list("pk", "number", "starts_on", "ends_on", "partner_due_on", "claim_due_on")


@once
def claim_rows(projects):
    return Claim.objects.filter(project__in=projects).values_list("pk", "partnership", "period", "state")


@once
def agreements_asked(projects):
    asked = AmendmentAgreement.objects.filter(
        amendment__project__in=projects, state=AgreementState.ASKED, amendment__state=AmendmentState.SUBMITTED
    )
    return asked.values_list("pk", "partnership__organisation", "amendment", "amendment__title")


@once
def due_days(projects):
    return ReportingPeriod.objects.filter(project__in=projects).values_list("project", "pk", "partner_due_on", "claim_due_on")


@once
def handed_in_jointly(projects):
    return Claim.objects.filter(project__in=projects, partnership=None).exclude(state__in=CLAIM_IS_OPEN).values_list("period")


class ProjectMoney:
    """Budgets, reporting periods, claims and amendments of a project, partner by partner: one query."""

    def __init__(self, project, today, read=rollups.read):
        """`read`: who reads what is kept, as of `measures.Count`."""
        self.project, self.today = project, today
        (budgets, stated, periods, claims, asked), sums = walk_together([
            all_of(*(
                rows([project.pk]) for rows in (budgets_of, stated_totals, period_rows, claim_rows, agreements_asked)
            )),
            sums_asked(project, read),
        ])
        self.stated = stated[0][1] if stated else None
        self.partners = [money for _project, money in told(budgets, sums)]
        self.periods = [
            ReportingPeriod(
                pk=pk, project=project, number=number, starts_on=first, ends_on=last, partner_due_on=partner, claim_due_on=claim
            )
            for pk, number, first, last, partner, claim in sorted(periods, key=lambda row: (row[3], row[0]))
        ]
        self.claims, self.asked = claims, asked

    def to(self, name, *args):
        return reverse(f"budgets:{name}", args=[self.project.slug, *args])

    def of(self, organisation):
        """The PartnerMoney of a partner (an organisation's key), or None."""
        return next((row for row in self.partners if row.organisation == organisation), None)

    def sums(self):
        """MoneySums of the project: the stated total, where there is one, before the partners' together."""
        planned = total_of(row.planned for row in self.partners)
        total = self.stated if self.stated is not None else planned
        spent = total_of(row.spent for row in self.partners)
        return MoneySums(total, spent, difference(total, spent), sum(row.planned is None for row in self.partners))

    def handed_in(self, partnership):
        """Keys of the periods for which this partnership (None: the project) has handed its claim in."""
        return {period for _pk, whose, period, state in self.claims if whose == partnership and state not in CLAIM_IS_OPEN}

    def next_claim(self, money):
        """(ReportingPeriod, day) of the partner's next report: the earliest that is not handed in, or None."""
        done = self.handed_in(money.partnership)
        due = [(row.partner_due_on, row) for row in self.periods if row.partner_due_on and row.pk not in done]
        return min(due, key=lambda pair: (pair[0], pair[1].pk), default=None)

    def deadlines(self):
        """[Deadline] still ahead, of periods for which the project has not handed its claim in."""
        done = self.handed_in(None)
        for row in self.periods:
            url = self.to("reportingperiod-detail", row.pk)
            if row.partner_due_on and row.partner_due_on >= self.today:
                yield Deadline(row.partner_due_on, _("%(period)s: partners' reports") % {"period": row}, url, True)
            if row.claim_due_on and row.claim_due_on >= self.today and row.pk not in done:
                yield Deadline(row.claim_due_on, _("%(period)s: the payment claim") % {"period": row}, url, False)

    def owed(self):
        """[Owed]: claims to hand in and to complete, amendments to answer, by partner; claims to decide by the coordinator."""
        for money in self.partners:
            done = self.handed_in(money.partnership)
            for row in self.periods:
                if row.ends_on < self.today and row.partner_due_on and row.pk not in done and (
                    row.partner_due_on <= self.today + SOON
                ):
                    text = _("Hand in your payment claim: %(period)s") % {"period": row}
                    yield Owed(
                        money.organisation, text, f"{self.to('claim-list')}?partner={money.partnership}", row.ends_on,
                        row.partner_due_on,
                    )
        whose = {row.partnership: row.organisation for row in self.partners}
        named = {row.pk: row for row in self.periods}
        for pk, partnership, period, state in self.claims:
            said = {"period": named[period]}
            if state == ClaimState.RETURNED:
                yield Owed(whose.get(partnership), _("Complete the claim: %(period)s") % said, self.to("claim-detail", pk))
            elif state in (ClaimState.SUBMITTED, ClaimState.REVIEW) and partnership:
                yield Owed(None, _("Note the decision about the claim: %(period)s") % said, self.to("claim-detail", pk))
        for _pk, organisation, amendment, title in self.asked:
            url = self.to("amendment-detail", amendment)  # partners' readers look, editors find the answer there
            yield Owed(organisation, _("Answer about the amendment “%(title)s”") % {"title": title}, url)


@once
def sums_of_lines(projects):
    return summed(BudgetLine.objects.all(), "budget", projects)


@once
def sums_spent(projects):
    return summed(ExpenseShare.objects.filter(expense__archived_at__isnull=True), "budget", projects)


@once
def sums_claimed(projects):
    return summed(ClaimItem.objects.exclude(claim__state__in=CLAIM_IS_OPEN), "share__budget", projects)


@once
def sums_received(projects):
    return summed(Payout.objects.filter(archived_at__isnull=True), "budget", projects)


@once
def sums_accepted(projects):
    return summed(ClaimItem.objects.exclude(claim__state__in=CLAIM_IS_OPEN), "share__budget", projects, "accepted")


def summed(rows, budget, projects, field="amount"):
    """(budget, euros or None) in one pass over the rows: a sum asked for each budget by itself reads them all each time."""
    rows = rows.filter(**{f"{budget}__project__in": projects}).order_by()
    return rows.values_list(budget).annotate(euros=Sum(field))


SUMS = (sums_of_lines, sums_spent, sums_claimed, sums_received, sums_accepted)
PARTNER_SUMS = "partner_money"


def sums_asked(project, read=rollups.read):
    """Walk: the SUMS of a project; nothing is asked where they are kept."""
    if not rollups.is_large([project.pk]):
        return (yield [rows([project.pk]) for rows in SUMS])
    kept = rollups.kept_or_counted(PARTNER_SUMS, [project.pk], read)[project.pk]
    yield []
    return as_counted(kept)


def count_sums(projects):
    """{project: the SUMS as [[[budget, cents], …], …]}, counted now."""
    asked = [(key, rows([key])) for key in projects for rows in SUMS]
    found = {key: [] for key in projects}
    for (key, _question), rows in zip(asked, ask([question for _key, question in asked]), strict=True):
        found[key].append(sorted([budget, None if amount is None else to_cents(amount)] for budget, amount in rows))
    return found


def as_counted(kept):
    """The SUMS of a large project, which has too many expenses to add up each time."""
    return [[(budget, None if cents is None else from_cents(cents)) for budget, cents in rows] for rows in kept]


def register():
    rollups.register(PARTNER_SUMS, lambda projects: [rows(projects) for rows in SUMS], count_sums)


def told(budgets, sums):
    """[(project, PartnerMoney)] of budgets and the SUMS, as `summaries.spending` counts them."""
    lines, spent, claimed, received = (dict(rows) for rows in sums[:4])
    return [
        (row[1], told_by(row, *(known.get(row[0]) for known in (lines, spent, claimed, received)))) for row in budgets
    ]


def told_by(row, lines, spent, claimed, received):
    pk, _project, partnership, organisation, state, stated = row
    return PartnerMoney(
        pk, partnership, organisation, state == BudgetState.APPROVED, stated if stated is not None else lines,
        spent or ZERO, claimed or ZERO, received or ZERO,
    )


# --- several projects


@dataclass(frozen=True)
class MoneyOfProject:
    """`total`: as stated, or else the partners' together; None when nobody states one. `due_on`: the next report or claim."""

    total: Decimal | None
    due_on: date | None


def money_by_project(projects, today):
    """{key: MoneyOfProject} of projects: one query."""
    keys = [project.pk for project in projects]
    budgets, stated, periods, handed_in, lines = ask([
        rows(keys) for rows in (budgets_of, stated_totals, due_days, handed_in_jointly, sums_of_lines)
    ])
    done, planned, days = {period for (period,) in handed_in}, {}, {}
    for project, money in told(budgets, [lines, (), (), ()]):
        planned.setdefault(project, []).append(money.planned)
    for project, pk, partners_on, claim_on in periods:
        due = [partners_on, None if pk in done else claim_on]
        days.setdefault(project, []).extend(day for day in due if day and day >= today)
    totals = {key: total_of(amounts) for key, amounts in planned.items()}
    totals |= {key: total for key, total in stated if total is not None}
    return {key: MoneyOfProject(totals.get(key), min(days.get(key, ()), default=None)) for key in keys}
