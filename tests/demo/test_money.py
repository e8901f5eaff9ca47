"""The demo's money: it adds up, and what is invented leaves the stated figures as they are."""
from decimal import Decimal

import pytest

from budgets.models import Claim, ClaimColumn, CostCategory, Expense, Payout
from budgets.summaries import project_budget
from budgets.summaries.verify import verify_money
from portal.demo.people import LEADER
from projects.models import Project

pytestmark = pytest.mark.django_db


def test_every_sum_of_the_demo_adds_up_to_the_cent():
    verdict = verify_money()
    assert [str(finding) for finding in verdict.wrong] == []
    assert sum(verdict.checked.values()) > 100


def test_after_the_invented_course_the_budget_is_as_its_source_states_it():
    budget = project_budget(Project.objects.get(slug=LEADER))
    assert (budget.total, budget.source_known, budget.coverage) == (Decimal("60000"), Decimal("18000"), Decimal("30.00"))
    assert [partner.total for partner in budget.partners] == [Decimal("42000"), Decimal("18000")]
    assert [line.amount for partner in budget.partners for line in partner.lines] == [Decimal("5000"), Decimal("13000")]


def test_a_claim_was_decided_and_paid_at_the_rate_of_the_stated_amounts():
    first, second = Claim.objects.filter(project__slug=LEADER).order_by("period__number")
    assert (first.state, second.state) == ("approved", "draft")
    accepted = sum(item.accepted for item in first.items.all())
    grant = (accepted * Decimal("12743.68") / Decimal("18000")).quantize(Decimal("0.01"), "ROUND_DOWN")
    assert [payout.amount for payout in Payout.objects.filter(claim=first)] == [grant]


def test_all_that_was_spent_is_marked_as_invented():
    assert Expense.objects.filter(is_demo=False).count() == 0


def test_programmes_bring_their_categories_and_the_columns_of_their_claims():
    codes = CostCategory.objects.filter(programme__code="central-baltic-2014-2020").values_list("code", flat=True)
    assert list(codes) == ["preparation", "staff", "office", "travel", "external", "equipment", "works"]
    office = CostCategory.objects.get(programme__code="central-baltic-2014-2020", code="office")
    assert (office.flat_rate, office.flat_of.code) == (15, "staff")
    assert ClaimColumn.objects.filter(rule_set__programme__code="leader").exists()
