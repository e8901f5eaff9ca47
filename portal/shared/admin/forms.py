"""The forms of Django admin's pages and of the tables on them, and how a verb's no reaches them."""
import uuid

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared.forms import LARGEST_VERSION, PortalFormMixin
from portal.shared.history import displayed

HIDDEN = {"version", "idempotency_key"}


class Refused(Exception):
    """A verb said no: what was written so far is rolled back and the page is shown again, with the reason and all that was typed.

    `renewed`: {input name: text}: versions that hold from now on, so that whoever saves again overwrites knowingly.
    """

    def __init__(self, error, renewed=None):
        super().__init__(str(error))
        self.error, self.renewed = error, renewed or {}


class RowForm(PortalFormMixin, forms.ModelForm):
    """A row of a table within another row's page; it carries the version the person started from."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_VERSION)],
        error_messages={"required": gettext_lazy("Open the page anew: this form does not know what it started from.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and hasattr(self.instance, "version"):
            self.fields["version"].required = True
            self.initial["version"] = self.instance.version

    @property
    def m2m(self):
        """{field: chosen rows} of the many-to-many fields on the form, as the verbs take them."""
        names = {field.name for field in self._meta.model._meta.many_to_many}
        return {name: self.cleaned_data[name] for name in self.fields if name in names & set(self.cleaned_data)}


class PageForm(RowForm):
    """The form of a row's own page. `refused`: why the verb said no a moment ago."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    refused = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("idempotency_key", uuid.uuid4())

    def _post_clean(self):
        super()._post_clean()
        if self.refused is not None:
            self.add_verb_errors(self.refused.error)


def with_hidden(fieldsets, names):
    (title, options), *rest = fieldsets
    return [(title, {**options, "fields": [*options["fields"], *names]}), *rest]


def without_hidden(fields):
    """The model's own fields of fieldsets, or of a flat list of names."""
    if fields and not isinstance(fields[0], str):
        fields = flatten_fieldsets(fields)
    return [name for name in fields if name not in HIDDEN]


def already_sent():
    return ValidationError(_("This form was already sent. Open it anew to add another."), code="already_sent")


def within(row, error):
    """What a verb said of one row of a table, told above the page."""
    return ValidationError([format_lazy("{}: {}", capfirst(row._meta.verbose_name), message) for message in error.messages])


def conflict(merge):
    """Both changed the same field: say what stands there now."""
    current = merge.stale.current
    people = ", ".join(str(person) for person in merge.others()) or _("Somebody else")
    lines = []
    for name in sorted(merge.conflicts):
        field = current._meta.get_field(name)
        if field.many_to_many:
            value = ", ".join(str(item) for item in getattr(current, name).all())
        else:
            value = str(getattr(current, name) or "") if field.is_relation else displayed(field, current)
        lines.append(_("%(field)s is now “%(value)s”.") % {"field": capfirst(str(field.verbose_name)), "value": value})
    text = _("%(people)s changed this meanwhile. Saving again puts your values in their place.") % {"people": people}
    return ValidationError([text, *lines], code="stale")
