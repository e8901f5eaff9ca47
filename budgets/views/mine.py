"""The partner opens a link and understands: his own money over all his projects, and what waits for him about it."""
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from budgets import permissions
from budgets.choices import BudgetState
from budgets.summaries.claims import deadline_in_words
from budgets.summaries.mine import money_waiting, own_money
from budgets.views.claim_columns import CLAIM_TONES
from portal.shared.money import format_money, format_percent, rate
from portal.shared.rules import signed_in
from portal.shared.tables import format_day
from portal.shared.ui import Action, Fact, Stat
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse


@dataclass(frozen=True)
class Section:
    """One budget as the page shows it. `claims`: (text, address, state, tone, amount); `period`: of the project."""

    title: str
    partner: str
    period: str
    url: str
    state: str
    approved: bool
    stats: list
    sources: list
    claims: list
    deadline: str
    deadline_url: str
    actions: list


class MyMoney(ShowPage):
    rule = signed_in
    template_name = "budgets/my_money.html"
    page_title = _("My money")
    page_lead = _("What is yours in every project in which you act for a partner.")

    def actions(self):
        if not permissions.can_view_portfolio(self.request.user):
            return []
        return [Action(_("Money of several projects"), reverse("budgets:portfolio"))]

    def get_context_data(self, **kwargs):
        user, today = self.request.user, timezone.localdate()
        projects = {row.project_id for row in user.memberships_now()}
        return super().get_context_data(
            sections=[section_of(row, today) for row in own_money(user, today)],
            waiting=[
                (text, url, deadline_in_words(due, today), "attention" if due and due < today else "neutral")
                for text, url, due in money_waiting(user, projects, today)
            ],
            **kwargs,
        )


def section_of(own, today):
    project, figures = own.project, own.figures

    def to(name, *args):
        return reverse(f"budgets:{name}", args=[project.slug, *args])

    day, period = own.due or (None, None)
    return Section(
        title=str(project), partner=figures.partner, period=project.period_text, url=figures.url,
        state=BudgetState.APPROVED.label if own.is_approved else BudgetState.DRAFT.label, approved=own.is_approved,
        stats=stats_of(figures, to), sources=[source_fact(share, figures) for share in own.shares],
        claims=[claim_row(claim, amount, to) for claim, amount in own.claims],
        deadline=_now("%(period)s: report %(due)s") % {"period": period, "due": deadline_in_words(day, today)} if day else "",
        deadline_url=to("reportingperiod-detail", period.pk) if day else "",
        actions=[
            Action(_("Add an expense"), to("expense-create")), Action(_("New claim"), to("claim-create")),
        ] if own.keeps else [],
    )


def stats_of(figures, to):
    """Total, spent, left and received; each leads to the rows that make it."""
    own = f"?partner={figures.partnership_id}"
    over = figures.remaining is not None and figures.remaining < 0
    return [
        Stat(_("Total budget"), money(figures.planned), url=figures.url),
        Stat(_("Spent"), money(figures.spent), url=to("expense-list") + own),
        Stat(_("Remaining"), money(figures.remaining), url=f"{to('project-spending')}?budget={figures.pk}",
             note=_now("more is spent than planned") if over else ""),
        Stat(_("Claimed"), money(figures.claimed), url=f"{to('claim-list')}{own}&state=handed"),
        Stat(_("Received"), money(figures.received), url=to("payout-list") + own),
    ]


def source_fact(share, figures):
    """A source, its rate of the budget, and the day on which it was so."""
    part = rate(share.amount, figures.planned) if share.amount is not None and figures.planned else None
    notes = [
        format_percent(part) if part is not None else "",
        _now("as of %(day)s") % {"day": format_day(share.as_of)[0]} if share.as_of else "",
    ]
    return Fact(
        share.get_source_display(), format_money(share.amount) if share.amount is not None else "",
        note=", ".join(note for note in notes if note),
    )


def claim_row(claim, amount, to):
    return str(claim.period), to("claim-detail", claim.pk), claim.get_state_display(), CLAIM_TONES[claim.state], money(amount)


def money(amount):
    return str(_("not stated")) if amount is None else format_money(amount)
