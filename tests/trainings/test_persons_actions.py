"""One person once: merging, taking it back, and saying that two are two."""
import itertools
import random

import pytest

from tests.refused import refused
from tests.shared import world
from tests.trainings import people
from trainings.actions.persons import change_person, merge_persons, separate_person, take_back_apart, tell_apart
from trainings.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(talgud):
    return [people.person(talgud, name) for name in ("Mari", "Mari T.", "M. Tamm")]


def ways():
    """{name: (merged into, counted as)}."""
    names = dict(Person.objects.values_list("pk", "name"))
    return {
        name: (names.get(into), names.get(root))
        for name, into, root in Person.objects.values_list("name", "merged_into", "root")
    }


def test_whoever_is_merged_leads_to_the_end_of_the_way(three, mari):
    one, two, third = three
    merge_persons(two, one, by=mari)
    merge_persons(one, third, by=mari)
    assert ways() == {"Mari": ("M. Tamm", "M. Tamm"), "Mari T.": ("Mari", "M. Tamm"), "M. Tamm": (None, None)}
    assert two.history.count() == 3
    assert one.history.latest().history_user == mari


def test_any_merge_can_be_taken_back_with_what_was_merged_before(three, mari):
    one, two, third = three
    merge_persons(two, one, by=mari)
    merge_persons(one, third, by=mari)
    separate_person(one, by=mari)
    assert ways() == {"Mari": (None, None), "Mari T.": ("Mari", "Mari"), "M. Tamm": (None, None)}
    with refused("not_merged"):
        separate_person(one, by=mari)


def test_merging_and_taking_back_in_any_order_keeps_every_root_true(talgud, mari):
    """Sixty random steps: a root is always the end of the way, and taking all back leaves everybody alone."""
    chance, rows = random.Random(3), [people.person(talgud, f"Osaleja {n}") for n in range(6)]
    for _step in range(60):
        one, other = (Person.objects.get(pk=row.pk) for row in chance.sample(rows, 2))
        if chance.random() < 0.6:
            if (one.root_id or one.pk) != (other.root_id or other.pk):
                merge_persons(one, other, by=mari)
        elif one.merged_into_id:
            separate_person(one, by=mari)
        now = {row.pk: row for row in Person.objects.all()}
        for row in now.values():
            end = row
            while end.merged_into_id:
                end = now[end.merged_into_id]
            assert (row.root_id or row.pk) == end.pk


def test_two_who_are_one_already_are_not_merged_again(three, mari):
    one, two, third = three
    merge_persons(two, one, by=mari)
    merge_persons(third, one, by=mari)
    for pair in itertools.permutations((one, two, third), 2):
        with refused("same_person"):
            merge_persons(*pair, by=mari)
    with refused("same_person"):
        tell_apart(two, third, by=mari)


def test_two_different_people_stay_two_whatever_was_merged_into_them(three, mari):
    one, two, third = three
    apart = tell_apart(third, two, by=mari)
    assert tell_apart(two, third, by=mari) == apart
    merge_persons(two, one, by=mari)
    with refused("apart"):
        merge_persons(third, one, by=mari)
    take_back_apart(apart, by=mari)
    merge_persons(third, one, by=mari)
    assert Person.objects.ones().count() == 1


def test_people_of_two_projects_and_the_erased_are_never_merged(talgud, three, mari):
    with refused("foreign_project"):
        merge_persons(three[0], people.person(world.project("teine")), by=mari)
    Person.objects.filter(pk=three[1].pk).update(erased_at="2025-01-01T00:00Z")
    with refused("erased"):
        merge_persons(three[0], three[1], by=mari)
    three[1].refresh_from_db()
    three[1].name = "Uus nimi"
    with refused("erased"):
        change_person(three[1], by=mari, version=three[1].version)
