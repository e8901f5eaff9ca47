"""What was put away can come back, by the same people, from one page."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.shared import verbs
from projects import actions
from projects.choices import Role
from projects.models import Document, Organisation, Target
from tests.shared.world import activity, member, person, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def act():
    return project("act")


@pytest.fixture
def anna(act, client):
    user = person("Anna")
    member(user, act)
    client.force_login(user)
    return user


def test_an_archived_promise_stands_in_the_archive_and_comes_back(client, act, anna):
    target = actions.add_part(Target(project=act, statement_et="Viis küla", unit_et="küla", value=5), by=anna)
    actions.archive_part(target, by=anna)
    page = client.get("/projects/act/archived/").text
    back = f"/projects/act/promises/{target.pk}/restore/"
    assert "Viis küla" in page and back in page
    assert client.post(back).status_code == 302
    target.refresh_from_db()
    assert target.archived_at is None
    assert "Viis küla" not in client.get("/projects/act/archived/").text


def test_archived_activities_stand_there_too(client, act, anna):
    row = activity(act, "Vana tegevus")
    verbs.archive(row, by=anna)
    assert "Vana tegevus" in client.get("/projects/act/archived/").text


def test_an_archived_document_comes_back_for_its_coordinator_only(client, act, anna):
    paper = SimpleUploadedFile("otsus.txt", b"Otsus")
    document = actions.add_document(Document(project=act, title="Otsus"), paper, by=anna)
    actions.archive_part(document, by=anna)
    back = f"/projects/act/documents/{document.pk}/restore/"
    assert back in client.get("/projects/act/archived/").text
    reader = person("Lugeja")
    member(reader, act, Role.READER, organisation=Organisation.objects.create(name="Ape vald"))
    client.force_login(reader)
    assert client.post(back).status_code == 403
    client.force_login(anna)
    assert client.post(back).status_code == 302
    document.refresh_from_db()
    assert document.archived_at is None


def test_a_reader_and_a_stranger_do_not_see_the_archive(client, act):
    reader, stranger = person("Lugeja"), person("Võõras")
    member(reader, act, Role.READER, organisation=Organisation.objects.create(name="Ape vald"))
    for user, status in ((reader, 403), (stranger, 404)):
        client.force_login(user)
        assert client.get("/projects/act/archived/").status_code == status


def test_the_history_leads_to_the_archive(client, act, anna):
    assert "/projects/act/archived/" in client.get("/projects/act/history/").text
