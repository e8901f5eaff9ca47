"""Budgets, lines, sources and stated totals: the verbs."""
from datetime import date
from decimal import Decimal

import pytest

from budgets import actions
from budgets.choices import BudgetBasis
from budgets.models import Budget, BudgetLine, FundingShare, StatedTotal
from portal.shared import verbs
from projects.actions import close_project
from projects.models import Partnership, Programme
from tests.budgets import world as here
from tests.communities import world as villages
from tests.refused import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(talgud, partner):
    return here.budget(talgud, partner, "18000")


def test_a_budget_is_signed_and_a_partner_has_one(mari, talgud, partner):
    partnership = Partnership.objects.get(organisation=partner)
    made = actions.add_budget(Budget(project=talgud, partnership=partnership), by=mari)
    assert (made.stated_total, made.basis, made.history.latest().history_user) == (None, BudgetBasis.TOTAL, mari)
    with refused("unique"):
        actions.add_budget(Budget(project=talgud, partnership=partnership), by=mari)
    assert Budget.objects.count() == 1


def test_a_budget_changes_once_for_each_version(mari, budget):
    hers = Budget.objects.get()
    budget.stated_total = Decimal("18000.01")
    actions.change_budget(budget, by=mari, version=1)
    hers.stated_total = Decimal("17999.99")
    with pytest.raises(verbs.StaleSave):
        actions.change_budget(hers, by=mari, version=1)
    assert Budget.objects.get().stated_total == Decimal("18000.01")


def test_the_first_line_makes_a_budget_known_by_lines(mari, budget):
    line = actions.add_line(BudgetLine(budget=budget, number=1, title_et="Seminarid", amount=Decimal("5000")), by=mari)
    assert Budget.objects.get().basis == BudgetBasis.LINES
    line.amount = Decimal("5000.50")
    actions.change_line(line, by=mari, version=1)
    assert BudgetLine.objects.get().amount == Decimal("5000.50")
    actions.remove_line(line, by=mari, reason="Topelt")
    assert BudgetLine.objects.count() == 0
    gone = BudgetLine.history.filter(history_type="-").get()
    assert (gone.history_user, gone.history_change_reason, gone.amount) == (mari, "Topelt", Decimal("5000.50"))


def test_lines_that_do_not_add_up_are_kept(budget):
    here.line(budget, 1, "5000")
    here.line(budget, 2, "14000")
    assert sum(BudgetLine.objects.values_list("amount", flat=True)) == Decimal("19000.00")


def test_B13_a_source_is_set_anew_and_its_earlier_amount_stays_in_the_history(mari, budget):
    leader = verbs.create(Programme(code="leader", name_et="LEADER"), by=None)
    first = actions.set_share(budget, "grant", Decimal("12743.68"), by=mari, programme=leader, as_of=date(2024, 6, 18))
    again = actions.set_share(budget, "grant", Decimal("12700.00"), by=mari, programme=leader, as_of=date(2024, 9, 1))
    assert (again.pk, again.version, FundingShare.objects.count()) == (first.pk, 2, 1)
    assert [(row.amount, row.as_of) for row in first.history.order_by("version")] == [
        (Decimal("12743.68"), date(2024, 6, 18)), (Decimal("12700.00"), date(2024, 9, 1)),
    ]
    actions.set_share(budget, "own", Decimal("5300.00"), by=mari)
    assert FundingShare.objects.count() == 2
    actions.remove_share(first, by=mari)
    assert list(FundingShare.objects.values_list("source", flat=True)) == ["own"]


def test_a_stale_amount_is_not_saved(mari, talgud, budget):
    actions.set_share(budget, "own", Decimal("1"), by=mari)
    actions.set_share(budget, "own", Decimal("2"), by=mari, version=1)
    with pytest.raises(verbs.StaleSave):
        actions.set_share(budget, "own", Decimal("3"), by=mari, version=1)
    assert FundingShare.objects.get().amount == Decimal("2.00")
    actions.set_stated_total(talgud, Decimal("1"), by=mari)
    actions.set_stated_total(talgud, Decimal("2"), by=mari, version=1)
    with pytest.raises(verbs.StaleSave):
        actions.set_stated_total(talgud, Decimal("3"), by=mari, version=1)
    assert StatedTotal.objects.get().amount == Decimal("2.00")


def test_the_stated_total_is_one_for_a_project(mari, talgud):
    actions.set_stated_total(talgud, Decimal("60000"), by=mari)
    total = actions.set_stated_total(
        talgud, Decimal("60000.01"), by=mari, as_of=date(2024, 6, 18), notes={"note_et": "Lehe järgi."}
    )
    assert (StatedTotal.objects.count(), total.version, total.as_of, total.note_et) == (1, 2, date(2024, 6, 18), "Lehe järgi.")


def test_a_budget_that_is_gone_takes_no_line(mari, talgud, partner):
    budget = here.budget(talgud, partner, "18000")
    Budget.objects.get().delete()
    with refused("gone"):
        here.line(budget, 1, "5000")


def test_a_closed_project_refuses_every_change(mari, talgud, partner, budget):
    line = here.line(budget, 1, "5000")
    share = here.share(budget, "own", "5000")
    other = villages.partner(talgud, "Teine")
    close_project(talgud, by=mari)
    budget, line, share = Budget.objects.get(), BudgetLine.objects.get(), FundingShare.objects.get()
    partnership = Partnership.objects.get(organisation=other)
    for change in (
        lambda: actions.add_budget(Budget(project=budget.project, partnership=partnership), by=mari),
        lambda: actions.change_budget(budget, by=mari, version=budget.version),
        lambda: here.line(budget, 2, "1"),
        lambda: actions.change_line(line, by=mari, version=1),
        lambda: actions.remove_line(line, by=mari),
        lambda: here.share(budget, "grant", "1"),
        lambda: actions.remove_share(share, by=mari),
        lambda: actions.set_stated_total(budget.project, Decimal("1"), by=mari),
    ):
        with refused("frozen"):
            change()
