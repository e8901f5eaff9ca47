"""A project's money: whose, how much, from where, and how much of it is known."""
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from budgets import permissions
from budgets.choices import BudgetState, FundingSource
from budgets.exports import line_table
from budgets.summaries import project_budget, total_of
from budgets.summaries.budget import budget_asked
from budgets.summaries.standing import standing_asked
from budgets.views.tab import MoneyTab
from portal.shared.money import format_money, format_percent, to_cents
from portal.shared.reading import walk_together
from portal.shared.requests import query_with
from portal.shared.tables import format_day
from portal.shared.ui import Action, Bar, BarRow, Fact, Stat
from portal.shared.views.base import ShowPage
from portal.shared.views.lists import EXPORTS, table_file
from portal.shared.ways import reverse
from projects.permissions import can_view_money_of
from projects.views.workspace import route_of

SERIES = {source: place for place, source in enumerate(FundingSource.values, start=1)}
UNKNOWN = 0


class BudgetTab(MoneyTab):
    """Pages under the first part of the tab."""


class ProjectBudgetPage(BudgetTab, ShowPage):
    """The tab. Everybody sees the sums; lines and sources of a partner only those who may."""

    rule = staticmethod(permissions.can_view_budgets)
    template_name = "budgets/project_budget.html"
    page_title = _("Budget")

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("format")
        if kind not in EXPORTS:
            return super().get(request, *args, **kwargs)
        name = gettext("%(project)s: budget lines") % {"project": self.parent}
        return table_file(line_table(self.open_ones(project_budget(self.parent)), name), kind, name)

    @cached_property
    def money(self):
        """(ProjectBudget without its lines, Standing): one query, and one where sums are kept."""
        return walk_together([budget_asked(self.parent, 0), standing_asked(self.parent, timezone.localdate())])

    def open_ones(self, budget):
        """The partners whose lines and sources this person may see."""
        user = self.request.user
        return [
            partner for partner in budget.partners if can_view_money_of(user, self.parent, partner.organisation_id)
        ]

    def actions(self):
        if not self.may.edit_money:
            return []
        found, (budget, standing) = [], self.money
        if budget.partners_without:
            new = reverse("budgets:budget-create", args=[self.parent.slug])
            found.append(Action(_("Add a partner's budget"), new, primary=True, icon="plus"))
        if standing.budgets and not standing.is_approved:
            approve = reverse("budgets:budget-approve", args=[self.parent.slug])
            found.append(Action(_("Approve the budgets"), approve, primary=not found))
        if standing.is_approved:
            change = reverse("budgets:amendment-create", args=[self.parent.slug])
            found.append(Action(_("Open an amendment"), change, primary=not found))
        total = reverse("budgets:statedtotal-edit", args=[self.parent.slug])
        return [*found, Action(_("Stated total"), total)]

    def get_context_data(self, **kwargs):
        budget, standing = self.money
        open_ones = self.open_ones(budget)
        open_keys, has_lines = {partner.pk for partner in open_ones}, any(partner.more_lines for partner in open_ones)
        return super().get_context_data(
            budget=budget, stats=stats_of(budget), coverage=coverage_in_words(budget), standing=standing,
            facts=facts_of(standing, self.parent, permissions.sees_all_money(self.request.user, self.parent)),
            categories=category_bars(standing.by_category),
            difference=difference_in_words(budget), bars=bars_of(budget, open_ones),
            partners=[(partner, partner.pk in open_keys) for partner in budget.partners],
            exports=[Action(kind.upper(), query_with(self.request, format=kind)) for kind in EXPORTS] if has_lines else [],
            **kwargs,
        )


def stats_of(budget):
    """Unknown is not zero: what nobody stated is said to be not stated."""
    stated = Stat(
        _("Total budget"), format_money(budget.total) if budget.is_known else str(_("not stated")),
        note=str(_("as stated") if budget.stated_total is not None else _("the partners' budgets together"))
        if budget.is_known else "",
        url="#partners-budgets" if budget.is_known and budget.partners else "",
    )
    known = Stat(
        _("Source known for"),
        format_money(budget.source_known) if budget.source_known is not None else str(_("not stated")),
        note=coverage_in_words(budget),
    )
    sources = [Stat(label, format_money(amount), url="#who-pays") for _source, label, amount in budget.by_source]
    return [stated, known, *sources] if budget.is_known else [stated]


def facts_of(standing, project, sees_all):
    """What was decided, spent, and then claimed and received. A sum leads to its rows for whoever sees all of them."""
    def to(name, *args):
        return route_of(f"budgets:{name}", project.slug, *args)

    version, due = standing.version, standing.deadline
    expenses, claims, payouts = (to("expense-list"), handed_in(to("claim-list")), to("payout-list")) if sees_all else ("", "", "")
    return [
        Fact(
            _("State"), state_in_words(standing), url=to("budgetversion-detail", version.pk) if version else "",
            note=_("version %(number)d, approved on %(day)s") % {
                "number": version.number, "day": format_day(version.approved_on)[0]
            } if version else "",
        ),
        Fact(_("Spent"), euros(standing.spent), url=expenses),
        *(
            Fact(label, format_money(amount), url=url) for label, amount, url in (
                (_("Claimed"), standing.claimed, claims), (pgettext_lazy("an amount", "Accepted"), standing.accepted, claims),
                (_("Received"), standing.received, payouts),
            ) if amount is not None
        ),
        *([Fact(
            _("Next deadline"), format_day(due.day)[0], note=due.what, url=to("reportingperiod-detail", due.period.pk),
        )] if due else []),
    ]


def handed_in(url):
    """The list of claims, without those that are still being prepared: only what was handed in is claimed."""
    return f"{url}?state=handed" if url else ""


def state_in_words(standing):
    if not standing.budgets:
        return ""
    if standing.is_approved:
        return BudgetState.APPROVED.label
    if not standing.approved:
        return BudgetState.DRAFT.label
    return _("%(approved)d of %(budgets)d partners' budgets approved") % {
        "approved": standing.approved, "budgets": standing.budgets
    }


def euros(amount):
    return "" if amount is None else format_money(amount)


def category_bars(by_category):
    """A bar for each cost category; nothing while no line has one."""
    if not any(name for name, _amount in by_category):
        return []
    return [
        BarRow(
            name or str(_("category not stated")),
            (Bar(str(_("Budget lines")) if name else str(_("category not stated")), to_cents(amount), format_money(amount),
                 1 if name else UNKNOWN),),
            format_money(amount),
        )
        for name, amount in by_category
    ]


def coverage_in_words(budget):
    """"source known for 18 000 € of 60 000 € (30,00 %)", or nothing when no total is known (B-20)."""
    if not budget.is_known:
        return ""
    if budget.source_known is None:
        return str(_("source not stated"))
    known = _("source known for %(known)s of %(total)s") % {
        "known": format_money(budget.source_known), "total": format_money(budget.total)
    }
    return f"{known} ({format_percent(budget.coverage)})" if budget.coverage is not None else known


def difference_in_words(budget):
    """The stated total beside the derived one, to the cent; nothing when they agree or one is unknown (B-15)."""
    if not budget.difference:
        return ""
    return _("The stated total is %(stated)s, the partners' budgets make %(derived)s: the difference is %(by)s.") % {
        "stated": format_money(budget.stated_total), "derived": format_money(budget.derived_total),
        "by": format_money(abs(budget.difference)),
    }


def bars_of(budget, partners):
    """A bar for each partner this person may see, and one for the whole project; what has no known source is hatched."""
    rows = [
        bar_of(partner.partner, partner.total, [(s.source, s.label, s.amount) for s in partner.sources])
        for partner in partners if partner.total is not None
    ]
    if budget.is_known and (len(rows) != 1 or len(budget.partners) > 1):
        rows.append(bar_of(str(_("Whole project")), budget.total, budget.by_source))
    return rows


def bar_of(label, total, sources):
    by_source = {}
    for source, name, amount in sources:
        if amount is not None:
            before = by_source.get(source, (name, 0))[1]
            by_source[source] = (name, before + amount)
    parts = [
        Bar(str(name), to_cents(amount), format_money(amount), SERIES[source])
        for source, (name, amount) in by_source.items()
    ]
    unknown = total - (total_of(amount for _name, amount in by_source.values()) or 0)
    if unknown > 0:
        parts.append(Bar(str(_("source not stated")), to_cents(unknown), format_money(unknown), UNKNOWN))
    return BarRow(label, tuple(parts), format_money(total))
