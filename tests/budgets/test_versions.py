"""Budgets are approved together, to the cent, and stay as they were approved."""
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from budgets import actions
from budgets.actions.budget import change_share
from budgets.actions.versions import approve_budgets, reopen_budgets
from budgets.choices import BudgetState
from budgets.models import Budget, BudgetLine, BudgetVersion, FundingShare, LineFunding, StatedTotal
from budgets.summaries.versions import content_of, figures_of, from_json
from portal.shared import verbs
from tests.budgets import world as here
from tests.refused import refused

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 18)


@pytest.fixture
def seed(talgud, partner):
    return here.seed_two(talgud, partner)


def approve(project, by=None, **how):
    return approve_budgets(project, approved_on=how.pop("approved_on", DAY), decided_by="LEADER-tegevusgrupp", by=by, **how)


def test_the_seed_is_approved_to_the_cent_and_its_unknown_split_stays_unknown(mari, talgud, seed):
    version = approve(talgud, mari)
    assert (version.number, version.made_by, version.approved_on) == (1, mari, DAY)
    assert set(Budget.objects.values_list("state", flat=True)) == {BudgetState.APPROVED}
    content = from_json(version.content)
    assert content == content_of(talgud)
    first, second = content.budgets
    assert (content.stated_total, content.total) == (Decimal("60000.00"), Decimal("60000.00"))
    assert [line.amount for line in first.lines] == [Decimal("5000.00"), Decimal("13000.00")]
    assert [(share.amount, share.as_of) for share in first.shares] == [
        (Decimal("12743.68"), "2024-06-18"), (Decimal("5256.32"), ""),
    ]
    assert (second.total, second.lines, second.shares, second.shares_total) == (Decimal("42000.00"), (), (), None)
    assert '"amount":1274368' in version.content
    assert figures_of(content)["share", first.shares[0].pk] == Decimal("12743.68")


def test_a_cent_too_many_or_too_few_is_named_and_refused(mari, talgud, seed):
    line, source, total = BudgetLine.objects.filter(number=2), FundingShare.objects.filter(source="grant"), StatedTotal.objects
    for rows, amount in ((line, "13000.01"), (line, "12999.99"), (source, "12743.67"), (total, "60000.01")):
        right = rows.get().amount
        rows.update(amount=Decimal(amount))
        with pytest.raises(ValidationError) as told:
            approve(talgud, mari)
        assert {error.code for error in told.value.error_list} == {"sums"}
        assert all("0,01" in message for message in told.value.messages)
        rows.update(amount=right)
    assert not BudgetVersion.objects.exists()


def test_cells_make_no_more_than_their_line_and_their_source(mari, talgud, seed):
    line, share = BudgetLine.objects.get(number=1), FundingShare.objects.get(source="grant")
    cell = verbs.create(LineFunding(line=line, share=share, amount=Decimal("5000.01")), by=None)
    with refused("sums"):
        approve(talgud, mari)
    cell.amount = Decimal("5000.00")
    verbs.update(cell, by=None, version=1)
    assert from_json(approve(talgud, mari).content).budgets[0].cells[0].amount == Decimal("5000.00")


def test_what_cannot_be_approved_says_why(mari, talgud, partner):
    with refused("no_budgets"):
        approve(talgud, mari)
    budget = here.budget(talgud, partner)
    with refused("not_stated"):
        approve(talgud, mari)
    here.line(budget, 1, "5000")
    with refused("future"):
        approve(talgud, mari, approved_on=timezone.localdate() + timedelta(days=1))
    approve(talgud, mari)
    with refused("approved"):
        approve(talgud, mari)


def test_an_approved_budget_refuses_every_change_of_a_figure_and_takes_corrected_words(mari, talgud, seed):
    approve(talgud, mari)
    before = content_of(talgud)
    budget, line = Budget.objects.get(pk=seed[0].pk), BudgetLine.objects.get(number=1)
    grant, own = FundingShare.objects.order_by("pk")
    for change in (
        lambda: here.line(budget, 3, "1"),
        lambda: here.share(budget, "other", "1"),
        lambda: here.share(budget, "own", "5256.33"),
        lambda: actions.remove_line(line, by=mari),
        lambda: actions.remove_share(own, by=mari),
        lambda: actions.change_line(with_value(line, amount=Decimal("5000.01")), by=mari, version=1),
        lambda: actions.change_line(with_value(BudgetLine.objects.get(number=1), number=9), by=mari, version=1),
        lambda: change_share(with_value(grant, as_of=None), by=mari, version=1),
        lambda: actions.change_budget(with_value(budget, stated_total=None), by=mari, version=budget.version),
        lambda: actions.set_stated_total(talgud, Decimal("60000.01"), by=mari),
    ):
        with refused("approved"):
            change()
    assert content_of(talgud) == before
    line = BudgetLine.objects.get(number=1)
    actions.change_line(with_value(line, title_et="Ühised seminarid"), by=mari, version=line.version)
    assert BudgetLine.objects.get(number=1).title_et == "Ühised seminarid"


def with_value(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


def test_approval_is_taken_back_only_with_a_reason_and_approved_anew_as_the_next_version(mari, talgud, seed):
    with refused("not_approved"):
        reopen_budgets(talgud, reason="Viga", by=mari)
    approve(talgud, mari)
    with refused("reason"):
        reopen_budgets(talgud, reason=" ", by=mari)
    reopen_budgets(talgud, reason="Viga", by=mari)
    budget = Budget.objects.get(pk=seed[0].pk)
    assert (budget.state, budget.history.latest().history_change_reason) == (BudgetState.DRAFT, "Viga")
    here.line(budget, 3, "0")
    assert approve(talgud, mari).number == 2
    assert len(from_json(BudgetVersion.objects.get(number=1).content).budgets[0].lines) == 2
