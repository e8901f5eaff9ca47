"""The list of communities."""
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.choices import CommunityKind, EnrolmentStatus
from communities.filters.base import YES, ProjectFilterSet, areas_of, choice, partners_of
from communities.measures import RESCUE, counties, is_serving, planning_regions, regions
from communities.models import ActionPlan, Assessment, Call, Community, County, Enrolment
from portal.shared.reading import parts_of, read
from projects.models import ProjectArea
from projects.permissions import can_view_workspace

PLACES = ("county", "planning")

ASSESSED, UNASSESSED, PLANNED, UNPLANNED, UNREADY = "assessed", "not-assessed", "planned", "not-planned", "not-ready"
REACHED = [
    (ASSESSED, _("Assessed")), (UNASSESSED, _("Not assessed yet")), (PLANNED, _("Plan approved")),
    (UNPLANNED, _("No approved plan yet")), (UNREADY, _("Not ready yet")),
]


class CommunityFilters(ProjectFilterSet):
    """Where a community takes part is asked of one enrolment at a time: chosen ones only, as promises count them."""

    search_in = ["search_key"]
    asked_together = ("project", "activity", "partner", "area", "ready", "serving", "reached")
    place_filters = ("county", "region", "planning", "area")

    partner = choice(_("Partner"), method="later")
    area = choice(_("Area"), method="later")
    county = choice(_("County"), method="by_county")
    region = choice(_("Rescue region"), method="by_region")
    planning = choice(_("Planning region"), method="by_planning")
    kind = choice(_("Kind"), CommunityKind.choices, field_name="kind")
    ready = choice(_("Readiness"), [(YES, pgettext_lazy("community", "Ready to start"))], method="later")
    serving = choice(_("Services"), [(YES, _("A service at work"))], method="later")
    reached = choice(_("How far"), REACHED, method="later")

    class Meta:
        model = Community
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["county"].extra["choices"] = counties(None)
        self.filters["region"].extra["choices"] = regions(None)
        self.filters["planning"].extra["choices"] = planning_regions()
        if self.chosen_project is None or not can_view_workspace(self.user, self.chosen_project):
            del self.filters["reached"]
        if self.chosen_project is None or not self.data.get("partner"):
            del self.filters["partner"]
        else:
            self.filters["partner"].extra["choices"] = partners_of(self.chosen_project)
        if self.chosen_project is None:
            del self.filters["area"]
        else:
            self.filters["area"].extra["choices"] = areas_of(self.chosen_project)

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
        if chosen.get("partner"):
            enrolments = enrolments.filter(author=chosen["partner"])
        if chosen.get("area"):
            enrolments = enrolments.filter(area=chosen["area"])
        if chosen.get("ready"):
            enrolments = enrolments.filter(ready_on__isnull=False)
        if chosen.get("serving"):
            enrolments = enrolments.filter(is_serving())
        if chosen.get("reached"):
            enrolments = self.by_reached(enrolments, chosen["reached"])
        return rows.filter(Exists(enrolments))

    def by_reached(self, enrolments, value):
        if value == UNREADY:
            return enrolments.filter(ready_on__isnull=True)
        if value in {ASSESSED, UNASSESSED}:
            there = Exists(Assessment.objects.done().filter(enrolment=OuterRef("pk")))
        else:
            there = Exists(ActionPlan.objects.approved().filter(enrolment=OuterRef("pk")))
        return enrolments.filter(there if value in {ASSESSED, PLANNED} else ~there)

    @property
    def is_narrowed(self):
        """Is anything asked but the place?"""
        return any(value for name, value in self.chosen.items() if name not in PLACES)

    @property
    def chosen(self):
        """What is asked, as far as it is understood."""
        self.form.is_valid()
        return self.form.cleaned_data

    @property
    def is_near(self):
        """Is the list about one part of a country, so that its places can be drawn large?"""
        return self.is_bound and any(self.form.cleaned_data.get(name) for name in self.place_filters)

    def by_county(self, rows, _name, value):
        return rows.filter(municipality__county__code=value)

    def by_region(self, rows, _name, value):
        counties = County.objects.filter(regions__scheme__code=RESCUE, regions__code=value)
        return rows.filter(municipality__county__in=counties)

    def by_planning(self, rows, _name, value):
        return rows.filter(municipality__region__code=value)


class EnrolmentFilters(ProjectFilterSet):
    """Of one project."""

    search_in = ["community__search_key"]

    status = choice(_("State"), EnrolmentStatus.choices, field_name="status")
    area = choice(_("Area"), field_name="area")
    call = choice(_("Call"), field_name="call")
    county = choice(_("County"), field_name="community__municipality__county__code")

    class Meta:
        model = Enrolment
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["county"].extra["choices"] = counties(None)
        offered = read([parts_of(ProjectArea, self.parent.pk), parts_of(Call, self.parent.pk)])
        for name, rows in zip(("area", "call"), offered, strict=True):
            if rows:
                self.filters[name].extra["choices"] = [(str(row.pk), str(row)) for row in rows]
            else:
                del self.filters[name]
