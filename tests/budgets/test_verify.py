"""verify_money: every sum that must hold is asked for, each planted difference is found, what is open is no mistake (P-43)."""
import json

import pytest
from django.core.management import CommandError, call_command

from budgets import models as our
from budgets.summaries import verify
from budgets.summaries.verify import CHECKS, verify_money
from projects.models import Partnership, Programme
from tests import money_check
from tests.budgets.books import DAY, Books, put
from tests.communities import world as villages
from tests.shared import world

pytestmark = [pytest.mark.django_db, pytest.mark.broken_money]


@pytest.fixture
def made(talgud, partner):
    return Books(talgud, partner)


def second_claim(books, amount):
    later = our.ReportingPeriod.objects.create(project=books.project, number=2, starts_on=DAY, ends_on=DAY)
    claim = our.Claim.objects.create(project=books.project, period=later, partnership=books.first.partnership)
    our.ClaimItem.objects.create(claim=claim, share=books.share, amount=amount)


def more_spent(books, amount, **where):
    expense = our.Expense.objects.create(
        project=books.project, payer=books.first.partnership, supplier="Buss OÜ", issued_on=DAY, total=amount, charged=amount,
    )
    share = our.ExpenseShare.objects.create(expense=expense, amount=amount, **where)
    our.ClaimItem.objects.create(claim=books.a_claim(None), share=share, amount=amount)


def a_flat_line(books):
    """Seven percent of 5 000 are 350."""
    category = our.CostCategory.objects.create(programme=Programme.objects.create(code="p", name_et="P"), code="K", name_et="K")
    put(books.line, category=category)
    put(books.trip, cost_basis="flat", flat_rate=7, flat_of=category, amount="350.01")


# What is planted: (the check that finds it, what is done before everything is approved).
PLANTED = {
    "a cent more in a line": ("lines", lambda books: put(books.line, amount="5000.01")),
    "a cent less of a grant": ("sources", lambda books: put(books.grant, amount="12743.67")),
    "a line's part above the line": ("cells", lambda books: put(books.cell, amount="5000.01")),
    "a source's part above the source": (
        "cells", lambda books: our.LineFunding.objects.create(line=books.trip, share=books.own, amount="5256.33"),
    ),
    "another stated total": ("project", lambda books: put(books.stated, amount="60000.01")),
    "an amount that is not quantity times cost": (
        "computed", lambda books: put(books.line, cost_basis="unit", quantity=3, unit_cost="1666.66"),
    ),
    "a flat rate that was not computed anew": ("computed", a_flat_line),
    "VAT forgotten": ("charged", lambda books: put(books.expense, charged="124.00")),
    "a share of an expense lost": ("shares", lambda books: put(books.other, amount="39.99")),
    "one share claimed twice": ("claimed of a share", lambda books: second_claim(books, "0.01")),
    "more claimed than the line": (
        # Of the decided claim the accepted 50 count.
        "claimed of a line", lambda books: more_spent(books, "4950.01", budget=books.first, line=books.line),
    ),
    "more claimed than the budget": (
        "claimed of a budget", lambda books: more_spent(books, "42000.01", budget=books.second),
    ),
    "an undecided item in an approved claim": ("accepted", lambda books: put(books.item, accepted=None)),
}


def a_partnership(project):
    return Partnership.objects.get(project=project, organisation=villages.partner(project, "Hilja"))


def found(verdict):
    return {finding.check for finding in verdict.wrong}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_difference_is_found(made, name):
    check, plant = PLANTED[name]
    plant(made)
    made.close(row={})
    assert check in found(verify_money())


@pytest.mark.parametrize("what", ["an amount", "a line more", "no version"])
def test_a_budget_that_is_not_as_it_was_approved_is_found(made, what):
    made.close(row={})
    put(made.first, state="draft")
    if what == "an amount":
        our.BudgetLine.objects.filter(pk=made.line.pk).update(amount="4999.99")
        our.BudgetLine.objects.filter(pk=made.trip.pk).update(amount="13000.01")
    elif what == "a line more":
        our.BudgetLine.objects.create(budget=made.first, number=3, title_et="Rida", amount="0")
    else:
        our.Budget.objects.filter(pk=made.second.pk).update(state="draft")
        made.second.pk = our.Budget.objects.create(project=made.project, partnership=a_partnership(made.project)).pk
        put(made.second, state="approved")
    put(made.first, state="approved")
    assert found(verify_money()) == {"version"}


@pytest.mark.parametrize(
    ("row", "budgets", "check"),
    [
        (None, "approved", "claim version"), ({"claimed": 6001}, "approved", "claim version"),
        ({"accepted": 4999}, "approved", "claim version"), ({}, "draft", "claimed when approved"), ({}, "amending", "state"),
    ],
)
def test_a_frozen_claim_that_says_something_else_is_found(made, row, budgets, check):
    made.close(row=row, budgets=budgets)
    assert check in found(verify_money())


def test_what_agrees_is_right_and_every_check_has_looked_at_something(made):
    made.close(row={})
    verdict = verify_money()
    assert [str(finding) for finding in verdict.wrong + verdict.open] == []
    assert set(CHECKS) - set(verdict.checked) == {"computed"}


def test_what_is_being_prepared_may_differ_and_is_counted(made):
    put(made.line, amount="5000.01")
    put(made.stated, amount="61000")
    verdict = verify_money()
    assert (verdict.is_right, [str(finding) for finding in verdict.open]) == (True, [
        f"lines: budget {made.first.pk}: 18000.01 and not 18000.00",
        f"project: project {made.project.pk}: 60000.00 and not 61000.00",
    ])


def test_it_costs_the_same_for_one_project_and_for_three(made, django_assert_num_queries):
    made.close(row={})
    with django_assert_num_queries(13):
        verify_money()
    put(made.second, state="draft")
    for number in range(20):
        line = our.BudgetLine.objects.create(budget=made.second, number=number, title_et="Rida")
        more = our.Expense.objects.create(
            project=made.project, payer=Partnership.objects.last(), supplier="A", issued_on=DAY, total="1.00", charged="1.00",
        )
        our.ExpenseShare.objects.create(expense=more, budget=made.second, line=line, amount="1.00")
    with django_assert_num_queries(13):
        verify_money()


def test_project_by_project_it_finds_the_same(made, monkeypatch):
    world.project("teine")
    made.close(row={})
    whole = verify_money()
    monkeypatch.setattr(verify, "BATCH", 1)
    assert verify_money() == whole and whole.checked


def test_the_command_tells_the_outcome_by_its_exit_code(made, capsys):
    call_command("verify_money", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["value"], told["p"]) == (True, 0, "P-43") and told["n"] > 5
    put(made.other, amount="39.99")
    with pytest.raises(SystemExit) as end:
        call_command("verify_money", project="talgud", json=True)
    told = json.loads(capsys.readouterr().out)
    assert (end.value.code, told["ok"], told["wrong"]) == (
        1, False, [f"shares: expense {made.expense.pk}: 99.99 and not 100.00"],
    )
    with pytest.raises(CommandError):
        call_command("verify_money", project="no-such")


# --- after every test


def test_writing_money_is_noticed_on_every_connection_and_reading_is_not(made):
    assert money_check.money_was_written()
    list(our.Budget.objects.all())
    assert not money_check.money_was_written()
    put(made.line, amount="1.00")
    assert money_check.money_was_written()


def test_money_that_does_not_add_up_fails_the_test(made):
    money_check.assert_money_adds_up()
    put(made.other, amount="39.99")
    with pytest.raises(AssertionError, match="the money does not add up .*: shares: expense"):
        money_check.assert_money_adds_up()
