"""Sixteen people need the standard texts at the same moment; each exists once, and without the lock somebody would be refused."""
import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from communities.actions import standard
from communities.actions import templates as verbs_of_templates
from communities.models import PlanTemplate, ServiceKind
from projects.models import Project
from tests.shared import world

THREADS = 16

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def project():
    """The content types are there, as in every real database; making them would be a lock of its own."""
    ContentType.objects.get_for_models(PlanTemplate, ServiceKind)
    return world.project("talgud")


def at_once(work):
    """The exceptions that stopped some of sixteen threads."""
    barrier, errors = threading.Barrier(THREADS), []

    def run():
        try:
            connection.ensure_connection()
            barrier.wait(30)
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return errors


def ask_for_all():
    project = Project.objects.get()
    standard.ensure_plan_template(project, by=None)
    standard.ensure_service_kinds(by=None)


def test_the_standard_is_made_once():
    assert at_once(ask_for_all) == []
    assert (PlanTemplate.objects.count(), ServiceKind.objects.count()) == (1, 24)


def test_without_the_lock_some_would_fail_or_make_it_again(without_locks):
    errors = at_once(ask_for_all)
    assert errors or PlanTemplate.objects.count() > 1


def test_a_project_gets_one_copy():
    errors = at_once(lambda: verbs_of_templates.copy_plan_template(Project.objects.get(), by=None))
    assert [error.code for error in errors] == ["own_already"] * (THREADS - 1)
    assert PlanTemplate.objects.filter(project__isnull=False).count() == 1
