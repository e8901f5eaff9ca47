"""The verdict of a bench: every page weighs the same, and what takes minutes is not asked for twelve times."""
import pytest

from portal.bench import goals
from portal.bench.measure import Bench


def page(*walls, kind="list"):
    return {"kind": kind, "walls": list(walls)}


def test_a_slow_page_visited_once_weighs_as_much_as_a_fast_one_visited_often():
    rows = [*[page(*[10.0] * 12) for _page in range(98)], page(400.0), page(500.0)]
    assert goals.slowest(rows, 10.0) == 40.0
    assert goals.slowest([*rows, page(9000.0, kind="export")], 10.0) == 40.0


def test_of_a_page_visited_often_only_the_slowest_visits_count_in_full():
    assert goals.percentile([(1, 1 / 2), (9, 1 / 2), (2, 1)], 0.5) == 2


@pytest.mark.parametrize(("wall", "visits"), [(0.01, (4, 3)), (0.3, (3, 3)), (0.6, (1, 3)), (60.0, (1, 1))])
def test_slow_pages_are_visited_less_often(wall, visits):
    bench = object.__new__(Bench)
    bench.slice_size, bench.passes = 4, 3
    assert bench.measured(wall) == visits
