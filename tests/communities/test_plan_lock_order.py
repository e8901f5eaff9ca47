"""Who waits for whom: unsaved texts never wait for a save, and a single answer is locked after its plan (P-47, on PostgreSQL)."""
import threading

import pytest
from django.db import connection, transaction

from communities.actions import drafts, rows
from communities.models import ActionPlan
from communities.models.plan import Answer
from tests.communities import planning
from tests.communities.planning import a, unsaved
from tests.shared import world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def beside(work):
    """Begin `work` in a thread of its own; gives (its end, a function that waits for it so many seconds)."""
    ends = []

    def run():
        try:
            ends.append(work())
        except Exception as error:
            ends.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return ends, thread.join


def test_texts_are_kept_while_somebody_saves():
    """A browser keeps what is typed while its own save is on the way; the save then forgets it."""
    plan, mari = planning.plan(["general"]), world.person("Mari")
    old, new = a(plan, "summary"), a(plan, "how_made")
    drafts.keep_drafts(plan, "general", by=mari, texts={old: "Pool"}, bases={})
    with transaction.atomic():
        rows.plan_to_write(plan)
        ends, join = beside(
            lambda: drafts.keep_drafts(plan, "general", by=mari, texts={old: "Poolik", new: "Uus"}, bases={})
        )
        join(3)
        assert ends == [{}]
        drafts.settle_drafts(plan, "general", mari, cells=[old], rows=[], left={})
    assert unsaved(plan, mari) == {new: "Uus"}


def test_whoever_changes_one_answer_waits_for_the_plan_and_holds_nothing():
    plan = planning.plan(["finance"])
    answer = planning.answer(plan, "price_per_user", "5.00")
    answer.text = "6"
    with transaction.atomic():
        ActionPlan.objects.select_for_update().get(pk=plan.pk)
        ends, join = beside(lambda: rows.change_answer(answer, by=None, version=1).text)
        join(1)
        # He who holds the plan takes the row at once: nobody waits in a circle.
        assert Answer.objects.select_for_update(nowait=True).get(pk=answer.pk).text == "5.00"
    join(20)
    assert ends == ["6.00"]
