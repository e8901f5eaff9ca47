"""Rows that are written once: the database itself refuses to change them, whoever asks.

    guards.freeze(PlanVersion, app_config)        # in AppConfig.ready()

Or only in some state: `guards.freeze_when(BudgetLine, app_config, update="…", delete="…", insert="…")`, each a condition in
SQL about the row as it was (OLD) and as it would be (NEW); `differs("amount", …)` asks whether one of the columns changes.

A trigger does it. SQLite drops a table's triggers whenever a migration rebuilds the table, and rebuilds none that a trigger of
another table names: there they stand aside while one migrates. They are made anew after every `migrate`, and a check says when
one is missing. Other modules' triggers are looked after, too (`stand`). On SQLite only changes are refused, not deletions: that
is how Django empties tables there.
"""
from django.core.checks import Tags, Warning, register
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

_frozen = []
_frozen_when = {}  # model: {"UPDATE": condition, …}
_others = {}  # model: (names, statements)

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
MAKE_WHEN = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS {name}",
        "CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '" + REFUSAL + "'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN RAISE EXCEPTION '"
        + REFUSAL + "' USING ERRCODE = 'restrict_violation'; END IF; RETURN {row}; END $$",
        "DROP TRIGGER IF EXISTS {name} ON {table}",
        "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ],
}
EVENTS = {"sqlite": ("UPDATE", "INSERT"), "postgresql": ("UPDATE", "INSERT", "DELETE")}
DISTINCT = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}
ASK = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = %s",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname = %s AND tgenabled <> 'D'",
}


def freeze(model, app_config):
    """Rows of this model are written once."""
    _frozen.append(model)
    follow(app_config)


def freeze_when(model, app_config, *, update="", delete="", insert=""):
    """Rows of this model are not changed (deleted, added) when the condition holds."""
    _frozen_when[model] = {"UPDATE": update, "DELETE": delete, "INSERT": insert}
    follow(app_config)


def stand(model, names, statements, app_config):
    """Look after other triggers on the model's table: `names(vendor)`, `statements(vendor)` that make them; twice is once."""
    _others[model] = (names, statements)
    follow(app_config)


def follow(app_config):
    for signal, function in ((pre_migrate, stand_aside), (post_migrate, make_again)):
        signal.connect(function, sender=app_config, dispatch_uid=f"guards of {app_config.label}")


def differs(*columns):
    """SQL: one of these columns changes. `[IS NOT]` stands for what each database calls it."""
    return "(" + " OR ".join(f"OLD.{column} [IS NOT] NEW.{column}" for column in columns) + ")"


def make_again(using, **kwargs):
    for model in _frozen:
        install(model, using)
    for model in _frozen_when:
        install_when(model, using)
    for model, (_names, statements) in _others.items():
        connection = connections[using]
        with connection.cursor() as cursor:
            for statement in statements(connection.vendor) if has_table(model, connection) else ():
                cursor.execute(statement)


def stand_aside(using, **kwargs):
    """A table named by another one's trigger could not be rebuilt on SQLite."""
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")


def install(model, using="default"):
    """Make the trigger where its table is; twice is once."""
    connection = connections[using]
    if not has_table(model, connection):
        return
    with connection.cursor() as cursor:
        for statement in MAKE[connection.vendor]:
            cursor.execute(statement.format(table=model._meta.db_table))


def install_when(model, using="default"):
    connection = connections[using]
    if not has_table(model, connection):
        return
    with connection.cursor() as cursor:
        for event, condition in conditions_of(model, connection.vendor):
            words = {
                "name": name_when(model, event), "event": event, "table": model._meta.db_table,
                "condition": condition.replace("[IS NOT]", DISTINCT[connection.vendor]),
                "row": "OLD" if event == "DELETE" else "NEW",
            }
            for statement in MAKE_WHEN[connection.vendor]:
                cursor.execute(statement.format(**words))


def conditions_of(model, vendor):
    """((event, condition), …) that this database can hold."""
    return [(event, text) for event, text in _frozen_when[model].items() if text and event in EVENTS[vendor]]


def name_when(model, event):
    return f"{model._meta.db_table}_frozen_{event.lower()}"


def is_installed(model, using="default"):
    """Every trigger that this model should have is there."""
    connection = connections[using]
    names = [f"{model._meta.db_table}_frozen"]
    if model in _others:
        names = _others[model][0](connection.vendor)
    elif model in _frozen_when:
        names = [name_when(model, event) for event, _text in conditions_of(model, connection.vendor)]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(ASK[connection.vendor], [name])
            if not cursor.fetchone()[0]:
                return False
    return True


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
        for model in [*_frozen, *_frozen_when, *_others]
        if has_table(model, connections[using]) and not is_installed(model, using)
    ]
