"""The one form on which the end of a project, or of an activity, moves."""
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import LARGEST_VERSION
from projects.forms.papers import PaperForm
from projects.models import PeriodChange


class PeriodChangeForm(PaperForm):
    """`subject` (on the page): the project or activity. `seen` is its version when the page was opened."""

    title_help = _("Empty means: change of the period, and of what.")
    field_order = ["after", "reason", "decided_by", "decided_on", "file", "title", "document", "seen"]
    layout_groups = [
        (_("What changes"), ["after", "reason"]),
        (_("Who decided"), ["decided_by", "decided_on"]),
        (_("On which paper"), ["file", "title", "document"]),
    ]
    seen = forms.IntegerField(
        widget=forms.HiddenInput, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_VERSION)],
        error_messages={"required": _("Open the page anew: this form does not know what it started from.")},
    )

    class Meta:
        model = PeriodChange
        fields = ["after", "reason", "decided_by", "decided_on", "document"]
        help_texts = {
            "after": _("For example 31.12.2025, December 2025 or 2025."),
            "reason": _("One or two sentences. They stand on the public page beside the old and the new end."),
            "decided_by": _("A body or a role, not a name."),
        }
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["after"].required = True

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."), code="future")
        return day
