"""Moment 6: the partner opens a link and understands. Figures from acceptance.md and the demo's own rows."""
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.summaries import partner as partner_money
from budgets.summaries.spending import spending_of
from communities.models import Enrolment
from portal.demo.people import PEOPLE
from projects.models import Document, Partnership, Project, User

pytestmark = pytest.mark.django_db
EMAIL = {person.key: person.email for person in PEOPLE}
ACT, TAS, GROUPS = "act-local", "koosloomest-koostooni", "kov-koostoogrupid"


def signed_in(who):
    client = Client()
    client.force_login(User.objects.get(email=EMAIL[who]))
    return client


def page_of(client, slug, name=None):
    """The context of a partner's page; the reader's own one without a name."""
    row = name and Partnership.objects.get(project__slug=slug, organisation__name=name)
    return client.get(f"/en/projects/{slug}/partner/" + (f"{row.pk}/" if row else "")).context


def number(text):
    return float(re.sub(r"[^\d.-]", "", str(text).replace(",", "")) or 0)


def shown(response):
    """How much the list behind a figure says that it shows: the number at its head, which is the sum where rows carry one."""
    return number(re.match(r"[\d ,.]+", str(response.context["count_text"]))[0])


def test_moment_6_the_officer_of_ape_finds_his_four_communities_in_one_click():
    client = signed_in("ape")
    home = client.get("/en/home/").content.decode()
    assert "/en/projects/act-local/" in home
    text = client.get("/en/projects/act-local/partner/").content.decode()
    assert re.search(r"<h1[^>]*>\s*Ape vald", text)
    page = page_of(client, ACT)["page"]
    assert page.communities_count == Enrolment.objects.filter(project__slug=ACT, author__name="Ape vald").count() == 4
    # four of the seventeen are Ape's: each is assessed and has a plan.
    assert [card.ring.text for card in page.promises] == ["4/4"] * 3
    assert {card.note for card in page.promises} >= {"17/17 in the whole project"}
    assert [(str(stage.label), stage.value) for stage in page.stages][:2] == [("Assessed", "4 of 4"), ("Plan approved", "4 of 4")]
    assert "btn-primary" not in text.split("<main", 1)[1]


@pytest.mark.parametrize(("who", "slug"), [("ape", ACT), ("act-local", ACT), ("haapsalu", GROUPS), ("izdomas", "naidisprojekt")])
def test_X37_each_figure_of_a_partner_opens_as_many_rows_as_it_says(who, slug):
    client = signed_in(who)
    page = page_of(client, slug)["page"]
    stats = [stat for stat in (*page.figures, *page.stages) if stat.url]
    asked = [(stat.label, number(str(stat.value).split(" of ")[0]), stat.url) for stat in stats]
    assert len(asked) >= 3
    assert [(label, said) for label, said, _url in asked] == [(label, shown(client.get(url))) for label, _said, url in asked]
    for card in page.promises:
        if card.url:
            assert shown(client.get(card.url)) == card.ring.done


def test_B13_tas_reads_its_budget_and_what_is_left_to_the_cent():
    page = page_of(signed_in("tas"), TAS)["page"]
    whole = spending_of(Project.objects.get(slug=TAS))
    own = next(row for row in whole.partners if row.partner == "Tartumaa Arendusselts")
    assert [str(stat.value) for stat in page.money] == [
        partner_money_words(amount) for amount in (own.planned, own.spent, own.remaining, own.claimed, own.received)
    ]
    assert page.money[0].value == "€18,000.00"


def partner_money_words(amount):
    return f"€{amount:,.2f}"


def test_the_money_of_every_budget_is_what_the_spending_page_says():
    compared = 0
    for project in Project.objects.all():
        told = {row.budget: row for row in partner_money.ProjectMoney(project, None).partners}
        for row in spending_of(project).partners:
            mine = told[row.pk]
            assert (mine.planned, mine.spent, mine.claimed, mine.received, mine.remaining, mine.approved) == (
                row.planned, row.spent, row.claimed, row.received, row.remaining, row.approved
            )
            compared += 1
    assert compared >= 4


def test_E15_who_acts_in_one_activity_sees_that_activity_and_no_money():
    client = signed_in("haapsalu")
    page = page_of(client, GROUPS)["page"]
    mine = User.objects.get(email=EMAIL["haapsalu"]).memberships.get()
    assert page.scope.activity == mine.activity
    assert (page.sees_money, page.money, page.claim) == (False, (), None)
    assert {event.activity_id for event in page.events} <= page.scope.branch
    assert page.documents_count == Document.objects.filter(activity=mine.activity, archived_at=None).count()
    assert [activity for activity, _role in page.own] == [mine.activity]
    assert f"activity={mine.activity_id}" in page.figures[0].url


def test_a_partner_sees_his_own_page_and_who_oversees_chooses_any():
    pages = {name: Partnership.objects.get(project__slug=ACT, organisation__name=name).pk for name in ("Ape vald", "Engure vald")}

    def status(who, key=None):
        return signed_in(who).get(f"/en/projects/{ACT}/partner/" + (f"{key}/" if key else "")).status_code

    assert [status("ape", pages["Ape vald"]), status("ape", pages["Engure vald"])] == [200, 403]
    assert [status("act-local", key) for key in pages.values()] == [200, 200]
    assert [status("stranger"), status("elder"), status("admin", 999_999)] == [404, 404, 404]
    assert signed_in("elder").get("/en/projects/naidisprojekt/partner/").status_code == 403
    assert Client().get(f"/en/projects/{ACT}/partner/").status_code == 302
    assert len(page_of(signed_in("act-local"), ACT)["partners"]) == 4
    assert page_of(signed_in("ape"), ACT)["partners"] == []


def test_what_waits_for_a_partner_is_his_own_and_opens():
    client = signed_in("act-local")
    ape, engure = (page_of(client, ACT, name)["page"] for name in ("Ape vald", "Engure vald"))
    assert not {row.url for row in ape.waiting} & {row.url for row in engure.waiting}
    for row in (*ape.waiting, *engure.waiting):
        assert client.get(row.url).status_code == 200


@pytest.mark.parametrize(("who", "slug"), [("ape", ACT), ("admin", ACT), ("tas", TAS), ("haapsalu", GROUPS)])
def test_no_partners_page_needs_more_than_fifteen_queries(who, slug):
    client = signed_in(who)
    client.get(f"/projects/{slug}/partner/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/projects/{slug}/partner/").status_code == 200
    assert len(queries) <= 15
