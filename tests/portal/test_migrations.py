"""The suite builds its tables from the models, so the migrations are proven here: whole, and applied to an empty database."""
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection, connections


def manage(database_url, *command):
    return subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test", "TEST_DATABASE_URL": database_url},
        capture_output=True, text=True, timeout=300,
    )


@pytest.fixture
def empty_database(tmp_path, django_db_blocker):
    """The URL of a new database of the kind the suite runs on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.sqlite3"
        return
    name = f"talgud_empty_{os.getpid()}"
    own = connection.settings_dict
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        yield f"postgres://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{name}"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')
        connections.close_all()


def test_every_model_is_migrated_and_the_migrations_apply_to_an_empty_database(empty_database):
    applied = manage(empty_database, "migrate", "--verbosity", "0")
    assert applied.returncode == 0, applied.stderr
    missing = manage(empty_database, "makemigrations", "--check", "--dry-run")
    assert missing.returncode == 0, missing.stdout
