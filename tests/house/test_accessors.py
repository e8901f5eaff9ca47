"""A way back that a floor above leaves on a model (`project.budget_set`) is not used below that floor."""
import pytest

from tests.house.accessors import borrowed
from tests.house.tree import Source, python


def test_no_floor_uses_what_only_floors_above_define():
    assert not borrowed(python())


@pytest.mark.parametrize(
    "code",
    [
        "project.budget_set.all()",
        "Activity.objects.filter(events__status='held')",
        "Activity.objects.values('events__status')",
    ],
)
def test_a_planted_use_is_found_below_and_not_above(code):
    assert len(borrowed([Source("projects/views/x.py", code)])) == 1
    assert borrowed([Source("budgets/views/x.py", code)]) == []
