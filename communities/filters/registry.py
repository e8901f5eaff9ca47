"""The list of communities."""
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from communities.choices import CommunityKind
from communities.filters.base import YES, ProjectFilterSet, choice
from communities.measures import RESCUE
from communities.models import Community, County, Enrolment, Region
from projects.models import ProjectArea

PLACES = ("county", "planning")


class CommunityFilters(ProjectFilterSet):
    """Where a community takes part is asked of one enrolment at a time: chosen ones only, as promises count them."""

    search_in = ["search_key"]
    asked_together = ("project", "activity", "area", "ready")

    area = choice(_("Area"), method="later")
    county = choice(_("County"), method="by_county")
    region = choice(_("Rescue region"), method="by_region")
    planning = choice(_("Planning region"), method="by_planning")
    kind = choice(_("Kind"), CommunityKind.choices, field_name="kind")
    ready = choice(_("Readiness"), [(YES, _("Ready to start"))], method="later")

    class Meta:
        model = Community
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["county"].extra["choices"] = [(row.code, row.name) for row in County.objects.all()]
        regions = list(Region.objects.select_related("scheme"))
        for name, wanted in (("region", True), ("planning", False)):
            rows = [(row.code, row.name) for row in regions if (row.scheme.code == RESCUE) is wanted]
            self.filters[name].extra["choices"] = rows
        if self.chosen_project is None:
            del self.filters["area"]
        else:
            areas = ProjectArea.objects.filter(project=self.chosen_project).order_by("order", "pk")
            self.filters["area"].extra["choices"] = [(str(row.pk), row.name) for row in areas]

    def later(self, rows, _name, _value):
        return rows

    by_project = by_activity = later

    def filter_queryset(self, queryset):
        """Everything but the place first: the map counts what is left everywhere (`self.everywhere`)."""
        chosen = self.form.cleaned_data
        for name, value in chosen.items():
            if name not in PLACES:
                queryset = self.filters[name].filter(queryset, value)
        queryset = self.taking_part(queryset, chosen)
        self.everywhere = queryset
        for name in PLACES:
            queryset = self.filters[name].filter(queryset, chosen.get(name))
        return queryset

    def taking_part(self, rows, chosen):
        """An archived community stays behind the figure that counts it, and leaves the open list."""
        if not any(chosen.get(name) for name in self.asked_together):
            return rows.live()
        enrolments = Enrolment.objects.visible_to(self.user).counted().filter(community=OuterRef("pk"))
        if self.chosen_project is not None:
            enrolments = enrolments.filter(project=self.chosen_project)
        if chosen.get("activity"):
            enrolments = enrolments.filter(activity__in=self.branch(chosen["activity"]))
        if chosen.get("area"):
            enrolments = enrolments.filter(area=chosen["area"])
        if chosen.get("ready"):
            enrolments = enrolments.filter(ready_on__isnull=False)
        return rows.filter(Exists(enrolments))

    def by_county(self, rows, _name, value):
        return rows.filter(municipality__county__code=value)

    def by_region(self, rows, _name, value):
        counties = County.objects.filter(regions__scheme__code=RESCUE, regions__code=value)
        return rows.filter(municipality__county__in=counties)

    def by_planning(self, rows, _name, value):
        return rows.filter(municipality__region__code=value)
