"""Rows of many kinds in one query: for pages that show a little of everything, such as a project's history.

The columns travel as JSON, because a UNION needs the same columns from every table, and are turned back by each field itself.
"""
from datetime import UTC

from django.db import connections, models
from django.db.models import Value
from django.db.models.functions import JSONArray, JSONObject
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


def ask(querysets):
    """The answers of several `values_list` querysets, sums and counts among them: lists of tuples, in one query.

    They may have nothing in common but the database. None may be sliced or itself a union; their order is not kept. An
    annotation must not have the name with which another answer's path begins.
    """
    found = [[] for _queryset in querysets]
    # What a filter already knows to be empty is not asked, and would stand in the union's way.
    parts = [(place, queryset) for place, queryset in enumerate(querysets) if not queryset.query.is_empty()]
    fields = [_answers(queryset) for queryset in querysets]
    rows = [_tuples(place, queryset) for place, queryset in parts]
    if not rows:
        return found
    for place, values in rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]:
        found[place].append(tuple(_restored(field, value) for field, value in zip(fields[place], values, strict=True)))
    return found


def _answers(queryset):
    """The kinds of what a `values_list` queryset answers, in its order."""
    compiler = queryset.query.clone().get_compiler(using=queryset.db)
    compiler.setup_query()
    return [expression.output_field for expression, _sql, _alias in compiler.select]


def _tuples(place, queryset):
    names = list(queryset.query.selected)
    return queryset.order_by().annotate(place_=Value(place), row_=JSONArray(*names)).values_list("place_", "row_")


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
