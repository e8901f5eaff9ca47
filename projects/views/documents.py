"""Documents of all projects on one page: for everybody the public ones, for people of projects also theirs."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.rules import public
from portal.shared.tables import Column
from portal.shared.ui import Crumb
from portal.shared.views import ListPage
from portal.shared.views.kept import CountKept, KeptPage
from portal.shared.ways import reverse
from projects import permissions
from projects.filters import AllDocumentFilters
from projects.models import Document
from projects.summaries.documents import DOCUMENTS, documents_open_to, kept_until, retention_by_project
from projects.summaries.retention import retentions_of
from projects.views.workspace import route_of


class AllDocuments(KeptPage, CountKept, ListPage):
    rule = public
    model = Document
    kept_count = DOCUMENTS
    page_title = _("Documents")
    page_lead = _("Documents of all projects, as far as you may see them, and until when each is kept.")
    filterset_class = AllDocumentFilters
    default_sort = "-added"
    empty_text = _("A document appears here once its project shows it to everybody.")

    def get_queryset(self):
        return documents_open_to(self.request.user).select_related("activity", "project__programme__parent__parent")

    @cached_property
    def retentions(self):
        """Of every project with a document on the list, so that one may also ask for those whose time is over."""
        return retention_by_project(self.get_queryset())

    @cached_property
    def filterset(self):
        return self.filterset_class(
            self.request.GET, self.get_queryset(), user=self.request.user, request=self.request,
            retentions=lambda: self.retentions,
        )

    def make_table(self, objects):
        """Of the rows that are shown; of all of them where all are asked for: by the filter, or as a file."""
        whole = not isinstance(objects, list) or self.request.GET.get("retention")
        self.shown = self.retentions if whole else retentions_of({row.project for row in objects})
        return super().make_table(objects)

    def get_columns(self):
        columns = [
            Column("title", _("Document"), sort="search_key", url=lambda row: row.get_absolute_url()),
            Column("project", _("Project"), value="project.acronym", sort="project__sort_key",
                   url=lambda row: row.project.get_absolute_url()),
            Column("kind", _("Kind"), value="get_kind_display", sort="kind"),
            Column("language", _("Language"), value="get_language_display", sort="language"),
        ]
        if self.filterset.chosen_project is not None:
            columns.append(Column("activity", _("Activity"), value=lambda row: row.activity and str(row.activity), empty=""))
        if self.request.user.is_authenticated:
            columns.append(Column("visibility", _("Who may see it"), value="get_visibility_display", sort="visibility"))
        return [
            *columns,
            Column("size", _("Size, kB"), kind="number", value=lambda row: -(-row.size // 1024), sort="size"),
            Column("added", _("Added"), kind="date", value="created_at", sort="created_at"),
            Column("until", _("Kept until"), value=lambda row: self.kept(row).text, empty=_("not known"),
                   export=lambda row: self.kept(row).until),
            Column("why", _("Why so long"), value=self.why, empty=""),
        ]

    def kept(self, row):
        return kept_until(row, self.shown)

    def why(self, row):
        return _("stated for this document") if row.retain_until else self.kept(row).note

    def breadcrumbs(self):
        project = self.filterset.chosen_project
        if project is None:
            return [Crumb(self.page_title)]
        insider = permissions.can_view_workspace(self.request.user, project)
        home = route_of("dashboards:overview", project.slug) if insider else ""
        return [
            Crumb(_("Projects"), reverse("projects:project-list")), Crumb(str(project), home or project.get_absolute_url()),
            Crumb(self.page_title),
        ]

    def count_text(self, count):
        return ngettext("%(count)d document", "%(count)d documents", count) % {"count": count}
