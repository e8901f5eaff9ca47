"""The filter bar of the news."""
from functools import cached_property

import django_filters
from django.utils.translation import gettext_lazy as _

from communities.filters import ProjectFilterSet, choice
from portal.shared.dates import FIRST_YEAR, LAST_YEAR
from portal.shared.once import rows_of
from projects.summaries.front import every_audience
from trainings.filters.resources import DRAFT, STATES
from trainings.models import News
from trainings.summaries.audiences import of_audience


class NewsFilters(ProjectFilterSet):
    """An audience means news of events for it."""

    search_in = ["search_key"]

    audience = choice(_("Audience"), method="by_audience")
    year = django_filters.NumberFilter(
        field_name="published_on", lookup_expr="year", label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    state = choice(_("State"), STATES, method="by_state")

    class Meta:
        model = News
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["audience"].extra["choices"] = [(str(row.pk), str(row)) for row in self.audiences]
        if not getattr(self.user, "is_authenticated", False):
            # The public reads nothing but what is published.
            del self.filters["state"]

    @cached_property
    def audiences(self):
        return rows_of(every_audience())

    def by_audience(self, rows, _name, value):
        return of_audience(rows, value)

    def by_state(self, rows, _name, value):
        return rows.filter(published_on__isnull=value == DRAFT)
