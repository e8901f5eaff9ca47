"""A piece of evidence: a file, or a document that lies in the project already."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import PlainForm, PortalForm
from projects.choices import Visibility
from projects.models import Document
from projects.permissions import coordinates
from trainings.models import EvidenceItem


def documents_of(user, project):
    """Those this person may open anyway: nobody comes to a paper of the coordinators by way of an event."""
    rows = Document.objects.filter(project=project).live().order_by("-created_at", "-pk")
    return rows if coordinates(user, project) else rows.exclude(visibility=Visibility.COORDINATORS)


class EvidenceForm(PortalForm):
    form_name = "evidence"
    scope = {"document": documents_of}
    file = forms.FileField(
        label=_("File"), required=False,
        help_text=_("PDF, Office and OpenDocument files, pictures, text, signed containers; at most 20 MB."),
    )
    title = forms.CharField(
        label=_("Title"), required=False, max_length=200, help_text=_("Empty means: what it is, and the event's title.")
    )
    field_order = ["kind", "file", "title", "document", "for_participants", "note"]

    class Meta:
        model = EvidenceItem
        fields = ["kind", "document", "for_participants", "note"]
        labels = {"document": _("or a document that lies here already")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].required = False

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("file")) == bool(cleaned.get("document")) and not {"file", "document"} & set(self.errors):
            raise ValidationError({"file": _("Choose a file, or a document that lies here already.")})
        return cleaned


class EvidenceEditForm(PortalForm):
    form_name = "evidence"

    class Meta:
        model = EvidenceItem
        fields = ["kind", "for_participants", "note"]


class ReopenForm(PlainForm):
    form_name = "reopen"
    reason = forms.CharField(label=_("Reason"), max_length=200)
