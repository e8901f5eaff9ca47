"""Who takes part: partners with their roles, areas, and groups with their members, on one page."""
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.views import ListPage
from portal.shared.views.lists import EXPORTS
from portal.shared.ways import reverse
from projects.forms import GroupMembershipForm
from projects.models import CooperationGroup, GroupMembership, Partnership, ProjectArea
from projects.permissions import can_edit_organisation
from projects.summaries.story import groups_of
from projects.views.columns import edit_column, filled
from projects.views.parts import NestedCreate, NestedRemove, NestedUpdate, PartCreate
from projects.views.workspace import WorkspaceMixin, route_of


class PartnershipList(WorkspaceMixin, ListPage):
    tab = "partners"
    model = Partnership
    template_name = "projects/partnership_list.html"
    page_title = _("Partners")
    paginate_by = 200
    empty_text = _("Add the first partner. A role may be left open: none is mandatory.")

    def get_columns(self):
        slug = self.parent.slug
        return [
            Column(
                "organisation", _("Organisation"), value="organisation.name", sort="organisation__sort_key",
                url=lambda row: row.organisation.get_absolute_url(),
            ),
            Column("kind", _("Kind"), value="organisation.get_kind_display"),
            Column("country", _("Country"), value="organisation.get_country_display", sort="organisation__country"),
            Column("role", _("Role"), value="get_role_display", sort="role", empty=_("not stated")),
            Column("area", _("Area"), value=lambda row: row.area and row.area.name),
            Column("activity", _("Only in this activity"), value=lambda row: row.activity and str(row.activity)),
            Column("time", _("Took part"), kind="period", value=took_part, empty=""),
            Column("note", _("Note")),
            *([Column("glance", _("At a glance"), value=lambda row: _("Open"), url=self.glance)] if self.sees_each else []),
            *edit_column(self.may.edit, lambda row: reverse("projects:partnership-edit", args=[slug, row.pk])),
        ]

    @property
    def sees_each(self):
        """Each partner's own page stands open to those who oversee the project; files have no use for the way there."""
        return self.may.see_people and self.request.GET.get("format") not in EXPORTS

    def glance(self, row):
        return route_of("dashboards:partner-detail", self.parent.slug, row.pk)

    def get_queryset(self):
        return super().get_queryset().select_related("organisation", "area", "activity")

    def make_table(self, objects):
        """On the page without the columns in which nothing is stated; in the file with all of them."""
        table = super().make_table(objects)
        if self.request.GET.get("format") not in EXPORTS:
            table.columns = filled(table.columns, objects)
        return table

    def count_text(self, count):
        return ngettext("%(count)d partner", "%(count)d partners", count) % {"count": count}

    def primary_action(self):
        if not self.may.edit:
            return None
        return Action(_("Add a partner"), reverse("projects:partnership-create", args=[self.parent.slug]), icon="plus")

    @cached_property
    def groups(self):
        return groups_of(self.parent)

    def get_context_data(self, **kwargs):
        areas = ProjectArea.objects.filter(project=self.parent)
        return super().get_context_data(areas=areas, groups=self.groups, **kwargs)


def took_part(row):
    return (row.joined, row.left) if row.joined or row.left else None


class PartnershipCreate(PartCreate):
    """A partner is chosen among all organisations; one that is not there yet is added on the way, and one comes back."""

    def actions(self):
        if not can_edit_organisation(self.request.user, None):
            return []
        address = f"{reverse('projects:organisation-create')}?{urlencode({'next': self.request.path})}"
        return [Action(_("Add an organisation"), address, icon="plus")]


class GroupMembershipMixin:
    tab = "partners"
    section = "groups"
    model = GroupMembership
    owner_model = CooperationGroup
    owner_field = "group"


class GroupMembershipCreate(GroupMembershipMixin, NestedCreate):
    form_class = GroupMembershipForm
    page_title = _("New member of the group")


class GroupMembershipUpdate(GroupMembershipMixin, NestedUpdate):
    """Change since when, or until when, an organisation belongs to the group."""

    form_class = GroupMembershipForm


class GroupMembershipRemove(GroupMembershipMixin, NestedRemove):
    question = _("Remove this member from the group?")
