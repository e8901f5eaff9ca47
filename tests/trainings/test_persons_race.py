"""Several people put the same rows together at the same moment (on PostgreSQL): no circle, and no way that ends elsewhere."""
import itertools

import pytest
from django.contrib.contenttypes.models import ContentType

from tests.shared import world
from tests.trainings import people
from tests.trainings.test_signup_race import at_once
from trainings.actions.persons import merge_persons
from trainings.models import Person

ROUNDS = 8

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def project():
    ContentType.objects.get_for_models(Person)
    return world.project("talgud")


def all_at_once(project, number):
    """Three rows of one person, each merged into each other by somebody else; {whoever they are counted as}, and other errors."""
    rows = [people.person(project, f"Mari {number} {place}") for place in range(3)]
    ends = at_once([lambda one=one, other=other: merge_persons(one, other, by=None)
                    for one, other in itertools.permutations(rows, 2)])
    now = {row.pk: row for row in Person.objects.filter(pk__in=[row.pk for row in rows])}
    return {end_of(row, now) for row in now.values()}, [end for end in ends if isinstance(end, Exception) and not refused(end)]


def end_of(row, rows):
    """The key at the end of somebody's way, or "wrong" when the way is a circle or its end is not whom he is counted as."""
    seen, end = set(), row
    while end.merged_into_id and end.pk not in seen:
        seen.add(end.pk)
        end = rows[end.merged_into_id]
    return end.pk if end.merged_into_id is None and (row.root_id or row.pk) == end.pk else "wrong"


def refused(error):
    return getattr(error, "code", "") == "same_person"


def test_three_rows_merged_crosswise_end_as_one_person(project):
    for number in range(ROUNDS):
        ends, errors = all_at_once(project, number)
        assert errors == []
        assert len(ends) == 1 and "wrong" not in ends


def test_without_the_lock_merges_get_in_each_others_way(project, without_locks):
    """The control: it is the lock that keeps the ways straight, not luck."""
    found = [all_at_once(project, number) for number in range(ROUNDS)]
    assert any(errors or len(ends) > 1 or "wrong" in ends for ends, errors in found)
