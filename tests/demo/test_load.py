"""The command that loads the demo: once, whole, and nowhere but in a demo."""
import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.demo import act_local
from portal.demo import load as demo_load
from portal.demo.people import DEMO_PASSWORD, PEOPLE
from projects.models import Project, User

pytestmark = pytest.mark.django_db
SLUGS = [
    "act-local", "koosloomest-koostooni", "kogukonnakeskne-lahenemisviis", "kogukondade-tugevus", "kov-koostoogrupid",
    "naidisprojekt",
]


def counts():
    """{model: rows} of the whole database, histories included."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def printed(**options):
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


def test_a_second_run_changes_nothing():
    before = counts()
    assert before["projects.Project"] == 6
    assert printed() == "The demo is there already.\n"
    assert counts() == before


def test_a_second_run_is_short():
    with CaptureQueriesContext(connection) as queries:
        demo_load.load()
    assert len(queries) <= 40


def test_a_project_that_was_taken_away_comes_back_alone(monkeypatch):
    told = []
    monkeypatch.setattr(demo_load, "tell", told.append)
    Project.objects.filter(slug=act_local.SLUG).update(slug="muu")
    assert demo_load.load() == ["act-local"]
    assert told == [act_local]


def test_the_json_line_tells_the_world():
    lines = printed(json=True).splitlines()
    assert len(lines) == 1
    world = json.loads(lines[0])
    assert world["made"] == []
    assert list(world["projects"]) == SLUGS
    assert [(user["login"], user["name"]) for user in world["users"]] == [(person.email, person.name) for person in PEOPLE]
    assert {user["password"] for user in world["users"]} == {DEMO_PASSWORD}


def test_the_json_line_holds_the_ids_of_every_model_of_a_project():
    world = json.loads(printed(json=True))["projects"]
    ours = {
        model._meta.label_lower
        for label in ("projects", "communities", "trainings", "budgets", "reports")
        for model in apps.get_app_config(label).get_models() if not model.__name__.startswith("Historical")
    }
    of_no_project = {
        "projects.user", "projects.organisationname", "projects.programme", "projects.ruleset", "projects.evidencerule",
        "projects.audience", "projects.topic", "projects.glossaryterm", "communities.county", "communities.region",
        "communities.regionscheme", "communities.municipality", "communities.place", "communities.servicekind",
        "communities.plantemplate", "communities.sectiontemplate", "communities.fieldtemplate",
        "communities.assessmenttemplate", "communities.assessmentblock", "communities.statement", "communities.scoreband",
        "communities.asset", "trainings.participantrole", "trainings.resourcekind", "trainings.consenttext",
        "trainings.calendarfeed", "budgets.costcategory", "budgets.claimcolumn", "budgets.accountingformat",
        "projects.staletext", "projects.notice", "projects.noticechoice", "projects.savedfilter", "projects.homevisit",
        "projects.projectdraft",
    }
    assert {slug: set(rows) for slug, rows in world.items()} == dict.fromkeys(SLUGS, ours - of_no_project)
    project = Project.objects.get(slug="act-local")
    assert world["act-local"]["projects.project"] == [project.pk]
    assert world["act-local"]["projects.activity"] == sorted(project.activity_set.values_list("pk", flat=True))
    assert [len(world["act-local"][f"communities.{name}"]) for name in ("community", "enrolment", "actionplan")] == [17] * 3
    assert len(world["koosloomest-koostooni"]["budgets.budgetline"]) == 2


def test_the_roles_of_the_people():
    roles = {user["key"]: user["role"] for user in json.loads(printed(json=True))["users"]}
    assert roles == {
        "admin": "admin", "act-local": "coordinator", "alutaguse": "editor", "ape": "reader", "leader": "coordinator",
        "tas": "reader", "tas-editor": "editor",
        "ministry": "coordinator", "elder": "community", "mentor": "expert", "auditor": "auditor",
        "strength": "coordinator", "laane-harju": "coordinator", "saue": "editor", "haapsalu": "editor",
        "example": "coordinator", "izdomas": "editor", "stranger": "stranger",
    }


def test_everybody_can_sign_in_with_the_password(client):
    for person in PEOPLE:
        assert User.objects.get(email=person.email).check_password(DEMO_PASSWORD), person.key
    assert User.objects.filter(is_superuser=True).count() == User.objects.filter(is_staff=True).count() == 1


def test_where_this_is_no_demo_it_refuses(settings):
    settings.DEMO = settings.DEBUG = False
    before = counts()
    with pytest.raises(CommandError, match="This is no demo") as refusal:
        printed(json=True)
    assert refusal.value.returncode == 1
    assert counts() == before
