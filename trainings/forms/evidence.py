"""A piece of evidence: a file, or a document that lies in the project already."""
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import PlainForm, PortalForm
from projects.forms.papers import PaperForm
from trainings.models import EvidenceItem


class EvidenceForm(PaperForm):
    form_name = "evidence"
    title_help = _("Empty means: what it is, and the event's title.")
    field_order = ["kind", "file", "title", "document", "for_participants", "note"]

    class Meta:
        model = EvidenceItem
        fields = ["kind", "document", "for_participants", "note"]


class EvidenceEditForm(PortalForm):
    form_name = "evidence"

    class Meta:
        model = EvidenceItem
        fields = ["kind", "for_participants", "note"]


class ReopenForm(PlainForm):
    form_name = "reopen"
    reason = forms.CharField(label=_("Reason"), max_length=200)
