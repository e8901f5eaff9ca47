"""Mentors, facilitators, experts and leaders of dialogues: the verbs."""
from datetime import date, timedelta

import pytest
from django.utils import timezone

from projects.actions import close_project
from tests.communities import world as villages
from tests.refused import refused
from tests.trainings import world as here
from trainings import actions
from trainings.models import SupportAssignment

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(talgud, village):
    return villages.enrol(talgud, village)


@pytest.fixture
def mentor(enrolment):
    return here.support(enrolment, starts_on=date(2024, 9, 1), ends_on=date(2024, 12, 31))


def test_support_begins_and_changes_with_a_name_to_it(mari, enrolment):
    made = actions.assign_support(SupportAssignment(enrolment=enrolment, kind="mentor", label="Mentor"), by=mari)
    made.label = "Kriisimentor"
    actions.change_support(made, by=mari, version=1)
    assert [(row.label, row.history_user) for row in made.history.order_by("version")] == [
        ("Mentor", mari), ("Kriisimentor", mari),
    ]


def test_support_is_completed_on_a_day_that_has_come(mari, mentor):
    with refused("in_future"):
        actions.complete_support(mentor, by=mari, on=timezone.localdate() + timedelta(days=1))
    with refused("period_backwards"):
        actions.complete_support(mentor, by=mari, on=date(2024, 8, 31))
    assert actions.complete_support(mentor, by=mari, on=date(2024, 12, 30)).completed_on == date(2024, 12, 30)


def test_C09_an_extension_needs_a_reason_and_a_later_end(mari, mentor):
    with refused("no_reason"):
        actions.extend_support(mentor, by=mari, ends_on=date(2025, 1, 31), reason="")
    with refused("no_extension"):
        actions.extend_support(mentor, by=mari, ends_on=date(2024, 12, 31), reason="Talv")
    mentor = actions.extend_support(mentor, by=mari, ends_on=date(2025, 1, 31), reason="Talv")
    assert (mentor.ends_on, mentor.extension_reason) == (date(2025, 1, 31), "Talv")


def test_an_open_end_is_not_extended(mari, enrolment):
    with refused("no_extension"):
        actions.extend_support(here.support(enrolment), by=mari, ends_on=date(2025, 1, 31), reason="Talv")


def test_a_closed_project_refuses_every_change(mari, talgud, mentor):
    close_project(talgud, by=mari)
    mentor = SupportAssignment.objects.get()
    for change in (
        lambda: actions.assign_support(SupportAssignment(enrolment=mentor.enrolment, kind="mentor", label="Uus"), by=mari),
        lambda: actions.change_support(mentor, by=mari, version=1),
        lambda: actions.complete_support(mentor, by=mari),
        lambda: actions.extend_support(mentor, by=mari, ends_on=date(2025, 1, 31), reason="Talv"),
    ):
        with refused("frozen"):
            change()
