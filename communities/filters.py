"""The filter bars of communities. `ProjectFilterSet` is the base of every list of records behind a figure."""
from functools import cached_property

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from communities.choices import CommunityKind, PlanStatus
from communities.measures import RESCUE
from communities.models import ActionPlan, Assessment, Community, County, Enrolment, Region
from portal.shared.filters import PortalFilterSet
from projects.models import Activity, Project, ProjectArea
from projects.summaries.promises import subtree

ALL = _("All")
YES = "true"
PLACES = ("county", "planning")


def choice(label, choices=(), **kwargs):
    """A choice among texts; lists read from the database are put in by the filter set, once per request."""
    return django_filters.ChoiceFilter(label=label, choices=choices, empty_label=ALL, **kwargs)


class ProjectFilterSet(PortalFilterSet):
    """`?project=<address>&activity=<number>`: an activity means itself and all below it, as on the promise board.

    `project_path`, `activity_path`: where the rows keep them. Activities are offered once a project is chosen; within
    a workspace (`parent`) the project is settled and not asked for.
    """

    project_path = "project"
    activity_path = "activity"

    project = choice(_("Project"), method="by_project")
    activity = choice(_("Activity"), method="by_activity")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.parent is not None:
            del self.filters["project"]
        else:
            self.filters["project"].extra["choices"] = [(row.slug, row.acronym) for row in self.projects]
        if self.chosen_project is None:
            del self.filters["activity"]
        else:
            self.filters["activity"].extra["choices"] = [(str(row.pk), str(row)) for row in self.activities]

    @cached_property
    def projects(self):
        return list(Project.objects.visible_to(self.user))

    @cached_property
    def chosen_project(self):
        if self.parent is not None:
            return self.parent
        wanted = self.data.get("project") if self.data else None
        return next((row for row in self.projects if row.slug == wanted), None)

    @cached_property
    def activities(self):
        return list(Activity.objects.filter(project=self.chosen_project).order_by("order", "pk"))

    def branch(self, value):
        """The keys of the activity and of everything below it."""
        return subtree((row.pk, row.parent_id) for row in self.activities)[int(value)]

    def by_project(self, rows, _name, _value):
        return rows.filter(**{self.project_path: self.chosen_project})

    def by_activity(self, rows, _name, value):
        return rows.filter(**{f"{self.activity_path}__in": self.branch(value)})


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


class AssessmentFilters(ProjectFilterSet):
    project_path = "enrolment__project"
    activity_path = "enrolment__activity"

    class Meta:
        model = Assessment
        fields = []


class ActionPlanFilters(ProjectFilterSet):
    activity_path = "enrolment__activity"

    status = choice(_("State"), PlanStatus.choices, field_name="status")
    approved = choice(_("Approval"), [(YES, _("Approved by the village"))], method="by_approval")

    class Meta:
        model = ActionPlan
        fields = []

    def by_approval(self, rows, _name, _value):
        """A plan that runs or was completed stays approved."""
        return rows.approved()
