"""All plans of a project side by side: one row each, what they come to, and everything as a workbook."""
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from communities.exports import comparison_book
from communities.filters import ProjectPlanFilters
from communities.models import ActionPlan
from communities.summaries import PLAN_TONES, state_of
from communities.summaries.comparison import comparison_of, sums_of
from communities.summaries.path import adopted, path_relations
from portal.shared.money import format_money
from portal.shared.tables import Column, format_number, sort_order
from portal.shared.views import ListPage
from portal.shared.views.lists import download
from projects.permissions import can_view_workspace
from projects.views.workspace import WorkspaceMixin

NAMED = 3
YEARS = (_l("Result, first year"), _l("Result, second year"), _l("Result, third year"))


class PlanComparison(WorkspaceMixin, ListPage):
    """Whoever enters the workspace compares the plans he sees there; hidden communities' plans stay out of the sums too."""

    tab = "plans"
    model = ActionPlan
    rule = staticmethod(can_view_workspace)
    template_name = "communities/plan_comparison.html"
    filterset_class = ProjectPlanFilters
    paginate_by = 100
    page_title = _l("Plans compared")
    page_lead = _l("What is not known is left out of the sums; below each sum it says for how many plans it is known.")
    empty_title = _l("No action plans yet")

    def get_queryset(self):
        return path_relations(super().get_queryset()).order_by(
            "enrolment__area__order", "enrolment__community__sort_key", "group", "pk"
        )

    def get_columns(self):
        return [
            Column("whose", _l("Community or group"), url=lambda one: one.plan.get_absolute_url(), sort="whose"),
            Column("area", _l("Area"), sort="area", empty=_("not stated")),
            Column("status", _l("State"), kind="badge", value=lambda one: state_of(one.plan),
                   tone=lambda one: PLAN_TONES[one.plan.status], sort="status"),
            Column("percent", _l("Filled in"), kind="percent", value=lambda one: Decimal(one.percent), sort="percent"),
            Column("count", _l("Services"), kind="number", value=lambda one: len(one.services), sort="count"),
            Column("investment", _l("Investment needs"), kind="money", sort="investment"),
            Column("covers", _l("Priced"), value=covers),
            *(
                Column(f"year_{place + 1}", label, kind="money", value=lambda one, at=place: one.results[at],
                       sort=f"year_{place + 1}")
                for place, label in enumerate(YEARS)
            ),
            Column("break_even", _l("Break-even, users a year"), kind="number", sort="break_even"),
            Column("red_risks", _l("High risks"), kind="number", sort="red_risks"),
            Column("tasks", _l("Tasks"), kind="number", sort="tasks"),
            Column("tasks_done", _l("Tasks done"), kind="number", sort="tasks_done"),
            Column("indicators", _l("Indicators"), kind="number", sort="indicators"),
            Column("paid_hours", _l("Paid hours a month"), kind="number", sort="paid_hours"),
            Column("unpaid_hours", _l("Unpaid hours a month"), kind="number", sort="unpaid_hours"),
            Column("names", _l("Which services"), value=in_short, export=lambda one: "\n".join(one.services)),
        ]  # fmt: skip

    @cached_property
    def ordering(self):
        """Figures are sorted here, not in the database: only the parameter counts."""
        return [], sort_order(self.get_columns(), self.request.GET.get("sort", ""))[1]

    @cached_property
    def figures(self):
        """[PlanFigures] of all plans that pass the filter, sorted; what is unknown comes last."""
        figures = comparison_of(adopted(self.filterset.qs))
        wanted = self.ordering[1]
        for column in self.get_columns():
            if wanted and wanted.removeprefix("-") == column.key:
                read = column.getter()
                known = [one for one in figures if read(one) is not None]
                unknown = [one for one in figures if read(one) is None]
                places = {id(one): place for place, one in enumerate(figures)}
                known.sort(key=lambda one: sortable(column, one, read, places), reverse=wanted.startswith("-"))
                return known + unknown
        return figures

    def get_rows(self):
        return self.figures

    def make_table(self, objects):
        table = super().make_table(objects)
        if objects:
            table.footer = footer_of(sums_of(self.figures))
        return table

    def export(self, kind):
        """As a workbook with every row of the plans' tables; a CSV file holds the comparison alone."""
        if kind != "xlsx":
            return super().export(kind)
        table, title = self.make_table(self.figures), str(self.page_title)
        return download(comparison_book(title, table.export_headers(), list(table.export_rows()), self.figures), kind, title)

    def count_text(self, count):
        return ngettext("%(count)d plan", "%(count)d plans", count) % {"count": count}


def sortable(column, one, read, places):
    """Words stand in the order in which the plans came: by area and community; a state by its place on the path."""
    if column.key in {"whose", "area"}:
        return places[id(one)] if column.key == "area" else bytes(getattr(one.whose, "sort_key", b"") or str(one.whose).encode())
    if column.key == "status":
        return list(PLAN_TONES).index(one.plan.status)
    return read(one)


def in_short(one):
    names = ", ".join(one.services[:NAMED])
    more = len(one.services) - NAMED
    return f"{names} +{more}" if more > 0 else names


def covers(one):
    """How many rows of the investment needs have a price."""
    return _("%(known)d of %(rows)d rows") % {"known": one.priced, "rows": one.investments} if one.investments else ""


def footer_of(sums):
    """Texts of the last row: {column: text}. Below each sum, for how many plans it is known."""
    found = {"whose": _("In all"), "count": format_number(sums.services)}
    found |= {"investment": known_money(sums.investment), "covers": covers(sums)}
    found |= {f"year_{place + 1}": known_money(one) for place, one in enumerate(sums.results)}
    found |= {name: format_number(getattr(sums, name)) for name in ("red_risks", "tasks", "indicators")}
    return found | {name: known_number(getattr(sums, name)) for name in ("paid_hours", "unpaid_hours")}


def known_money(one):
    return told(one, format_money(one.total))


def known_number(one):
    return told(one, "" if one.total is None else format_number(one.total))


def told(one, text):
    if one.total is None:
        return _("not stated")
    if one.known == one.of:
        return text
    return f"{text}\n" + _("known for %(known)d of %(of)d") % {"known": one.known, "of": one.of}
