"""Nobody gets stuck: what was typed wrong, came too late or was reopened finds its way on."""
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from budgets.actions import claims as verbs_of_claims
from budgets.actions.amendments import (
    answer_amendment,
    decide_amendment,
    open_amendment,
    set_change,
    submit_amendment,
    take_back_amendment,
)
from budgets.actions.budget import change_budget
from budgets.actions.expenses import add_expense, archive_expense
from budgets.actions.payouts import add_payout
from budgets.actions.versions import reopen_budgets
from budgets.models import Budget, BudgetVersion, Claim, ClaimItem, Expense, Payout, StatedTotal
from portal.shared import verbs
from projects.models import Programme, RuleSet
from tests.budgets import claims as here
from tests.budgets import world as money

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(talgud, partner):
    return here.made(talgud, partner)


def whole(period):
    return verbs_of_claims.open_claim(period, None, by=None)


def decided(claim, day=date(2025, 3, 1)):
    claim = verbs_of_claims.take_into_review(claim, by=None)
    verbs_of_claims.accept_items(claim, {item.pk: (item.amount, "") for item in claim.items.all()}, by=None)
    return verbs_of_claims.approve_claim(claim, decided_on=day, decided_by="Kontrollija", by=None)


def submit(claim, on):
    return verbs_of_claims.submit_claim(claim, by=None, on=on, incomplete_because="Näidis")


def test_a_partner_who_is_too_late_for_a_period_goes_with_the_next_claim(talgud, world):
    other = Budget.objects.exclude(pk=world.budget.pk).get()
    first = here.approved(world, here.share(world, "100"))
    row = Expense(project=talgud, payer=other.partnership, supplier="OÜ", number="2", issued_on=date(2024, 9, 1),
                  total=Decimal(40), vat=Decimal(0))
    share = add_expense(row, [(other, None, None)], by=None).shares.get()
    late = verbs_of_claims.open_claim(world.period, other.partnership, by=None)
    verbs_of_claims.set_items(late, {share.pk: share.amount}, by=None)
    earlier = whole(world.period)
    following = whole(here.period(talgud, 2, date(2025, 1, 1), date(2025, 6, 30), partner_due_on=None, claim_due_on=None))
    submit(earlier, date(2025, 2, 10))
    late = decided(submit(late, date(2025, 2, 11)))
    submit(following, date(2025, 7, 5))
    taken = dict(Claim.objects.filter(partnership__isnull=False).values_list("pk", "joined_in"))
    assert taken == {first.pk: earlier.pk, late.pk: following.pk}


def test_a_claim_waits_for_its_own_period_as_long_as_that_is_open(talgud, world):
    first = here.approved(world, here.share(world, "100"))
    whole(world.period)
    following = whole(here.period(talgud, 2, date(2025, 1, 1), date(2025, 6, 30), partner_due_on=None, claim_due_on=None))
    with pytest.raises(ValidationError) as nothing:
        submit(following, date(2025, 7, 5))
    assert "none_approved" in {error.code for error in nothing.value.error_list}
    first.refresh_from_db()
    assert first.joined_in is None


def test_a_draft_claim_may_ask_for_less_while_the_budget_is_reopened(talgud, world):
    share = here.share(world, "100")
    claim = here.draft(world, share)
    reopen_budgets(talgud, reason="Viga", by=None)
    with pytest.raises(ValidationError) as more:
        verbs_of_claims.set_items(claim, {here.share(world, "5", number="2").pk: Decimal(5)}, by=None)
    assert more.value.code == "not_approved"
    verbs_of_claims.set_items(claim, {}, by=None)
    archive_expense(share.expense, by=None)
    assert not ClaimItem.objects.exists()


def test_an_amendment_is_not_decided_before_what_it_amends(talgud, world):
    amendment = open_amendment(talgud, title="Muudatus", reason="Hinnad", by=None)
    set_change(amendment, budget=world.budget, line=world.seminars, after=Decimal(4000), by=None)
    set_change(amendment, budget=world.budget, line=world.trip, after=Decimal(14000), by=None)
    submit_amendment(amendment, by=None)
    for agreement in amendment.agreements.all():
        answer_amendment(agreement, agrees=True, by=None)
    with pytest.raises(ValidationError) as wrong:
        decide_amendment(amendment, approved=True, decided_on=date(2024, 6, 17), by=None)
    assert [error.code for error in wrong.value.error_dict["decided_on"]] == ["before"]
    decide_amendment(amendment, approved=True, decided_on=date(2024, 6, 18), by=None)
    assert BudgetVersion.objects.count() == 2


def test_what_is_paid_tomorrow_is_not_paid(world):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as received:
        add_payout(Payout(budget=world.budget, paid_on=tomorrow, amount=Decimal(10)), by=None)
    with pytest.raises(ValidationError) as spent:
        here.share(world, "10", paid_on=tomorrow)
    assert [error.code for wrong in (received, spent) for error in wrong.value.error_dict["paid_on"]] == ["future"] * 2


def test_an_approved_budget_does_not_come_under_rules_that_allow_less_than_was_claimed(world):
    programme = verbs.create(Programme(code="x", name_et="X"), by=None)
    loose = verbs.create(RuleSet(programme=programme, flexibility=Decimal(10), flexibility_of="line"), by=None)
    budget = Budget.objects.get(pk=world.budget.pk)
    budget.rule_set = loose
    budget = change_budget(budget, by=None, version=budget.version)
    here.draft(world, here.share(world, "5400"))
    budget.rule_set = None
    with pytest.raises(ValidationError) as over:
        change_budget(budget, by=None, version=budget.version)
    assert [error.code for error in over.value.error_list] == ["over"]
    assert Budget.objects.get(pk=budget.pk).rule_set == loose


def test_a_draft_begun_for_the_wrong_period_is_put_into_the_right_one(client, talgud, world, mari):
    claim = here.draft(world, here.share(world, "100"))
    right = here.period(talgud, 2, date(2025, 1, 1), date(2025, 6, 30), partner_due_on=None, claim_due_on=None)
    client.force_login(mari)
    url = reverse("budgets:claim-edit", args=["talgud", claim.pk])
    form = client.get(url).context["form"]
    sent = {"period": right.pk, "reference": "", "note": "", "version": form["version"].value()}
    assert client.post(url, sent).status_code == 302
    claim.refresh_from_db()
    assert (claim.period, claim.items.count()) == (right, 1)
    returned = verbs_of_claims.return_claim(submit(claim, date(2025, 7, 5)), because="Täienda", by=None)
    assert "period" not in client.get(url).context["form"].fields
    returned.period = world.period
    with pytest.raises(ValidationError) as late:
        verbs_of_claims.change_claim(returned, by=None, version=returned.version)
    assert late.value.code == "wrong_state"


def test_an_empty_draft_of_the_wrong_partner_becomes_the_right_ones(client, talgud, world, mari, jaan):
    claim = here.draft(world)
    right = Budget.objects.exclude(pk=world.budget.pk).get(project=talgud).partnership
    url = reverse("budgets:claim-edit", args=["talgud", claim.pk])
    client.force_login(jaan)
    assert "partnership" not in client.get(url).context["form"].fields
    client.force_login(mari)
    form = client.get(url).context["form"]
    sent = {"period": claim.period_id, "partnership": right.pk, "reference": "", "note": "", "version": form["version"].value()}
    assert client.post(url, sent).status_code == 302
    claim.refresh_from_db()
    assert claim.partnership == right
    begun = here.draft(world, here.share(world, "100"))
    begun.partnership = None
    with pytest.raises(ValidationError) as full:
        verbs_of_claims.change_claim(begun, by=None, version=begun.version)
    assert full.value.error_dict["partnership"][0].code == "has_items"


def test_no_amendment_leaves_a_partner_without_a_total(talgud, partner):
    budget = money.budget(talgud, partner)
    line = money.line(budget, 1, "100")
    here.approve(talgud)
    amendment = open_amendment(talgud, title="Muudatus", reason="Hinnad", by=None)
    set_change(amendment, budget=budget, line=line, after=None, by=None)
    with pytest.raises(ValidationError) as unknown:
        submit_amendment(amendment, by=None)
    assert unknown.value.code == "not_stated"


def test_a_new_line_whose_number_was_taken_meanwhile_gets_the_next_one(talgud, world):
    def proposed(title):
        amendment = open_amendment(talgud, title=title, reason="Vaja", by=None)
        set_change(amendment, budget=world.budget, line=world.trip, after=Decimal(12995), by=None)
        set_change(amendment, budget=world.budget, new={"line_number": 3, "title_et": title}, after=Decimal(5), by=None)
        return submit_amendment(amendment, by=None)

    first, second = proposed("Esimene"), proposed("Teine")
    told = {"approved": True, "decided_on": date(2024, 7, 1), "overrule": "Kiire", "by": None}
    decide_amendment(first, **told)
    with pytest.raises(ValidationError):
        decide_amendment(second, **told)
    take_back_amendment(second, by=None)
    set_change(second, budget=world.budget, line=world.trip, after=Decimal(12990), by=None)
    decide_amendment(submit_amendment(second, by=None), **told)
    lines = world.budget.lines.order_by("number").values_list("number", "title_et", "amount")
    assert list(lines)[1:] == [(2, "Õppereis", Decimal(12990)), (3, "Esimene", Decimal(5)), (4, "Teine", Decimal(5))]


def test_a_total_that_its_lines_do_not_make_is_amended_by_itself(client, talgud, partner, mari):
    _first, second = money.seed_two(talgud, partner)
    money.line(second, 1, None, "Veel teadmata")
    here.approve(talgud)
    amendment = open_amendment(talgud, title="Muudatus", reason="Hinnad", by=None)
    client.force_login(mari)
    url = reverse("budgets:amendment-table", args=["talgud", amendment.pk])
    form = client.get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(url, sent | {f"total_{second.pk}": "43000"}).status_code == 302
    submit_amendment(amendment, by=None)
    decide_amendment(amendment, approved=True, decided_on=date(2024, 7, 1), overrule="Kiire", by=None)
    second.refresh_from_db()
    assert (second.stated_total, StatedTotal.objects.get().amount) == (Decimal(43000), Decimal(61000))
