"""Projects as a whole: the list for everybody, the facts, and what happens to a project."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.rules import public
from portal.shared.sums import count_of
from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.views import ActionPage, CreatePage, HistoryPage, ListPage, UpdatePage
from portal.shared.views.kept import KeptPage
from portal.shared.ways import reverse
from projects import actions, permissions
from projects.choices import Publication
from projects.filters import ProjectFilters
from projects.forms import PhaseForm, ProjectCreateForm, ProjectForm
from projects.models import Partnership, Project
from projects.summaries.trail import histories_of
from projects.views.workspace import WorkspaceMixin, route_of

TONES = {Publication.DRAFT: "attention", Publication.CLOSED: "neutral", Publication.ARCHIVED: "neutral"}


def period_of(project):
    return (project.start, project.end) if project.start or project.end else None


def phase_of(project):
    """The confirmed state, or what the dates say."""
    phase = project.phase or project.phase_by_dates
    return phase and dict(Project._meta.get_field("phase").flatchoices)[phase]


class ProjectList(KeptPage, ListPage):
    """Everybody's list; those who sign in see their own drafts in it too."""

    rule = public
    model = Project
    template_name = "projects/project_list.html"
    page_title = _("Projects")
    filterset_class = ProjectFilters
    default_sort = "name"
    paginate_by = 24
    may_rules = {"create": permissions.can_create_project}
    columns = [
        Column("name", _("Name"), value="acronym", sort="sort_key", url=lambda row: row.get_absolute_url(), proper=True),
        Column("title", _("Title")),
        Column("programme", _("Programme"), value=lambda row: row.programme and row.programme.name),
        Column("type", _("Type"), value="get_type_display"),
        Column("countries", _("Countries")),
        Column("start", _("Period"), kind="period", value=period_of, sort="starts_on"),
        Column("end", _("End"), kind="date", sort="ends_on"),
        Column("state", _("State"), value=phase_of),
        Column("partners", _("Partners"), kind="number", value="partner_count", sort="partner_count"),
        Column("code", _("Reference code"), value="reference_code"),
        Column("publication", _("Publication"), value="get_publication_display"),
    ]

    def get_queryset(self):
        rows = super().get_queryset().select_related("programme")
        return rows.annotate(partner_count=count_of(Partnership.objects, per="project"))

    def count_text(self, count):
        return ngettext("%(count)d project", "%(count)d projects", count) % {"count": count}

    def primary_action(self):
        if not permissions.can_create_project(self.request.user):
            return None
        return Action(_("New project"), route_of("intake:start") or reverse("projects:project-create"), icon="plus")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["cards"] = [
            {"project": row, "state": phase_of(row), "tone": TONES.get(row.publication, "")}
            for row in context["page_obj"].object_list
        ]
        context["sorts"] = [header for header in context["table"].headers if header["url"]]
        return context


class ProjectCreate(CreatePage):
    model = Project
    form_class = ProjectCreateForm
    rule = staticmethod(permissions.can_create_project)
    verb = staticmethod(actions.create_project)
    page_title = _("New project")
    page_lead = _("It starts as a draft that only you and the people you invite can see.")
    submit_label = _("Create the project")
    success_message = _("The project is here. Next: its activities, partners and promises.")

    def actions(self):
        """The other ways to begin, where their pages are installed."""
        start = route_of("intake:start")
        return [Action(_("From a text or a template"), start)] if start else []

    def get_success_url(self):
        return workspace_url(self.object)

    def get_cancel_url(self):
        return reverse("projects:project-list")


def workspace_url(project):
    return route_of("dashboards:overview", project.slug) or project.get_absolute_url()


class ProjectMixin(WorkspaceMixin):
    """A page about the project itself: what stands above the page and what it is about are the same row."""

    def get_object(self):
        return self.parent

    def lend_parent(self):
        """There is nothing above the project to lend."""


class ProjectUpdate(ProjectMixin, UpdatePage):
    model = Project
    form_class = ProjectForm
    rule = staticmethod(permissions.can_edit_project)
    verb = staticmethod(actions.change_project)

    def actions(self):
        return publication_actions(self.parent, self.may)


class PublicationPage(ProjectMixin, ActionPage):
    """`verb`: what happens to the project."""

    rule = staticmethod(permissions.can_change_publication)
    verb = None

    def perform(self, project):
        self.verb(project, by=self.request.user)


class ProjectPublish(PublicationPage):
    verb = staticmethod(actions.publish_project)
    question = _("Publish the project?")
    explanation = _("Everybody can then see its page, its promises and its partners.")
    submit_label = _("Publish")
    success_message = _("The project is published.")


class ProjectClose(PublicationPage):
    verb = staticmethod(actions.close_project)
    question = _("Close the project?")
    explanation = _("Nothing in it can be changed any more; its page stays. It can be reopened.")
    submit_label = _("Close")
    success_message = _("The project is closed.")


class ProjectReopen(PublicationPage):
    verb = staticmethod(actions.reopen_project)
    question = _("Reopen the project?")
    explanation = _("Its people can change it again.")
    submit_label = _("Reopen")
    success_message = _("The project is open again.")


class ProjectArchive(PublicationPage):
    verb = staticmethod(actions.archive_project)
    question = _("Put the project into the archive?")
    explanation = _("It stays readable and is kept for the auditors. It can be reopened.")
    submit_label = _("Archive")
    success_message = _("The project is in the archive.")


class ProjectPhase(ProjectMixin, ActionPage):
    rule = staticmethod(permissions.can_edit_project)
    form_class = PhaseForm
    question = _("Confirm the state of the project")
    explanation = _("Until somebody confirms it, the page says what the dates say. Your name and the day stand beside it.")
    success_message = _("The state is confirmed.")

    def get_form(self, data=None):
        present = self.parent.phase or self.parent.phase_by_dates
        return PhaseForm(data, user=self.request.user, parent=self.parent, initial={"phase": present})

    def perform(self, project):
        actions.confirm_phase(project, self.form.cleaned_data["phase"], by=self.request.user)


STEPS = {
    Publication.DRAFT: [(_("Publish"), "publish")],
    Publication.ACTIVE: [(_("Close"), "close")],
    Publication.CLOSED: [(_("Reopen"), "reopen"), (_("Archive"), "archive")],
    Publication.ARCHIVED: [(_("Reopen"), "reopen")],
}


def publication_actions(project, may):
    """[Action] that lead the project on from where it is, for those who may."""
    steps = list(STEPS[project.publication]) if may.publish else []
    if may.edit:
        steps.append((_("Confirm the state"), "phase"))
    found = [Action(label, reverse(f"projects:project-{step}", args=[project.slug])) for label, step in steps]
    if may.edit and project.publication == Publication.ACTIVE:
        found.append(Action(_("Move the end"), reverse("projects:periodchange-create", args=[project.slug])))
    return found


class ProjectHistory(WorkspaceMixin, HistoryPage):
    """Who changed what in the project, on every floor of the house."""

    tab = "history"
    has_object = False
    rule = staticmethod(permissions.can_view_history)

    def actions(self):
        return [Action(_("In the archive"), reverse("projects:archived-list", args=[self.parent.slug]), icon="archive")]

    def get_histories(self):
        return histories_of(self.parent)
