"""Many rows at once: a fixed number of statements, the same checks, the same history as one by one."""
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Region, RegionScheme
from portal.shared import bulk_verbs, verbs
from tests.shared import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def mari():
    return world.person("Mari")


def schemes(count, start=0):
    return [RegionScheme(code=f"x-{number}", name_et=f"Jaotus {number}", country="EE") for number in range(start, start + count)]


def statements(write):
    with CaptureQueriesContext(connection) as counted:
        write()
    return len(counted)


def test_many_are_made_with_their_history_in_a_fixed_number_of_statements(mari):
    few = statements(lambda: bulk_verbs.create_many(schemes(2), by=mari, reason="proov"))
    made = bulk_verbs.create_many(schemes(1, 50), by=mari)
    many = statements(lambda: bulk_verbs.create_many(schemes(40, 2), by=mari))
    assert many == few
    record = RegionScheme.objects.get(code="x-1").history.get()
    assert (record.history_type, record.history_user, record.history_change_reason, record.version) == ("+", mari, "proov", 1)
    assert made[0].pk == RegionScheme.objects.get(code="x-50").pk


def test_each_row_is_checked_and_a_wrong_one_stops_them_all(mari):
    with pytest.raises(ValidationError) as refused:
        bulk_verbs.create_many([*schemes(2), RegionScheme(code="x-9", name_et="", country="EE")], by=mari)
    assert (set(refused.value.error_dict), RegionScheme.objects.count()) == ({"name_et"}, 0)


def test_what_the_database_refuses_is_told_in_words(mari):
    bulk_verbs.create_many(schemes(1), by=mari)
    with pytest.raises(ValidationError) as refused:
        bulk_verbs.create_many(schemes(2), by=mari)
    assert (set(refused.value.error_dict), RegionScheme.objects.count()) == ({"code"}, 1)


def test_only_changed_rows_are_saved(mari):
    made = bulk_verbs.create_many(schemes(30), by=mari)
    for row in made[:2]:
        row.name_en = "Scheme"
    saved = bulk_verbs.update_many(made, by=mari, reason="inglise keeles")
    assert saved == made[:2]
    first, last = RegionScheme.objects.get(pk=made[0].pk), RegionScheme.objects.get(pk=made[29].pk)
    assert (first.version, first.name_en, first.history.count()) == (2, "Scheme", 2)
    assert first.history.first().history_change_reason == "inglise keeles"
    assert (last.version, last.history.count()) == (1, 1)
    assert bulk_verbs.update_many(made, by=mari) == []
    made[0].name_en = made[1].name_en = "Maakond"
    two = statements(lambda: bulk_verbs.update_many(made, by=mari))
    for row in made:
        row.name_en = "All"
    assert statements(lambda: bulk_verbs.update_many(made, by=mari)) == two


def test_removed_rows_leave_their_history_and_used_ones_stay(mari):
    made = bulk_verbs.create_many(schemes(3), by=mari)
    bulk_verbs.remove_many(made[:2], by=mari, reason="eksitus")
    record = RegionScheme.history.filter(id=made[0].pk).first()
    assert (record.history_type, record.history_user, record.history_change_reason) == ("-", mari, "eksitus")
    assert list(RegionScheme.objects.all()) == [made[2]]
    verbs.create(Region(scheme=made[2], code="p", name_et="Põhi"), by=None)
    with pytest.raises(ValidationError) as refused:
        bulk_verbs.remove_many(made[2:], by=mari)
    assert (refused.value.code, made[2].history.count()) == ("in_use", 1)


def test_a_touched_row_is_newer_and_the_second_toucher_is_told(mari):
    row, = bulk_verbs.create_many(schemes(1), by=mari)
    assert bulk_verbs.touch(row, by=mari, version=1).version == row.version == 2
    with pytest.raises(verbs.StaleSave):
        bulk_verbs.touch(row, by=mari, version=1)
    assert [record.version for record in row.history.all()] == [2, 1]
