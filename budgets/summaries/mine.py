"""A partner's own money over his projects, and what waits for a person about money. Unknown is None, never 0."""
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from budgets.choices import CLAIM_IS_OPEN, AgreementState, AmendmentState
from budgets.models import (
    AmendmentAgreement,
    Budget,
    Claim,
    ClaimItem,
    Expense,
    ExpenseEvidence,
    FundingShare,
    ReportingPeriod,
)
from budgets.permissions import keeps_money_of
from budgets.summaries.budget import total_of
from budgets.summaries.claims import claims_waiting
from budgets.summaries.spending import spending_by_project
from portal.shared.bulk import gather
from portal.shared.ways import reverse
from projects.choices import Role


@dataclass
class OwnBudget:
    """One budget of one's own. `figures`: PartnerSpending; `claims`: [(Claim, euros claimed or None)], latest first.

    `shares`: the FundingShares; `due`: (day, ReportingPeriod) of the next report, or None; `keeps`: may write spending down.
    """

    project: object
    figures: object
    keeps: bool
    shares: list = field(default_factory=list)
    claims: list = field(default_factory=list)
    due: tuple | None = None

    @property
    def is_approved(self):
        return self.figures.approved


def own_money(user, today):
    """[OwnBudget] of the partners for whom this person acts, in the order of the projects: seven queries."""
    spending = spending_by_project(own_budgets(user), today=today)
    projects = {row.project_id: row.project for row in user.memberships_now()}
    found = [
        OwnBudget(projects[key], figures, keeps_money_of(user, projects[key], figures.organisation_id))
        for key, whole in spending.items() for figures in whole.partners
    ]
    found.sort(key=lambda row: (bytes(row.project.sort_key), row.figures.pk))
    if found:
        _add_papers(found, today)
    return found


def own_budgets(user):
    """The budgets of the organisations for which this person acts, in the project where he does."""
    mine = Q(pk__in=[])
    for row in user.memberships_now():
        if row.organisation_id and not row.activity_id:
            mine |= Q(project=row.project_id, partnership__organisation=row.organisation_id)
    return Budget.objects.filter(mine)


def _add_papers(found, today):
    """Sources, claims and the next day on which a report is due: one query."""
    budgets, partnerships = [row.figures.pk for row in found], [row.figures.partnership_id for row in found]
    claims = Claim.objects.filter(partnership__in=partnerships)
    shares, claims, items, periods = gather([
        FundingShare.objects.filter(budget__in=budgets), claims,
        ClaimItem.objects.filter(claim__in=claims.order_by().values("pk")),
        ReportingPeriod.objects.filter(project__in={row.project.pk for row in found}),
    ])
    by_key = {period.pk: period for period in periods}
    amounts = {}
    for item in items:
        amounts.setdefault(item.claim_id, []).append(item.amount)
    for claim in claims:
        claim.period = by_key[claim.period_id]
    for row in found:
        row.shares = sorted((share for share in shares if share.budget_id == row.figures.pk), key=lambda share: share.pk)
        own = [claim for claim in claims if claim.partnership_id == row.figures.partnership_id]
        for claim in own:
            claim.project = row.project
        own.sort(key=lambda claim: (claim.period.ends_on, claim.pk), reverse=True)
        row.claims = [(claim, total_of(amounts.get(claim.pk, []))) for claim in own]
        handed_in = {claim.period_id for claim in own if claim.state not in CLAIM_IS_OPEN}
        days = [
            (period.partner_due_on, period) for period in periods
            if period.project_id == row.project.pk and period.pk not in handed_in
            and period.partner_due_on and period.partner_due_on >= today
        ]
        row.due = min(days, key=lambda pair: (pair[0], pair[1].pk), default=None)


# --- what waits ---


def money_waiting(user, projects, today):
    """[(text, address, day or None)] of what waits for this person about money, most urgent first: six queries at most.

    Who writes for a partner: amendments to answer, expenses without any document, claims to hand in. The coordinator:
    amendments that all have answered, claims to decide. `projects`: rows or keys.
    """
    known = {getattr(project, "pk", project) for project in projects}
    leads, keeps = set(), set()
    for row in user.memberships_now():
        if row.project_id not in known or row.activity_id is not None or row.project.is_frozen:
            continue
        if row.role == Role.COORDINATOR:
            leads.add(row.project_id)
        if row.role in (Role.COORDINATOR, Role.EDITOR) and row.organisation_id:
            keeps.add((row.project_id, row.organisation_id))
    if not leads and not keeps:
        return []
    found = [*amendments_waiting(leads, keeps), *papers_waiting(keeps), *claims_waiting(known, user, today)]
    return sorted(found, key=lambda row: (row[2] or date.max, str(row[0])))


def amendments_waiting(leads, keeps):
    """One query. `leads`: keys of projects; `keeps`: (project key, organisation key) pairs."""
    rows = list(
        AmendmentAgreement.objects.filter(
            amendment__state=AmendmentState.SUBMITTED, amendment__project__in=leads | {project for project, _org in keeps}
        ).select_related("amendment__project", "partnership").order_by("amendment", "pk")
    )
    for row in rows:
        own = (row.amendment.project_id, row.partnership.organisation_id) in keeps
        if own and row.state == AgreementState.ASKED:
            url = reverse("budgets:amendmentagreement-answer", args=[row.amendment.project.slug, row.amendment_id, row.pk])
            yield _("%(project)s: agree to the amendment “%(title)s”, or say no") % {
                "project": row.amendment.project, "title": row.amendment.title
            }, url, None
    asked = {row.amendment_id for row in rows if row.state == AgreementState.ASKED}
    for amendment in {row.amendment_id: row.amendment for row in rows}.values():
        if amendment.project_id in leads and amendment.pk not in asked:
            yield _("%(project)s: all have answered about “%(title)s”, note the decision") % {
                "project": amendment.project, "title": amendment.title
            }, amendment.get_absolute_url(), None


def papers_waiting(keeps):
    """Partners with expenses that no document proves and that are not handed in yet: one query."""
    if not keeps:
        return
    mine = Q(pk__in=[])
    for project, organisation in keeps:
        mine |= Q(project=project, payer__organisation=organisation)
    documents = ExpenseEvidence.objects.filter(expense=OuterRef("pk"), archived_at=None, document__archived_at=None)
    handed_in = ClaimItem.objects.filter(share__expense=OuterRef("pk")).exclude(claim__state__in=CLAIM_IS_OPEN)
    rows = (
        Expense.objects.live().filter(mine).filter(~Exists(documents), ~Exists(handed_in)).order_by("project_id", "payer_id")
        .values_list("project__acronym", "project__slug", "payer").distinct()
    )
    for acronym, slug, payer in rows:
        url = reverse("budgets:expense-list", args=[slug]) + f"?payer={payer}&missing=true"
        yield _("%(project)s: some expenses have no document yet") % {"project": acronym}, url, None
