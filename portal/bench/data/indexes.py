"""Large tables are filled without their indexes, which are made again afterwards from the same text."""
from contextlib import contextmanager

from django.db import connection

LARGE = 1_000  # projects: below that, keeping the indexes is as fast
OURS = ("projects_", "communities_", "trainings_", "budgets_", "shared_searchentry")


@contextmanager
def without_indexes(size, say):
    """Those that carry no constraint: keys stay, and unique constraints of a table."""
    found = plain_indexes() if size.projects >= LARGE else []
    with connection.cursor() as cursor:
        for name, _text in found:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor:
        for _name, text in found:
            cursor.execute(text)
    if found:
        say(f"indexes made again: {len(found)}")


def plain_indexes():
    """[(name, CREATE INDEX …)]"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = 'public' AND NOT EXISTS ("
            " SELECT 1 FROM pg_constraint c WHERE c.conindid = to_regclass(quote_ident(i.indexname))) ORDER BY 1"
        )
        return [(name, text) for name, text in cursor.fetchall() if any(f" public.{app}" in text for app in OURS)]
