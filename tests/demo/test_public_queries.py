"""What a page for everybody costs: made once, asked of the rows each time, and sent again only when they changed."""
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.shared import verbs
from projects.choices import Publication
from projects.models import Activity, Project, User

pytestmark = pytest.mark.django_db

PROJECT = "/projects/act-local/"
# Made anew: a ceiling for each page, whatever the example holds.
MADE = {
    "/": 1, "/projects/": 4, PROJECT: 3, "/projects/kov-koostoogrupid/": 3, "/communities/": 7, "/calendar/": 2,
    "/organisations/": 3,
}
LANGUAGES = ["", "/lv", "/en"]


@pytest.fixture
def keeping(settings):
    """Pages are kept as they are in production; nothing kept by another test is found."""
    settings.CACHES = {
        **settings.CACHES, "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept-in-tests"},
    }
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def asked(url, client=None, **headers):
    """(response, number of queries, how often the most frequent statement was sent)."""
    with CaptureQueriesContext(connection) as counted:
        response = (client or Client()).get(url, headers=headers)
    statements = [query["sql"] for query in counted.captured_queries]
    return response, len(statements), max(map(statements.count, statements), default=0)


@pytest.mark.parametrize("url", MADE)
def test_a_page_made_anew_keeps_to_its_number_of_queries(url):
    Client().get(url)
    response, number, repeat = asked(url)
    assert response.status_code == 200
    # One of them asks what has changed.
    assert number <= MADE[url] + 1, number
    assert repeat == 1


@pytest.mark.parametrize("url", [f"{prefix}{url}" for prefix in LANGUAGES for url in MADE])
def test_a_kept_page_costs_one_query_and_says_the_same(keeping, url):
    first = Client().get(url)
    again, number, _repeat = asked(url)
    assert number == 1
    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Content-Type"] == first.headers["Content-Type"]


@pytest.mark.parametrize("url", MADE)
def test_who_has_the_page_already_gets_no_second_copy(keeping, url):
    tag = Client().get(url).headers["ETag"]
    response, number, _repeat = asked(url, **{"if-none-match": tag})
    assert (response.status_code, response.content, number) == (304, b"", 1)


@pytest.mark.parametrize("url", MADE)
def test_a_page_for_everybody_sets_no_cookie(keeping, url):
    for response in (Client().get(url), Client().get(url)):
        assert not response.cookies
        assert response.headers["Cache-Control"] == "no-cache"
        assert "Cookie" in response.headers["Vary"]


def test_the_languages_are_kept_apart(keeping):
    pages = {Client().get(f"{prefix}{PROJECT}").headers["ETag"] for prefix in LANGUAGES}
    assert len(pages) == 3


def test_a_change_is_seen_at_once(keeping):
    before = Client().get(PROJECT)
    admin = User.objects.get(email="admin@example.org")
    activity = Activity.objects.filter(project__slug="act-local").first()
    activity.title_et = "Täiesti uus pealkiri"
    verbs.update(activity, by=admin, version=activity.version)
    after = Client().get(PROJECT, headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Täiesti uus pealkiri" in after.content.decode()


def test_a_project_taken_back_is_gone_at_once(keeping):
    assert Client().get(PROJECT).status_code == 200
    project = Project.objects.get(slug="act-local")
    project.publication = Publication.DRAFT
    verbs.update(project, by=User.objects.get(email="admin@example.org"), version=project.version)
    assert Client().get(PROJECT).status_code == 404
    assert Client().get(PROJECT, headers={"if-none-match": "*"}).status_code == 404


def test_the_next_day_makes_the_page_anew(keeping, monkeypatch):
    Client().get(PROJECT)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
    assert asked(PROJECT)[1] > 1


def test_who_is_signed_in_gets_a_page_of_their_own(keeping):
    tag = Client().get(PROJECT).headers["ETag"]
    client = Client()
    client.force_login(User.objects.get(email="projektijuht@setomaa-liit.example.org"))
    own = client.get(PROJECT, headers={"if-none-match": tag})
    assert own.status_code == 200
    assert own.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in own.headers
    assert 'data-form="sign-out"' in own.content.decode()
    assert 'data-form="sign-out"' not in Client().get(PROJECT).content.decode()


def test_a_file_is_neither_kept_nor_marked(keeping):
    file = Client().get("/calendar/?format=csv")
    assert file.headers["Content-Type"].startswith("text/csv")
    assert "ETag" not in file.headers
