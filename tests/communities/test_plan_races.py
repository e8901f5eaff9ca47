"""Two coordinators decide about one plan at the same moment: one wins, the other is told plainly (on PostgreSQL)."""
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from communities import actions
from communities.choices import PlanStatus
from communities.models import ActionPlan, PlanDecision, PlanVersion
from tests.communities import world as here
from tests.shared import world

ROUNDS = 5
DECIDED = {PlanStatus.APPROVED, PlanStatus.RETURNED}

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def endorsed(slug):
    plan = here.plan(here.enrol(world.project(slug), here.community(slug)))
    return actions.endorse_plan(here.submit(plan), by=None)


def at_once(*works):
    """What each of them ended with: None, or what it raised."""
    barrier, ends = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            barrier.wait(30)
            work()
        except Exception as error:
            ends[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return ends


def decide(slug):
    """(how many decisions stand, how the two ended)"""
    plan = endorsed(slug)
    ends = at_once(
        lambda: actions.approve_plan(plan, by=None), lambda: actions.return_plan(plan, by=None, reason="Lisa hind."),
        lambda: actions.approve_plan(plan, by=None), lambda: actions.return_plan(plan, by=None, reason="Lisa arv."),
    )
    decided = PlanDecision.objects.filter(plan=plan, step__in=["approved", "returned"]).count()
    return decided, [end for end in ends if end is not None]


def test_exactly_one_decision_stands():
    for number in range(ROUNDS):
        decided, refused = decide(f"lukuga-{number}")
        assert decided == 1
        assert [type(end) for end in refused] == [ValidationError] * 3
        assert {end.code for end in refused} == {"not_submitted"}
    assert set(ActionPlan.objects.values_list("status", flat=True)) <= DECIDED


def test_without_the_lock_several_would_stand_or_fall_over_each_other(without_locks):
    """The control: what the lock prevents does happen without it."""
    found = [decide(f"lukuta-{number}") for number in range(ROUNDS)]
    assert any(
        decided > 1 or any(not isinstance(end, ValidationError) for end in refused) for decided, refused in found
    )


def test_versions_frozen_at_once_are_numbered_one_after_the_other():
    plan = endorsed("versioonid")
    ends = at_once(*[lambda: actions.freeze_plan(plan, "restored", by=None) for _time in range(8)])
    assert ends == [None] * 8
    assert list(PlanVersion.objects.values_list("number", flat=True)) == list(range(1, 10))
