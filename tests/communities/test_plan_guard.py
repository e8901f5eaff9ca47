"""A frozen version of a plan cannot be changed, not even past the portal (F10, F11)."""
import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, connection, transaction

from communities.models import PlanVersion
from portal.shared import guards
from tests.communities import world as here

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(talgud, village):
    here.submit(here.plan(here.enrol(talgud, village)))
    return PlanVersion.objects.get()


def complaints():
    return [found.id for found in run_checks(databases=["default"]) if found.id == "shared.W001"]


def take_away():
    on = "" if connection.vendor == "sqlite" else " ON communities_planversion"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER communities_planversion_frozen{on}")


def test_the_database_refuses_to_change_it(version):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        PlanVersion.objects.update(content="{}")
    version.number = 9
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        version.save()
    assert PlanVersion.objects.get().number == 1


def test_without_its_guard_it_could_be_changed_and_a_check_says_so(version):
    assert complaints() == []
    take_away()
    assert (PlanVersion.objects.update(number=9), complaints()) == (1, ["shared.W001"])
    guards.make_again(using="default")
    assert complaints() == []
