"""The second run takes fewer steps of the generated walks, and none is left out by all walkers or by both runs."""
import pytest

from tests.house import sampling

CASES = list(range(10))


@pytest.fixture
def on(monkeypatch):
    def on(vendor, *, again=False):
        monkeypatch.setattr(sampling, "connection", type("Connection", (), {"vendor": vendor}))
        monkeypatch.delenv("WALKED_AGAIN", raising=False)
        if again:
            monkeypatch.setenv("WALKED_AGAIN", "1")

    return on


def test_on_sqlite_every_step_is_taken(on):
    on("sqlite")
    assert sampling.steps(CASES, 2) == CASES


def test_on_postgresql_three_walkers_take_every_step_once(on):
    on("postgresql")
    taken = [sampling.steps(CASES, walker) for walker in range(3)]
    assert sorted(sum(taken, [])) == CASES
    assert {len(part) for part in taken} == {3, 4}


@pytest.mark.parametrize("walker", range(4))
def test_two_runs_together_take_every_step_once(on, walker):
    on("sqlite", again=True)
    first = sampling.steps(CASES, walker)
    on("postgresql", again=True)
    assert sorted(first + sampling.steps(CASES, walker)) == CASES
    assert len(first) > len(CASES) / 2
