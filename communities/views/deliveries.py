"""The months of services, row by row: within a project, and behind the figures of promises."""
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.filters import ServiceDeliveryFilters
from communities.models import ServiceDelivery
from communities.permissions import can_edit_plan
from communities.summaries.deliveries import MEASURED, figures_of_rows, last_full_month, plans_at_work
from communities.views.communities import list_crumb
from communities.views.records import whose
from communities.views.services import month_text
from communities.views.tab import CommunitiesTab
from portal.shared.rules import signed_in
from portal.shared.tables import Column, Table, format_number
from portal.shared.ui import Crumb
from portal.shared.views import ListPage
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace


class MonthsOfServices:
    """One row is one service in one month."""

    model = ServiceDelivery
    filterset_class = ServiceDeliveryFilters
    page_title = _("Months of services")
    page_lead = _("Each row is one service in one month.")
    default_sort = "-month"
    empty_title = _("No months reported yet")
    columns = [
        Column("month", _("Month"), value=lambda row: month_text(row.month), export=lambda row: row.month, sort="month"),
        Column("service", _("Service"), value="service.name", sort="service__name",
               url=lambda row: reverse("communities:servicedelivery-summary",
                                       args=[row.service.plan.project.slug, row.service.plan_id])),
        Column("plan", _("Plan"), value="service.plan", sort="service__plan__title"),
        Column("project", _("Project"), value="service.plan.project.acronym", sort="service__plan__project__sort_key"),
        *(Column(name, capfirst(ServiceDelivery._meta.get_field(name).verbose_name), kind="number", sort=name)
          for name in MEASURED),
        Column("note", _("Note")),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("service__plan__project")

    def count_text(self, count):
        """The sums first: they are what the figures say."""
        sums = figures_of_rows(self.filterset.qs)
        rows = ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}
        words = (
            (_("users %(n)s"), sums.users), (_("sessions %(n)s"), sums.sessions), (_("paid hours %(n)s"), sums.paid_hours),
            (_("unpaid hours %(n)s"), sums.unpaid_hours),
        )
        told = [text % {"n": format_number(value)} for text, value in words if value is not None]
        return f"{', '.join(told)} ({rows})" if told else rows


class ServiceDeliveryList(CommunitiesTab, MonthsOfServices, ListPage):
    """Of one project, below its Communities tab."""

    part = "services"
    page_title = _("Services")
    page_lead = _("Which services are at work, and what came of them month by month.")
    rule = staticmethod(can_view_workspace)
    parent_link = "service__plan__project"
    template_name = "communities/services/list.html"

    def get_columns(self):
        return [column for column in self.columns if column.key != "project"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(at_work=self.at_work(), **kwargs)

    def at_work(self):
        """The plans whose services may be told about; each leads to what came of it, or to the month that is due."""
        user, slug, due = self.request.user, self.parent.slug, last_full_month()
        plans = plans_at_work(self.parent, user)

        def url(name, plan):
            return reverse(f"communities:{name}", args=[slug, plan.pk])

        def waits(plan):
            return plan.running and (plan.told is None or plan.told < due) and can_edit_plan(user, plan)

        columns = [
            Column("whose", _("Whose plan"), value=whose, url=lambda plan: url("servicedelivery-summary", plan)),
            Column("running", _("Services at work"), value=lambda plan: f"{plan.running} / {plan.services}"),
            Column("told", _("Last month reported"), value=lambda plan: month_text(plan.told), empty=_("not yet")),
            Column("due", _("Next step"), value=lambda plan: _("Enter a month") if waits(plan) else "",
                   url=lambda plan: url("servicedelivery-month", plan)),
        ]
        return Table(columns, plans, caption=_("Plans whose services are at work")) if plans else None


class ServiceDeliveryRecords(MonthsOfServices, ListPage):
    """The months behind the figures of promises, of every project in which this person works (X-37)."""

    rule = signed_in

    def breadcrumbs(self):
        return [list_crumb(), Crumb(self.page_title)]
