"""Many hands note one day at the same moment (on PostgreSQL): everybody stands on it once, and thanks go out once."""
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.shared import world as people
from tests.trainings import world
from tests.trainings.test_attendance_actions import signed_up
from tests.trainings.test_signup_race import at_once
from trainings.actions.attendance import note_attendance
from trainings.actions.checkin import check_in
from trainings.actions.thanks import thank_participants
from trainings.models import Attendance, EventReport

HANDS, ROUNDS = 12, 5

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def project():
    ContentType.objects.get_for_models(Attendance, EventReport)
    return people.project("talgud")


def at_the_door(project, number):
    """One person, half of the hands his own phone, half the organiser's list; what each hand got, and how many rows there are."""
    event = world.event(project, f"Koolitus {number}")
    day = world.day(event, on=timezone.localdate())
    ott = signed_up(event, f"Ott {number}")
    ends = at_once([
        (lambda: check_in(day, ott)) if place % 2 else (lambda: note_attendance(day, ott.person, by=None))
        for place in range(HANDS)
    ])
    return [end for end in ends if isinstance(end, Exception)], Attendance.objects.filter(day=day).count()


def test_somebody_noted_by_many_hands_stands_there_once(project):
    assert [at_the_door(project, number) for number in range(ROUNDS)] == [([], 1)] * ROUNDS


def test_without_the_lock_hands_get_in_each_others_way(project, without_locks):
    """The control: it is the day's lock that lets everybody through, not luck."""
    refused = [at_the_door(project, number)[0] for number in range(ROUNDS)]
    assert any(refused)


def test_thanks_pressed_by_many_go_out_once(project, mailoutbox):
    event = world.held(project)
    day = event.days.get()
    for number in range(3):
        registration = signed_up(event, f"Osaleja {number}", email=f"o{number}@example.org")
        note_attendance(day, registration.person, by=None)
    ends = at_once([lambda: thank_participants(event, by=None, address=str) for _hand in range(HANDS)])
    assert sorted(str(getattr(end, "code", end)) for end in ends) == ["3"] + ["thanked"] * (HANDS - 1)
    assert all(isinstance(end, (int, ValidationError)) for end in ends) and len(mailoutbox) == 3
