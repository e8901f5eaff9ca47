"""Who opens which page of trainings: stranger 404, insider without the right 403, closed projects only read (P-02, P-07)."""
import pytest
from django.urls import reverse

from projects.choices import Publication, Role
from tests.communities import world as villages
from tests.shared import world
from tests.trainings import world as here
from trainings import actions

pytestmark = pytest.mark.django_db

PUBLIC = ["event-list", "eventday-list", "supportassignment-list", "event-detail"]
PLAN = ["event-create", "destination-create"]
CHANGE = [
    "event-edit", "event-hold", "event-cancel", "event-postpone", "event-replan", "event-archive", "event-restore",
    "eventday-create", "eventday-edit", "eventday-remove", "destination-decide", "destination-edit",
    "destination-remove",
]
SUPPORT = ["supportassignment-create"]
SUPPORT_CHANGE = ["supportassignment-edit", "supportassignment-complete"]
INSIDE = ["project-events"]


@pytest.fixture
def event(talgud, partner):
    return here.coming(talgud, organiser=partner)


@pytest.fixture
def urls(talgud, village, partner, event):
    day = event.days.get()
    destination = here.destination(talgud, event=event)
    support = here.support(villages.enrol(talgud, village, author=partner))
    arguments = {
        **dict.fromkeys(["event-list", "eventday-list", "supportassignment-list"], []), "event-detail": [event.pk],
        **dict.fromkeys([*INSIDE, *PLAN, *SUPPORT], ["talgud"]),
        **{name: ["talgud", event.pk] for name in CHANGE if name.startswith("event-")},
        "eventday-create": ["talgud", event.pk], "eventday-edit": ["talgud", event.pk, day.pk],
        "eventday-remove": ["talgud", event.pk, day.pk],
        **{name: ["talgud", destination.pk] for name in CHANGE if name.startswith("destination-")},
        **{name: ["talgud", support.pk] for name in SUPPORT_CHANGE},
    }
    return {name: reverse(f"trainings:{name}", args=args) for name, args in arguments.items()}


def codes(client, urls, names):
    return {client.get(urls[name]).status_code for name in names}


WRITE = PLAN + CHANGE + SUPPORT + SUPPORT_CHANGE


def test_anonymous(client, urls):
    assert codes(client, urls, PUBLIC) == {200}
    assert codes(client, urls, INSIDE + WRITE) == {302}


def test_a_stranger_and_the_coordinator_of_another_project(client, urls, stranger):
    for user in (stranger, villages.coordinator(world.project("teine"), "Teine")):
        client.force_login(user)
        assert codes(client, urls, PUBLIC) == {200}
        assert codes(client, urls, INSIDE + WRITE) == {404}


def test_a_reader_and_an_auditor(client, urls, leida, talgud):
    auditor = world.person("Audiitor")
    world.member(auditor, talgud, Role.AUDITOR)
    for user in (leida, auditor):
        client.force_login(user)
        assert codes(client, urls, INSIDE) == {200}
        assert codes(client, urls, WRITE) == {403}


def test_the_organisers_editor(client, urls, jaan):
    client.force_login(jaan)
    assert codes(client, urls, INSIDE + WRITE) == {200}


def test_another_partners_editor(client, urls, talgud):
    client.force_login(villages.editor(talgud, villages.partner(talgud, "Teine partner"), "Teine"))
    assert codes(client, urls, INSIDE + PLAN + SUPPORT) == {200}
    assert codes(client, urls, CHANGE + SUPPORT_CHANGE) == {403}


def test_the_editor_of_one_activity(client, talgud, partner):
    """Haapsalu edits the events of its activity and nothing else."""
    ring = world.activity(talgud, "Ring")
    inside, outside = here.coming(talgud, "Sees", activity=ring), here.coming(talgud, "Väljas", organiser=partner)
    client.force_login(villages.editor(talgud, partner, "Haapsalu", activity=ring))
    urls = {row.title: reverse("trainings:event-edit", args=["talgud", row.pk]) for row in (inside, outside)}
    assert {title: client.get(url).status_code for title, url in urls.items()} == {"Sees": 200, "Väljas": 403}


def test_the_coordinator(client, urls, mari):
    client.force_login(mari)
    assert codes(client, urls, PUBLIC + INSIDE + WRITE) == {200}


def test_a_closed_project_is_only_read(client, urls, talgud, mari):
    talgud.publication = Publication.CLOSED
    talgud.save()
    client.force_login(mari)
    assert codes(client, urls, PUBLIC + INSIDE) == {200}
    assert codes(client, urls, WRITE) == {403}


def test_an_archived_event_is_only_taken_back_out(client, urls, event, mari):
    actions.archive_event(event, by=mari)
    client.force_login(mari)
    assert codes(client, urls, ["event-restore", "event-detail"]) == {200}
    assert codes(client, urls, ["event-edit", "event-hold", "eventday-create", "event-archive"]) == {403}


def test_a_foreign_address_is_404(client, urls, mari):
    world.member(mari, world.project("teine"))
    client.force_login(mari)
    changed = [name for name in CHANGE + SUPPORT_CHANGE]
    assert {client.get(urls[name].replace("talgud", "teine")).status_code for name in changed} == {404}
