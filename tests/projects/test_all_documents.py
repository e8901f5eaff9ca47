"""Documents of all projects: everybody sees the public ones, people of a project theirs, and each how long it is kept."""
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from budgets.choices import PayoutKind
from budgets.models import Budget, Payout
from portal.shared import verbs
from projects import filters
from projects.actions import add_document
from projects.choices import Publication, Visibility
from projects.models import Document, Partnership, Programme, RuleSet
from projects.summaries.retention import retention_of, retentions_of
from tests.communities.test_communities_query_counts import queries
from tests.projects import world

pytestmark = pytest.mark.django_db
URL = "/documents/"
TODAY = date(2026, 11, 22)


def document(project, title, visibility=Visibility.PUBLIC, **fields):
    upload = SimpleUploadedFile("leht.txt", title.encode())
    return add_document(Document(project=project, title=title, visibility=visibility, **fields), upload, by=None)


def programme(years=None, name="Programm"):
    made = verbs.create(Programme(code=name.lower().replace(" ", "-"), name_et=name), by=None)
    if years:
        verbs.create(RuleSet(programme=made, retention_years=years), by=None)
    return made


def titles(client, query=""):
    return sorted(row.title for row in client.get(f"{URL}{query}").context["page_obj"].object_list)


def test_each_sees_what_he_may_fetch(client, act, mari, toomas):
    document(act, "Avalik")
    document(act, "Projekti oma", Visibility.PROJECT)
    document(act, "Koordinaatorite", Visibility.COORDINATORS)
    document(world.project("mustand", publication=Publication.DRAFT), "Mustandi avalik")
    assert titles(client) == ["Avalik"]
    client.force_login(toomas)
    assert titles(client) == ["Avalik"], "somebody else's project"
    editor = world.editor(act, world.organisation())
    client.force_login(editor)
    assert titles(client) == ["Avalik", "Projekti oma"]
    client.force_login(mari)
    assert titles(client) == ["Avalik", "Koordinaatorite", "Projekti oma"]
    assert titles(client, "?visibility=coordinators") == ["Koordinaatorite"]


def test_a_document_is_filtered_by_how_long_it_is_kept(client):
    old = world.project("vana", planned_end="2010", programme=programme(5))
    new = world.project("uus", planned_end="2025-06-30", programme=programme(5, "Teine"))
    endless = world.project("lahtine")
    for row in (old, new, endless):
        document(row, row.slug)
    document(old, "vana, hoitud", retain_until=date(2099, 1, 1))
    document(new, "uus, läbi", retain_until=date(2020, 1, 1))
    assert titles(client, "?retention=past") == ["uus, läbi", "vana"]
    assert titles(client, "?retention=kept") == ["uus", "vana, hoitud"]
    assert titles(client, "?retention=unknown") == ["lahtine"]
    file = client.get(f"{URL}?project=uus&format=csv").content.decode()
    assert "2032-12-31" in file or "31.12.2032" in file, "seven years of accounting are longer than five of the programme"


def test_many_projects_at_once_are_kept_as_each_by_itself():
    for place, (ends, years) in enumerate([("2021-04-30", 10), ("2021-04-30", 3), ("2021-04-30", None), ("", 5)]):
        project = world.project(f"talgud{place}", planned_end=ends or None, programme=programme(years, f"Programm {place}"))
        many, one = retentions_of([project])[project.pk], retention_of(project)
        assert (many.until, many.at_least, many.years, many.note) == (one.until, one.at_least, one.years, one.note)


def test_the_programmes_years_run_from_the_last_payment():
    """Five years from the payment of 18.06.2030 outlast the seven of accounting, which end with 2032 + 5."""
    project = world.project("talgud", planned_end="2025-06-30", programme=programme(9))
    partnership = verbs.create(Partnership(project=project, organisation=world.organisation()), by=None)
    budget = verbs.create(Budget(project=project, partnership=partnership), by=None)
    verbs.create(Payout(budget=budget, kind=PayoutKind.values[-1], paid_on=date(2030, 6, 18), amount=100), by=None)
    assert retentions_of([project])[project.pk].until == date(2039, 6, 18)


def test_the_page_costs_the_same_for_one_project_and_for_three(client, mari, act):
    document(world.project("esimene", programme=programme(5)), "Leping")
    client.force_login(mari)
    first = queries(client, URL)
    for place in range(3):
        project = world.project(f"p{place}", planned_end="2025", programme=programme(5, f"Programm {place}"))
        world.member(mari, project)
        document(project, f"Leping {place}", Visibility.PROJECT)
    assert queries(client, URL) == first <= 12


def test_among_many_projects_one_writes_the_name(client, act, monkeypatch):
    monkeypatch.setattr(filters, "MOST_OFFERED", 1)
    document(act, "Siin")
    document(world.project("teine"), "Seal")
    assert titles(client, f"?project={act.slug}") == ["Siin"] and titles(client, "?project=TEINE") == ["Seal"]
    page = client.get(f"{URL}?project=puudub")
    assert page.context["filterset"].form.errors["project"] and len(page.context["page_obj"]) == 2
