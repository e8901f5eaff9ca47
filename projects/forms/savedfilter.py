"""The name of a list that somebody wants to see again, and where it is."""
import json
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from portal.shared.forms import PortalForm
from projects.models import SavedFilter

LONGEST_ADDRESS, LONGEST_QUERY, LONGEST_ARGS = 2000, 1000, 200
LEFT_OUT = ("page", "format")


class SavedFilterForm(PortalForm):
    address = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_ADDRESS, required=False)

    class Meta:
        model = SavedFilter
        fields = ["name"]

    def clean(self):
        cleaned = super().clean()
        self.instance.page, self.instance.args, self.instance.query = place_of(cleaned.get("address") or "")
        self.instance.user = self.user
        return cleaned


def place_of(address):
    """(route, its arguments as JSON, filters) of a list's address; ValidationError when it is no list of this portal."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path) if not parts.scheme and not parts.netloc else None
    except (Resolver404, ValueError):
        match = None
    page = getattr(getattr(match, "func", None), "view_class", None)
    if page is None or not hasattr(page, "filterset"):
        raise ValidationError(_("Open the list that you want to save, and save it there."), code="no_list")
    query = QueryDict(parts.query, mutable=True)
    for name in LEFT_OUT:
        query.pop(name, None)
    args, narrowed = json.dumps([str(value) for value in match.kwargs.values()]), query.urlencode()
    if len(narrowed) > LONGEST_QUERY or len(args) > LONGEST_ARGS:
        raise ValidationError(_("This list is narrowed in too many ways to be saved."), code="too_long")
    return match.view_name, args, narrowed
