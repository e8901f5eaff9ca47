"""Figures about money: to the cent, and unknown is not zero."""
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.summaries import budget_asked, project_budget
from portal.shared.reading import walk_together
from tests.budgets import world as here
from tests.communities import world as villages

pytestmark = pytest.mark.django_db


def test_B13_B20_what_is_known_of_the_money(talgud, partner):
    here.seed_two(talgud, partner)
    budget = project_budget(talgud)
    assert (budget.stated_total, budget.derived_total, budget.difference) == (
        Decimal("60000.00"), Decimal("60000.00"), Decimal("0.00"),
    )
    assert (budget.source_known, budget.coverage) == (Decimal("18000.00"), Decimal("30.00"))
    assert [(source, amount) for source, _label, amount in budget.by_source] == [
        ("grant", Decimal("12743.68")), ("own", Decimal("5256.32")),
    ]
    first, second = budget.partners
    assert [(line.number, line.title, line.amount) for line in first.lines] == [
        (1, "Seminarid", Decimal("5000.00")), (2, "Õppereis", Decimal("13000.00")),
    ]
    assert [(source.source, source.amount, source.as_of, source.rate) for source in first.sources] == [
        ("grant", Decimal("12743.68"), date(2024, 6, 18), Decimal("70.80")), ("own", Decimal("5256.32"), None, Decimal("29.20")),
    ]
    assert (first.line_difference, first.source_difference, first.split_is_known) == (Decimal("0.00"), Decimal("0.00"), True)


def test_B14_a_total_without_sources_shows_no_support_and_not_zero(talgud, partner):
    here.seed_two(talgud, partner)
    second = project_budget(talgud).partners[1]
    assert (second.total, second.lines_total, second.sources_total, second.split_is_known) == (
        Decimal("42000.00"), None, None, False,
    )
    assert (second.line_difference, second.source_difference) == (None, None)


def test_B15_a_mismatch_is_named_to_the_cent_and_both_are_kept(talgud, partner):
    here.seed_two(talgud, partner)
    here.budget(talgud, villages.partner(talgud, "Kolmas"), "0.01")
    budget = project_budget(talgud)
    assert (budget.stated_total, budget.derived_total, budget.difference) == (
        Decimal("60000.00"), Decimal("60000.01"), Decimal("-0.01"),
    )
    assert budget.total == Decimal("60000.00")


def test_X03_nothing_is_known_where_nothing_is_stated(talgud, partner):
    budget = project_budget(talgud)
    assert (budget.is_known, budget.total, budget.coverage, budget.difference, budget.by_source) == (False, None, None, None, ())
    assert budget.partners_without == ("Partner",)
    empty = here.budget(talgud, partner)
    here.line(empty, 1)
    partner_budget = project_budget(talgud).partners[0]
    assert (partner_budget.total, partner_budget.lines_total, partner_budget.lines[0].amount) == (None, None, None)


def test_zero_is_an_amount(talgud, partner):
    free = here.budget(talgud, partner, "0")
    here.share(free, "own", "0")
    budget = project_budget(talgud)
    assert (budget.is_known, budget.total, budget.source_known, budget.coverage) == (True, Decimal("0.00"), Decimal("0.00"), None)
    assert budget.partners[0].sources[0].rate is None


def test_lines_make_the_total_where_none_is_stated(talgud, partner):
    made = here.budget(talgud, partner)
    here.line(made, 1, "0.10")
    here.line(made, 2, "0.20")
    assert project_budget(talgud).derived_total == Decimal("0.30")


def test_queries_do_not_grow_with_partners_and_lines(talgud, partner):
    here.seed_two(talgud, partner)
    for number in range(3):
        more = here.budget(talgud, villages.partner(talgud, f"Veel {number}"), "100")
        here.line(more, 1, "100")
    with CaptureQueriesContext(connection) as queries:
        project_budget(talgud)
    assert len(queries) == 1


def test_of_a_long_budget_only_the_first_lines_are_read_and_the_sums_tell_of_all(talgud, partner):
    budget = here.budget(talgud, partner, None)
    for number, amount in ((2, "20.50"), (1, "10"), (3, None)):
        here.line(budget, number, amount)
    whole, few = project_budget(talgud), walk_together([budget_asked(talgud, 2)])[0]
    (partly,), (wholly,) = few.partners, whole.partners
    assert ([line.number for line in partly.lines], partly.more_lines, wholly.more_lines) == ([1, 2], 1, 0)
    assert (partly.lines_total, partly.total, few.total) == (wholly.lines_total, wholly.total, whole.total)
    assert partly.lines_total == Decimal("30.50")
