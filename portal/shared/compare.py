"""What differs between two states of one row: used by the verbs, the merge and the history."""
from functools import cache

from django.db import models

BOOKKEEPING = frozenset({"version", "created_at", "updated_at"})


@cache
def derived_fields(model):
    """Fields filled by `pre_save` from their siblings (sort and search keys, bounds): they name them in `of`."""
    return tuple(field for field in model._meta.concrete_fields if getattr(field, "of", None))


@cache
def own_fields(model):
    """The fields that carry what people say: neither the key, nor bookkeeping, nor derived, nor kept by the database."""
    derived = set(derived_fields(model))
    return tuple(
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in BOOKKEEPING and field not in derived
        and not getattr(field, "kept", False)
    )


@cache
def kept_fields(model):
    """Fields that the database itself keeps."""
    return tuple(field for field in model._meta.concrete_fields if getattr(field, "kept", False))


def value_of(field, row):
    """The comparable value of a field of a row, or of its historical copy (a file is its name there)."""
    value = getattr(row, field.attname)
    if isinstance(field, models.FileField):
        return str(value or "")
    return value


def differs(field, one, other):
    return _uncommitted(field, one) or _uncommitted(field, other) or value_of(field, one) != value_of(field, other)


def changed_names(one, other):
    """Names of the fields in which two states of a row differ. Deferred fields were not touched."""
    skipped = one.get_deferred_fields() if isinstance(one, models.Model) else set()
    fields = own_fields(type(one))
    return {field.name for field in fields if field.attname not in skipped and differs(field, one, other)}


def _uncommitted(field, row):
    """A file that was chosen but not stored yet is a change, whatever its name."""
    if not isinstance(field, models.FileField):
        return False
    return not getattr(getattr(row, field.attname), "_committed", True)
