"""The demo for tests: told once by each worker, then copied back after every test that empties the tables."""
import sqlite3

from django.apps import apps
from django.contrib.contenttypes.management import create_contenttypes
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection

from portal.demo import load as demo

_kept = {}


def load():
    """As `portal.demo.load.load` on empty tables; from the second time on in a fraction of a second."""
    back, keep = WAYS[connection.vendor]
    if connection.vendor in _kept:
        back()
        ContentType.objects.clear_cache()
        return
    demo.load()
    keep()


def empty():
    """Back to no rows of ours at all, for the tests that come after those of the demo."""
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True, reset_sequences=False)
    ContentType.objects.clear_cache()
    # As after migrate: made by a test they would be rolled back, but still be remembered by the next one.
    for config in apps.get_app_configs():
        create_contenttypes(config, verbosity=0)
    ContentType.objects.clear_cache()


def keep_sqlite():
    _kept["sqlite"] = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(_kept["sqlite"])


def back_sqlite():
    connection.ensure_connection()
    _kept["sqlite"].backup(connection.connection)


def keep_postgresql():
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute("CREATE SCHEMA kept")
        for table in tables:
            cursor.execute(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"')
    _kept["postgresql"] = tables


def back_postgresql():
    tables = _kept["postgresql"]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # neither triggers nor the order of foreign keys
        cursor.execute("TRUNCATE " + ", ".join(f'public."{table}"' for table in tables))
        for table in tables:
            cursor.execute(f'INSERT INTO public."{table}" SELECT * FROM kept."{table}"')  # noqa: S608 - our own tables
        cursor.execute("SET session_replication_role = DEFAULT")
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


WAYS = {"sqlite": (back_sqlite, keep_sqlite), "postgresql": (back_postgresql, keep_postgresql)}
