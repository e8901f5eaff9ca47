"""Two runs of the daily mail at once send nothing twice (on PostgreSQL)."""
import threading

import pytest
from django.db import connection
from django.utils import timezone

from portal.shared import outbox
from projects.actions import tell
from projects.actions.digests import send_digest
from projects.choices import NoticeKind
from tests.projects import world

RUNS = 8

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mari(settings):
    settings.EMAIL_BACKEND = "portal.shared.outbox.OutboxBackend"
    return world.coordinator(world.project("act-local"))


def at_once(user, key):
    """How many mails lie in the outbox after eight runs at the same moment."""
    tell(NoticeKind.COMMENT, people=[user], subject="Kava", key=key)
    before, now, barrier = outbox.waiting().count(), timezone.now(), threading.Barrier(RUNS)

    def run():
        try:
            barrier.wait(30)
            send_digest(user.pk, now=now)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(RUNS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outbox.waiting().count() - before


def test_of_several_runs_at_once_one_sends_the_mail(mari):
    assert at_once(mari, "a") == 1


def test_without_the_lock_several_would(mari, without_locks):
    """The control: what the lock prevents does happen without it."""
    assert at_once(mari, "b") > 1
