"""The form of a material. What a file really is, is asked by the verb."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import PortalForm
from portal.shared.options import OfferedTogether
from projects.choices import Visibility
from projects.forms.base import live_of_project
from projects.models import Audience, Document, Topic
from projects.permissions import coordinates
from trainings.models import Event, Resource, ResourceKind


def own_documents(user, project):
    """Those of the coordinators only are not even named to others."""
    rows = Document.objects.filter(project=project).live()
    return rows if coordinates(user, project) else rows.exclude(visibility=Visibility.COORDINATORS)


class ResourceForm(OfferedTogether, PortalForm):
    together = ("kind", "document", "event", "audiences", "topics")
    layout_groups = [
        (_("What"), ["kind", "title", "summary", "language"]),
        (_("Where it is"), ["url", "file", "document"]),
        (_("For whom"), ["audiences", "topics"]),
        (_("Good to know"), ["author", "licence", "year", "event", "minutes", "captions"]),
    ]
    scope = {
        "kind": lambda user, project: ResourceKind.objects.live(),
        "document": own_documents,
        "event": live_of_project(Event),
        "audiences": lambda user, project: Audience.objects.all(),
        "topics": lambda user, project: Topic.objects.all(),
    }
    file = forms.FileField(
        label=_("Upload a file"), required=False, widget=forms.FileInput,
        help_text=_("PDF, Office and OpenDocument files, pictures, text, signed containers; at most 20 MB."),
    )

    class Meta:
        model = Resource
        fields = [
            "kind", "title", "summary", "language", "url", "document", "audiences", "topics", "author", "licence", "year",
            "event", "minutes", "captions",
        ]
        widgets = {"audiences": forms.CheckboxSelectMultiple, "topics": forms.CheckboxSelectMultiple}
        labels = {"document": _("Or choose a document of the project")}
        help_texts = {
            "licence": _("What others may do with it, for example “CC BY-SA 4.0”."),
            "minutes": _("Of a recording."),
        }

    def clean(self):
        data = super().clean()
        if not (data.get("url") or data.get("document") or data.get("file")) and not {"url", "file"} & set(self.errors):
            raise ValidationError({"url": ValidationError(_("Give an address or a document."), code="leads_nowhere")})
        return data

    def get_warnings(self):
        if self.cleaned_data.get("minutes") and self.cleaned_data.get("captions") is False:
            yield _("Without captions some people cannot follow the recording.")
