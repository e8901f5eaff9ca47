"""Feedback without an account: what is kept, what is not, and who reads what came of it."""
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.trainings import world
from trainings.models import Feedback
from trainings.summaries.feedback import feedback_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(talgud):
    return world.held(talgud, on=timezone.localdate() - timedelta(days=1), headcount=4)


def test_an_answer_is_kept_without_any_trace_of_who_gave_it(client, event):
    sent = client.post(feedback_path(event), {"content": "5", "recommend": "9", "useful": "Kaart"})
    assert sent.status_code == 302
    row = Feedback.objects.get()
    assert (row.content, row.trainer, row.recommend, row.useful) == (5, None, 9, "Kaart")
    assert (row.given_on, row.language) == (timezone.localdate(), "et")
    assert client.get(sent.url).status_code == 200
    assert not client.cookies
