"""INSERT and UPDATE of few rows, without the ORM's way to them: their words are made once for each table.

A verb writes a row, a line of its history, traces and entries of the search; building such a statement costs the ORM several
times what the database needs for it. Values go through their fields as ever (`pre_save`, `get_db_prep_save`), signals are not
sent: nothing in this house listens to them.
"""
from dataclasses import dataclass
from functools import cache

from django.db import DatabaseError, connections, router

MOST = 200


@dataclass(frozen=True)
class Insertion:
    """`fields`: whose values are sent; `head`, `places` and `tail`: the words around them."""

    fields: tuple
    head: str
    places: str
    tail: str

    def of(self, rows, connection):
        """(SQL, values) of these rows."""
        values = [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows for field in self.fields]
        return f"{self.head}{', '.join([self.places] * len(rows))}{self.tail}", values


def insert(rows, *, keys=False, unique=(), update=()):
    """Add rows of one model, in one statement for each MOST of them, and return them. `keys`: give them their new keys.
    `unique`: where one with the same values in these fields is there already, those of `update` are written over in it."""
    rows = list(rows)
    if not rows:
        return rows
    connection = connections[router.db_for_write(type(rows[0]))]
    said = insertion(type(rows[0]), connection.vendor, rows[0].pk is not None, keys, tuple(unique), tuple(update))
    size = min(MOST, connection.ops.bulk_batch_size(said.fields, rows))
    for start in range(0, len(rows), size):
        some = rows[start : start + size]
        with connection.cursor() as cursor:
            cursor.execute(*said.of(some, connection))
            for row, (key,) in zip(some, cursor.fetchall() if keys else (), strict=keys):
                row.pk = key
    for row in rows:
        stored(row, connection.alias)
    return rows


def insert_beside(parts):
    """Add the rows of several models that do not point to each other; few of each. On PostgreSQL it is one statement."""
    parts = [rows for rows in map(list, parts) if rows]
    connection = connections[router.db_for_write(type(parts[0][0]))] if parts else None
    if len(parts) < 2 or connection.vendor != "postgresql":
        for rows in parts:
            insert(rows)
        return
    said = [insertion(type(rows[0]), connection.vendor, False, False, (), ()).of(rows, connection) for rows in parts]
    *before, (last, _values) = said
    first = ", ".join(f"beside_{place} AS ({sql})" for place, (sql, _values) in enumerate(before))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {first} {last}", [value for _sql, values in said for value in values])


def change(row, names):
    """Write these fields of a stored row; DatabaseError when it is gone."""
    model = type(row)
    connection = connections[router.db_for_write(model, instance=row)]
    quote, meta = connection.ops.quote_name, model._meta
    fields = [field for field in meta.concrete_fields if field.name in names]
    values = [field.get_db_prep_save(field.pre_save(row, False), connection) for field in fields]
    places = ", ".join([f"{quote(field.column)} = %s" for field in fields])
    # Only names of our own tables and columns stand in it.
    sql = f"UPDATE {quote(meta.db_table)} SET {places} WHERE {quote(meta.pk.column)} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, meta.pk.get_db_prep_save(row.pk, connection)])
        if not cursor.rowcount:
            raise DatabaseError(f"{meta.label} {row.pk} is not there any more.")
    stored(row, connection.alias)


def change_each(rows, names):
    """Write these fields of several stored rows, each with its own values, in one statement for each MOST of them."""
    rows = list(rows)
    if not rows:
        return
    meta = rows[0]._meta
    connection = connections[router.db_for_write(type(rows[0]))]
    quote, cast = connection.ops.quote_name, connection.features.requires_casted_case_in_updates
    fields = [field for field in meta.concrete_fields if field.name in names]
    key = quote(meta.pk.column)
    size = min(MOST, connection.ops.bulk_batch_size([meta.pk, meta.pk, *fields], rows))
    for start in range(0, len(rows), size):
        some = rows[start : start + size]
        case = f"CASE {key} {' '.join(['WHEN %s THEN %s'] * len(some))} END"
        places = ", ".join([
            f"{quote(field.column)} = {f'CAST({case} AS {field.db_type(connection)})' if cast else case}" for field in fields
        ])
        values = [
            value for field in fields for row in some
            for value in (row.pk, field.get_db_prep_save(getattr(row, field.attname), connection))
        ]
        # Only names of our own tables, columns and types stand in it.
        where = f"{key} IN ({', '.join(['%s'] * len(some))})"
        sql = f"UPDATE {quote(meta.db_table)} SET {places} WHERE {where}"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [*values, *(row.pk for row in some)])


def stored(row, alias):
    row._state.adding, row._state.db = False, alias


@cache
def insertion(model, vendor, with_key, keys, unique, update):
    connection = next(each for each in connections.all() if each.vendor == vendor)
    quote, meta = connection.ops.quote_name, model._meta

    def columns(fields):
        return ", ".join(quote(field.column) for field in fields)

    fields = tuple(field for field in meta.concrete_fields if with_key or not field.primary_key)
    tail = ""
    if unique:
        over = ", ".join(f"{quote(column)} = EXCLUDED.{quote(column)}" for column in (meta.get_field(n).column for n in update))
        tail += f" ON CONFLICT ({columns(meta.get_field(name) for name in unique)}) DO UPDATE SET {over}"
    if keys:
        tail += f" RETURNING {quote(meta.pk.column)}"
    head = f"INSERT INTO {quote(meta.db_table)} ({columns(fields)}) VALUES "  # noqa: S608 - names of our own columns
    return Insertion(fields, head, f"({', '.join(['%s'] * len(fields))})", tail)
