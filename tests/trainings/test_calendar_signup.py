"""The calendar says where one can sign up, and agrees with the door of each event."""
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.shared import verbs
from tests.trainings import world as here
from trainings import actions
from trainings.models import Event, Person, Registration, Signup
from trainings.summaries.calendar import signup_open
from trainings.summaries.places import Door, door_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def offered(event, **fields):
    return verbs.create(Signup(event=event, **fields), by=None)


def taken(event):
    person = verbs.create(Person(project=event.project, name="Mari Maasikas"), by=None)
    return verbs.create(Registration(event=event, person=person), by=None)


@pytest.fixture
def events(talgud):
    """Every way in which a door can be open or shut."""
    now, today = timezone.now(), timezone.localdate()
    offered(here.coming(talgud, "Lahti"))
    offered(here.coming(talgud, "Avatud aeg"), opens_at=now - HOUR, closes_at=now + HOUR)
    offered(here.event(talgud, "Päev teadmata"))
    offered(here.coming(talgud, "Pole veel"), opens_at=now + HOUR)
    offered(here.coming(talgud, "Suletud"), closes_at=now - HOUR)
    begun = here.coming(talgud, "Täna alanud")
    here.day(begun, today)
    offered(begun)
    offered(here.coming(talgud, "Sisemine", is_public=False))
    off = here.coming(talgud, "Ära jäetud")
    offered(off)
    actions.cancel_event(off, by=None, reason="Torm")
    here.coming(talgud, "Ilma")


def test_the_list_and_the_door_say_the_same(events):
    rows = list(Event.objects.annotate(signup_open=signup_open()).select_related("project", "signup"))
    doors = {str(row): door_of(row, getattr(row, "signup", None)) == Door.OPEN for row in rows}
    assert {str(row): row.signup_open for row in rows} == doors
    assert {title for title, is_open in doors.items() if is_open} == {"Lahti", "Avatud aeg", "Päev teadmata"}


def test_a_full_event_is_open_only_for_those_who_can_wait(client, talgud):
    for title, waiting in (("Saab oodata", True), ("Täis", False)):
        event = here.coming(talgud, title, capacity=1)
        offered(event, waiting_list=waiting)
        taken(event)
    assert [str(row) for row in Event.objects.filter(signup_open())] == ["Saab oodata"]
    assert not Event.objects.filter(signup_open(room=True)).exists()
    tones = {row[1]["text"]: row[5]["tone"] for row in client.get("/calendar/").context["table"].rows}
    assert tones == {"Saab oodata": "attention", "Täis": "info"}


def test_a_villager_finds_what_is_open(client, events):
    page = client.get("/calendar/?signup=open")
    assert {row[1]["text"] for row in page.context["table"].rows} == {"Lahti", "Avatud aeg"}
    assert [row[1]["text"] for row in page.context["undated"].rows] == ["Päev teadmata"]
    states = {row[1]["text"]: row[5]["tone"] for row in client.get("/calendar/").context["table"].rows}
    assert (states["Lahti"], states["Suletud"]) == ("good", "info")
    month = f"{timezone.localdate() + timedelta(days=7):%Y-%m}"
    tones = {row[2]["text"]: row[6]["tone"] for row in client.get(f"/calendar/month/?month={month}").context["table"].rows}
    assert (tones["Lahti"], tones["Suletud"]) == ("good", "info")
