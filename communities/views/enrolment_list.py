"""Everything a project's communities take part in, one row each: to filter, to sort, to take away."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.filters.registry import EnrolmentFilters
from communities.models import Enrolment
from communities.summaries import ENROLMENT_TONES
from communities.summaries.enrolments import is_hidden
from communities.views.registry import municipality_of
from communities.views.tab import CommunitiesTab
from portal.shared.tables import Column
from portal.shared.views import ListPage
from projects.permissions import can_view_workspace


class EnrolmentListPage(CommunitiesTab, ListPage):
    model = Enrolment
    rule = staticmethod(can_view_workspace)
    filterset_class = EnrolmentFilters
    page_title = _("Enrolments")
    page_lead = _("A community that takes part in several activities has a row in each.")
    default_sort = "community"
    empty_title = _("No communities yet")
    columns = [
        Column("community", _("Community"), url=Enrolment.get_absolute_url, sort="community__sort_key"),
        Column("municipality", _("Municipality"), value=lambda row: municipality_of(row.community),
               sort="community__municipality__sort_key", empty=_("not stated")),
        Column("activity", _("Activity"), sort="activity__order", empty=_("the whole project")),
        Column("area", _("Area"), sort="area__order"),
        Column("author", _("Partner who works with it"), sort="author__sort_key", empty=_("not stated")),
        Column("call", _("Call"), sort="call__title_et"),
        Column("status", _("State"), kind="badge", value="get_status_display",
               tone=lambda row: ENROLMENT_TONES[row.status], sort="status"),
        Column("starts", _("Start"), kind="date", value="starts_on", sort="starts_on"),
        Column("ends", _("End"), kind="date", value="ends_on", sort="ends_on"),
        Column("ready", _("Ready to start on"), kind="date", value="ready_on", sort="ready_on", empty=_("not yet")),
        Column("sensitive", _("Visibility"), kind="badge", tone=lambda row: "attention",
               value=lambda row: _("Hidden") if is_hidden(row) else ""),
    ]

    def get_columns(self):
        """Areas and calls only where the project has some, as its filters have."""
        without = {name for name in ("area", "call") if name not in self.filterset.filters}
        return [column for column in self.columns if column.key not in without]

    def get_queryset(self):
        return super().get_queryset().select_related(
            "community__municipality", "project", "activity", "area", "author", "call"
        )

    def count_text(self, count):
        rows = self.filterset.qs.order_by().values("community").distinct().count()
        enrolments = ngettext("%(count)d enrolment", "%(count)d enrolments", count) % {"count": count}
        communities = ngettext("%(count)d community", "%(count)d communities", rows) % {"count": rows}
        return f"{communities}, {enrolments}"
