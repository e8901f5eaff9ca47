"""A paper that proves something: a file brought now, or a document that lies in the project already."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import PortalForm
from projects.choices import Visibility
from projects.models import Document
from projects.permissions import coordinates


def documents_of(user, project):
    """Those this person may open anyway: nobody comes to a paper of the coordinators by another way."""
    rows = Document.objects.filter(project=project).live().order_by("-created_at", "-pk")
    return rows if coordinates(user, project) else rows.exclude(visibility=Visibility.COORDINATORS)


class PaperForm(PortalForm):
    """For models with a `document`: either it or a file, with a title of its own if one likes."""

    scope = {"document": documents_of}
    file = forms.FileField(
        label=_("File"), required=False,
        help_text=_("PDF, Office and OpenDocument files, pictures, text, signed containers; at most 20 MB."),
    )
    title = forms.CharField(label=_("Title"), required=False, max_length=200)
    title_help = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].required = False
        self.fields["document"].label = _("or a document that lies here already")
        self.fields["title"].help_text = self.title_help

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("file")) == bool(cleaned.get("document")) and not {"file", "document"} & set(self.errors):
            raise ValidationError({"file": _("Choose a file, or a document that lies here already.")})
        return cleaned
