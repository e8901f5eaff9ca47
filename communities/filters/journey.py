"""The filters of the journey: only what tells the project's communities apart is asked for."""
from django.utils.translation import gettext_lazy as _

from communities.choices import StepOwner
from communities.filters.base import choice, partners_of
from communities.measures import RESCUE
from communities.models import Enrolment, Region
from communities.summaries.journey import stages
from portal.shared.filters import PortalFilterSet
from projects.models import Activity
from projects.summaries.promises import subtree


class JourneyFilters(PortalFilterSet):
    """Places and words are asked of the database, stage and owner of the journeys once they are known."""

    search_in = ["community__search_key"]

    partner = choice(_("Partner"), field_name="author")
    activity = choice(_("Activity"), method="by_activity")
    area = choice(_("Area"), field_name="area")
    county = choice(_("County"), field_name="community__municipality__county__code")
    region = choice(_("Rescue region"), method="by_region")
    stage = choice(_("Stage reached"), method="later")
    owner = choice(_("Who takes the next step"), StepOwner.choices, method="later")

    class Meta:
        model = Enrolment
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = list(self.queryset)
        municipalities = [row.community.municipality for row in rows if row.community.municipality_id]
        counties = {place.county for place in municipalities if place.county_id}
        if self.data.get("partner"):
            self.filters["partner"].extra["choices"] = partners_of(self.parent)
        else:
            del self.filters["partner"]
        self.activities = list(Activity.objects.filter(project=self.parent)) if self.data.get("activity") else []
        if self.activities:
            self.filters["activity"].extra["choices"] = [(str(row.pk), str(row)) for row in self.activities]
        else:
            del self.filters["activity"]
        self.offer("area", {row.area for row in rows if row.area_id}, key="pk", order="order")
        self.offer("county", counties, key="code", order="sort_key")
        self.offer("region", self.regions_of(counties), key="code", order="code")
        self.filters["stage"].extra["choices"] = [(stage.key, stage.label) for stage in stages()]

    def offer(self, name, rows, *, key, order):
        """Only what tells these rows apart is asked for."""
        if len(rows) < 2 and not self.data.get(name):
            del self.filters[name]
            return
        ordered = sorted(rows, key=lambda row: getattr(row, order))
        self.filters[name].extra["choices"] = [(str(getattr(row, key)), str(row)) for row in ordered]

    def regions_of(self, counties):
        return set(Region.objects.filter(scheme__code=RESCUE, counties__in=[row.pk for row in counties]))

    def by_activity(self, rows, _name, value):
        return rows.filter(activity__in=subtree((row.pk, row.parent_id) for row in self.activities)[int(value)])

    def by_region(self, rows, _name, value):
        regions = Region.objects.filter(scheme__code=RESCUE, code=value)
        return rows.filter(community__municipality__county__in=regions.values("counties"))

    def later(self, rows, _name, _value):
        return rows
