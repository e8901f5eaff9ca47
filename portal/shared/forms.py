"""The base of every form: what is on it is safe to send, what is wrong is said at the field, what was typed stays.

    class ActivityForm(PortalForm):
        layout_groups = [(_("What"), ["title_et", "kind"]), (_("When"), ["start", "end"])]
        scope = {"parent": lambda user, project: Activity.objects.filter(project=project)}

        class Meta:
            model = Activity
            fields = ["title_et", "kind", "start", "end", "parent"]
"""
import copy
import hashlib
import re
import uuid
from functools import cache

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ImproperlyConfigured, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import DataError, models
from django.forms.models import construct_instance
from django.utils.translation import gettext_lazy as _

from portal.shared import compare
from portal.shared.boxes import Drawn
from portal.shared.choosing import Lent, RowField, RowsIterator, keep_found
from portal.shared.fields import PartialDateFormField
from portal.shared.offered import Offer, present_of, with_present
from portal.shared.relations import links_seen
from portal.shared.remember import tracked_relations

LARGEST_VERSION = 2**31 - 1
IN_OTHERS = _("In Latvian and English")
A_DATE, AN_ORDER = _("For example 01.07.2024."), _("The smaller number comes first.")


class PortalFormMixin:
    """What model forms and plain forms share.

    `user`, `parent`: who fills it in, and under which object (usually the project). `scope`: {field: (user, parent) -> queryset}
    narrows a choice to rows this person may name. `layout_groups`: [(legend, [fields])]; without it one column, and below it the
    texts in Latvian and English, which may wait.
    """

    form_name = ""
    layout_groups = ()
    scope = {}

    def __init__(self, *args, user=None, parent=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.parent = parent
        self.warnings = []
        for field in self.fields.values():
            # Django's ten rows make a long form of a short question; people can pull it larger.
            if isinstance(field.widget, forms.Textarea) and field.widget.attrs.get("rows") == "10":
                field.widget.attrs["rows"] = "4"
        self.explain()
        for name in self.scope:
            if name in self.fields:
                self._offer(name, Offer(self, name))

    def _offer(self, name, offer):
        field = self.fields[name]
        if isinstance(field, Lent):
            field.take(offer.rows, offer)
        else:
            field.queryset = offer.rows()

    def explain(self):
        """Say once how a date is written, and what the number of the order means."""
        for field in [field for field in self.fields.values() if isinstance(field, PartialDateFormField)][1:]:
            field.help_text = ""
        days = [field for field in self.fields.values() if isinstance(field, forms.DateField)]
        if days and not days[0].help_text:
            days[0].help_text = A_DATE
        if isinstance(self.fields.get("order"), forms.IntegerField) and not self.fields["order"].help_text:
            self.fields["order"].help_text = AN_ORDER

    @property
    def form_key(self):
        """The form's name in `data-form`: "activity" for ActivityForm. Not `name`: in a template that is a field of that name."""
        return self.form_name or re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__.removesuffix("Form")).lower()

    @property
    def helper(self):
        helper = Drawn()
        groups = self.layout_groups or self.translations_apart()
        named = {name for _legend, names in groups for name in names}
        rest = [name for name in self.fields if name not in named]
        shown = [(legend, [name for name in names if name in self.fields]) for legend, names in groups]
        sets = [Fieldset(legend, *names, css_class="form-group-set") for legend, names in shown if names]
        helper.layout = Layout(*sets, *rest) if self.layout_groups else Layout(*rest, *sets)
        return helper

    def translations_apart(self):
        """[(legend, [fields])] of what is optional twice over: the Latvian and English columns of the form's texts."""
        names = [name for name in self.fields if name.endswith(("_lv", "_en")) and f"{name[:-3]}_et" in self.fields]
        return [(IN_OTHERS, names)] if names else []

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            keep_found(self)
        if self.is_bound and not self._errors:
            self.warnings = [str(warning) for warning in self.get_warnings()]

    def get_warnings(self):
        """Sentences about what looks wrong but may be right: "This line exceeds the grant."

        Called once everything else holds; read `self.cleaned_data` or, on a model form, `self.instance`.
        """
        return []

    @property
    def warnings_digest(self):
        """What the box "Save anyway" carries: it stands for these warnings and no others."""
        return hashlib.sha256("\n".join(self.warnings).encode()).hexdigest()[:16]

    @property
    def needs_confirmation(self):
        """True when there are warnings that this person has not overruled yet."""
        return bool(self.warnings) and self.data.get("save_anyway") != self.warnings_digest

    def add_verb_errors(self, error):
        """Show what a verb refused: at the field when it is on the form, above the form otherwise."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            on_form = name in self.fields and not self.fields[name].widget.is_hidden
            if on_form or name == NON_FIELD_ERRORS:
                self.add_error(name if on_form else None, errors)
            else:
                self.add_error(None, self._with_label(name, errors))

    def _with_label(self, name, errors):
        """A field that is not on the form can still be in the way; then its label says which one."""
        fields = {field.name: field for field in self.instance._meta.fields} if hasattr(self, "instance") else {}
        label = str(fields[name].verbose_name) if name in fields else name
        return [f"{label[:1].upper()}{label[1:]}: {message}" for error in errors for message in error.messages]

    def _with_present_choice(self, name, rows):
        """The rows, and the one chosen already."""
        instance = getattr(self, "instance", None)
        return with_present(rows, type(instance), name, present_of(instance, name))


class RowsGuard(Lent):
    """For fields that take several keys: one that no database can hold is a wrong choice, not a fault.

    `present`: () -> the keys chosen until now, or None. Whoever sends the same again is not asked what he may choose.
    """

    def _check_values(self, value):
        try:
            known = set(self.present()) if self.knows_present else None
            if known is not None and {str(key) for key in value} == {str(key) for key in known}:
                rows = self.queryset.filter(pk__in=known)
                rows.known_keys = known
                return rows
            return super()._check_values(value)
        except (OverflowError, DataError) as error:
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list") from error


class RowsField(RowsGuard, forms.ModelMultipleChoiceField):
    """A choice of several rows; take this one when a form declares such a field itself."""

    iterator = RowsIterator


def form_field(field, **kwargs):
    """A model field's form field: rows are guarded, a web address typed without its scheme is https."""
    if isinstance(field, models.URLField):
        kwargs.setdefault("assume_scheme", "https")
    if isinstance(field, models.ManyToManyField):
        kwargs.setdefault("form_class", RowsField)
    elif isinstance(field, models.ForeignKey):
        kwargs.setdefault("form_class", RowField)
    return field.formfield(**kwargs)


class PlainForm(PortalFormMixin, forms.Form):
    """A form of no model: the reason on a confirm page, for example."""


class PortalForm(PortalFormMixin, forms.ModelForm):
    """The form of a model's fields. It parses and warns; the verb checks and saves.

    Editing, it carries the hidden `version` the person started from; creating, a hidden `idempotency_key`. `Meta.fields` is a
    list, and no field stands on it that the model keeps for its verbs (`verb_owned = {"status"}` on the model).
    """

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        meta = getattr(cls, "Meta", None)
        if meta is None or not hasattr(meta, "model"):
            return
        if not isinstance(getattr(meta, "fields", None), (list, tuple)):
            raise ImproperlyConfigured(f"{cls.__name__}: list the fields; a new column must not appear on a form by itself.")
        owned = set(meta.fields) & (set(getattr(meta.model, "verb_owned", ())) | compare.BOOKKEEPING | {"archived_at"})
        if owned:
            raise ImproperlyConfigured(f"{cls.__name__}: only verbs change {', '.join(sorted(owned))}.")
        if not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(form_field)

    def __init__(self, *args, **kwargs):
        instance = kwargs.get("instance")
        if instance is not None and instance.pk is not None:
            kwargs["initial"] = self.relations_later(instance) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        vars(self).pop("_meta", None)
        self.lend_present()
        if self.instance.pk is None:
            self.fields["idempotency_key"] = forms.UUIDField(widget=forms.HiddenInput, required=False)
            self.initial["idempotency_key"] = uuid.uuid4()
        elif hasattr(self.instance, "version"):
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput,
                validators=[MinValueValidator(1), MaxValueValidator(LARGEST_VERSION)],
                error_messages={"required": _("Open the page anew: this form does not know what it started from.")},
            )
            self.initial["version"] = self.instance.version

    def relations_later(self, instance):
        """{field: function that gives the keys} for the many-to-many fields: asked together, and only when somebody looks."""
        names = [field.name for field in instance._meta.many_to_many if field.name in (self._meta.fields or ())]
        links = cache(lambda: links_seen(instance, {*names, *(tracked_relations(instance) if self.is_bound else ())}))
        # Django would fetch the rows of each at once. The class's own options come back when it is done.
        self._meta = copy.copy(self._meta)
        self._meta.exclude = [*(self._meta.exclude or ()), *names]
        return {name: lambda name=name: list(links()[name]) for name in names}

    def lend_present(self):
        """What is chosen already and at hand is not looked up again when it comes back unchanged."""
        if self.instance.pk is None:
            return
        for name, field in self.fields.items():
            if isinstance(field, RowsGuard) and callable(self.initial.get(name)):
                field.lend(self.initial[name])
            elif isinstance(field, RowField) and name in self._meta.fields:
                column = self.instance._meta.get_field(name)
                field.lend(column.get_cached_value(self.instance, default=None) if column.is_relation else None)

    @property
    def m2m(self):
        """{field: chosen rows} of the many-to-many fields on the form, as the verbs take them."""
        names = {field.name for field in self._meta.model._meta.many_to_many}
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in names & set(self.cleaned_data)}

    def save(self, commit=True):
        raise NotImplementedError("Forms do not save: hand form.instance to a verb.")

    def _get_validation_exclusions(self):
        """Foreign keys were looked up by their choice fields; asking for them again costs a query each."""
        return super()._get_validation_exclusions() | {f.name for f in self.instance._meta.fields if f.is_relation}

    def _post_clean(self):
        """Fill the instance and check what one field, then the row by itself, can tell.

        Unique values and constraints are the verb's: it asks for all of them, also for fields that stand on no form.
        """
        try:
            self.instance = construct_instance(self, self.instance, self._meta.fields)
            self.instance.clean_fields(exclude=self._get_validation_exclusions())
            if not self._errors:
                self.instance.clean()
        except ValidationError as error:
            self.add_verb_errors(error)
