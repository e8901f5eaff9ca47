"""Sixteen people touch one project's money at the same moment: it adds up, and without the locks it would not (P-41 … P-47)."""
import os
import random
import threading
import time
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import OperationalError, connection, transaction
from django.urls import reverse

from budgets.actions import amendments, claims, expenses
from budgets.actions.grid import Clash, save_grid
from budgets.models import Amendment, Budget, BudgetVersion, ClaimItem, Expense, ReportingPeriod
from budgets.summaries.verify import verify_money
from portal.settings.databases import POSTGRESQL_OPTIONS
from tests.budgets import claims as ready
from tests.budgets import moves
from tests.budgets.moves import MOVES, REFUSALS, Nothing

THREADS = 16
# The promise is kept over 60; every run of the suite takes a few of them.
SECONDS = float(os.environ.get("MONEY_SECONDS", "3"))
LOCK_TIMEOUT = "55P03"

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def project(talgud, partner):
    moves.begin(talgud, partner)
    return talgud


@pytest.fixture
def approved(talgud, partner):
    return ready.made(talgud, partner)


def at_once(works):
    """What each of them returned, or what it raised."""
    barrier, ends = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            connection.ensure_connection()
            barrier.wait(30)
            ends[place] = work()
        except Exception as error:
            ends[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS + 120)
    return ends


def codes(ends):
    """How they ended: "done", or the code with which they were refused."""
    return sorted(
        "done" if not isinstance(end, Exception) else end.error_list[0].code if isinstance(end, ValidationError)
        else type(end).__name__
        for end in ends
    )


# --- everything at once


def somebody(project, seed):
    """Moves for some seconds; (how many went through, what nobody may be told)."""
    rnd, done, wrong, names = random.Random(seed), 0, [], moves.usual()
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        name = rnd.choice(names)
        try:
            MOVES[name](project, rnd)
            done += 1
        except (*REFUSALS, Nothing, ObjectDoesNotExist):
            continue
        except OperationalError as error:
            # A lock that did not come within five seconds is told as 503; a deadlock would be a mistake of ours.
            if getattr(error.__cause__, "pgcode", "") != LOCK_TIMEOUT:
                wrong.append((name, error))
        except Exception as error:
            wrong.append((name, error))
    return done, wrong


def test_p44_sixteen_people_leave_the_money_right(project):
    ends = at_once([lambda seed=seed: somebody(project, seed) for seed in range(THREADS)])
    done, wrong = sum(end[0] for end in ends), [each for end in ends for each in end[1]]
    verdict = verify_money()
    assert (wrong, [str(finding) for finding in verdict.wrong]) == ([], [])
    assert done >= THREADS // 2, done


# --- one euro is promised once


def claim_it_in_every_period(world):
    """Sixteen claims of one partner ask for the same expense; how often it was claimed."""
    share = ready.share(world, "400", number=str(uuid4()))
    last = ReportingPeriod.objects.count()
    drafts = [
        claims.open_claim(ready.period(world.project, last + number), world.partnership, by=None)
        for number in range(1, THREADS + 1)
    ]
    ends = at_once([lambda draft=draft: claims.set_items(draft, {share.pk: share.amount}, by=None) for draft in drafts])
    return ClaimItem.objects.filter(share=share).count(), codes(ends)


def test_one_expense_is_claimed_once(approved):
    assert claim_it_in_every_period(approved) == (1, ["done", *["over_share"] * 15])


@pytest.mark.broken_money
def test_without_the_lock_it_is_claimed_again(approved, without_locks):
    """The control: what the lock prevents does happen without it, and verify_money sees it."""
    assert any(claim_it_in_every_period(approved)[0] > 1 for _round in range(3))
    assert "claimed of a share" in {finding.check for finding in verify_money().wrong}


# --- one decision at a time


def decide_at_once(world):
    """Sixteen amendments each take 100 from the same line; all are agreed and decided at the same moment."""
    proposed = []
    for number in range(THREADS):
        made = amendments.open_amendment(world.project, title=f"Muudatus {number}", reason="Hinnad tõusid.", by=None)
        for line, after in [(world.seminars, "4900"), (world.trip, "13100")]:
            amendments.set_change(made, budget=world.budget, line=line, after=Decimal(after), by=None)
        proposed.append(amendments.submit_amendment(made, by=None))
    return codes(at_once([
        lambda each=each: amendments.decide_amendment(
            each, approved=True, decided_on=moves.DECIDED_ON, overrule="Kiire", by=None
        ) and None for each in proposed
    ]))


def test_one_of_sixteen_amendments_of_one_line_is_carried_out(approved):
    assert decide_at_once(approved) == ["done", *["moved_on"] * 15]
    assert (Amendment.objects.filter(state="approved").count(), BudgetVersion.objects.count()) == (1, 2)


@pytest.mark.broken_money
def test_without_the_lock_several_are_or_fall_over_each_other(approved, without_locks):
    assert decide_at_once(approved) != ["done", *["moved_on"] * 15]


# --- the table of money


def test_sixteen_cells_arrive_and_of_sixteen_in_one_cell_one(project):
    budget = Budget.objects.order_by("pk").first()
    for number in range(3, THREADS + 1):
        moves.here.line(budget, number, "1")
    lines = list(budget.lines.order_by("number"))
    ends = at_once([
        lambda line=line: save_grid(project, {f"line-{line.pk}-amount": ("7", f"{line.amount:.2f}")}, by=None, overruled=True)
        for line in lines
    ])
    assert codes(ends) == ["done"] * THREADS and {line.amount for line in budget.lines.all()} == {Decimal(7)}
    same = f"line-{lines[0].pk}-amount"
    ends = at_once([
        lambda typed=typed: save_grid(project, {same: (str(typed), "7.00")}, by=None, overruled=True)
        for typed in range(100, 100 + THREADS)
    ])
    assert codes(ends) == [Clash.__name__] * 15 + ["done"]


def test_p42_one_form_sent_by_sixteen_makes_one_expense(approved):
    key = uuid4()

    def send():
        expense = Expense(
            project=approved.project, payer=approved.partnership, supplier="OÜ Näidis", number="1", total=Decimal(10),
            issued_on=moves.SPENT_ON,
        )
        return expenses.add_expense(expense, [(approved.budget, approved.seminars, None)], by=None, key=key).pk

    assert set(at_once([send] * THREADS)) == {Expense.objects.get().pk}


# --- nobody waits for ever


@pytest.mark.expects_log("django.request")
def test_p47_whoever_waits_for_a_lock_is_told_to_come_again(approved, client, mari):
    """The setting is five seconds; the suite waits a part of one, and with MONEY_SECONDS=60 all of them."""
    assert "lock_timeout=5000" in POSTGRESQL_OPTIONS["options"]
    client.force_login(mari)
    client.raise_request_exception = False
    page = reverse("budgets:budget-edit", args=[approved.project.slug, approved.budget.pk])
    data = {"partnership": approved.partnership.pk, "basis": "lines", "stated_total": "18000", "version": "9", "note_et": "Uus"}
    held, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Budget.objects.select_for_update().get(pk=approved.budget.pk)
            held.set()
            done.wait(20)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = %s", [5000 if SECONDS >= 60 else 300])
    began = time.monotonic()
    try:
        answer = client.post(page, data)
    finally:
        done.set()
        holder.join()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert time.monotonic() - began < 6
