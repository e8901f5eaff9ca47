"""Whatever people do in whatever order, the money adds up to the cent after every step (P-43, P-44, P-46)."""
import os
import random
from collections import Counter
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from budgets.actions import expenses, versions
from budgets.summaries.verify import verify_money
from portal.shared.money import grant_of
from projects.choices import FlexibilityOf
from projects.models import RuleSet
from tests.budgets import moves
from tests.budgets.moves import MOVES, REFUSALS, Nothing

# Every run of the suite walks the same few ways (on PostgreSQL, where the threads walk too, fewer); MONEY_EXAMPLES walks that
# many new ones.
EXAMPLES = int(os.environ.get("MONEY_EXAMPLES", "0"))
FEW = 4 if connection.vendor == "sqlite" else 2
WAYS = settings(
    max_examples=EXAMPLES or FEW, stateful_step_count=50 if EXAMPLES else 35, deadline=None, database=None,
    derandomize=not EXAMPLES, suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink] if EXAMPLES else [Phase.generate],
)

TRIES = 8

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(talgud, partner):
    moves.begin(talgud, partner)
    return talgud


def machine_of(project, seen):
    """A machine that begins with this project as it is, and takes everything back at the end."""

    class Money(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.outer = transaction.atomic()
            self.outer.__enter__()
            RuleSet.objects.update(flexibility_of=FlexibilityOf.values[seen["walks"] % 3])
            if seen["walks"] % 4:
                versions.approve_budgets(project, approved_on=moves.DECIDED_ON, decided_by="Juhatus", by=None)
            seen["walks"] += 1

        @rule(seed=st.integers(0, 2**32))
        def somebody_does_something(self, seed):
            rnd, names = random.Random(seed), []
            for name in rnd.sample(moves.usual(), k=TRIES):
                names.append(name)
                try:
                    with transaction.atomic():
                        MOVES[name](project, rnd)
                except (*REFUSALS, Nothing):
                    continue
                seen["done"][name] += 1
                break
            verdict = verify_money()
            assert verdict.is_right, f"after {names}: {'; '.join(map(str, verdict.wrong))}"

        def teardown(self):
            seen["reached"].update(moves.reached(project))
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    return Money


def test_p44_every_order_of_moves_leaves_the_money_right(project):
    seen = {"walks": 0, "done": Counter(), "reached": Counter()}
    run_state_machine_as_test(machine_of(project, seen), settings=WAYS)
    # Otherwise the machine would not get far enough to find anything.
    assert len(seen["done"]) >= len(MOVES) - (0 if EXAMPLES else 8), seen["done"]
    assert {"approved"} <= set(seen["reached"]), seen["reached"]


def test_p46_grant_and_own_share_make_the_total_for_ten_thousand_random_rates():
    rnd = random.Random(46)
    for _time in range(10_000):
        total = Decimal(rnd.randint(0, 99_999_999_999)).scaleb(-2)
        rate = Decimal(rnd.randint(0, 10_000)).scaleb(-2)
        grant, own = grant_of(total, rate)
        assert grant + own == total and 0 <= total * rate / 100 - grant < Decimal("0.01"), (total, rate)


def test_a_verb_that_loses_a_cent_is_found(project, monkeypatch):
    """The control: the machine does notice."""
    right = expenses.settled_parts

    def careless(parts, charged):
        *others, (budget, line, amount) = right(parts, charged)
        return [*others, (budget, line, max(amount - Decimal("0.01"), Decimal(0)))]

    monkeypatch.setattr(expenses, "settled_parts", careless)
    with pytest.raises(AssertionError, match="after .*shares: expense"):
        run_state_machine_as_test(machine_of(project, {"walks": 0, "done": Counter(), "reached": Counter()}), settings=WAYS)
