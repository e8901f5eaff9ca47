"""The pages on which a day begins: what waits, what is mine, and figures that open their records."""
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.summaries import money_of
from communities.summaries import communities_of
from portal.demo.people import PEOPLE
from projects import measures
from projects.models import Document, Project, Target, User
from projects.summaries import promise_board

pytestmark = pytest.mark.django_db

EMAIL = {person.key: person.email for person in PEOPLE}


def signed_in(who):
    client = Client()
    client.force_login(User.objects.get(email=EMAIL[who]))
    return client


def test_somebody_without_a_project_is_told_what_to_do():
    page = signed_in("stranger").get("/en/home/").content.decode()
    assert "You do not work in any project yet" in page
    assert "Nothing waits for you" in page


def test_a_coordinator_sees_what_waits_with_a_link_to_where_it_is_done():
    client = signed_in("example")
    home = client.get("/en/home/").context["home"]
    assert {waiting.project for waiting in home.waiting} == {"Näidisprojekt"}
    assert len(home.waiting) >= 3
    for waiting in home.waiting:
        assert client.get(waiting.url.split("#")[0]).status_code == 200


def test_what_waits_is_ordered_by_its_day():
    home = signed_in("example").get("/home/").context["home"]
    dated = [waiting.due for waiting in home.waiting if waiting.due]
    assert dated == sorted(dated)
    assert [bool(waiting.due) for waiting in home.waiting] == sorted((bool(w.due) for w in home.waiting), reverse=True)


def test_X13_a_partners_reader_sees_his_communities_and_nobody_elses():
    reader = User.objects.get(email=EMAIL["ape"])
    communities = communities_of([row.organisation for row in reader.memberships_now()], reader)
    assert len(communities) == 4
    assert {str(row.author) for row in communities} == {"Ape vald"}


def test_B13_tas_sees_its_own_money_to_the_cent():
    reader = User.objects.get(email=EMAIL["tas"])
    ((project, budget),) = money_of([row.organisation for row in reader.memberships_now()])
    assert (project.slug, budget.total, budget.lines_total) == ("koosloomest-koostooni", Decimal(18000), Decimal(18000))
    assert [(source.source, source.amount, source.rate) for source in budget.sources] == [
        ("grant", Decimal("12743.68"), Decimal("70.80")), ("own", Decimal("5256.32"), Decimal("29.20")),
    ]


@pytest.mark.parametrize(
    ("who", "address", "most"),
    [
        ("example", "/home/", 15), ("ape", "/home/", 15), ("stranger", "/home/", 15),
        ("act-local", "/projects/act-local/overview/", 15),
        ("ministry", "/projects/kogukonnakeskne-lahenemisviis/overview/", 15),
        ("leader", "/projects/koosloomest-koostooni/overview/", 15),
        ("example", "/projects/naidisprojekt/overview/", 15),
    ],
)
def test_no_dashboard_needs_more_than_fifteen_queries(who, address, most):
    client = signed_in(who)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= most


def test_a_stranger_finds_no_workspace():
    assert signed_in("stranger").get("/projects/act-local/overview/").status_code == 404


def test_X37_every_figure_opens_as_many_rows_as_it_says():
    admin = signed_in("admin")
    wrong, opened = [], 0
    for project in Project.objects.all():
        for promise in promise_board(project).promises:
            if not promise.url or promise.achieved is None:
                continue
            page = admin.get(promise.url)
            target = Target.objects.get(pk=promise.pk)
            shown = amount_on(page, measures.get(target.measure))
            opened += 1
            if shown != promise.achieved:
                wrong.append((project.slug, promise.statement, promise.achieved, shown, promise.url))
    assert wrong == []
    assert opened >= 25


def amount_on(page, measure):
    """How much the list behind a figure shows: its rows, or the sum of what its rows carry (days, people)."""
    rows = page.context["page_obj"].paginator.object_list
    if measure.tally == "days":
        return Decimal(sum(row.half_days for row in rows)) / 2
    if "people" in measure.tags:
        return sum(row.headcount or 0 for row in rows)
    return len(rows)


def test_the_examples_public_paper_is_for_everybody_and_the_other_is_not():
    guide, memo = (
        Document.objects.get(project__slug="naidisprojekt", file_name=name) for name in ("talgupaev.txt", "juhtruhm.txt")
    )
    public = Client().get(guide.get_absolute_url())
    assert public.status_code == 200
    assert public["Content-Disposition"].startswith("attachment")
    assert b"".join(public.streaming_content).decode().startswith("Kuidas talgupäeva korraldada")
    assert Client().get(memo.get_absolute_url()).status_code == 404
    assert signed_in("stranger").get(memo.get_absolute_url()).status_code == 404
    own = signed_in("example").get(memo.get_absolute_url())
    # Read to its end, a file closes itself; closing it here would close the folder's connection too.
    assert b"".join(own.streaming_content).decode().startswith("Juhtrühma koosoleku kokkuvõte")


def test_a_draft_is_sent_to_where_it_is_published():
    client = signed_in("example")
    Project.objects.filter(slug="naidisprojekt").update(publication="draft")
    urls = [waiting.url for waiting in client.get("/en/projects/naidisprojekt/overview/").context["overview"].waiting]
    assert "/en/projects/naidisprojekt/publish/" in urls


def test_who_answers_for_one_activity_finds_it_at_home():
    page = signed_in("haapsalu").get("/en/home/").content.decode()
    assert re.search(r'href="/en/projects/kov-koostoogrupid/activities/\d+/"', page)


def test_nothing_done_fulfils_no_promise_and_a_wrong_sum_is_no_reason():
    client = signed_in("example")
    project = Project.objects.get(slug="naidisprojekt")
    Target.objects.filter(project=project).delete()
    up_to = Target(project=project, statement_et="Kuni 3 reisi", unit_et="reisi", comparator="up_to", value=3,
                   measure="trips")
    up_to.save()
    overview = client.get("/en/projects/naidisprojekt/overview/").context["overview"]
    assert (len(overview.promises), overview.reached) == (1, 0)
