"""Which reports one looks at."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.filters import choice
from portal.reports.choices import ReportState
from portal.reports.forms import funders_of
from portal.reports.models import Report
from portal.shared.filters import PortalFilterSet


class ReportFilters(PortalFilterSet):
    programme = choice(_("Reported to"), field_name="programme")
    state = choice(pgettext_lazy("of a report", "State"), ReportState.choices, field_name="state")

    class Meta:
        model = Report
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["programme"].extra["choices"] = [(str(row.pk), str(row)) for row in funders_of(self.user, self.parent)]
