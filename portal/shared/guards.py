"""Rows that are written once: the database itself refuses to change them, whoever asks.

    guards.freeze(PlanVersion, app_config)        # in AppConfig.ready()

A trigger does it. SQLite drops a table's triggers whenever a migration rebuilds the table, so they are made anew after
every `migrate`, and a check says when one is missing. On SQLite only changes are refused, not deletions: that is how
Django empties tables there.
"""
from django.core.checks import Tags, Warning, register
from django.db import connections
from django.db.models.signals import post_migrate

_frozen = []

REFUSAL = "A frozen row is never changed."
MAKE = {
    "sqlite": [
        "CREATE TRIGGER IF NOT EXISTS {table}_frozen BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '" + REFUSAL + "'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '"
        + REFUSAL + "' USING ERRCODE = 'restrict_violation'; END $$",
        "DROP TRIGGER IF EXISTS {table}_frozen ON {table}",
        "CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_frozen()",
    ],
}
ASK = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = %s",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname = %s AND tgenabled <> 'D'",
}


def freeze(model, app_config):
    """Rows of this model are written once."""
    _frozen.append(model)
    post_migrate.connect(make_again, sender=app_config, dispatch_uid=f"freeze {model._meta.label}")


def make_again(using, **kwargs):
    for model in _frozen:
        install(model, using)


def install(model, using="default"):
    """Make the trigger where its table is; twice is once."""
    connection = connections[using]
    if not has_table(model, connection):
        return
    with connection.cursor() as cursor:
        for statement in MAKE[connection.vendor]:
            cursor.execute(statement.format(table=model._meta.db_table))


def is_installed(model, using="default"):
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(ASK[connection.vendor], [f"{model._meta.db_table}_frozen"])
        return cursor.fetchone()[0] > 0


def has_table(model, connection):
    with connection.cursor() as cursor:
        return model._meta.db_table in connection.introspection.table_names(cursor)


@register(Tags.database)
def every_guard_stands(app_configs=None, databases=None, **kwargs):
    """A warning and no error: `migrate` asks before it makes them."""
    return [
        Warning(
            f"Nothing guards the rows of {model._meta.label} in the database {using!r}.", hint="Run `manage.py migrate`.",
            id="shared.W001",
        )
        for using in databases or ()
        for model in _frozen
        if has_table(model, connections[using]) and not is_installed(model, using)
    ]
