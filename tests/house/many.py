"""A thousand rows out of one: each row of a world copied in the database itself, so that pages can be asked with many.

The copies of a row stand beside it, below the same parents; only what must differ differs: a text gets a number, a date
moves, and where only a foreign key can tell two rows apart, the copies of that parent are taken.
"""
from django.db import IntegrityError, connection, models, transaction

# Copies have keys of their own, far from those of real rows: the copy number of a row is the same in every table.
FIRST = 5_000_000
DAY_KINDS = (models.DateField, models.DateTimeField)
TEXTS = (models.CharField, models.TextField)


class Uncopied(Exception):
    """The database refuses the copies."""


def columns_that_differ(model, copied):
    """The fields in which copies of this row must differ from each other: one of each unique set."""
    chosen = set()
    for names in unique_sets(model):
        fields = [model._meta.get_field(name) for name in names]
        if not chosen & set(fields):
            chosen.add(min(fields, key=lambda field: ease(field, copied)))
    return chosen


def unique_sets(model):
    yield from ([field.name] for field in model._meta.fields if field.unique and not field.primary_key)
    yield from model._meta.unique_together
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            found = constraint.fields or [
                name for each in constraint.expressions for name in names_in(each) if name != "pk"
            ]
            yield list(found)


def names_in(expression):
    if isinstance(expression, models.F):
        return [expression.name]
    return [name for part in expression.get_source_expressions() if part is not None for name in names_in(part)]


def ease(field, copied):
    """How readily a field can differ: a free text first, a choice or a yes and no never."""
    if field.choices or isinstance(field, models.BooleanField):
        return 9
    if isinstance(field, models.ForeignKey):
        return 4 if field.related_model in copied else 8
    kinds = (TEXTS, models.IntegerField, DAY_KINDS, models.UUIDField)
    return next((place for place, kind in enumerate(kinds) if isinstance(field, kind)), 7)


def value_of(field, copied):
    """The SQL that gives copy `n` its own value in this field, or None where nothing can."""
    column = connection.ops.quote_name(field.column)
    if isinstance(field, models.ForeignKey):
        return f"{FIRST} + n" if field.related_model in copied else None
    if isinstance(field, models.UUIDField):
        return "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    if isinstance(field, TEXTS) and not field.choices:
        room = max(0, (field.max_length or 500) - 7)
        return f"CASE WHEN {column} = '' THEN '' ELSE substr({column}, 1, {room}) || '-' || n END"
    if isinstance(field, DAY_KINDS):
        return f"{column} + n * interval '1 day'" if connection.vendor == "postgresql" else f"date({column}, '+' || n || ' days')"
    if isinstance(field, models.IntegerField):
        return f"{column} + n"
    return None


def grow(rows, first, upto):
    """Copies `first` to `upto` of every row given; raises Uncopied when the database does not take one."""
    by_model = {type(row): row for row in rows}
    for model in in_order(by_model):
        copy(by_model[model], first, upto, set(by_model))


def copy(row, first, upto, copied):
    """Copies `first` to `upto` (not included) of a row; raises Uncopied when the database does not take them."""
    model, quote = type(row), connection.ops.quote_name
    differ = columns_that_differ(model, copied)
    names, values = [], []
    for field in model._meta.local_concrete_fields:
        names.append(quote(field.column))
        if field.primary_key:
            values.append(f"{FIRST} + n")
            continue
        value = value_of(field, copied) if field in differ or is_a_title(field) else None
        values.append(value or quote(field.column))
    # No part of these comes from outside.
    step = f"SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {upto}"  # noqa: S608
    numbers = f"WITH RECURSIVE numbers(n) AS ({step})"
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    source = f"SELECT {', '.join(values)} FROM {table}, numbers WHERE {key} = %s"  # noqa: S608
    # SQLite wants the numbers before the INSERT, PostgreSQL takes them there too.
    statement = f"{numbers} INSERT INTO {table} ({', '.join(names)}) {source}"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [row.pk])
            if connection.vendor == "postgresql":
                # Guards of other tables look here: planned for an empty table they would read it whole for each row.
                cursor.execute(f"ANALYZE {table}")
    except IntegrityError as error:
        raise Uncopied(f"{model._meta.label}: {error}") from error


def is_a_title(field):
    return field.name in {"title_et", "name", "title", "name_et"}


def in_order(found):
    """Models so that what a foreign key names comes first."""
    waiting, ordered = list(found), []
    while waiting:
        ready = [
            model for model in waiting
            if not {f.related_model for f in model._meta.fields if f.remote_field} & (set(waiting) - {model})
        ] or waiting[:1]
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered
