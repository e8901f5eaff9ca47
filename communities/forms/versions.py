"""What is asked before an earlier version of a plan is brought back."""
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import PlainForm


class RestoreVersionForm(PlainForm):
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
