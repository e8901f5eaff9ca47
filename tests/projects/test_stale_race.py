"""The end moves while somebody rewrites a text that names it: both are kept, the text is marked once (on PostgreSQL)."""
import threading

import pytest
from django.db import connection, transaction

from projects.actions import change_part
from projects.actions.stale import settle_text
from projects.models import Challenge, Project, StaleText
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


def test_whoever_waits_to_mark_one_text_holds_no_other():
    """The English text is marked already, the Latvian one is not. Who moves the end comes by the project first."""
    project = running()
    mari, failed = coordinator(project), []
    text = add(Challenge(project=project, text_et="Aega on.", text_lv="Ir laiks.", text_en="There is time."))

    def rewrite(words):
        row = Challenge.objects.get(pk=text.pk)
        row.text_et = words
        change_part(row, by=mari, version=row.version)

    def beside():
        try:
            rewrite("Aega ei ole.")
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    rewrite("Aega on veel.")
    of_text = StaleText.objects.open().filter(about=f"projects.challenge:{text.pk}")
    settle_text(of_text.get(language="lv"), by=mari)
    other = threading.Thread(target=beside)
    with transaction.atomic():
        Project.objects.select_for_update().get(pk=project.pk)
        other.start()
        other.join(1)
        assert other.is_alive()
        assert of_text.select_for_update(of=("self",), nowait=True).get().language == "en"
    other.join(30)
    assert failed == []
    assert set(of_text.values_list("language", flat=True)) == {"en", "lv"}
