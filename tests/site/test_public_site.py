"""Pages for everybody: by audience, what happened, feeds, the map for machines, and data that cannot break out of its block."""
import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from communities.choices import PlanStatus
from communities.models import ActionPlan
from portal.shared import verbs
from projects.actions import add_document
from projects.choices import Publication
from projects.models import Activity, Document, PeriodChange
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.shared import world
from tests.trainings import world as here
from trainings.actions import news as actions
from trainings.models import News

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = "</script><script>alert(1)</script>"


def told(project, title="Uudis", text="Tekst", **fields):
    made = actions.add_news(News(project=project, title_et=title, text_et=text, **fields), by=None)
    return actions.publish_news(made, by=None)


def approved(project, name, **fields):
    row = villages.enrol(project, villages.community(name), **fields)
    plan = ActionPlan(project=project, enrolment=row, title="Kava", status=PlanStatus.APPROVED, approved_on=date(2025, 3, 4))
    return verbs.create(plan, by=None)


def extended(project):
    upload = SimpleUploadedFile("otsus.txt", b"Otsus\n")
    paper = add_document(Document(project=project, title="Otsus"), upload, by=None)
    moved = PeriodChange(
        project=project, before="2025-06-30", after="2025-12-31", reason="Talv tuli vara.", document=paper,
        decided_on=date(2025, 5, 6), decided_by="Amet",
    )
    return verbs.create(moved, by=None)


def data_of(client, url):
    """The JSON-LD of a page: [thing]."""
    body = client.get(url).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', body, re.S)
    return json.loads(block[1])["@graph"]


def entries(response):
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own feed
    return [
        (row.findtext(f"{ATOM}title"), row.findtext(f"{ATOM}id"), row.findtext(f"{ATOM}summary"))
        for row in root.findall(f"{ATOM}entry")
    ]


def test_X31_an_audience_finds_what_is_meant_for_it_and_nothing_hidden(client, talgud, audience):
    hidden = world.project("mustand", publication=Publication.DRAFT)
    for project, mark in ((talgud, "avalik"), (hidden, "salajane")):
        verbs.create(Activity(project=project, title_et=f"Tegevus {mark}"), by=None, m2m={"audiences": [audience]})
        here.coming(project, f"Koolitus {mark}", audiences=[audience])
        told(project, f"Uudis {mark}", event=here.held(project, f"Peetud {mark}", audiences=[audience]))
    for prefix in ("", "/lv", "/en"):
        body = client.get(f"{prefix}/for/municipalities/").content.decode()
        assert all(f"{part} avalik" in body for part in ("Tegevus", "Koolitus", "Uudis"))
        assert "salajane" not in body
        assert f"{prefix}/for/municipalities/" in client.get(f"{prefix}/").content.decode()
    assert [row.projects for row in client.get("/for/").context["audiences"]] == [1]
    assert client.get("/for/olematu/").status_code == 404


def test_what_happened_comes_from_the_records_newest_first(client, talgud):
    here.held(talgud, "Talgupäev", date(2025, 4, 3))
    here.coming(talgud, "Tulemata")
    approved(talgud, "Kolga")
    extended(talgud)
    rows = client.get("/projects/talgud/").context["page"].happened
    assert [row.day for row in rows] == [date(2025, 5, 6), date(2025, 4, 3), date(2025, 3, 4)]
    assert "31.12.2025" in rows[0].text and "30.06.2025" in rows[0].text
    assert "Talgupäev" in rows[1].text and "Kolga" in rows[2].text


def test_C07_an_approved_plan_of_a_hidden_community_is_not_told(client, talgud):
    hidden = approved(talgud, "Salaküla", sensitive=True).enrolment.community
    for url in ("/projects/talgud/", "/projects/talgud/feed.atom"):
        assert "Salaküla" not in client.get(url).content.decode()
    assert hidden.get_absolute_url() not in client.get("/sitemap.xml").content.decode()
    assert client.get("/projects/talgud/").context["page"].happened == []


def test_the_feed_of_a_project_tells_its_news_and_its_records(client, talgud):
    told(talgud, "A & <b>", text=f"**Hea** {NASTY}")
    here.held(talgud, "Talgupäev", date(2025, 4, 3))
    told(world.project("teine"), "Muu")
    response = client.get("/projects/talgud/feed.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    (title, key, text), (held, _key, _text) = entries(response)
    assert title == "A & <b>" and key.startswith("tag:") and held.endswith("Talgupäev")
    assert "<script>" not in text and "&lt;script&gt;" in text, "a reader takes the text for HTML"
    again = client.get("/projects/talgud/feed.atom", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_the_feed_of_all_news_leaves_hidden_projects_out(client, talgud):
    told(talgud, "Avalik")
    told(world.project("mustand", publication=Publication.DRAFT), "Peidus")
    actions.add_news(News(project=talgud, title_et="Ootab", text_et="x"), by=None)
    assert [title for title, _key, _text in entries(client.get("/en/news/feed.atom"))] == ["Avalik"]
    assert client.get("/projects/mustand/feed.atom").status_code == 404


def test_the_map_for_machines_names_every_public_page_in_three_languages(client, talgud, audience, village):
    verbs.create(Activity(project=talgud, title_et="Ring"), by=None, m2m={"audiences": [audience]})
    news, event = told(talgud), here.coming(talgud)
    secret = here.coming(talgud, "Sisemine", is_public=False)
    body = client.get("/sitemap.xml").content.decode()
    rows = [row.get_absolute_url() for row in (news, event, village, talgud)]
    for path in ["/", "/for/", "/for/municipalities/", "/news/", "/calendar/", "/toolbox/", *rows]:
        for prefix in ("", "/lv", "/en"):
            assert f"<loc>http://testserver{prefix}{path}</loc>" in body, prefix + path
    assert secret.get_absolute_url() not in body


def test_pages_say_to_machines_what_they_say_to_people(client, talgud, partner):
    event = here.coming(talgud, NASTY, venue="Rahvamaja")
    urls = ["/", *(row.get_absolute_url() for row in (talgud, event, partner, told(talgud)))]
    assert [[thing["@type"] for thing in data_of(client, url)] for url in urls] == [
        ["WebSite"], ["Project", "BreadcrumbList"], ["Event", "BreadcrumbList"], ["Organization", "BreadcrumbList"],
        ["NewsArticle", "BreadcrumbList"],
    ]
    found = data_of(client, event.get_absolute_url())[0]
    day = event.days.get().date
    assert (found["name"], found["startDate"], found["endDate"]) == (NASTY, str(day), str(day))
    assert "<script>alert" not in client.get(event.get_absolute_url()).content.decode(), "it does not end the block of data"
    assert found["location"]["name"] == "Rahvamaja"


def test_pages_for_everybody_are_kept_and_cost_the_same_for_one_row_and_for_three(client, talgud, audience):
    most = {"/news/": 6, "/for/": 3, "/for/municipalities/": 10, "/embed/projects/talgud/": 9, "/projects/talgud/feed.atom": 6}

    def grow(mark):
        verbs.create(Activity(project=talgud, title_et=f"Ring {mark}"), by=None, m2m={"audiences": [audience]})
        here.coming(talgud, f"Koolitus {mark}", audiences=[audience])
        told(talgud, f"Uudis {mark}", event=here.held(talgud, f"Peetud {mark}", audiences=[audience]))
        approved(talgud, f"Kolga {mark}")

    grow(0)
    one = {url: queries(client, url) for url in most}
    for mark in (1, 2):
        grow(mark)
    assert {url: queries(client, url) for url in most} == one
    assert [url for url in most if one[url] > most[url]] == []
    for url in most:
        first = client.get(url)
        assert not first.cookies
        assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_kept_page_is_made_anew_for_whom_there_is_something_to_say(client, rf, talgud):
    assert "Täname!" not in client.get("/").text
    told_later = CookieStorage(rf.get("/"))
    told_later.add(messages.SUCCESS, "Täname!")
    answer = HttpResponse()
    told_later.update(answer)
    client.cookies["messages"] = answer.cookies["messages"].value
    assert "Täname!" in client.get("/").text
    assert "Täname!" not in client.get("/").text, "said once, kept for nobody"
