"""The demo is loaded once for all tests of this folder; each test looks at it inside a savepoint of its own."""
import pytest
from django.db import transaction
from django.utils.translation import override

from projects.models import Project
from tests.demo.reading import Told
from tests.demo_once import empty, load


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load()
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        empty()


@pytest.fixture
def _django_db_helper(loaded, django_db_blocker):
    """What the mark `django_db` means in this folder.

    pytest-django's own helper closes the connection after each test, and with it the open transaction of `loaded`.
    Each test begins in Estonian, whatever page the one before has read.
    """
    with django_db_blocker.unblock(), transaction.atomic(), override("et"):
        yield
        transaction.set_rollback(True)


@pytest.fixture
def told(request, _django_db_helper):
    """The project that the test's module is about (its SLUG)."""
    return Told(Project.objects.get(slug=request.module.SLUG))
