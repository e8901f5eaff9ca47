"""Organisations: shared by all projects, known by many names, renamed and merged in the course of time."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.rules import public
from portal.shared.structured import Structured
from portal.shared.sums import count_of
from portal.shared.tables import Column
from portal.shared.ui import Action, Crumb
from portal.shared.views import CreatePage, DetailPage, ListPage, UpdatePage
from portal.shared.views.kept import KeptPage
from portal.shared.ways import reverse
from projects import actions, permissions
from projects.filters import OrganisationFilters
from projects.forms import OrganisationForm, OrganisationNameForm
from projects.models import Organisation, OrganisationName, Partnership, Project
from projects.summaries.organisation import known_of
from projects.views.parts import RemoveRow
from projects.views.structured import organisation_data


class OrganisationList(KeptPage, ListPage):
    rule = public
    model = Organisation
    page_title = _("Organisations")
    filterset_class = OrganisationFilters
    default_sort = "name"
    empty_text = _("Add the first organisation; it can then be named as a partner.")
    columns = [
        Column("name", _("Organisation"), sort="sort_key", url=lambda row: row.get_absolute_url(), proper=True),
        Column("kind", _("Kind"), value="get_kind_display", sort="kind"),
        Column("country", _("Country"), value="get_country_display", sort="country"),
        Column("parent", _("Part of"), value=lambda row: row.parent and row.parent.name, empty=""),
        Column("projects", _("Projects"), kind="number", value="project_count", sort="project_count"),
    ]

    def get_queryset(self):
        shown = Partnership.objects.filter(project__in=Project.objects.public())
        return super().get_queryset().live().select_related("parent").annotate(
            project_count=count_of(shown, per="organisation")
        )

    def count_text(self, count):
        return ngettext("%(count)d organisation", "%(count)d organisations", count) % {"count": count}

    def primary_action(self):
        if not permissions.can_edit_organisation(self.request.user, None):
            return None
        return Action(_("Add an organisation"), reverse("projects:organisation-create"), icon="plus")


class OrganisationMixin:
    """A page below the list of organisations."""

    model = Organisation

    def breadcrumbs(self):
        return [Crumb(_("Organisations"), reverse("projects:organisation-list")), *super().breadcrumbs()]


class OrganisationDetail(Structured, KeptPage, OrganisationMixin, DetailPage):
    """What is publicly known of an organisation; of its projects only the public ones."""

    rule = public
    template_name = "projects/organisation_detail.html"
    may_rules = {"edit": permissions.can_edit_organisation}

    def get_queryset(self):
        return super().get_queryset().select_related("parent", "successor")

    def structured_data(self):
        return [organisation_data(self.object, self.request.build_absolute_uri)]

    def actions(self):
        if not permissions.can_edit_organisation(self.request.user, self.object):
            return []
        return [Action(_("Edit"), reverse("projects:organisation-edit", args=[self.object.pk]), primary=True)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**known_of(self.object), **kwargs)


class OrganisationCreate(OrganisationMixin, CreatePage):
    form_class = OrganisationForm
    rule = staticmethod(permissions.can_edit_organisation)
    verb = staticmethod(actions.add_organisation)
    page_title = _("New organisation")
    submit_label = _("Add the organisation")

    def get_cancel_url(self):
        return reverse("projects:organisation-list")


class OrganisationUpdate(OrganisationMixin, UpdatePage):
    form_class = OrganisationForm
    rule = staticmethod(permissions.can_edit_organisation)
    verb = staticmethod(actions.change_organisation)


class OrganisationNameMixin(OrganisationMixin):
    """Another name of an organisation, below it."""

    model = OrganisationName
    rule = staticmethod(permissions.can_edit_organisation)
    parent_model = Organisation
    parent_kwarg = "owner_pk"
    parent_field = "pk"

    def get_success_url(self):
        return self.parent.get_absolute_url()

    get_cancel_url = get_success_url


class OrganisationNameCreate(OrganisationNameMixin, CreatePage):
    form_class = OrganisationNameForm
    verb = staticmethod(actions.add_organisation)
    page_title = _("New name of the organisation")


class OrganisationNameUpdate(OrganisationNameMixin, UpdatePage):
    form_class = OrganisationNameForm
    verb = staticmethod(actions.change_organisation)

    def actions(self):
        here = [self.parent.pk, self.object.pk]
        return [Action(_("Remove"), reverse("projects:organisationname-remove", args=here), danger=True)]


class OrganisationNameRemove(OrganisationNameMixin, RemoveRow):
    verb = staticmethod(actions.remove_name)
    question = _("Remove this name?")
    explanation = _("The organisation is then no longer found by it.")
