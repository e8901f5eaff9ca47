"""The end moves while somebody rewrites a text that names it: both are kept, the text is marked once (on PostgreSQL)."""
import threading

import pytest
from django.db import connection, transaction

from projects.actions import change_part
from projects.models import Challenge, StaleText
from tests.projects.test_something_changed import extend, running
from tests.projects.world import add, coordinator

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_text_that_two_mark_at_once_is_marked_once():
    project = running()
    mari = coordinator(project)
    text = add(Challenge(project=project, text_et="Aeg saab 30.06.2025 otsa.", text_en="Time ends on 30.06.2025."))
    moved, failed = threading.Event(), []

    def rewrite():
        try:
            moved.wait(30)
            row = Challenge.objects.get(pk=text.pk)
            row.text_et = "Aega on."
            change_part(row, by=mari, version=row.version)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=rewrite)
    other.start()
    with transaction.atomic():
        extend(project, mari)
        moved.set()
        other.join(1)
        assert other.is_alive()
    other.join(30)
    assert failed == []
    row = StaleText.objects.open().get(about=f"projects.challenge:{text.pk}", language="en")
    assert "Aega on." in row.after
