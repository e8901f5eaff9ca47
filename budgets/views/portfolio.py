"""Several projects side by side: what they have, what is spent, claimed and received."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from budgets import permissions
from budgets.filters.portfolio import PortfolioFilters
from budgets.summaries.portfolio import portfolio_of
from portal.shared.money import format_money
from portal.shared.tables import Column, Table
from portal.shared.ui import Crumb
from portal.shared.views import ListPage
from portal.shared.ways import reverse
from projects.models import Project
from projects.permissions import SEES_MONEY, is_staff

SUMS = ("total", "source_known", "approved", "spent", "claimed", "received")
PROGRAMMES = [
    Column("name", _("Programme"), empty=_("Grant of a programme that is not named")),
    Column("projects", _("Projects"), kind="number"),
    Column("granted", _("Grant"), kind="money"),
    Column("received", _("Received"), kind="money"),
]


def leads_to(route, narrowed=""):
    """callable(row) -> address of a page of its project; `narrowed`: what follows, "?state=handed" or "#who-pays"."""
    return lambda row: reverse(f"budgets:{route}", args=[row.project.slug]) + narrowed


class PortfolioPage(ListPage):
    model = Project
    rule = staticmethod(permissions.can_view_portfolio)
    filterset_class = PortfolioFilters
    template_name = "budgets/portfolio.html"
    page_title = _("Money of several projects")
    page_lead = _("Only what is stated counts. Spent, claimed and received are what is written down in the portal.")
    default_sort = "name"
    empty_title = _("Nothing is stated about money yet")
    empty_text = _("As soon as one of your projects has a budget, it stands here.")
    columns = [
        Column("name", _("Project"), value="project.acronym", url=leads_to("project-budget"), sort="name"),
        Column("programme", _("Programme"), value=lambda row: row.project.programme and row.project.programme.name,
               sort="programme", empty=_("not stated")),
        Column("total", _("Total budget"), kind="money", sort="total", url=leads_to("project-budget", "#partners-budgets")),
        Column("source_known", _("Source known for"), kind="money", sort="source_known",
               url=leads_to("project-budget", "#who-pays")),
        Column("coverage", _("Share"), kind="percent", sort="coverage"),
        Column("approved", _("Approved"), kind="money", sort="approved", empty=_("not approved"),
               url=leads_to("project-budget", "#partners-budgets")),
        Column("spent", _("Spent"), kind="money", sort="spent", url=leads_to("expense-list")),
        Column("claimed", _("Claimed"), kind="money", sort="claimed", url=leads_to("claim-list", "?state=handed")),
        Column("received", _("Received"), kind="money", sort="received", url=leads_to("payout-list")),
    ]

    def breadcrumbs(self):
        return [Crumb(_("My money"), reverse("budgets:my-money")), Crumb(self.get_page_title())]

    def get_queryset(self):
        """The projects in which this person sees all money."""
        rows = Project.objects.select_related("programme")
        if is_staff(self.request.user):
            return rows
        mine = [
            row.project_id for row in self.request.user.memberships_now()
            if row.role in SEES_MONEY and row.activity_id is None
        ]
        return rows.filter(pk__in=mine)

    @cached_property
    def portfolio(self):
        return portfolio_of(self.filterset.qs.order_by("sort_key", "pk"))

    def get_rows(self):
        """Sorted here, for most columns are figures; what is not known comes last."""
        key = self.ordering[1].removeprefix("-")
        rows = list(self.portfolio.rows)
        if key == "name":
            known, unknown = rows, []
        else:
            by = (lambda row: str(row.project.programme or "")) if key == "programme" else (lambda row: getattr(row, key))
            known = sorted((row for row in rows if by(row) not in (None, "")), key=by)
            unknown = [row for row in rows if by(row) in (None, "")]
        return [*(reversed(known) if self.ordering[1].startswith("-") else known), *unknown]

    def make_table(self, objects):
        table = super().make_table(objects)
        sums = {name: self.portfolio.sum(name) for name in SUMS}
        table.footer = {"name": _("Total")} | {
            name: format_money(amount) for name, amount in sums.items() if amount is not None
        }
        return table

    def count_text(self, count):
        return ngettext("%(count)d project", "%(count)d projects", count) % {"count": count}

    def get_context_data(self, **kwargs):
        unknown = self.portfolio.unknown
        left_out = ngettext(
            "%(count)d project is not counted: nothing is stated about its money.",
            "%(count)d projects are not counted: nothing is stated about their money.", len(unknown),
        ) % {"count": len(unknown)} if unknown else ""
        programmes = self.portfolio.programmes
        return super().get_context_data(
            left_out=left_out, unknown=[(str(row), reverse("budgets:project-budget", args=[row.slug])) for row in unknown],
            programmes=Table(PROGRAMMES, programmes, caption=_("Grants by programme")) if programmes else None, **kwargs,
        )
