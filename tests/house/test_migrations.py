"""Migrations say all that the models say, can be taken back, and let yesterday's code run on today's tables (P-59)."""
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, migrations, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import analyse_sql_statements, get_sql_analyser_class

OURS = ["shared", "projects", "communities", "trainings", "budgets", "reports"]
# Migration: why it may break a rule of the linter. A line that is no longer true fails below.
# On SQLite a table that is made anew has all its columns in one statement, and the linter cannot tell old from new.
REMADE = "the new columns have defaults in the database; PostgreSQL, which adds them one by one, finds nothing"
UNSAFE = {
    "postgresql": {},
    "sqlite": {
        "communities.0003_fields: NOT_NULL": REMADE, "trainings.0003_fields: NOT_NULL": REMADE,
        "projects.0002_evidence_kind: NOT_NULL": REMADE, "projects.0003_rules_of_money: NOT_NULL": REMADE,
        "budgets.0003_kinds_of_amounts: NOT_NULL": REMADE,
    },
}


@pytest.fixture(autouse=True)
def real_migrations(settings):
    """The suite makes its tables from the models; here the migration files count."""
    settings.MIGRATION_MODULES = {}


def loader():
    return MigrationLoader(None)


def missing(state):
    """[(app, description of the operation)] that the migration files do not say yet."""
    found = loader()
    with translation.override(None):
        changes = MigrationAutodetector(found.project_state(), state).changes(graph=found.graph)
    return [(app, op.describe()) for app, made in changes.items() if app in OURS for one in made for op in one.operations]


def irreversible(found):
    return [
        f"{name}: {operation.describe()}"
        for name, migration in found
        if name[0] in OURS
        for operation in migration.operations
        if not operation.reversible
    ]


def unsafe():
    """{"app.migration: rule"} of every migration that follows a first one: before that nobody's code runs."""
    linter = MigrationLinter(str(settings.BASE_DIR), no_cache=True, no_output=True)
    found = set()
    for (app, name), migration in loader().disk_migrations.items():
        if app in OURS and not migration.initial:
            errors, _ignored, _warnings = analyse_sql_statements(linter.sql_analyser_class, linter.get_sql(app, name))
            errors += linter.analyse_data_migration(migration)[0]
            found |= {f"{app}.{name}: {error.code}" for error in errors}
    return found


def test_the_models_say_nothing_that_no_migration_says():
    assert not missing(ProjectState.from_apps(apps))


def test_every_migration_can_be_taken_back():
    assert not irreversible(loader().disk_migrations.items())


@pytest.mark.django_db(transaction=True)
def test_the_linter_finds_nothing_unsafe():
    assert unsafe() == set(UNSAFE[connection.vendor])


# --- planted faults ---


def test_a_planted_column_is_missed():
    state = ProjectState.from_apps(apps)
    state.models["projects", "topic"].fields["planted"] = models.CharField(max_length=3, default="")
    assert ("projects", "Add field planted to topic") in missing(state)


def test_a_planted_one_way_step_is_found():
    planted = migrations.Migration("0002_planted", "projects")
    planted.operations = [migrations.RunPython(lambda apps, editor: None)]
    assert len(irreversible([(("projects", "0002_planted"), planted)])) == 1
    planted.operations = [migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop)]
    assert not irreversible([(("projects", "0002_planted"), planted)])


ADD = 'ALTER TABLE "projects_topic" ADD COLUMN "planted" varchar(3) {};'
REMAKE = [
    'CREATE TABLE "new__projects_topic" ("planted" varchar(3) NOT NULL);',
    'ALTER TABLE "new__projects_topic" RENAME TO "x";',
]


@pytest.mark.parametrize(
    ("vendor", "statements", "code"),
    [
        ("postgresql", [ADD.format("NOT NULL")], "NOT_NULL"),
        ("sqlite", REMAKE, "NOT_NULL"),
        ("postgresql", ['ALTER TABLE "projects_topic" RENAME COLUMN "code" TO "planted";'], "RENAME_COLUMN"),
        ("postgresql", ['ALTER TABLE "projects_topic" DROP COLUMN "code" CASCADE;'], "DROP_COLUMN"),
        ("postgresql", [ADD.format("NULL")], None),
    ],
)
def test_the_linter_knows_what_breaks_yesterdays_code(vendor, statements, code):
    errors, _ignored, _warnings = analyse_sql_statements(get_sql_analyser_class(vendor), statements)
    assert [error.code for error in errors] == ([code] if code else [])
