"""Imprecise dates, and the plain first and last days that the database sorts and filters by."""
from django import forms
from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared.dates import LONGEST, PartialDate


class PartialDateFormField(forms.Field):
    """Reads what `PartialDate.parse` reads and keeps what was typed when it is wrong."""

    widget = forms.TextInput
    accepted = _("A day, a month or a year: 01.07.2024, May 2019, 2023; without the year: 19. September.")

    def __init__(self, **kwargs):
        kwargs["help_text"] = kwargs.get("help_text") or self.accepted
        super().__init__(**kwargs)

    def to_python(self, value):
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        return PartialDate.parse(value)

    def prepare_value(self, value):
        return value.text() if isinstance(value, PartialDate) else value

    def widget_attrs(self, widget):
        return {"autocomplete": "off", "maxlength": LONGEST}

    def has_changed(self, initial, data):
        try:
            return not self.disabled and self.to_python(data) != self.to_python(initial)
        except forms.ValidationError:
            return True


class PartialDateField(models.Field):
    """A PartialDate in Python, its `iso` in a varchar(10); NULL is "not stated" and allowed unless null=False.

    SQL compares the text, so sort and filter by a BoundField beside it.
    """

    description = _("Date as precise as known")
    empty_strings_allowed = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", kwargs["null"])
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, "portal.shared.fields.PartialDateField", args, kwargs | {"null": self.null, "blank": self.blank}

    def get_internal_type(self):
        return "CharField"

    def from_db_value(self, value, expression, connection):
        return PartialDate.from_iso(value) if value else None

    def to_python(self, value):
        if value is None or value == "":
            return None
        return PartialDate.parse(value)

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if not hasattr(value, "resolve_expression"):
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if hasattr(value, "resolve_expression"):
            return value
        value = self.to_python(value)
        return value and value.iso

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def formfield(self, **kwargs):
        return super().formfield(**({"form_class": PartialDateFormField} | kwargs))


class BoundField(models.DateField):
    """The first ("lower") or last ("upper") day that the first usable of some sibling dates can mean.

    `of` names PartialDateFields or DateFields in order of preference. A day without a year bounds nothing, so the next
    is asked. Filled at every save, NULL when nothing is known. `save(update_fields=...)` must name it, as verbs do.
    """

    def __init__(self, *args, of=(), edge="lower", **kwargs):
        if edge not in ("lower", "upper"):
            raise ValueError('edge is "lower" or "upper"')
        self.of, self.edge = (of,) if isinstance(of, str) else tuple(of), edge
        super().__init__(*args, **(kwargs | {"null": True, "blank": True, "editable": False}))

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "portal.shared.fields.BoundField", args, kwargs | {"of": self.of, "edge": self.edge}

    def check(self, **kwargs):
        return super().check(**kwargs) + siblings_exist(self)

    def pre_save(self, model_instance, add):
        bound = self.bound_of(model_instance)
        setattr(model_instance, self.attname, bound)
        return bound

    def bound_of(self, instance):
        for name in self.of:
            value = getattr(instance, name)
            bound = getattr(PartialDate.parse(value), self.edge) if value not in (None, "") else None
            if bound:
                return bound
        return None


def siblings_exist(field):
    """System check: a derived field names fields of its own model."""
    for name in field.of:
        try:
            field.model._meta.get_field(name)
        except FieldDoesNotExist:
            message = f"'{field.name}' is derived from '{name}', which is no field of {field.model.__name__}."
            return [checks.Error(message, obj=field, id="shared.E001")]
    return []


def active_between(first_day, last_day, start="starts_on", end="ends_on"):
    """Q: the period touches first_day..last_day (dates, None is open). An unknown end of the period is open too."""
    condition = Q()
    if last_day is not None:
        condition &= Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": last_day})
    if first_day is not None:
        condition &= Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": first_day})
    return condition
