"""All of it, in the order in which keys are needed."""
import time
from contextlib import contextmanager

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection, transaction

from portal.bench.data import around, budgets, communities, money_papers, projects, search, trainings
from portal.bench.data.fill import Filler, reset_sequences
from portal.bench.data.indexes import without_indexes
from portal.bench.data.names import Names, write_names
from portal.bench.data.sizes import write_projects
from portal.demo import money_rules, organisations, places, programmes, vocabulary
from portal.demo.people import DEMO_PASSWORD
from portal.shared.search import paused
from projects.models import Project, User

ADMIN = "admin@example.org"


def is_empty():
    return not (User.objects.exists() or Project.objects.exists())


def load(size, say=lambda text: None):
    """Fill an empty, migrated PostgreSQL database; raises LookupError where the load does not know a column."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0; SET maintenance_work_mem = '512MB'")
        cursor.execute("DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench")
    with paused():
        admin = ground()
    filler = Filler(admin)
    with timed("names", say):
        write_projects(size)
        names = Names(write_names(size))
    # Foreign keys and the guards of what is approved are triggers: the rows are right by construction, the test compares.
    with transaction.atomic(), without_triggers(), without_indexes(size, say):
        for room in (projects, communities, trainings):
            with timed(room.__name__.rsplit(".", 1)[-1], say):
                room.load(filler, names, size)
        with timed("budgets", say):
            budgets.load(filler, names)
        with timed("around", say):
            around.load(filler, names)
        with timed("history", say):
            for model in filler.filled:
                filler.write_history(model)
        reset_sequences([model for model in apps.get_models() if model._meta.managed])
        analyze()
        with timed("papers", say):
            money_papers.write(filler)
        with timed("search", say):
            search.write()
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA bench CASCADE")
    analyze()
    return filler


def ground():
    """What every installation has: words, programmes, rules, places; and whoever made it."""
    admin = User.objects.create_superuser(ADMIN, DEMO_PASSWORD, name="Peakasutaja")
    EmailAddress.objects.create(user=admin, email=ADMIN, verified=True, primary=True)
    for part in (vocabulary, organisations, programmes, money_rules, places):
        part.load(admin)
    return admin


@contextmanager
def without_triggers():
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = DEFAULT")


def analyze():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def timed(what, say):
    begun = time.monotonic()
    yield
    say(f"{what}: {time.monotonic() - begun:.1f} s")
