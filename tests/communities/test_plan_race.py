"""Sixteen people save one row of a plan at the same moment; nothing is lost, and without the lock something would be."""
import threading

import pytest
from django.db import connection

from communities.actions.editing import save_section
from communities.codes.cells import digest
from communities.models import Answer, Entry, FieldTemplate
from communities.summaries.content import content_of
from tests.communities import planning
from tests.shared import world

THREADS, ROUNDS = 16, 3

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan():
    return planning.plan(["services", "needs"])


@pytest.fixture
def people():
    return [world.person(f"Inimene{number}") for number in range(THREADS)]


def typed_into(service):
    """Sixteen cells of one row, each with what is typed into it."""
    lines = "name promise frequency season place people_needed price_note permits accessibility".split()
    texts = {name: f"Tekst {name}" for name in lines} | {
        "paid_hours": "7", "unpaid_hours": "8", "users_expected": "9", "price": "10.50", "provider": "ngo",
        "users_per": "month", "readiness": "ready",
    }
    return {f"services-{service.pk}-{name}": text for name, text in texts.items()}


def at_once(work):
    """What each of sixteen threads answers, or the exception that stopped it."""
    barrier, answers = threading.Barrier(THREADS), [None] * THREADS

    def run(number):
        try:
            barrier.wait(30)
            answers[number] = work(number)
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return answers


def a_cell_each(plan, people):
    """Sixteen people type one cell each of a new row: (what was said to be saved and is not there, failures, version)."""
    service = planning.row(plan, "services", name="Teenus")
    wanted, seen = typed_into(service), current(plan)
    cells, bases = list(wanted.items()), {name: digest(text) for name, text in seen.items()}
    answers = at_once(lambda number: save_section(
        plan, "services", by=people[number], texts=dict([cells[number]]), bases=bases,
    ))
    there = current(plan)
    lost = {name for name, text in wanted.items() if there[name] != text}
    service.refresh_from_db()
    return lost, [answer for answer in answers if isinstance(answer, Exception)], service.version


def current(plan):
    return {cell.name: cell.text for row in content_of(plan).section("services").grid.rows for cell in row.cells}


def test_sixteen_cells_of_one_row_all_arrive(plan, people):
    for _round in range(ROUNDS):
        assert a_cell_each(plan, people) == (set(), [], 1 + THREADS)


def test_without_the_lock_some_do_not_or_two_saves_pass_for_one(plan, people, without_locks):
    assert a_cell_each(plan, people) != (set(), [], 1 + THREADS)


def test_sixteen_answers_to_one_question_end_as_one_text_and_fifteen_conflicts(plan, people):
    cell = f"a-{planning.asked(plan, 'conclusion').pk}"
    outcomes = at_once(lambda number: save_section(
        plan, "needs", by=people[number], texts={cell: f"Järeldus {number}"}, bases={},
    ))
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    saved = [number for number, outcome in enumerate(outcomes) if outcome.saved]
    text = Answer.objects.get().text
    assert [f"Järeldus {number}" for number in saved] == [text]
    others = [outcome.conflicts[cell] for outcome in outcomes if outcome.conflicts]
    assert len(others) == THREADS - 1 and {conflict.theirs for conflict in others} == {text}


def test_one_new_row_sent_sixteen_times_is_made_once(plan, people):
    field = FieldTemplate.objects.get(code="need")
    outcomes = at_once(lambda number: save_section(
        plan, "needs", by=people[0], texts={f"e-newk-{field.pk}": "Pood"}, bases={},
    ))
    assert {str(outcome.added) for outcome in outcomes} == {f"{{'e-newk': 'e-{Entry.objects.get().pk}'}}"}
