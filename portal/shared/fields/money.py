"""Amounts: whole cents in the database, Decimal euros everywhere else."""
from decimal import Decimal

from django import forms
from django.db import models
from django.db.models import CheckConstraint, Q, Value
from django.db.models.expressions import Combinable, register_combinable_fields
from django.utils.translation import gettext_lazy as _

from portal.shared.money import LONGEST, MAX, MIN, format_amount, from_cents, parse_money, to_cents, validate_range


class MoneyInput(forms.TextInput):
    """A text box, because a number box would refuse the comma and the spaces people write."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "maxlength": LONGEST} | (attrs or {}))


class MoneyFormField(forms.Field):
    """Reads what `parse_money` reads, prints "18 000,00" in the reader's language, keeps what was typed when wrong."""

    widget = MoneyInput

    def to_python(self, value):
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        return parse_money(value)

    def prepare_value(self, value):
        return format_amount(value) if isinstance(value, int | Decimal) else value

    def has_changed(self, initial, data):
        try:
            return not self.disabled and self.to_python(data) != self.to_python(initial)
        except forms.ValidationError:
            return True


class MoneyField(models.Field):
    """Decimal euros in Python, a bigint of cents in the database; NULL is "not stated" and allowed unless null=False.

    Lookups, Sum(), F() + F() and constraints work in euros. It is no IntegerField on purpose: `F("amount") + 5` would
    then quietly add five cents. Write `F("amount") + euros(5)`; Avg() needs `output_field=MoneyField()`.
    """

    description = _("Amount in euros")
    default_validators = (validate_range,)
    empty_strings_allowed = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", kwargs["null"])
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "portal.shared.fields.MoneyField", args, kwargs | {"null": self.null, "blank": self.blank}

    def get_internal_type(self):
        return "BigIntegerField"

    def from_db_value(self, value, expression, connection):
        return from_cents(value)

    def to_python(self, value):
        if value is None or value == "":
            return None
        return parse_money(value)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if value is None or value == "":
            return None
        return value if hasattr(value, "resolve_expression") else to_cents(value)

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        return "" if value is None else f"{from_cents(to_cents(value)):f}"

    def formfield(self, **kwargs):
        return super().formfield(**({"form_class": MoneyFormField} | kwargs))


for _connector, _left, _right in [
    (Combinable.ADD, MoneyField, MoneyField),
    (Combinable.SUB, MoneyField, MoneyField),
    (Combinable.MUL, MoneyField, models.IntegerField),
    (Combinable.MUL, models.IntegerField, MoneyField),
]:
    register_combinable_fields(_left, _connector, _right, MoneyField)


def euros(amount):
    """An amount of euros for expressions: `Coalesce("grant", euros(0))`, `F("total") - euros("5.50")`."""
    return Value(Decimal(amount), output_field=MoneyField())


def money_range_check(field, model_label):
    """The database's own guard of one amount, named "<model_label>_<field>_range"; NULL passes."""
    return CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": MIN, f"{field}__lte": MAX}),
        name=f"{model_label}_{field}_range",
        violation_error_code="money_range",
        violation_error_message=_("The amount must be between 0 and 999 999 999,99 euros."),
    )
