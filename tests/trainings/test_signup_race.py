"""Thirty-two people want the last seat at the same moment: it is given once (P-40, on PostgreSQL, over HTTP)."""
import http.client
import logging
import os
import re
import threading
import time
from functools import partial
from urllib.parse import urlencode, urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests.shared import world
from tests.trainings.test_signup_actions import come, open_event
from trainings.actions.consents import ensure_consent_texts
from trainings.actions.signup import cancel_registration, sign_up
from trainings.models import Registration
from trainings.summaries.consents import wordings_for

CLIENTS, BUSY = 32, 503
# The promise is kept over 30; every run of the suite takes some of them.
ROUNDS = int(os.environ.get("RACE_ROUNDS", "3"))

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def project(settings, monkeypatch):
    """Each client calls from an address of its own, as behind a proxy, and the first mail makes no content types.

    On a slow machine somebody may wait for the lock for too long: he is told to come again (P-47), and does.
    """
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    ContentType.objects.get_for_models(Registration)
    ensure_consent_texts()
    return world.project("talgud")


def at_once(works):
    """What each of them returned or raised."""
    barrier, ends = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            barrier.wait(60)
            ends[place] = work()
        except Exception as error:
            ends[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return ends


class Visitor:
    """A browser at its smallest. It is connected before the race begins: the queue of connections is not what is raced for."""

    def __init__(self, live_server, number):
        self.wire = http.client.HTTPConnection(urlsplit(live_server.url).netloc, timeout=60)
        self.wire.connect()
        self.headers = {"X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}"}

    def ask(self, method, path, body=None, headers=()):
        try:
            self.wire.request(method, path, body, self.headers | dict(headers))
            answer = self.wire.getresponse()
            answer.read()
            return answer
        finally:
            self.wire.close()

    def sign_up(self, path, name, mark, token):
        body = urlencode({
            "name": name, "email": f"{name.lower()}@example.org", "consent_terms": "on", "wordings": mark,
            "csrfmiddlewaretoken": token,
        })
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token}"}
        answer = self.ask("POST", path, body, kind)
        while answer.status == BUSY:
            time.sleep(float(answer.getheader("Retry-After")) / 5)
            answer = self.ask("POST", path, body, kind)
        return answer.status


def last_seat(live_server, project, number):
    """One event, one seat, all clients; (how many got it, how many are on its list, the statuses of the answers)."""
    event = open_event(project, capacity=1)
    path, mark = reverse("trainings:signup", args=[event.pk]), wordings_for(project, timezone.localdate()).mark
    visitors = [Visitor(live_server, number * CLIENTS + place) for place in range(CLIENTS)]
    page = Visitor(live_server, 0).ask("GET", path)
    token = re.search(r"csrftoken=(\w+)", page.getheader("Set-Cookie"))[1]
    ends = at_once([
        partial(visitor.sign_up, path, f"K{number}x{place}", mark, token) for place, visitor in enumerate(visitors)
    ])
    places = Registration.objects.filter(event=event).with_place().count()
    return places, Registration.objects.filter(event=event).count(), set(ends)


def test_the_last_seat_is_given_once(live_server, project):
    found = [last_seat(live_server, project, number) for number in range(ROUNDS)]
    assert found == [(1, CLIENTS, {302})] * ROUNDS


def test_without_the_lock_it_would_be_given_again(live_server, project, without_locks):
    """The control: what the lock prevents does happen without it."""
    assert any(last_seat(live_server, project, number)[0] > 1 for number in range(ROUNDS))


def test_places_given_back_and_asked_for_at_once_are_never_too_many_and_go_in_order(project):
    for number in range(5):
        event = open_event(project, capacity=3)
        rows = [come(event, f"R{number}x{place}") for place in range(9)]
        ends = at_once([
            *(partial(cancel_registration, row) for row in (rows[0], rows[1], rows[4])),
            *(partial(come, event, f"U{number}x{place}") for place in range(6)),
        ])
        assert not [end for end in ends if isinstance(end, Exception)]
        assert set(Registration.objects.filter(event=event).with_place().values_list("pk", flat=True)) == {
            rows[2].pk, rows[3].pk, rows[5].pk,
        }


def test_the_same_form_sent_by_thirty_two_makes_one(project):
    event, key = open_event(project, capacity=5), "7d2f8b3e-6a55-4a53-9d2c-5b0c7f8f2f12"
    ends = at_once([lambda: sign_up(event, name="Ants", email="ants@example.org", key=key)] * CLIENTS)
    assert {end.pk for end in ends} == {Registration.objects.get().pk}
