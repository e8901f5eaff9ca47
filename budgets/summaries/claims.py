"""Figures about claims: what may be claimed, what is missing before a claim is handed in, and whose claims are due."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets.choices import CLAIM_IS_OPEN, BudgetState, ClaimState
from budgets.models import Budget, Claim, ClaimItem, ExpenseShare, Payout, ReportingPeriod
from budgets.summaries.expenses import missing_of_many
from budgets.summaries.limits import known_rules, limits_of, over_limits
from portal.shared.dates import format_period
from portal.shared.money import format_money
from portal.shared.sums import sum_of
from portal.shared.tables import format_day
from portal.shared.ways import reverse
from projects.choices import EvidenceKind, Role
from trainings.models import EventReport

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way of a claim. `is_hard`: it cannot be overruled.

    `about`: the Expense or Event where it is put right; the Claim itself where its own figures are.
    """

    code: str
    text: Any
    about: Any = None
    is_hard: bool = False


@dataclass(frozen=True)
class Candidate:
    """A partner's share of an expense that may stand in a claim. Euros; `mine`: what this claim asks of it, None for nothing."""

    share: ExpenseShare
    elsewhere: Decimal
    mine: Decimal | None
    lacks: tuple[str, ...]

    @property
    def left(self):
        return self.share.amount - self.elsewhere


def with_sums(claims):
    """Claims with `claimed`, `accepted` and `received`: of its own items, or of the claims that it joins; None without any."""
    own, joined = ClaimItem.objects.all(), ClaimItem.objects.filter(claim__joined_in__isnull=False)
    return claims.annotate(
        own_claimed=sum_of(own, "amount", per="claim"), joined_claimed=sum_of(joined, "amount", per="claim__joined_in"),
        own_accepted=sum_of(own, "accepted", per="claim"), joined_accepted=sum_of(joined, "accepted", per="claim__joined_in"),
        received=sum_of(Payout.objects.live(), "amount", per="claim"),
    )


def claimed_of(claim):
    """The sum of a claim that `with_sums` gave."""
    return claim.own_claimed if claim.partnership_id else claim.joined_claimed


def accepted_of(claim):
    return claim.own_accepted if claim.partnership_id else claim.joined_accepted


def candidates_of(claim):
    """[Candidate] of a partner's claim, oldest document first: seven queries.

    What the partner bears of live expenses dated no later than the period's last day, less what other claims ask for; and
    whatever the claim asks for already.
    """
    shares = list(
        ExpenseShare.objects.filter(budget__partnership=claim.partnership)
        .filter(
            Q(expense__issued_on__lte=claim.period.ends_on, expense__archived_at=None) | Q(claim_items__claim=claim)
        ).distinct()
        .select_related("expense__event", "expense__payer", "line").order_by("expense__issued_on", "pk")
    )
    mine, elsewhere = {}, {}
    for share, owner, amount in ClaimItem.objects.filter(share__in=shares).values_list("share", "claim", "amount"):
        if owner == claim.pk:
            mine[share] = amount
        else:
            elsewhere[share] = elsewhere.get(share, NOTHING) + amount
    lacks = lacking([share.expense for share in shares], claim.partnership.budget)
    rows = [
        Candidate(share, elsewhere.get(share.pk, NOTHING), mine.get(share.pk), labels(lacks[share.expense_id]))
        for share in shares
    ]
    return [row for row in rows if row.left > 0 or row.mine]


def lacking(expenses, budget):
    """{expense key: [EvidenceKind]} by the rules of the budget from which they are claimed."""
    return missing_of_many(expenses, {row.pk: {budget.pk} for row in expenses}, {budget.pk: known_rules(budget)})


def labels(kinds):
    return tuple(str(EvidenceKind(kind).label) for kind in kinds)


# --- what is missing ---


def hard_of(claim, shares):
    """[(code, text)] about shares of expenses that cannot stand in this claim as they do: one query."""
    shares = list(shares)
    sums = dict(
        ClaimItem.objects.filter(share__in=shares).order_by().values("share").annotate(all=Sum("amount"))
        .values_list("share", "all")
    )
    found = []
    for share in shares:
        expense, claimed = share.expense, sums.get(share.pk, NOTHING)
        if expense.archived_at:
            found.append(("archived", _("%(expense)s is in the archive.") % {"expense": expense}))
        if expense.issued_on > claim.period.ends_on:
            found.append(("after_period", _("%(expense)s is of a later day than the period.") % {"expense": expense}))
        if claimed > share.amount:
            found.append(("over_share", _("%(expense)s: %(by)s more is claimed than falls on this partner (%(share)s).") % {
                "expense": expense, "by": format_money(claimed - share.amount), "share": format_money(share.amount),
            }))
    return found


def missing_of_claim(claim, today=None, items=None):
    """[Missing] before the claim can be handed in, what cannot be overruled first; nothing for one that was handed in.

    `items`: those of `items_in`, when they are at hand; without them at most eleven queries.
    """
    if not claim.is_open:
        return []
    today = today or timezone.localdate()
    found = _missing_in_project(claim) if claim.partnership_id is None else _missing_in_partner(claim, items)
    return sorted([*found, *_about_days(claim, today)], key=lambda row: not row.is_hard)


def _missing_in_partner(claim, items):
    budget, items = claim.partnership.budget, items_in(claim) if items is None else items
    if not items:
        yield Missing("empty", _("Nothing is claimed yet."), claim, is_hard=True)
    if not budget.is_approved:
        yield Missing("not_approved", _("The budget is not approved yet: claims rest on an approved budget."), is_hard=True)
    for code, text in hard_of(claim, [item.share for item in items]):
        yield Missing(code, text, claim, is_hard=True)
    if items:
        for text in over_limits(limits_of(budget)):
            yield Missing("over", text, claim, is_hard=True)
    expenses = list({item.share.expense_id: item.share.expense for item in items}.values())
    yield from _about_expenses(claim, expenses)


def items_in(claim):
    """[ClaimItem] of a partner's claim with what one reads of them."""
    rows = ClaimItem.objects.filter(claim=claim).select_related("share__expense__event", "share__expense__payer", "share__line")
    return list(rows.order_by("share__line__number", "share__expense__issued_on", "pk"))


def _about_expenses(claim, expenses):
    lacks = lacking(expenses, claim.partnership.budget)
    for expense in expenses:
        expense.project = claim.project
        if lacks[expense.pk]:
            yield Missing("evidence", _("Evidence of %(expense)s is missing: %(what)s.") % {
                "expense": expense, "what": ", ".join(labels(lacks[expense.pk])),
            }, expense)
        if expense.paid_on is None:
            yield Missing("unpaid", _("%(expense)s is not paid yet.") % {"expense": expense}, expense)
        if expense.vat is None:
            yield Missing("vat", _("%(expense)s: the VAT in it is not stated.") % {"expense": expense}, expense)
    events = {expense.event_id: expense.event for expense in expenses if expense.event_id}
    closed = set(
        EventReport.objects.filter(event__in=list(events), closed_on__isnull=False).values_list("event", flat=True)
    ) if events else ()
    for key, event in events.items():
        if key not in closed:
            text = _("The event “%(event)s” is not closed: its evidence is not complete.") % {"event": event}
            yield Missing("event_open", text, event)


def waiting_to_join(claim):
    """Partners' claims that a project's claim would take along once they are approved: those of its period, and those left
    behind in earlier periods, whose own project's claim went without them.
    """
    period = claim.period
    gone = Claim.objects.filter(
        project=claim.project, partnership__isnull=True, period__programme=period.programme_id,
        period__ends_on__lt=period.starts_on,
    ).exclude(state__in=CLAIM_IS_OPEN)
    late = Q(period__in=gone.values("period"), state=ClaimState.APPROVED)
    return Claim.objects.filter(late | Q(period=period), partnership__isnull=False, joined_in__isnull=True)


def _missing_in_project(claim):
    parts = (waiting_to_join(claim) | Claim.objects.filter(joined_in=claim)).select_related("partnership__organisation")
    rows = list(parts.order_by("pk"))
    if not any(row.state == ClaimState.APPROVED for row in rows):
        yield Missing("none_approved", _("No partner's claim of this period is approved yet."), is_hard=True)
    for row in rows:
        row.project = claim.project
        if row.state != ClaimState.APPROVED:
            yield Missing("part_open", _("The claim of %(partner)s is not approved and stays out: it is “%(state)s”.") % {
                "partner": row.partnership.organisation, "state": row.get_state_display(),
            }, row)


def _about_days(claim, today):
    if today <= claim.period.ends_on:
        yield Missing("period_runs", _("The period lasts until %(day)s.") % {"day": format_day(claim.period.ends_on)[0]})
    due = due_of(claim)
    if due and today > due:
        yield Missing("late", deadline_in_words(due, today))


def due_of(claim):
    """The day by which this claim is due, or None. Where partners have no day of their own, the project's holds for them."""
    return due_in(claim.period, claim.partnership_id)


def due_in(period, partnership):
    return (period.partner_due_on if partnership else None) or period.claim_due_on


def deadline_in_words(due, on):
    """ "due 14.08.2024, 3 days late", "due 14.08.2024, 12 days left"; "" when no day is stated."""
    if due is None:
        return ""
    days = (due - on).days
    if days < 0:
        return ngettext("due %(day)s, %(n)d day late", "due %(day)s, %(n)d days late", -days) % {
            "day": format_day(due)[0], "n": -days,
        }
    if days == 0:
        return _("due today")
    return ngettext("due %(day)s, %(n)d day left", "due %(day)s, %(n)d days left", days) % {
        "day": format_day(due)[0], "n": days,
    }


def handed_in_words(claim):
    """How a handed-in claim kept its day: "in time", "3 days late"; "" when no day is stated."""
    due = due_of(claim)
    if due is None or claim.submitted_on is None:
        return ""
    days = (claim.submitted_on - due).days
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days} if days > 0 else _("in time")


# --- whose claims are due ---


def claims_waiting(projects, user, today=None):
    """[(text, url, due)] of what waits for this person in some projects, earliest first: at most three queries.

    Who writes for a partner: claims of periods that are over and not handed in, and those returned. The coordinator: claims
    handed in that nobody decided, and the project's own.
    """
    today = today or timezone.localdate()
    leads, keeps = set(), set()
    for row in user.memberships_now():
        if row.activity_id is None and row.role == Role.COORDINATOR:
            leads.add(row.project_id)
        if row.activity_id is None and row.role in (Role.COORDINATOR, Role.EDITOR) and row.organisation_id:
            keeps.add((row.project_id, row.organisation_id))
    known = {getattr(project, "pk", project) for project in projects} & (leads | {project for project, _org in keeps})
    if not known:
        return []
    approved = Budget.objects.filter(project__in=known, state=BudgetState.APPROVED).select_related("partnership")
    budgets = [(row.project_id, row.partnership_id, row.partnership.organisation_id) for row in approved]
    claims = list(Claim.objects.filter(project__in=known).select_related("project", "period", "partnership__organisation"))
    there = {(claim.period_id, claim.partnership_id) for claim in claims}
    claims = [claim for claim in claims if claim.state != ClaimState.APPROVED]
    periods = ReportingPeriod.objects.filter(project__in={row[0] for row in budgets}, ends_on__lt=today)
    found = [*_unfinished(claims, leads, keeps, today)]
    for period in periods.select_related("project"):
        mine = [pk for project, pk, organisation in budgets if project == period.project_id and (project, organisation) in keeps]
        wanted = [*mine, *([None] if period.project_id in leads else [])]
        for partnership in wanted:
            if (period.pk, partnership) not in there:
                due = due_in(period, partnership)
                url = reverse("budgets:reportingperiod-detail", args=[period.project.slug, period.pk])
                text = _("%(project)s: your own claim for %(period)s") if partnership else _(
                    "%(project)s: the whole project's claim for %(period)s"
                )
                names = {"project": period.project, "period": format_period(period.starts_on, period.ends_on)}
                found.append((text % names, url, due))
    return sorted(found, key=lambda row: (row[2] or date.max, row[0]))


def _unfinished(claims, leads, keeps, today):
    """Drafts of periods that are over, returned ones, and for the coordinator those to decide."""
    for claim in claims:
        leading = claim.project_id in leads
        mine = leading if claim.partnership_id is None else (claim.project_id, claim.partnership.organisation_id) in keeps
        names = {"claim": claim, "state": claim.get_state_display()}
        if mine and claim.state in CLAIM_IS_OPEN and (claim.state == ClaimState.RETURNED or claim.period.ends_on < today):
            yield (_("%(claim)s: %(state)s") % names, claim.get_absolute_url(), due_of(claim))
        elif leading and claim.state not in CLAIM_IS_OPEN:
            yield (_("%(claim)s waits for a decision") % names, claim.get_absolute_url(), claim.period.claim_due_on)


def partners_in(period):
    """[(Partnership, Claim or None)] of those whose budget is there, in the partners' order: three queries."""
    claims = {claim.partnership_id: claim for claim in with_sums(Claim.objects.filter(period=period))}
    budgets = Budget.objects.filter(project=period.project_id).select_related("partnership__organisation")
    partners = [budget.partnership for budget in budgets.order_by("partnership__order", "pk")]
    return [(partner, claims.get(partner.pk)) for partner in partners] + [(None, claims.get(None))]
