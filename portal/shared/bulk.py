"""Rows of many kinds in one query: for pages that show a little of everything, such as a project's history.

The columns travel as JSON, because a UNION needs the same columns from every table, and are turned back by each field itself.
"""
from datetime import UTC

from django.db import connections, models
from django.db.models import Value
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

# A database function takes at most a hundred arguments on PostgreSQL: fifty columns.
CHUNK = 45


def fetch(wanted):
    """{model: {key: row}} of `wanted` {model: keys}, in one query.

    Columns derived from their siblings and binary ones are left out: the rows are for reading and naming, not for saving.
    """
    asked = {model: {key for key in keys if key is not None} for model, keys in wanted.items()}
    rows = gather([model._base_manager.filter(pk__in=keys) for model, keys in asked.items() if keys])
    found = {model: {} for model in wanted}
    for row in (row for part in rows for row in part):
        found[type(row)][row.pk] = row
    return found


def gather(querysets):
    """The rows of each queryset, in no order and as `fetch` reads them: one query for all of them together."""
    if not querysets:
        return []
    found = [[] for _queryset in querysets]
    chunks = -(-max(len(_fields(queryset.model)) for queryset in querysets) // CHUNK)
    parts = [_part(place, queryset, chunks) for place, queryset in enumerate(querysets)]
    for place, *pieces in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
        model = querysets[place].model
        found[place].append(_row(model, {name: value for piece in pieces for name, value in piece.items()}))
    return found


def _fields(model):
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.BinaryField) and not getattr(field, "of", None)
    ]


def _part(place, queryset, chunks):
    names = [field.attname for field in _fields(queryset.model)]
    pieces = {
        f"piece_{number}": JSONObject(**{name: name for name in names[number * CHUNK : (number + 1) * CHUNK]})
        for number in range(chunks)
    }
    rows = queryset.order_by().annotate(place_=Value(place), **pieces)
    return rows.values_list("place_", *pieces)


def _row(model, values):
    row = model(**{field.attname: _restored(field, values[field.attname]) for field in _fields(model)})
    row._state.adding = False
    return row


def _restored(field, value):
    """The Python value of a column that came as JSON."""
    if value is None:
        return None
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    if hasattr(field, "from_db_value"):
        return field.from_db_value(value, None, connections["default"])
    return field.to_python(value)
