"""Documents: the list, the upload, and the one door through which a private file leaves."""
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.rules import Rule
from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.views import ListPage
from portal.shared.views.base import Page
from portal.shared.ways import reverse
from projects import permissions
from projects.actions.documents import change_document, share_document
from projects.choices import Visibility
from projects.filters import DocumentFilters
from projects.forms import DocumentEditForm, DocumentForm
from projects.models import Document, Project
from projects.views.columns import edit_column
from projects.views.parts import PartArchive, PartCreate, PartUpdate
from projects.views.workspace import WorkspaceMixin

SANDBOX = "sandbox; default-src 'none'"


class DocumentList(WorkspaceMixin, ListPage):
    tab = "documents"
    model = Document
    page_title = _("Documents")
    filterset_class = DocumentFilters
    default_sort = "-added"
    empty_text = _("Upload the first one: the application, the contract, a guide.")

    def get_columns(self):
        slug = self.parent.slug
        return [
            Column("title", _("Document"), sort="search_key", url=lambda row: row.get_absolute_url()),
            Column("kind", _("Kind"), value="get_kind_display", sort="kind"),
            Column("language", _("Language"), value="get_language_display", sort="language"),
            Column("activity", _("Activity"), value=lambda row: row.activity and str(row.activity)),
            Column("visibility", _("Who may see it"), value="get_visibility_display", sort="visibility"),
            Column("size", _("Size, kB"), kind="number", value=lambda row: -(-row.size // 1024), sort="size"),
            Column("added", _("Added"), kind="date", value="created_at", sort="created_at"),
            *edit_column(self.may.edit, lambda row: reverse("projects:document-edit", args=[slug, row.pk])),
        ]

    def get_queryset(self):
        """Those of the coordinators only are not even named to others."""
        rows = super().get_queryset().live().select_related("activity", "project")
        return rows if self.coordinates else rows.exclude(visibility=Visibility.COORDINATORS)

    @property
    def coordinates(self):
        return permissions.coordinates(self.request.user, self.parent)

    def count_text(self, count):
        return ngettext("%(count)d document", "%(count)d documents", count) % {"count": count}

    def primary_action(self):
        if not self.may.add_document:
            return None
        return Action(_("Upload a document"), reverse("projects:document-create", args=[self.parent.slug]), icon="plus")


class DocumentCreate(PartCreate):
    tab = "documents"
    model = Document
    form_class = DocumentForm
    rule = staticmethod(permissions.can_add_document)
    page_title = _("Upload a document")
    submit_label = _("Upload")

    def save(self, form):
        key, upload = form.cleaned_data.get("idempotency_key"), form.cleaned_data["file"]
        return self.done(share_document(form.instance, upload, by=self.request.user, key=key))


class DocumentUpdate(PartUpdate):
    tab = "documents"
    model = Document
    form_class = DocumentEditForm
    away = "archive"

    def write(self, instance, version, m2m):
        upload = self.request.FILES.get("file")
        return change_document(instance, by=self.request.user, version=version, upload=upload)


class DocumentArchive(PartArchive):
    tab = "documents"
    model = Document
    question = _("Put this document into the archive?")
    explanation = _("Only coordinators can still fetch it. The file is kept.")


class DocumentDownload(Page):
    """The file, always as an attachment. Public ones for everybody; the others do not exist for strangers (404)."""

    rule = Rule("can_download_document", permissions.can_download_document, anonymous=True)
    model = Document
    has_object = True
    parent_model = Project

    def get_queryset(self):
        rows = Document.objects.filter(project=self.parent).select_related("project")
        insider = self.request.user.is_authenticated and permissions.works_in(self.request.user, self.parent)
        return rows if insider else rows.public()

    def get(self, request, *args, **kwargs):
        return sent(self.object)


def sent(document):
    """The file as an attachment that no browser runs and no cache keeps. Who may have it, the caller has asked."""
    try:
        file = document.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=document.file_name, content_type=document.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response
