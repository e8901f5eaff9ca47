"""One's own page: a person changes his own name and language, and nothing else of his."""
import pytest
from django.urls import reverse

from projects.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def mari(client):
    user = User.objects.create_user("mari@example.org", "kuused-ja-kased-77", name="Mari")
    client.force_login(user)
    return user


def send(client, **fields):
    return client.post(reverse("projects:user-profile"), {"name": "Mari Mets", "language": "lv"} | fields)


def test_a_person_changes_his_name_and_language_and_history_knows(client, mari):
    assert send(client).status_code == 302
    mari.refresh_from_db()
    assert (mari.name, mari.language) == ("Mari Mets", "lv")
    assert mari.history.latest().history_user == mari


def test_rights_and_address_cannot_be_sent_along(client, mari):
    send(client, is_staff="on", is_superuser="on", email="teine@example.org", password="x")
    mari.refresh_from_db()
    assert (mari.is_staff, mari.is_superuser, mari.email) == (False, False, "mari@example.org")
    assert mari.check_password("kuused-ja-kased-77")


def test_a_wrong_language_and_an_empty_name_are_refused_at_the_field(client, mari):
    answer = send(client, name=" ", language="xx")
    page = answer.content.decode()
    assert (answer.status_code, page.count('aria-invalid="true"')) == (422, 2)
    mari.refresh_from_db()
    assert (mari.name, mari.language) == ("Mari", "et")


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(reverse("projects:user-profile")).status_code == 302
