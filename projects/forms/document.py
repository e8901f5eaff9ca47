"""Documents: the file is checked by its content in `actions.documents`, never here."""
from django import forms
from django.utils.translation import gettext_lazy as _

from projects import permissions
from projects.forms.base import PartForm
from projects.models import Activity, Document

FIELDS = ["file", "title", "kind", "language", "visibility", "activity", "retain_until"]


def own_activities(user, project):
    """The coordinator may file under any activity, a partner's editor under those he may edit."""
    rows = Activity.objects.filter(project=project).live()
    if permissions.coordinates(user, project):
        return rows
    candidates = rows.prefetch_related("partners__organisation")
    return rows.filter(pk__in=[row.pk for row in candidates if permissions.can_edit_activity(user, of(row, project))])


def of(activity, project):
    activity.project = project
    return activity


class DocumentForm(PartForm):
    scope = PartForm.scope | {"activity": own_activities}

    class Meta:
        model = Document
        fields = FIELDS
        help_texts = {"file": _("PDF, Office and OpenDocument files, pictures, text, signed containers; at most 20 MB.")}
        widgets = {"file": forms.FileInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not permissions.coordinates(self.user, self.parent):
            self.fields["activity"].required = True


class DocumentEditForm(DocumentForm):
    form_name = "document"

    class Meta(DocumentForm.Meta):
        help_texts = {"file": _("Choose a file only to replace the present one; the former stays in the history.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False
