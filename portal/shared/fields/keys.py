"""Columns computed in Python from their siblings: what to sort by and what to search in, alike on every database."""
import functools
import operator

from django.db import models
from django.db.models import Q

from portal.shared.fields.partial import BoundField, siblings_exist
from portal.shared.sorting import sort_key
from portal.shared.text import fold

LONGEST_SEARCH_KEY = 1000
MOST_WORDS = 12
LONGEST_QUESTION = 200


class SortKeyField(models.BinaryField):
    """Bytes that put rows into Estonian alphabetical order of one sibling; `order_by("sort_key", "pk")`."""

    def __init__(self, *args, of="", **kwargs):
        self.of = (of,) if isinstance(of, str) else tuple(of)
        super().__init__(*args, **({"default": b"", "db_index": True} | kwargs | {"editable": False}))

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs |= {"of": self.of[0], "default": self.default, "db_index": self.db_index}
        return name, "portal.shared.fields.SortKeyField", args, kwargs

    def check(self, **kwargs):
        return super().check(**kwargs) + siblings_exist(self)

    def from_db_value(self, value, expression, connection):
        # PostgreSQL hands over a memoryview, which neither compares nor copies like bytes.
        return value if value is None else bytes(value)

    def pre_save(self, model_instance, add):
        key = sort_key(_text_of(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key


class SearchKeyField(models.CharField):
    """The folded text of some siblings in one column, for `search`."""

    def __init__(self, *args, of=(), **kwargs):
        self.of = (of,) if isinstance(of, str) else tuple(of)
        kwargs |= {"max_length": LONGEST_SEARCH_KEY, "default": "", "blank": True, "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["default"], kwargs["blank"], kwargs["editable"]
        return name, "portal.shared.fields.SearchKeyField", args, kwargs | {"of": self.of}

    def check(self, **kwargs):
        return super().check(**kwargs) + siblings_exist(self)

    def pre_save(self, model_instance, add):
        key = fold(_text_of(model_instance, self.of))[:LONGEST_SEARCH_KEY].strip()
        setattr(model_instance, self.attname, key)
        return key


def _text_of(instance, names):
    values = (getattr(instance, name) for name in names)
    return " ".join(str(value) for value in values if value is not None)


def search(queryset, field, text):
    """Rows whose search key holds every word of the text, in any order, case and accents aside. No words: all rows."""
    return queryset.filter(matches(field, text))


def matches(field, text):
    """The same as a Q, to be joined with others."""
    words = fold(str(text)[:LONGEST_QUESTION]).split()[:MOST_WORDS]
    return functools.reduce(operator.and_, (Q(**{f"{field}__contains": word}) for word in words), Q())


def refresh_derived(instance):
    """Recompute every derived field of a row that is not being saved through `save()`; returns their names.

    For `bulk_update(rows, names)` and `save(update_fields=...)`, which do not do it themselves.
    """
    derived = [f for f in instance._meta.concrete_fields if isinstance(f, BoundField | SortKeyField | SearchKeyField)]
    for field in derived:
        field.pre_save(instance, add=False)
    return [field.name for field in derived]
