"""Words inside a folded column are found by an index of their triples of letters (PostgreSQL's pg_trgm).

Every `SearchKeyField` named search_key has one, and the words of the search. They are made after `migrate`, as the guards
are: a new searchable model needs no migration, and where the extension is not to be had everything works without.
"""
import logging

from django.apps import apps
from django.db import DatabaseError, connections, transaction
from django.db.models.signals import post_migrate

from portal.shared.fields import SearchKeyField
from portal.shared.models import SearchEntry

logger = logging.getLogger(__name__)
EXTENSION = "pg_trgm"


def follow(app_config):
    """Called when the ground is ready; the indexes are made after every `migrate`."""
    post_migrate.connect(make, sender=app_config, dispatch_uid="trigrams")


def columns():
    """[(model, column)] of what is searched by parts of words."""
    found = [(SearchEntry, "words")]
    for model in apps.get_models():
        is_past = hasattr(model, "instance_type")
        if not is_past and any(isinstance(field, SearchKeyField) and field.name == "search_key" for field in model._meta.fields):
            found.append((model, "search_key"))
    return found


def name_of(model, column):
    return f"{model._meta.db_table}_{column}_trgm"


def make(using="default", **kwargs):
    connection = connections[using]
    if connection.vendor != "postgresql" or not has_extension(connection):
        return
    there = set(connection.introspection.table_names())
    with transaction.atomic(using=using), connection.cursor() as cursor:
        # A table of millions takes longer than a page may.
        cursor.execute("SET LOCAL statement_timeout = 0")
        for model, column in columns():
            table = model._meta.db_table
            if table in there:
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS {name_of(model, column)} ON {table} USING gin ({column} gin_trgm_ops)"
                )


def has_extension(connection):
    """Whether it is there, now at the latest. Whoever owns the database may make it; others ask their administrator."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}")
    except DatabaseError as error:
        logger.info("searching without an index of trigrams: %s", error)
        return False
    return True
