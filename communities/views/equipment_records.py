"""What was bought, of every project in which a person works: the records behind the figures of promises (X-37)."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from communities.filters import EquipmentRecordFilters
from communities.models import Equipment
from communities.views.communities import list_crumb
from portal.shared.rules import signed_in
from portal.shared.tables import Column
from portal.shared.ui import Crumb
from portal.shared.views import ListPage


class EquipmentRecords(ListPage):
    model = Equipment
    rule = signed_in
    filterset_class = EquipmentRecordFilters
    page_title = _("Equipment bought")
    page_lead = _("Each row is one thing on the list, however many pieces of it there are.")
    default_sort = "name"
    empty_title = _("No equipment yet")
    columns = [
        Column("name", pgettext_lazy("one thing", "Equipment"), url=Equipment.get_absolute_url, sort="search_key"),
        Column("quantity", _("Quantity"), kind="number", sort="quantity"),
        Column("community", _("Community"), value="enrolment", sort="enrolment__community__sort_key"),
        Column("project", _("Project"), value="project.acronym", sort="project__sort_key"),
        Column("owner", _("Owner"), sort="owner__sort_key", empty=_("not stated")),
        Column("cost", pgettext_lazy("of a thing", "Cost"), kind="money", sort="cost"),
        Column("bought_on", _("Bought on"), kind="date", sort="bought_on"),
    ]

    def get_queryset(self):
        bought = super().get_queryset().live().filter(bought_on__isnull=False)
        return bought.select_related("enrolment__community", "project", "owner")

    def count_text(self, count):
        return ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}

    def breadcrumbs(self):
        return [list_crumb(), Crumb(self.page_title)]
