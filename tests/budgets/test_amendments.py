"""An amendment: before and after, who must agree, and what is in force once it is decided."""
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from budgets.actions.amendments import (
    answer_amendment,
    decide_amendment,
    open_amendment,
    remove_change,
    set_change,
    submit_amendment,
    take_back_amendment,
    withdraw_amendment,
)
from budgets.actions.budget import change_budget, remove_share
from budgets.actions.versions import approve_budgets, reopen_budgets
from budgets.choices import AgreementState, AmendmentState, BudgetState, CostBasis
from budgets.models import (
    AmendmentChange,
    Budget,
    BudgetLine,
    BudgetVersion,
    Claim,
    ClaimItem,
    CostCategory,
    Expense,
    ExpenseShare,
    FundingShare,
    LineFunding,
    ReportingPeriod,
    StatedTotal,
)
from budgets.summaries.amendments import changes_of, compare, edited
from budgets.summaries.flexibility import flexible_amount, meters_of
from budgets.summaries.versions import content_of, figures_of, from_json
from portal.shared import verbs
from projects.choices import FlexibilityOf, PartnerRole
from projects.models import Partnership, Programme, RuleSet
from tests.budgets import world as here
from tests.refused import refused

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 18)


class Seed:
    """18 000 = 5 000 + 13 000 = 12 743,68 + 5 256,32 beside 42 000, approved; and an amendment of it."""

    def __init__(self, project, organisation):
        self.project = project
        self.tas, self.vak = here.seed_two(project, organisation)
        approve_budgets(project, approved_on=DAY, decided_by="LEADER", by=None)
        self.first, self.second = BudgetLine.objects.order_by("number")
        self.grant, self.own = FundingShare.objects.order_by("pk")
        self.amendment = open_amendment(project, title="Reisi asemel seminarid", reason="Hinnad muutusid", by=None)

    def set(self, row, after, **how):
        kind = "line" if isinstance(row, BudgetLine) else "share"
        return set_change(self.amendment, budget=row.budget, after=Decimal(after), by=None, **{kind: row}, **how)

    def move(self):
        """1 000 from the trip to the seminars."""
        self.set(self.first, "6000")
        self.set(self.second, "12000")

    def submit(self):
        self.amendment = submit_amendment(self.amendment, by=None)
        return self.agreements()

    def agreements(self):
        return list(self.amendment.agreements.select_related("amendment__project", "partnership__organisation"))

    def decide(self, approved=True, **how):
        self.amendment = decide_amendment(
            self.amendment, approved=approved, decided_on=timezone.localdate(), decided_by="Juhatus", by=None, **how
        )
        return self.amendment


@pytest.fixture
def seed(talgud, partner):
    return Seed(talgud, partner)


def test_an_agreed_amendment_is_carried_out_and_becomes_the_next_version(mari, talgud, seed):
    seed.move()
    (agreement,) = seed.submit()
    answer_amendment(agreement, agrees=True, by=mari)
    decided = seed.decide()
    assert [line.amount for line in BudgetLine.objects.order_by("number")] == [Decimal("6000.00"), Decimal("12000.00")]
    assert set(Budget.objects.values_list("state", flat=True)) == {BudgetState.APPROVED}
    assert (decided.state, decided.result.number, decided.decided_by) == (AmendmentState.APPROVED, 2, "Juhatus")
    old, new = (from_json(version.content) for version in BudgetVersion.objects.order_by("number"))
    assert new == content_of(talgud)
    tas, vak = compare(old, new).budgets
    assert [(row.before, row.after, row.difference) for row in tas.changed] == [
        (Decimal("5000.00"), Decimal("6000.00"), Decimal("1000.00")),
        (Decimal("13000.00"), Decimal("12000.00"), Decimal("-1000.00")),
    ]
    assert (tas.total.is_same, vak.is_same) == (True, True)
    line = BudgetLine.history.filter(number=1).first()
    assert line.history_change_reason == "1. Reisi asemel seminarid"


def test_a_change_back_to_what_is_in_force_is_no_change_and_an_empty_amendment_asks_nobody(seed):
    change = seed.set(seed.first, "6000")
    assert (change.before, change.after) == (Decimal("5000.00"), Decimal("6000.00"))
    assert seed.set(seed.first, "6500").pk == change.pk
    assert seed.set(seed.first, "5000.00") is None
    remove_change(seed.set(seed.second, "1"), by=None)
    with refused("empty"):
        seed.submit()
    assert not AmendmentChange.objects.exists()


def test_a_cent_that_is_lost_on_the_way_is_refused(seed):
    seed.set(seed.first, "6000")
    seed.set(seed.second, "12000.01")
    before = figures_of(content_of(seed.project))
    with refused("sums"):
        seed.submit()
    assert figures_of(content_of(seed.project)) == before


def test_totals_follow_their_lines_and_the_rate_is_derived_anew(seed):
    seed.set(seed.second, "13500")
    seed.set(seed.grant, "13243.68")
    before = content_of(seed.project)
    after = edited(before, changes_of(seed.amendment))
    assert (after.budgets[0].total, after.stated_total) == (Decimal("18500.00"), Decimal("60500.00"))
    grant = compare(before, after).budgets[0].shares[0]
    assert (grant.rate_before, grant.rate_after) == (Decimal("70.80"), Decimal("71.59"))
    seed.submit()
    seed.decide(overrule="Kokku lepitud koosolekul")
    assert StatedTotal.objects.get().amount == Decimal("60500.00")
    assert content_of(seed.project).budgets == tuple(from_json(seed.amendment.result.content).budgets)
    assert FundingShare.objects.get(source="grant").as_of == timezone.localdate()
    assert seed.amendment.history.latest().history_change_reason == "Kokku lepitud koosolekul"


def test_new_lines_new_sources_and_cells_are_added(seed):
    seed.set(seed.second, "12000")
    new = {"line_number": 3, "title_et": "Trükised"}
    set_change(seed.amendment, budget=seed.tas, after=Decimal("900"), new=new, by=None)
    set_change(seed.amendment, budget=seed.tas, after=Decimal("1000"), new=new, by=None)
    seed.set(seed.own, "5000")
    set_change(seed.amendment, budget=seed.tas, after=Decimal("256.32"), new={"source": "municipality"}, by=None)
    set_change(seed.amendment, budget=seed.tas, line=seed.first, share=seed.grant, after=Decimal("5000"), by=None)
    with refused("number"):
        set_change(seed.amendment, budget=seed.tas, after=Decimal(1), new=new | {"line_number": 2}, by=None)
    with refused("unique"):
        set_change(seed.amendment, budget=seed.tas, after=Decimal(1), new={"source": "own"}, by=None)
    seed.submit()
    seed.decide(overrule="Telefonitsi")
    assert list(BudgetLine.objects.order_by("number").values_list("title_et", "amount")) == [
        ("Seminarid", Decimal("5000.00")), ("Õppereis", Decimal("12000.00")), ("Trükised", Decimal("1000.00")),
    ]
    assert dict(FundingShare.objects.values_list("source", "amount")) == {
        "grant": Decimal("12743.68"), "own": Decimal("5000.00"), "municipality": Decimal("256.32"),
    }
    assert LineFunding.objects.get().amount == Decimal("5000.00")


def test_the_total_of_a_budget_without_lines_changes_too(seed):
    set_change(seed.amendment, budget=seed.vak, after=Decimal("42000.01"), by=None)
    seed.submit()
    seed.decide(overrule="Jah")
    assert Budget.objects.get(pk=seed.vak.pk).stated_total == Decimal("42000.01")
    assert StatedTotal.objects.get().amount == Decimal("60000.01")


def test_everybody_whose_money_changes_and_the_lead_partner_must_agree(mari, talgud, seed):
    lead = Partnership.objects.get(pk=seed.vak.partnership_id)
    lead.role = PartnerRole.LEAD
    verbs.update(lead, by=None, version=lead.version)
    seed.move()
    agreements = seed.submit()
    assert {row.partnership_id for row in agreements} == {seed.tas.partnership_id, seed.vak.partnership_id}
    answer_amendment(agreements[0], agrees=True, by=mari)
    with refused("note"):
        answer_amendment(agreements[1], agrees=False, by=mari)
    answer_amendment(agreements[1], agrees=False, note="Liiga vähe", by=mari)
    with refused("not_agreed"):
        seed.decide()
    take_back_amendment(seed.amendment, by=mari)
    assert {row.state for row in seed.submit()} == {AgreementState.ASKED}
    for row in seed.agreements():
        answer_amendment(row, agrees=True, by=mari)
    assert seed.decide().state == AmendmentState.APPROVED


def test_what_was_approved_meanwhile_is_not_overwritten(seed):
    seed.move()
    seed.submit()
    other = open_amendment(seed.project, title="Teine", reason="Kiire", by=None)
    set_change(other, budget=seed.tas, line=seed.first, after=Decimal("5500"), by=None)
    set_change(other, budget=seed.tas, line=seed.second, after=Decimal("12500"), by=None)
    submit_amendment(other, by=None)
    decide_amendment(other, approved=True, decided_on=timezone.localdate(), overrule="Kiire", by=None)
    with refused("moved_on"):
        seed.decide(overrule="Jah")
    take_back_amendment(seed.amendment, by=None)
    seed.submit()
    assert AmendmentChange.objects.get(amendment=seed.amendment, line=seed.first).before == Decimal("5500.00")
    seed.decide(overrule="Jah")
    assert [version.number for version in BudgetVersion.objects.order_by("number")] == [1, 2, 3]


def test_less_than_what_is_claimed_is_not_approved(talgud, seed):
    payer = Partnership.objects.get(pk=seed.tas.partnership_id)
    expense = verbs.create(Expense(
        project=talgud, payer=payer, supplier="Buss", issued_on=DAY, total=Decimal("12500"), charged=Decimal("12500"),
    ), by=None)  # fmt: skip
    share = verbs.create(ExpenseShare(expense=expense, budget=seed.tas, line=seed.second, amount=Decimal("12500")), by=None)
    period = verbs.create(ReportingPeriod(project=talgud, number=1, starts_on=DAY, ends_on=DAY), by=None)
    claim = verbs.create(Claim(project=talgud, period=period, partnership=payer), by=None)
    verbs.create(ClaimItem(claim=claim, share=share, amount=Decimal("12000.01")), by=None)
    seed.move()
    with refused("claimed"):
        seed.submit()
    seed.set(seed.first, "5999.99")
    seed.set(seed.second, "12000.01")
    seed.submit()


def test_rejected_and_withdrawn_amendments_change_nothing(seed):
    before = content_of(seed.project)
    seed.move()
    seed.submit()
    assert seed.decide(approved=False).state == AmendmentState.REJECTED
    with refused("not_submitted"):
        seed.decide(overrule="Jah")
    other = open_amendment(seed.project, title="Teine", reason="Kiire", by=None)
    withdraw_amendment(other, by=None)
    with refused("not_draft"):
        set_change(other, budget=seed.tas, line=seed.first, after=Decimal(1), by=None)
    assert (content_of(seed.project), BudgetVersion.objects.count(), other.number) == (before, 1, 2)


def test_nothing_is_amended_before_it_is_approved_nor_reopened_while_an_amendment_rests_on_it(mari, talgud, seed):
    with refused("amended"):
        reopen_budgets(talgud, reason="Viga", by=mari)
    withdraw_amendment(seed.amendment, by=None)
    reopen_budgets(talgud, reason="Viga", by=mari)
    with refused("not_approved"):
        open_amendment(talgud, title="Vara", reason="-", by=mari)


def test_the_meter_counts_what_grows_on_what_the_rules_count(seed):
    seed.move()
    old = content_of(seed.project)
    new = edited(old, changes_of(seed.amendment))

    def read(of):
        rules = RuleSet(flexibility=10, flexibility_of=of)
        return [(str(one.moved), str(one.allowed), one.is_over) for one in meters_of(old.budgets[0], new.budgets[0], rules)]

    assert read(FlexibilityOf.LINE) == [("1000.00", "500.00", True)]
    assert read(FlexibilityOf.CATEGORY) == []
    assert read(FlexibilityOf.BUDGET) == [("1000.00", "1800.00", False)]


def test_the_greater_of_percent_and_amount_may_be_moved_and_no_rule_is_not_nothing():
    assert flexible_amount(RuleSet(flexibility=10), Decimal("333.33")) == Decimal("33.33")
    assert flexible_amount(RuleSet(flexibility=10, flexibility_amount=Decimal(50)), Decimal("333.33")) == 50
    assert flexible_amount(RuleSet(), Decimal(1)) is None
    assert flexible_amount(None, Decimal(1)) is None


def test_a_flat_rate_follows_what_it_is_a_percentage_of(talgud, seed):
    withdraw_amendment(seed.amendment, by=None)
    reopen_budgets(talgud, reason="Kulumäär", by=None)
    programme = verbs.create(Programme(code="K", name_et="Kava"), by=None)
    staff, office = (
        verbs.create(CostCategory(programme=programme, code=code, name_et=code), by=None) for code in ("TÖÖ", "KONTOR")
    )
    seed.first.category = staff
    seed.second.amount, seed.second.category = Decimal("750.00"), office
    seed.second.cost_basis, seed.second.flat_rate, seed.second.flat_of = CostBasis.FLAT, 15, staff
    for row, version in ((seed.first, 1), (seed.second, 1)):
        verbs.update(row, by=None, version=version)
    for source in (seed.grant, seed.own):
        remove_share(source, by=None)
    for budget in Budget.objects.filter(pk=seed.tas.pk):
        budget.stated_total = Decimal(5750)
        change_budget(budget, by=None, version=budget.version)
    StatedTotal.objects.all().delete()
    approve_budgets(talgud, approved_on=DAY, by=None)
    seed.amendment = open_amendment(talgud, title="Töötasu", reason="Tõus", by=None)
    seed.set(seed.first, "6000.07")
    seed.submit()
    seed.decide(overrule="Jah")
    assert [line.amount for line in BudgetLine.objects.order_by("number")] == [Decimal("6000.07"), Decimal("900.01")]
    assert Budget.objects.get(pk=seed.tas.pk).stated_total == Decimal("6900.08")
