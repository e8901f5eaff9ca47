"""Checking in at the door: it takes the code and one's own link, tells nobody who is registered, and only around the hours."""
import re
from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from portal.shared import verbs
from tests.trainings import world
from tests.trainings.test_attendance_actions import signed_up
from trainings import actions
from trainings.actions import checkin
from trainings.actions.attendance import note_attendance
from trainings.actions.erasure import erase_person
from trainings.models import Attendance, Event, EventDay
from trainings.views import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(talgud):
    made = world.event(talgud, "Kriisikoolitus")
    world.day(made, on=timezone.localdate())
    return made


@pytest.fixture
def day(event):
    return event.days.get()


@pytest.fixture
def ott(event):
    return signed_up(event, "Ott Ööbik", email="ott@example.org")


@pytest.fixture
def door(day):
    return reverse("trainings:checkin", args=[checkin.door_token(day)])


def known_to(client, registration):
    """The browser in which somebody opened his private link."""
    class Request:
        def get_signed_cookie(self, *args, **kwargs):
            return ""

    from django.http import HttpResponse

    response = remembered.remember(Request(), HttpResponse(), registration)
    client.cookies[remembered.cookie_name()] = response.cookies[remembered.cookie_name()].value


def test_one_tap_on_a_browser_that_knows_the_link(client, door, ott):
    assert "Ott" not in client.get(door).content.decode()
    known_to(client, ott)
    assert "Ott Ööbik" in client.get(door).content.decode()
    assert client.post(door, {"place": ott.pk}).status_code == 302
    assert Attendance.objects.values_list("person", "source", "is_present").get() == (ott.person_id, "code", True)
    assert client.post(door, {"place": ott.pk}).status_code == 302
    assert Attendance.objects.count() == 1


def test_nobody_notes_somebody_else(client, door, ott, event):
    other = signed_up(event, "Mall")
    known_to(client, ott)
    assert [client.post(door, {"place": place}).status_code for place in (other.pk, "0", "x")] == [422] * 3
    client.cookies[remembered.cookie_name()] = f"{other.pk}:made-up"
    assert client.post(door, {"place": other.pk}).status_code == 422
    assert not Attendance.objects.exists()


def test_the_answer_does_not_tell_who_is_registered(client, door, ott, mailoutbox):
    answers = []
    for email in ("ott@example.org", "keegi@example.org"):
        response = client.post(door, {"email": email})
        page = client.get(response.url).content.decode()
        answers.append((response.status_code, response.url, re.sub(r'value="[\w-]{20,}"', "", page)))
    assert answers[0] == answers[1]
    assert [mail.to for mail in mailoutbox] == [["ott@example.org"]]


def test_the_letter_notes_its_reader_alone(client, door, ott, mailoutbox):
    client.post(door, {"email": "OTT@example.org"})
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body).group(1)
    assert "Ott Ööbik" in client.get(link).content.decode() and not Attendance.objects.exists()
    response = client.post(link)
    assert (response.status_code, response.url) == (302, reverse("trainings:registration-own", args=[ott.token]))
    assert Attendance.objects.get().person == ott.person
    assert client.get(link[:-2] + "x/").status_code == 404
    assert client.get(link.replace(f"/{ott.event.days.get().pk}-", "/999-")).status_code == 404


def test_one_box_gets_three_letters_and_says_nothing_of_it(client, door, ott, mailoutbox):
    assert {client.post(door, {"email": "ott@example.org"}).status_code for _time in range(5)} == {302}
    assert len(mailoutbox) == 3


def test_a_robot_is_stopped(client, door, monkeypatch):
    monkeypatch.setattr("trainings.views.checkin.MOST_OF_CLIENT", 1)
    codes = [client.post(door, {"email": "a@example.org"}) for _time in range(2)]
    assert [codes[0].status_code, codes[1].status_code, "Retry-After" in codes[1].headers] == [302, 429, True]


def test_an_invented_code_opens_nothing(client, day, door):
    assert client.get(f"/checkin/{day.pk}.abc/").status_code == 404
    assert client.get(f"/checkin/{checkin.PASS.sign(str(day.pk))}/").status_code == 404
    response = client.get(door)
    assert (response.headers["Cache-Control"], response.headers["X-Robots-Tag"]) == ("private, no-store", "noindex")


def test_who_waits_or_was_noted_as_absent_speaks_to_the_organiser(client, door, day, ott, event):
    waiting = signed_up(event, "Mall", status="waiting")
    note_attendance(day, ott.person, by=None)
    note_attendance(day, ott.person, by=None, present=False)
    codes = []
    for registration in (waiting, ott):
        with pytest.raises(ValidationError) as refused:
            checkin.check_in(day, registration)
        codes.append(refused.value.code)
    assert codes == ["no_place", "noted_absent"]
    assert not Attendance.objects.present().exists()


def test_it_opens_an_hour_before_and_closes_an_hour_after():
    on, zone = date(2026, 11, 22), timezone.get_default_timezone()
    for starts, ends, moment, opens in (
        (time(10), time(16), time(8, 59), False), (time(10), time(16), time(9), True), (time(10), time(16), time(17, 1), False),
        (time(10), None, time(23, 59), True), (None, None, time(0), True),
    ):
        window = checkin.window_of(EventDay(event=Event(), date=on, starts_at=starts, ends_at=ends))
        assert window.is_open(datetime.combine(on, moment, zone)) == opens


def test_the_hour_before_stays_an_hour_when_the_clock_changes():
    day = EventDay(event=Event(), date=date(2027, 3, 28), starts_at=time(4, 30), ends_at=time(6))
    window = checkin.window_of(day)
    # 04:30 summer time is 01:30 UTC; half past three has not been that night.
    assert (window.opens, window.closes) == (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 4, 0, tzinfo=UTC))


def test_on_a_journey_the_clocks_of_the_place_count():
    day = EventDay(event=Event(country="SE"), date=date(2027, 6, 1), starts_at=time(10), ends_at=time(16))
    window = checkin.window_of(day)
    assert (window.opens, window.closes) == (datetime(2027, 6, 1, 7, tzinfo=UTC), datetime(2027, 6, 1, 15, tzinfo=UTC))
    assert window.shown() == (datetime(2027, 6, 1, 9), datetime(2027, 6, 1, 17))


def test_a_cancelled_event_has_no_door(client, door, event):
    actions.cancel_event(event, by=None, reason="Torm")
    assert client.get(door).status_code == 404


def test_the_poster_is_for_those_who_keep_the_event(client, event, day, door, mari, jaan, stranger):
    url = reverse("trainings:checkin-code", args=["talgud", event.pk, day.pk])
    codes = []
    for user in (mari, jaan, stranger):
        client.force_login(user)
        codes.append(client.get(url).status_code)
    assert codes == [200, 403, 404]
    client.force_login(mari)
    page = client.get(url)
    assert page.context["link"] == f"http://testserver{door}" and "<path" in page.content.decode()


def test_an_erased_person_is_nobody(client, door, ott, mailoutbox):
    known_to(client, ott)
    ott.person.erased_at = timezone.now()
    verbs.update(ott.person, by=None, version=ott.person.version)
    assert client.post(door, {"place": ott.pk}).status_code == 422
    client.post(door, {"email": "ott@example.org"})
    assert not mailoutbox


def test_opening_the_private_link_makes_the_browser_known(client, door, ott):
    client.get(reverse("trainings:registration-own", args=[ott.token]))
    assert client.post(door, {"place": ott.pk}).status_code == 302
    assert Attendance.objects.get().person == ott.person
    cookie = client.cookies[remembered.cookie_name()]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax") and "Ott" not in cookie.value


def test_the_letter_of_somebody_erased_leads_nowhere(client, day, ott, mari):
    letter = reverse("trainings:checkin-own", args=[checkin.pass_token(day, ott)])
    assert client.get(letter).status_code == 200
    erase_person(ott.person, by=mari, reason="Palus ise")
    assert client.get(letter).status_code == 404
