"""The coordinator's page of a project and the projects side by side: figures that open their rows, and what is not known."""
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.demo.people import PEOPLE
from projects.models import Organisation, Partnership, Project, User
from projects.summaries import promise_board

pytestmark = pytest.mark.django_db
EMAIL = {person.key: person.email for person in PEOPLE}
MINISTRY, ACT, TAS = "kogukonnakeskne-lahenemisviis", "act-local", "koosloomest-koostooni"


def signed_in(who):
    client = Client()
    client.force_login(User.objects.get(email=EMAIL[who]))
    return client


def number(text):
    return float(re.sub(r"[^\d.-]", "", str(text)) or 0)


def shown(response):
    return number(re.match(r"[\d ,.]+", str(response.context["count_text"]))[0])


def overview(client, slug):
    return client.get(f"/en/projects/{slug}/overview/").context["overview"]


@pytest.mark.parametrize(("who", "slug"), [("act-local", ACT), ("ministry", MINISTRY), ("example", "naidisprojekt")])
def test_X37_each_figure_at_a_glance_opens_as_many_rows_as_it_says(who, slug):
    client = signed_in(who)
    page = overview(client, slug)
    asked = [(stat.label, number(stat.value), stat.url) for stat in page.figures if stat.url]
    asked += [(fact.label, number(fact.value), fact.url) for fact in (*page.plans, *page.care.gaps)]
    assert len(asked) >= 8
    assert [(label, said) for label, said, _url in asked] == [(label, shown(client.get(url))) for label, _said, url in asked]


def test_A17_the_days_held_are_theory_and_practice_and_seminars_together():
    days = next(stat for stat in overview(signed_in("act-local"), ACT).figures if stat.label == "Days held")
    board = promise_board(Project.objects.get(slug=ACT))
    assert {promise.figure for promise in board.promises} >= {"24/26", "16/16"}
    assert number(days.value) >= 24 + 16


def test_the_coordinator_sees_for_whom_something_waits_and_how_long():
    client = signed_in("act-local")
    table = overview(client, ACT).care.partners
    assert {row.name for row in table.objects} <= set(
        Partnership.objects.filter(project__slug=ACT).values_list("organisation__name", flat=True)
    )
    assert [row.days for row in table.objects] == sorted((row.days for row in table.objects), reverse=True)
    for row in table.objects:
        assert client.get(row.url.split("#")[0]).context["page"].waiting_count == row.count


def test_an_auditor_sees_the_care_without_its_ways_and_a_partner_none_of_it():
    page = overview(signed_in("auditor"), TAS)
    assert (page.waiting, {fact.url for fact in page.care.gaps}) == ([], {""})
    assert [str(stat.value) for stat in page.care.money][0] == "€60,000.00"
    assert overview(signed_in("ape"), ACT).care is None
    assert overview(signed_in("haapsalu"), "kov-koostoogrupid").care is None


def test_B13_B15_A27_what_is_not_stated_is_in_no_sum_and_said():
    response = signed_in("admin").get("/en/portfolio/")
    rows = {row.project.slug: row for row in response.context["table"].objects}
    assert (rows[TAS].total, rows[ACT].total) == (Decimal(60000), None)
    assert (rows[ACT].fulfilled, rows[ACT].counted, rows[ACT].communities) == (5, 6, 17)
    assert any("Act Local" in text for text in response.context["left_out"])
    known = sum(row.total for row in rows.values() if row.total is not None)
    assert response.context["table"].footer["total"] == f"€{known:,.2f}"
    # Its communities are fifteen, three, and so on: one that takes part twice counts once (C-22).
    assert "not stated" in response.content.decode()


def test_X37_each_figure_of_the_portfolio_opens_as_many_rows():
    client = signed_in("admin")
    table = client.get("/en/portfolio/").context["table"]
    keys = [column.key for column in table.columns]
    wrong = [
        (row[0]["text"], key, cell["text"], cell["url"]) for row in table.rows for key, cell in zip(keys, row, strict=True)
        if key in {"communities", "events", "people"} and cell["url"] and shown(client.get(cell["url"])) != number(cell["text"])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("year=2020", ["Act Local", "KOV koostöögruppide tegevussuund"]), ("country=LV", ["Act Local", "Näidisprojekt"]),
        ("search=koosloom", ["Koosloomest koostööni"]), ("state=running&sort=name", 2),
    ],
)
def test_X04_the_portfolio_is_narrowed_by_what_stands_in_the_address(query, names):
    client = signed_in("admin")
    rows = client.get(f"/en/portfolio/?{query}").context["table"].objects
    found = [row.project.acronym for row in rows]
    assert found == names if isinstance(names, list) else len(found) == names
    sheet = client.get(f"/en/portfolio/?{query}&format=csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0].strip('"') for line in sheet[1:]] == found


def test_a_partners_choice_holds_only_projects_one_works_in():
    ape = Organisation.objects.get(name="Ape vald")
    for who, expected in (("admin", ["Act Local"]), ("ape", ["Act Local"]), ("tas", ["Koosloomest koostööni"])):
        rows = signed_in(who).get(f"/en/portfolio/?organisation={ape.pk}").context["table"].objects
        assert [row.project.acronym for row in rows] == expected
    assert signed_in("stranger").get("/en/portfolio/").context["table"].objects == []
    assert Client().get("/en/portfolio/").status_code == 302


def test_neither_page_needs_more_than_fifteen_queries():
    for who, address in (
        ("admin", "/portfolio/"), ("ministry", "/portfolio/"), ("admin", f"/projects/{MINISTRY}/overview/"),
        ("example", "/projects/naidisprojekt/overview/"), ("ape", f"/projects/{ACT}/overview/"),
    ):
        client = signed_in(who)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) <= 15, address
