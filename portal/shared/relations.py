"""Which rows a row's many-to-many fields point to: asked for all of them in one statement whose words are made once, and set."""
from functools import cache

from django.db import connections, router

from portal.shared.writing import insert


def links_of(row, names):
    """{name of a many-to-many field: {key of a row: key of the link to it}} of one stored row: one query, none without names."""
    found = {name: {} for name in names}
    if not found or row.pk is None:
        return found
    connection = connections[router.db_for_read(type(row), instance=row)]
    names = tuple(found)
    with connection.cursor() as cursor:
        cursor.execute(statement(type(row), names, connection.vendor), [row.pk] * len(names))
        for place, key, link in cursor.fetchall():
            found[names[place]][key] = link
    return found


def links_seen(row, names):
    """As `links_of`, and kept with the row for the verb that saves it: links change with the row's version only, so what was
    seen at the version a person started from holds as long as that version stands."""
    found = row.__dict__["links_seen"] = links_of(row, names)
    return found


def lend_relations(row, other):
    """What one state of a row knows of the rows it points to, the other need not ask for."""
    for field in row._meta.concrete_fields:
        if field.is_relation and field.is_cached(row) and getattr(row, field.attname) == getattr(other, field.attname):
            field.set_cached_value(other, field.get_cached_value(row))


def set_links(row, name, wanted, links):
    """Let a many-to-many field point to the rows with these keys and to no others. `links`: as `links_of` gives them, what it
    pointed to until now; returned is what it points to from here on."""
    field = row._meta.get_field(name)
    source, target = (f"{end}_id" for end in (field.m2m_field_name(), field.m2m_reverse_field_name()))
    through = field.remote_field.through
    gone = [link for key, link in links.items() if key not in wanted]
    if gone:
        through._base_manager.filter(pk__in=gone)._raw_delete(router.db_for_write(through, instance=row))
    made = insert([through(**{source: row.pk, target: key}) for key in sorted(wanted - links.keys())], keys=True)
    getattr(row, "_prefetched_objects_cache", {}).pop(name, None)
    return {key: link for key, link in links.items() if key in wanted} | {getattr(link, target): link.pk for link in made}


@cache
def statement(model, names, vendor):
    quote = next(connection for connection in connections.all() if connection.vendor == vendor).ops.quote_name
    return " UNION ALL ".join(part(model._meta.get_field(name), place, quote) for place, name in enumerate(names))


def part(field, place, quote):
    through = field.remote_field.through._meta
    source, target = through.get_field(field.m2m_field_name()), through.get_field(field.m2m_reverse_field_name())
    columns = f"{quote(target.column)}, {quote(through.pk.column)}"
    # Only names of our own tables and columns stand in it.
    return f"SELECT {place}, {columns} FROM {quote(through.db_table)} WHERE {quote(source.column)} = %s"  # noqa: S608
