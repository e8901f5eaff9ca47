"""A villager signs up on a phone, by keyboard, in under a minute, and gives the place back by the link in the mail."""
import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.urls import reverse

from tests.journeys.keyboard import Keyboard
from tests.shared import world
from tests.trainings.test_signup_actions import open_event
from trainings.models import Registration

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Seconds a person who types slowly needs for one key, and to understand one question.
KEY, THOUGHT = 0.5, 2.5


class Slowly(Keyboard):
    """Counts what a person would have to press and think about."""

    seconds = 0.0

    def press(self, key):
        self.seconds += KEY
        self.page.keyboard.press(key)

    def answer(self, name, text):
        while self.page.evaluate("document.activeElement.name || ''") != name:
            self.press("Tab")
            assert self.seconds < 60, f"{name} was not reached"
        self.seconds += THOUGHT + KEY * len(text)
        self.page.keyboard.type(text) if text != " " else self.page.keyboard.press("Space")
        return self


def test_a_villager_signs_up_on_a_phone_in_under_a_minute_and_gives_the_place_back(browser, axe):
    ContentType.objects.get_for_models(Registration)
    event = open_event(world.project("talgud"), capacity=1, asks_diet=True)
    page = browser(width=360, height=640)
    page.goto(f"/en{event.get_absolute_url()}")
    assert axe(page) == []
    keys = Slowly(page).follow("Sign up")
    assert axe(page) == []
    keys.answer("name", "Mari Käsper").answer("email", "mari@example.org").answer("village", "Kolga")
    keys.answer("consent_terms", " ").enter()
    assert keys.seconds < 60, keys.seconds
    assert page.url.endswith("/signup/done/?answer=place")
    assert axe(page) == []
    row = Registration.objects.select_related("person").get()
    assert (row.status, row.language, row.person.village) == ("place", "en", "Kolga")
    page.goto(re.search(r"http://localhost:8000(\S*/r/[\w-]+/)\s", mail.outbox[0].body)[1])
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    keys.follow("Give my place back")
    page.get_by_role("button", name="Give my place back").press("Enter")
    page.wait_for_url(f"**{reverse('trainings:registration-own', args=[row.token])}")
    row.refresh_from_db()
    assert row.status == "cancelled"
