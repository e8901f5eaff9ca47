"""Lists that somebody wants to see again: saved where they are open, offered there, and nobody else's business."""
import pytest
from django.test import Client
from django.urls import reverse

from projects.models import SavedFilter, User

pytestmark = pytest.mark.django_db
NEW = "/en/me/views/new/"


@pytest.fixture
def mari(db):
    return User.objects.create_user("mari@example.org", "x")


@pytest.fixture
def as_mari(mari):
    client = Client()
    client.force_login(mari)
    return client


def save(client, address="/en/projects/?type=training&sort=-name&page=3", name="Koolitused"):
    return client.post(NEW, {"name": name, "address": address})


def test_a_narrowed_list_offers_to_be_saved_and_then_offers_itself(as_mari, mari):
    before = as_mari.get("/en/projects/", {"type": "training"}).content.decode()
    assert "Save this view" in before
    assert "Save this view" not in as_mari.get("/en/projects/", {"bogus": "training"}).content.decode()
    assert "Save this view" not in Client().get("/en/projects/", {"type": "training"}).content.decode()
    assert save(as_mari).status_code == 302
    row = SavedFilter.objects.get()
    assert (row.user, row.page, row.args, row.query) == (mari, "projects:project-list", "[]", "type=training&sort=-name")
    after = as_mari.get("/en/projects/").content.decode()
    assert 'href="/en/projects/?type=training&amp;sort=-name">Koolitused' in after
    assert "Save this view" not in as_mari.get("/en/projects/?type=training&sort=-name").content.decode()


def test_it_leads_to_the_same_list_in_every_language(as_mari):
    save(as_mari)
    assert "/lv/projects/?type=training" in as_mari.get("/lv/me/views/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "", "https://example.org/en/projects/", "//example.org/en/projects/", "/en/no-such-page/", "/en/me/", "/healthz",
        "javascript:alert(1)", "/en/projects/?" + "x" * 1500, "/en/projects/?search=" + "a" * 1200,
    ],
)
def test_what_is_no_list_of_the_portal_is_refused(as_mari, address):
    assert save(as_mari, address).status_code == 422
    assert not SavedFilter.objects.exists()


def test_one_name_stands_once_on_a_list_and_a_form_sent_twice_saves_once(as_mari):
    save(as_mari)
    again = save(as_mari)
    assert again.status_code == 422 and "already have a filter with this name" in again.content.decode()
    assert save(as_mari, "/en/organisations/?search=vald").status_code == 302
    key = {"idempotency_key": "7b1e54e2-6f0c-4f6f-9b2b-0d6f6a1f0001"}
    for _time in range(2):
        as_mari.post(NEW, {"name": "Kaks", "address": "/en/projects/?type=training"} | key)
    assert SavedFilter.objects.filter(name="Kaks").count() == 1


def test_nobody_sees_or_removes_what_another_saved(as_mari):
    save(as_mari)
    pk = SavedFilter.objects.get().pk
    other = Client()
    other.force_login(User.objects.create_user("jaan@example.org", "x"))
    address = reverse("projects:savedfilter-remove", args=[pk])
    assert "Koolitused" not in other.get("/en/me/views/").content.decode()
    assert other.post(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert as_mari.post(address).status_code == 302
    assert not SavedFilter.objects.exists()
