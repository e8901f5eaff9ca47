"""Kept figures are the counted ones: after every write, between two writers, and when somebody changes one by hand."""
import json
import threading
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from portal.shared import rollups
from portal.shared.models import Rollup, Touch
from projects import measures
from projects.models import Activity
from projects.summaries.partner import Scope
from projects.summaries.portfolio import standings_of
from projects.summaries.trail import SHARED, path_to_project
from tests.projects import world as projects
from tests.trainings import world
from trainings.summaries.partner import ProjectEvents

DAYS = measures.get("days")
AUTUMN = date(2024, 9, 2)


@pytest.fixture
def act(monkeypatch, transactional_db):
    monkeypatch.setattr(rollups, "_large", set())
    made = projects.project("act")
    rollups.found_large(made.pk)
    return made


def total(project, activities=None):
    return measures.Count(project).total(DAYS, activities)


def marks(project):
    return dict(Rollup.objects.filter(scope=project.pk).values_list("name", "mark"))


def test_what_is_kept_is_read_without_counting(act, django_assert_num_queries):
    event = world.held(act, days=("theory", "practice"))
    assert total(act) == 2
    with django_assert_num_queries(1):
        assert total(act) == 2
    world.day(event, AUTUMN)
    assert "days" in marks(act)
    assert (total(act), total(act)) == (3, 3)


def test_a_branch_is_kept_and_moves_with_the_tree(act):
    above = projects.add(Activity(project=act, title_et="Suur"))
    below = projects.add(Activity(project=act, title_et="Väike", parent=above))
    world.held(act, activity=below)
    both, alone = [above.pk, below.pk], [above.pk]
    assert [(total(act), total(act, both), total(act, alone)) for _again in range(2)] == [(1, 1, 0)] * 2
    count = measures.Count(act)
    assert count.months(DAYS) == [(date(2024, 3, 1), Decimal(1))] == measures.months_of(count.rows(DAYS))


@pytest.mark.postgres
def test_two_who_write_lose_nothing_and_wait_for_nobody(act):
    one, other = world.held(act), world.held(act)
    written, counted = threading.Event(), threading.Event()

    def writer():
        with transaction.atomic():
            world.day(one, AUTUMN)
            written.set()
            counted.wait(10)
        connection.close()

    thread = threading.Thread(target=writer)
    thread.start()
    assert written.wait(10)
    world.day(other, AUTUMN)
    assert (total(act), total(act)) == (3, 3)  # kept while the first one has not ended
    counted.set()
    thread.join()
    assert (total(act), total(act)) == (4, 4)


def test_without_the_trace_the_second_day_would_be_lost(act, monkeypatch):
    event = world.held(act)
    assert total(act) == 1
    monkeypatch.setattr(rollups, "leave", lambda marks: None)
    world.day(event, AUTUMN)
    assert total(act) == 1
    assert rollups.differences([act.pk]) == [(act.pk, "days")]


def test_what_is_undone_leaves_no_trace(act):
    event = world.held(act)
    before = Touch.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        world.day(event, AUTUMN)
        assert total(act) == 2
        raise RuntimeError
    assert (Touch.objects.count(), total(act)) == (before, 1)


def test_the_proof_finds_a_figure_changed_by_hand_and_rebuilding_mends_it(act):
    world.held(act)
    call_command("rollups_verify", "--rebuild", stdout=StringIO())
    kept = Rollup.objects.get(scope=act.pk, name="days")
    value = json.loads(kept.value)
    value["days"][""][1] = "7"
    Rollup.objects.filter(pk=kept.pk).update(value=json.dumps(value))
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("rollups_verify", "--json", stdout=told)
    assert json.loads(told.getvalue())["rows"] == [[act.pk, "days"]]
    call_command("rollups_verify", "--rebuild", stdout=StringIO())
    call_command("rollups_verify", stdout=told)
    assert told.getvalue().endswith("0 of them wrong\n")


def test_many_projects_stand_as_each_of_them_counted_alone(act):
    world.held(act)
    for _again in range(2):
        standing = standings_of([act], also=["events", "days"])[act.pk]
        assert (standing.fulfilled, standing.counted, standing.count.total(DAYS)) == (0, 0, 1)


def test_every_table_a_figure_counts_leads_to_its_project():
    by_table = {table: model for model in apps.get_models() for table in rollups.tables_of(model)}
    of_projects = [by_table[table] for table, names in rollups.touched_by().items() if not names <= rollups.wholes()]
    models = {model._meta.label_lower for model in of_projects if path_to_project(model) is None}
    assert models == SHARED | {"communities.regionscheme", "projects.programme", "budgets.costcategory"}


def test_what_is_kept_of_a_partners_events_is_what_is_counted(act, monkeypatch):
    one, other = (projects.organisation(name) for name in ("Leader", "Liit"))
    whole = world.held(act, days=("theory", "practice"), organiser=one, headcount=12)
    world.held(act, organiser=other, parent=whole)
    world.coming(act, organiser=other)
    scopes = [None, Scope(act, one.pk), Scope(act, other.pk), Scope(act, 0)]

    def told():
        events = ProjectEvents(act, AUTUMN)
        return [events.of(scope) for scope in scopes]

    def counted():
        with monkeypatch.context() as small:
            small.setattr(rollups, "is_large", lambda scopes: False)
            return told()

    assert told() == told() == counted()
    world.day(whole, AUTUMN)
    assert told() == counted() and "partner_events" in marks(act)
