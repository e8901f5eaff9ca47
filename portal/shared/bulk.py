"""Rows of many kinds in one query: for pages that show a little of everything, such as a project's history.

The columns travel as JSON, because a UNION needs the same columns from every table, and are turned back by each field itself.
Questions may be querysets, or functions marked `once`, whose SQL is made only the first time.
"""
import json
from datetime import UTC, date

from django.db import connections, models
from django.db.models.functions import JSONArray
from django.utils.dateparse import parse_datetime

from portal.shared.once import here, once, part_of

# A database function takes at most a hundred arguments on PostgreSQL.
CHUNK = 90
AS_THEY_ARE = (models.AutoField, models.IntegerField, models.CharField, models.TextField)


def fetch(wanted):
    """{model: {key: row}} of `wanted` {model: keys}, in one query.

    Columns derived from their siblings and binary ones are left out: the rows are for reading and naming, not for saving.
    """
    asked = {model: {key for key in keys if key is not None} for model, keys in wanted.items()}
    rows = gather([rows_with_keys(model, sorted(keys)) for model, keys in asked.items() if keys])
    found = {model: {} for model in wanted}
    for row in (row for part in rows for row in part):
        found[type(row)][row.pk] = row
    return found


@once
def rows_with_keys(model, keys):
    return model._base_manager.filter(pk__in=keys)


def gather(questions):
    """The rows of each question, in no order and as `fetch` reads them: one query for all of them together."""
    return together(questions, whole_rows, make_row)


def ask(questions):
    """The answers of several `values_list` questions, sums and counts among them: lists of tuples, in one query.

    They may have nothing in common but the database. None may be sliced or itself a union; their order is not kept. An
    annotation must not have the name with which another answer's path begins.
    """
    return together(questions, listed_values, make_tuple)


def together(questions, wrap, make):
    """[what `make` makes of each row] of each question. What is known to be empty is not asked."""
    found, around = [[] for _question in questions], here()
    sql, params, extras, alias = [], [], {}, None
    for place, question in enumerate(questions):
        alias_, statement, values, extras[place] = part_of(question, wrap, around)
        if statement is not None:
            alias = alias or alias_
            sql.append(f"SELECT {place}, row_ FROM ({statement}) part_{place}")  # noqa: S608 - the ORM's SQL
            params += values
    if not sql:
        return found
    with connections[alias].cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql), params)
        for place, values in cursor.fetchall():
            found[place].append(make(extras[place], json.loads(values)))
    return found


def listed_values(queryset):
    """What a `values_list` queryset answers as one array, and how each value is turned back."""
    compiler = queryset.query.clone().get_compiler(using=queryset.db)
    compiler.setup_query()
    kinds = [reader_of(expression.output_field) for expression, _sql, _alias in compiler.select]
    names = list(queryset.query.selected)
    return queryset.order_by().annotate(row_=JSONArray(*names)).values_list("row_"), kinds


def whole_rows(queryset):
    """The columns of a queryset's rows as arrays in an array, and the model with the fields that read them."""
    fields = [
        field for field in queryset.model._meta.concrete_fields
        if not isinstance(field, models.BinaryField) and not getattr(field, "of", None)
    ]
    names = [field.attname for field in fields]
    pieces = [JSONArray(*names[start : start + CHUNK]) for start in range(0, len(names), CHUNK)]
    rows = queryset.order_by().annotate(row_=JSONArray(*pieces)).values_list("row_")
    rest = [field for field in queryset.model._meta.concrete_fields if field not in fields]
    readers = [(place, reader) for place, field in enumerate(fields) if (reader := reader_of(field)) is not None]
    names += [field.attname for field in rest]
    return rows, (queryset.model, names, readers, [field.get_default() for field in rest])


def make_tuple(readers, values):
    return tuple([
        value if value is None or read is None else read(value) for read, value in zip(readers, values, strict=True)
    ])


def make_row(extra, pieces):
    model, names, readers, rest = extra
    values = [value for piece in pieces for value in piece]
    for place, read in readers:
        if values[place] is not None:
            values[place] = read(values[place])
    return model.from_db(None, names, values + rest)


def reader_of(field):
    """callable(what came as JSON) -> the Python value; None where JSON tells it as it is."""
    if isinstance(field, models.DateTimeField):
        return moment_of
    if hasattr(field, "from_db_value"):
        return lambda value: field.from_db_value(value, None, connections["default"])
    if type(field) is models.DateField:
        return date.fromisoformat
    if isinstance(field, models.ForeignKey):
        return reader_of(field.target_field)
    return None if isinstance(field, AS_THEY_ARE) else field.to_python


def moment_of(value):
    moment = parse_datetime(value)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
