"""Who takes part: partners, areas, groups and their members."""
from django.utils.translation import gettext_lazy as _

from projects.forms.base import PartForm, trio
from projects.models import CooperationGroup, GroupMembership, Partnership, ProjectArea


class PartnershipForm(PartForm):
    together = ("organisation", "area", "activity")
    layout_groups = [
        (_("Who"), ["organisation", "role"]),
        (_("For what"), ["area", "activity"]),
        (_("Since when"), ["joined", "left"]),
        (_("Note"), [*trio("note"), "order"]),
    ]

    class Meta:
        model = Partnership
        fields = ["organisation", "role", "area", "activity", "joined", "left", *trio("note"), "order"]


class ProjectAreaForm(PartForm):
    class Meta:
        model = ProjectArea
        fields = [*trio("name"), "order"]


class CooperationGroupForm(PartForm):
    class Meta:
        model = CooperationGroup
        fields = [*trio("name"), "stated_size", "formed_by", *trio("area_note"), "order"]
        help_texts = {"stated_size": _("As the source states it; the members need not all be listed.")}


class GroupMembershipForm(PartForm):
    class Meta:
        model = GroupMembership
        fields = ["organisation", "joined", "left"]
