"""What communities have, and what they need to learn."""
from django.utils.translation import gettext_lazy as _

from communities.choices import AssetAvailability, AssetCategory, AssetVisibility
from communities.filters.base import YES, choice
from communities.models import Asset, Enrolment, TrainingNeed
from communities.panels import needs_are_answered_somewhere
from communities.permissions import can_map_assets
from portal.shared.filters import PortalFilterSet
from portal.shared.once import once
from portal.shared.reading import parts_of, read
from portal.shared.seen import reader, seen_by
from projects.models import ProjectArea


class ArchiveFilterSet(PortalFilterSet):
    """Without a choice only what is in use; `archive` shows what was put away instead."""

    archive = choice(_("Archive"), [(YES, _("In the archive"))], method="by_archive")

    def filter_queryset(self, queryset):
        if not self.form.cleaned_data.get("archive"):
            queryset = queryset.live()
        return super().filter_queryset(queryset)

    def by_archive(self, rows, _name, _value):
        return rows.archived()


class AssetFilters(ArchiveFilterSet):
    """Of one community. Only those who put resources away see what was put away, and how far others may see."""

    search_in = ["search_key"]

    category = choice(_("Category"), AssetCategory.choices, field_name="category")
    availability = choice(_("Availability"), AssetAvailability.choices, field_name="availability")
    visibility = choice(_("Who may see it"), AssetVisibility.choices, field_name="visibility")

    class Meta:
        model = Asset
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not can_map_assets(self.user, self.parent):
            del self.filters["archive"], self.filters["visibility"]


def areas_and_communities(filters, project, user):
    """Fill the choices among the project's areas and the communities this person may see."""
    areas, rows = read([parts_of(ProjectArea, project.pk), seen_by(enrolments_offered, user, project.pk)])
    filters["area"].extra["choices"] = [(str(row.pk), row.name) for row in areas]
    filters["community"].extra["choices"] = list(dict.fromkeys((str(row.community_id), str(row)) for row in rows))


@once
def enrolments_offered(person, project):
    rows = Enrolment.objects.visible_to(reader(person)).filter(project=project).select_related("community")
    return rows.order_by("community__sort_key", "community")


class ProjectAssetFilters(PortalFilterSet):
    """Of all communities of one project."""

    search_in = ["search_key"]

    community = choice(_("Community"), field_name="community")
    area = choice(_("Area"), method="by_area")
    category = choice(_("Category"), AssetCategory.choices, field_name="category")
    availability = choice(_("Availability"), AssetAvailability.choices, field_name="availability")

    class Meta:
        model = Asset
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        areas_and_communities(self.filters, self.parent, self.user)

    def by_area(self, rows, _name, value):
        here = Enrolment.objects.visible_to(self.user).filter(project=self.parent, area=value)
        return rows.filter(community__in=here.values("community"))


class TrainingNeedFilters(ArchiveFilterSet):
    search_in = ["search_key", "enrolment__community__search_key"]

    community = choice(_("Community"), field_name="enrolment__community")
    area = choice(_("Area"), field_name="enrolment__area")
    priority = choice(_("Priority"), [(str(number), str(number)) for number in range(1, 6)], field_name="priority")
    answered = choice(_("Answered by a training"), [(YES, _("yes")), ("false", _("not yet"))], method="by_answer")

    class Meta:
        model = TrainingNeed
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        areas_and_communities(self.filters, self.parent, self.user)
        if not needs_are_answered_somewhere():
            del self.filters["answered"]

    def by_answer(self, rows, _name, value):
        """`with_answers` stands on the rows already."""
        return rows.filter(is_answered=value == YES)
