"""The warning before a plan reaches the hours from which a programme wants personal data."""
from datetime import date, time

import pytest

from projects.models import Programme, RuleSet
from tests.trainings import world
from trainings.summaries.hours import academic_hours_of, hours_warning

pytestmark = pytest.mark.django_db


@pytest.fixture
def strand():
    above = Programme.objects.create(code="fond", name_et="Fond", name_lv="Fonds", name_en="Fund")
    RuleSet.objects.create(programme=above, personal_data_hours=8, valid_from=date(2020, 1, 1), valid_until=date(2024, 12, 31))
    return Programme.objects.create(code="suund", name_et="Suund", name_lv="Virziens", name_en="Strand", parent=above)


@pytest.fixture
def funded(talgud, strand):
    talgud.programme = strand
    talgud.save()
    return talgud


def test_the_plan_is_warned_of_at_the_programmes_hours_and_not_before(funded, django_assert_num_queries):
    event = world.event(funded)
    day = world.day(event, academic_hours=5)
    assert hours_warning(event, 2) is None
    with django_assert_num_queries(2):
        said = hours_warning(event, 3)
    assert "8" in said and "Fond" in said
    # A day that is being changed is not counted twice.
    assert hours_warning(event, 5, without=day.pk) is None


def test_the_rules_of_the_events_own_day_hold(funded):
    event = world.event(funded)
    world.day(event, on=date(2025, 1, 1), academic_hours=30)
    assert hours_warning(event) is None
    assert hours_warning(event, on=date(2024, 12, 31)) is not None


def test_a_strands_own_rule_goes_before_its_programmes(funded, strand):
    RuleSet.objects.create(programme=strand, personal_data_hours=16)
    event = world.event(funded)
    world.day(event, academic_hours=15)
    assert hours_warning(event) is None
    assert hours_warning(event, 1) is not None


def test_the_hours_of_a_group_add_up_over_its_events(funded):
    first, second = (world.event(funded, cohort="1. grupp") for _ in range(2))
    world.day(first, academic_hours=6)
    world.day(second, on=date(2024, 4, 1), academic_hours=4)
    other = world.event(funded, cohort="2. grupp")
    world.day(other, academic_hours=4)
    assert "10" in hours_warning(second)
    assert hours_warning(other) is None


def test_hours_come_from_what_is_stated_and_are_guessed_last(talgud):
    event = world.event(talgud)
    stated = world.day(event, academic_hours=3, starts_at=time(9), ends_at=time(17))
    timed = world.day(event, on=date(2024, 3, 5), starts_at=time(10), ends_at=time(16))
    bare = world.day(event, on=date(2024, 3, 6), half_days=1)
    assert [academic_hours_of(day) for day in (stated, timed, bare)] == [3, 8, 4]
