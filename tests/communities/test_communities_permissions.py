"""Who opens which page: strangers meet 404, insiders without the right 403, closed projects are only read (P-02, P-07)."""
import pytest
from django.urls import reverse

from projects.choices import Publication, Role
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db

READ = ["project-communities", "enrolment-detail", "actionplan-detail"]
WRITE = [
    "enrolment-create", "enrolment-edit", "enrolment-decide", "enrolment-ready", "enrolment-extend",
    "assessment-create", "assessment-edit", "actionplan-create", "actionplan-edit", "actionplan-submit",
]
DECIDE = ["actionplan-approve", "actionplan-return"]
PUBLIC = ["community-list", "assessment-list", "actionplan-list", "community-detail"]


@pytest.fixture
def urls(talgud, village, partner):
    enrolment = here.enrol(talgud, village, author=partner)
    assessment, plan = here.assess(enrolment), here.plan(enrolment)

    def arguments(name):
        if name in {"project-communities", "enrolment-create", "actionplan-create"}:
            return ["talgud"]
        if name == "assessment-create":
            return ["talgud", enrolment.pk]
        if name == "assessment-edit":
            return ["talgud", enrolment.pk, assessment.pk]
        if name.startswith("enrolment"):
            return ["talgud", enrolment.pk]
        if name == "community-detail":
            return [village.pk]
        return ["talgud", plan.pk] if name.startswith("actionplan-") and name != "actionplan-list" else []

    return {name: reverse(f"communities:{name}", args=arguments(name)) for name in READ + WRITE + DECIDE + PUBLIC}


def codes(client, urls, names):
    return {client.get(urls[name]).status_code for name in names}


def test_anonymous(client, urls):
    assert codes(client, urls, PUBLIC) == {200}
    assert codes(client, urls, READ + WRITE + DECIDE) == {302}


def test_a_stranger(client, urls, stranger):
    client.force_login(stranger)
    assert codes(client, urls, PUBLIC) == {200}
    assert codes(client, urls, READ + WRITE + DECIDE) == {404}


def test_a_coordinator_of_another_project(client, urls):
    client.force_login(here.coordinator(world.project("teine"), "Teine"))
    assert codes(client, urls, READ + WRITE + DECIDE) == {404}


def test_a_reader(client, urls, leida):
    client.force_login(leida)
    assert codes(client, urls, READ) == {200}
    assert codes(client, urls, WRITE + DECIDE) == {403}


def test_the_partners_editor(client, urls, jaan):
    client.force_login(jaan)
    assert codes(client, urls, READ + WRITE) == {200}
    assert codes(client, urls, DECIDE) == {403}


def test_another_partners_editor(client, urls, talgud):
    client.force_login(here.editor(talgud, here.partner(talgud, "Teine partner"), "Teine"))
    assert codes(client, urls, READ + ["enrolment-create", "actionplan-create"]) == {200}
    assert codes(client, urls, [n for n in WRITE + DECIDE if n not in {"enrolment-create", "actionplan-create"}]) == {403}


def test_an_editor_of_another_activity(client, urls, talgud, partner):
    client.force_login(here.editor(talgud, partner, "Haapsalu", activity=world.activity(talgud, "Muu")))
    assert codes(client, urls, ["enrolment-edit", "assessment-create", "assessment-edit"]) == {403}


def test_the_coordinator(client, urls, mari):
    client.force_login(mari)
    assert codes(client, urls, READ + WRITE + DECIDE + PUBLIC) == {200}


def test_the_auditor_reads(client, urls, talgud):
    auditor = world.person("Audiitor")
    world.member(auditor, talgud, Role.AUDITOR)
    client.force_login(auditor)
    assert codes(client, urls, READ) == {200}
    assert codes(client, urls, WRITE + DECIDE) == {403}


def test_a_closed_project_is_only_read(client, urls, talgud, mari):
    talgud.publication = Publication.CLOSED
    talgud.save()
    client.force_login(mari)
    assert codes(client, urls, READ) == {200}
    assert codes(client, urls, WRITE + DECIDE) == {403}


def test_a_foreign_address_is_404_for_the_coordinator_too(client, urls, mari):
    world.project("teine")
    client.force_login(mari)
    assert client.get(urls["enrolment-detail"].replace("talgud", "teine")).status_code == 404
    assert client.get(urls["actionplan-detail"].replace("talgud", "teine")).status_code == 404


def test_a_hidden_community_is_404_for_a_reader_of_another_partner(client, talgud, leida):
    other = here.partner(talgud, "Teine partner")
    hidden = here.enrol(talgud, here.community("Peidetud"), author=other, sensitive=True)
    client.force_login(leida)
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(here.plan(hidden).get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", ["community-edit", "community-archive", "community-restore"])
def test_who_changes_a_community(client, talgud, village, partner, mari, jaan, leida, name):
    here.enrol(talgud, village, author=partner)
    url = reverse(f"communities:{name}", args=[village.pk])
    got = {}
    for user in (mari, jaan, leida):
        client.force_login(user)
        got[user.name] = client.get(url).status_code
    editor = 200 if name == "community-edit" else 403
    assert got == {"Mari": 200, "Jaan": editor, "Leida": 403}
