"""What was spent of the money, what is left and what it comes to: a partner his own, and only the sums of others."""
from urllib.parse import urlencode

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import permissions
from budgets.actions.forecasts import set_forecast
from budgets.exports.spending import (
    BASES,
    CATEGORIES,
    EXPORT,
    LINES,
    PARTNERS,
    SOURCES,
    Row,
    basis_of,
    rest_of,
    table_of,
)
from budgets.filters.claims import HANDED_IN as HANDED_OVER
from budgets.filters.expenses import HANDED_IN, NONE
from budgets.forms.spending import LineForecastForm
from budgets.models import BudgetLine, LineForecast
from budgets.summaries.burndown import burndown_of, end_of
from budgets.summaries.spending import gathered, spending_of
from budgets.views.tab import MoneyTab
from portal.shared.money import MINUS, format_money, to_cents
from portal.shared.requests import query_with
from portal.shared.tables import Table
from portal.shared.ui import Action, BurnMonth, Stat
from portal.shared.verbs import StaleSave
from portal.shared.views import UpdatePage
from portal.shared.views.base import ShowPage, find
from portal.shared.views.lists import EXPORTS, table_file
from portal.shared.ways import reverse
from projects.permissions import can_view_money_of

NO_CATEGORY = gettext_lazy("Without a cost category")
NO_LINE = gettext_lazy("On no line")


class SpendingPage(MoneyTab, ShowPage):
    """`?budget=<key>` shows one partner alone, when this person may see his money."""

    rule = staticmethod(permissions.can_view_spending)
    part = "spending"
    template_name = "budgets/project_spending.html"
    page_title = gettext_lazy("Spending")

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("format")
        if kind not in EXPORTS:
            return super().get(request, *args, **kwargs)
        name = _("%(project)s: spending") % {"project": self.parent}
        rows = [row for partner in self.shown.partners for row in self.line_rows(partner, plain=True)]
        return table_file(Table(EXPORT, rows, caption=name), kind, name)

    @cached_property
    def spending(self):
        return spending_of(self.parent)

    @cached_property
    def open_keys(self):
        """Of the partners whose rows this person may see."""
        user, project = self.request.user, self.parent
        return {row.pk for row in self.spending.partners if can_view_money_of(user, project, row.organisation_id)}

    @cached_property
    def chosen(self):
        """The partner this page is narrowed to, or None."""
        wanted = self.request.GET.get("budget", "")
        if not wanted:
            return None
        found = next((row for row in self.spending.partners if str(row.pk) == wanted and row.pk in self.open_keys), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def shown(self):
        """The Spending of those whose rows this person sees, or of the one that was chosen."""
        if self.chosen is not None:
            return gathered(self.parent, [self.chosen], self.spending.today)
        open_ones = [partner for partner in self.spending.partners if partner.pk in self.open_keys]
        return gathered(self.parent, open_ones, self.spending.today)

    @cached_property
    def narrowed(self):
        return {"partner": self.chosen.partnership_id} if self.chosen else {}

    def get_page_title(self):
        return _("Spending: %(partner)s") % {"partner": self.chosen.partner} if self.chosen else self.page_title

    # --- the records behind a figure ---

    def expenses(self, **narrowed):
        return f"{reverse('budgets:expense-list', args=[self.parent.slug])}?{urlencode(narrowed)}"

    def behind(self, figures, **narrowed):
        """{column: address} of what was spent and claimed, where there is anything."""
        found = {}
        if figures.spent:
            found["spent"] = self.expenses(**narrowed)
        if figures.claimed:
            found["claimed"] = self.expenses(claimed=HANDED_IN, **narrowed)
        return found

    def papers_of(self, partner):
        """The claims in which something was accepted, and the payments that came."""
        claims, payouts = (reverse(f"budgets:{name}-list", args=[self.parent.slug]) for name in ("claim", "payout"))
        found = {}
        if partner.accepted is not None:
            found["accepted"] = f"{claims}?{urlencode({'partner': partner.partnership_id, 'state': HANDED_OVER})}"
        if partner.received:
            found["received"] = f"{payouts}?{urlencode({'partner': partner.partnership_id})}"
        return found

    # --- tables ---

    def line_rows(self, partner, plain=False):
        """`plain`: for a file, in which nothing can be changed."""
        keeps = not plain and permissions.keeps_money_of(self.request.user, self.parent, partner.organisation_id)
        rows = []
        for line in partner.lines:
            urls, basis = self.behind(line, line=line.pk), basis_of(line)
            if keeps:
                urls["basis"] = reverse("budgets:lineforecast-edit", args=[self.parent.slug, line.pk])
                basis = _("%(basis)s: change") % {"basis": basis}
            rows.append(Row(f"{line.number}. {line.title}", line, urls, basis, partner.partner))
        rest = rest_of(partner)
        if rest is not None:
            urls = self.behind(rest, partner=partner.partnership_id, line=NONE)
            rows.append(Row(str(NO_LINE), rest, urls, basis_of(rest), partner.partner))
        return rows

    def line_tables(self):
        return [
            table_of(LINES, self.line_rows(partner), _("Lines: %(partner)s") % {"partner": partner.partner}, partner)
            for partner in self.shown.partners if partner.lines or partner.unlined
        ]

    def partner_table(self):
        """Everybody's sums; who may see more finds the way to the rows."""
        rows = []
        for partner in [self.chosen] if self.chosen else self.spending.partners:
            urls = {}
            if partner.pk in self.open_keys:
                here = partner.url if self.chosen else f"?budget={partner.pk}"
                urls = {"name": here} | self.behind(partner, partner=partner.partnership_id) | self.papers_of(partner)
            rows.append(Row(partner.partner, partner, urls))
        return table_of(PARTNERS, rows, _("Partners"), None if self.chosen else self.spending)

    def source_table(self):
        rows = [
            Row(f"{row.label}: {row.programme_name}" if row.programme_name else row.label, row, {})
            for row in self.shown.sources
        ]
        return table_of(SOURCES, rows, _("By source"))

    def category_table(self):
        if all(row.pk is None for row in self.shown.categories):
            return None
        rows = [
            Row(row.name or str(NO_CATEGORY), row, self.behind(row, category=row.pk or NONE, **self.narrowed))
            for row in self.shown.categories
        ]
        return table_of(CATEGORIES, rows, _("By cost category"), self.shown)

    # --- the drawing and the words ---

    def burn_months(self, burndown):
        return [
            BurnMonth(
                month.first, None if month.left is None else to_cents(month.left), to_cents(month.plan),
                "" if month.spent is None else format_money(month.spent),
                "" if month.left is None else format_money(month.left), format_money(month.plan),
                self.expenses(since=month.first, until=end_of(month.first), **self.narrowed) if month.spent else "",
            )
            for month in burndown.months
        ]

    def get_context_data(self, **kwargs):
        shown, burndown = self.shown, None
        if shown.partners:
            burndown = burndown_of(shown, shown.starts_on, shown.ends_on, shown.today)
        return super().get_context_data(
            stats=stats_of(shown, self.behind(shown, **self.narrowed)),
            burndown=burndown, months=self.burn_months(burndown) if burndown else [],
            total_cents=to_cents(burndown.total) if burndown else 0, total_text=format_money(shown.planned),
            pace=pace_in_words(burndown), today=shown.today, exceeded=exceeded_in_words(shown),
            partner_table=self.partner_table(), line_tables=self.line_tables(),
            source_table=self.source_table(), source_note=source_note(shown), category_table=self.category_table(),
            exports=[Action(kind.upper(), query_with(self.request, format=kind)) for kind in EXPORTS]
            if shown.partners else [],
            whole_url=self.tab_url() if self.chosen else "", **kwargs,
        )


def stats_of(shown, urls):
    return [
        Stat(_("Budget"), format_money(shown.planned)),
        Stat(_("Spent"), format_money(shown.spent), url=urls.get("spent", "")),
        Stat(_("Remaining"), format_money(shown.remaining)),
        Stat(_("Forecast for the end"), format_money(shown.forecast), note=str(BASES[shown.basis]) if shown.basis else ""),
    ]


def pace_in_words(burndown):
    """How the spending stands beside an even plan, to the cent; nothing when there is no plan."""
    if burndown is None:
        return ""
    if not burndown.ahead:
        return _("Exactly as much is spent as an even plan had used up by today.")
    text = (
        _("An even plan had used up %(plan)s by today, %(spent)s is spent: %(by)s more.") if burndown.ahead > 0 else
        _("An even plan had used up %(plan)s by today, %(spent)s is spent: %(by)s less.")
    )
    return text % {
        "plan": format_money(burndown.by_now), "spent": format_money(burndown.spent), "by": format_money(abs(burndown.ahead))
    }


def exceeded_in_words(shown):
    """[sentence] about each line that is exceeded, or will be."""
    found = []
    for partner in shown.partners:
        for line in partner.lines:
            if not line.is_exceeded:
                continue
            over = line.remaining if line.remaining < 0 else line.left_over
            text = (
                _("%(partner)s, “%(line)s”: %(by)s more is spent than planned.") if line.remaining < 0 else
                _("%(partner)s, “%(line)s”: by the forecast it will be exceeded by %(by)s.")
            )
            found.append(text % {
                "partner": partner.partner, "line": line.title, "by": format_money(over).lstrip(MINUS)
            })
    return found


def source_note(shown):
    """How much of what is spent has a known source (B-20); nothing when all of it has."""
    if not shown.spent or shown.source_known == shown.spent:
        return ""
    return _("Source known for %(known)s of %(total)s that is spent.") % {
        "known": format_money(shown.source_known), "total": format_money(shown.spent)
    }


def keeps_line(user, forecast):
    budget = forecast.line.budget
    return permissions.keeps_money_of(user, budget.project, budget.partnership.organisation_id)


class ForecastEdit(MoneyTab, UpdatePage):
    """What will still be spent on a line: noted the first time, changed afterwards."""

    model = LineForecast
    parent_link = "line__budget__project"
    about_object = True
    rule = staticmethod(keeps_line)
    part = "spending"
    form_class = LineForecastForm

    @property
    def page_lead(self):
        line = spending_of(self.parent, [self.object.line.budget]).line(self.object.line_id)
        return _(
            "Budget %(planned)s, spent %(spent)s, remaining %(remaining)s. How much will still be spent? Empty means: at the"
            " present pace."
        ) % {name: format_money(getattr(line, name)) for name in ("planned", "spent", "remaining")}

    def get_object(self):
        lines = BudgetLine.objects.visible_to(self.request.user).filter(budget__project=self.parent)
        line = find(lines.select_related("budget__partnership__organisation", "forecast"), pk=self.kwargs["line_pk"])
        line.budget.project = self.parent
        found = getattr(line, "forecast", None) or LineForecast(as_of=timezone.localdate())
        found.line = line
        return found

    def get_page_title(self):
        return _("Forecast: %(line)s") % {"line": self.object.line.title}

    def save(self, form):
        try:
            return self.done(set_forecast(form.instance, by=self.request.user, version=form.cleaned_data.get("version")))
        except StaleSave as stale:
            return self.save_over(stale, form)

    def write(self, instance, version, m2m):
        return set_forecast(instance, by=self.request.user, version=version)
