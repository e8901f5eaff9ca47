"""Periods and claims: what is refused, what is frozen, and that no cent is asked for twice."""
import io
import json
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from budgets.actions import claims as actions
from budgets.actions import payouts, periods
from budgets.exports.claim_table import claim_xlsx, sheet_of
from budgets.exports.claim_zip import entries_of, stream
from budgets.models import Budget, Claim, ClaimVersion, Payout
from budgets.summaries.claim_content import content_of, content_shown, from_json
from budgets.summaries.claims import claims_waiting, missing_of_claim
from budgets.summaries.limits import room_on_lines
from budgets.summaries.verify import verify_money
from portal.shared import verbs
from projects.models import Programme, RuleSet
from tests.budgets import claims as here
from tests.refused import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(talgud, partner):
    return here.made(talgud, partner)


def rules(world, **fields):
    programme = verbs.create(Programme(code="leader", name_et="LEADER"), by=None)
    made = verbs.create(RuleSet(programme=programme, **fields), by=None)
    Budget.objects.filter(pk=world.budget.pk).update(rule_set=made)
    return made


def test_periods_follow_the_rules_and_are_made_once(talgud, world, mari):
    world.period.delete()
    programme = rules(world, period_months=5, partner_due_days=15, claim_due_days=30, final_due_days=60).programme
    made = periods.make_periods(talgud, by=mari, programme=programme)
    assert [(row.starts_on, row.ends_on, row.partner_due_on, row.claim_due_on, row.is_final) for row in made] == [
        (date(2024, 7, 1), date(2024, 11, 30), date(2024, 12, 15), date(2024, 12, 30), False),
        (date(2024, 12, 1), date(2025, 4, 30), date(2025, 5, 15), date(2025, 5, 30), False),
        (date(2025, 5, 1), date(2025, 6, 30), date(2025, 7, 15), date(2025, 8, 29), True),
    ]
    with refused("all_there"):
        periods.make_periods(talgud, by=mari, programme=programme)
    with refused("overlap"):
        made[2].starts_on = date(2025, 4, 30)
        periods.change_period(made[2], by=mari, version=1)


def test_a_claim_rests_on_an_approved_budget(talgud, world, mari):
    Budget.objects.update(state="draft")
    with refused("not_approved"):
        actions.open_claim(world.period, world.partnership, by=mari)


def test_no_more_is_claimed_than_a_share_a_line_and_a_budget_hold(world, mari):
    share, other = here.share(world, "4000"), here.share(world, "1500", number="2")
    claim = here.draft(world, share, by=mari)
    with refused("over_share"):
        actions.set_items(claim, {share.pk: Decimal("4000.01")}, by=mari)
    with pytest.raises(ValidationError, match="500,00"):
        actions.set_items(claim, {share.pk: Decimal(4000), other.pk: Decimal(1500)}, by=mari)
    assert [(item.share_id, item.amount) for item in claim.items.all()] == [(share.pk, Decimal("4000.00"))]
    rules(world, flexibility=10, flexibility_of="line")
    actions.set_items(claim, {share.pk: Decimal(4000), other.pk: Decimal(1500)}, by=mari)
    room = room_on_lines(Budget.objects.get(pk=world.budget.pk))[world.seminars.pk]
    assert (room.limit, room.left, room.over) == (Decimal("5500.00"), Decimal("0.00"), Decimal("500.00"))


@pytest.mark.parametrize("counted_on", ["line", "budget"])
def test_flexibility_is_counted_on_what_the_rules_say(world, mari, counted_on):
    rules(world, flexibility=10, flexibility_of=counted_on)
    claim = here.draft(world, by=mari)
    seminars, trip = here.share(world, "6000").pk, here.share(world, "12000.01", world.trip, "2").pk
    if counted_on == "line":
        with pytest.raises(ValidationError, match="500,00"):
            actions.set_items(claim, {seminars: Decimal(6000), trip: Decimal(12000)}, by=mari)
        return
    actions.set_items(claim, {seminars: Decimal(6000), trip: Decimal(12000)}, by=mari)
    with refused("over"):
        actions.set_items(claim, {seminars: Decimal(6000), trip: Decimal("12000.01")}, by=mari)


def test_two_claims_never_ask_for_the_same_cent(talgud, world, mari):
    share = here.share(world, "100")
    here.draft(world, share, by=mari)
    later = here.period(talgud, 2, date(2025, 1, 1), date(2025, 6, 30), partner_due_on=None, claim_due_on=None)
    claim = actions.open_claim(later, world.partnership, by=mari)
    with refused("over_share"):
        actions.set_items(claim, {share.pk: Decimal("0.01")}, by=mari)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(world, mari):
    share = here.share(world, "100")
    claim = here.draft(world, share, by=mari)
    with refused("stale"):
        actions.set_items(claim, {share.pk: Decimal(50)}, by=mari, seen={})
    actions.set_items(claim, {share.pk: Decimal(50)}, by=mari, seen={share.pk: Decimal(100)})


def test_what_is_missing_is_listed_and_overruled_only_with_a_reason(world, mari):
    claim = here.draft(world, here.share(world, "100", paid_on=None), by=mari)
    found = [(row.code, row.is_hard) for row in missing_of_claim(claim, today=date(2025, 1, 18))]
    assert found == [("evidence", False), ("unpaid", False), ("late", False)]
    with pytest.raises(ValidationError) as error:
        actions.submit_claim(claim, by=mari, on=date(2025, 1, 18))
    assert {each.code for each in error.value.error_list} == {"incomplete"}
    claim = actions.submit_claim(claim, by=mari, on=date(2025, 1, 18), incomplete_because="Arve tuleb")
    frozen = from_json(ClaimVersion.objects.get().content)
    assert (claim.state, len(frozen.missing), frozen.incomplete_because) == ("submitted", 3, "Arve tuleb")


def test_an_empty_claim_is_not_handed_in(world, mari):
    with refused("empty"):
        actions.submit_claim(here.draft(world, by=mari), by=mari, incomplete_because="Ikka")


def test_a_claim_walks_its_way_and_every_wrong_step_is_refused(world, mari):
    claim = here.submitted(world, here.share(world, "100"), by=mari)
    item = claim.items.get()
    for step in (
        lambda: actions.set_items(claim, {}, by=mari),
        lambda: actions.accept_items(claim, {item.pk: (Decimal(1), "x")}, by=mari),
        lambda: actions.approve_claim(claim, decided_on=date(2025, 2, 1), decided_by="K", by=mari),
    ):
        with refused("wrong_state"):
            step()
    actions.take_into_review(claim, by=mari)
    with refused("undecided"):
        actions.approve_claim(claim, decided_on=date(2025, 2, 1), decided_by="K", by=mari)
    with refused("too_much"):
        actions.accept_items(claim, {item.pk: (Decimal("100.01"), "")}, by=mari)
    with refused("no_reason"):
        actions.accept_items(claim, {item.pk: (Decimal("99.99"), "")}, by=mari)
    actions.accept_items(claim, {item.pk: (Decimal("99.99"), "Ümardus")}, by=mari)
    back = actions.return_claim(claim, because="Lisage makse tõend", by=mari)
    assert (back.state, back.returned_because, back.submitted_on) == ("returned", "Lisage makse tõend", None)
    again = actions.submit_claim(claim, by=mari, on=date(2025, 1, 12), incomplete_because="Tõend tuleb")
    assert (again.items.get().accepted, again.versions.count()) == (None, 2)


def test_an_approved_claim_is_frozen_with_what_was_accepted(world, mari):
    claim = here.approved(world, here.share(world, "5000"), here.share(world, "13000", world.trip, "2"), by=mari)
    frozen = from_json(claim.versions.get(step="approved").content)
    assert (frozen.claimed, frozen.accepted, frozen.grant, frozen.own) == (
        Decimal("18000.00"), Decimal("18000.00"), Decimal("12743.68"), Decimal("5256.32"),
    )
    assert [(row.claimed, row.accepted, row.grant + row.own) for row in frozen.rows] == [
        (500000, 500000, 500000), (1300000, 1300000, 1300000),
    ]
    for step in (
        lambda: actions.return_claim(claim, because="Ei", by=mari),
        lambda: actions.change_claim(claim, by=mari, version=claim.version),
    ):
        with refused("wrong_state"):
            step()


def test_the_projects_claim_joins_its_partners_approved_claims(talgud, world, mari):
    whole = actions.open_claim(world.period, None, by=mari)
    with refused("none_approved"):
        actions.submit_claim(whole, by=mari, incomplete_because="Ikka")
    part = here.approved(world, here.share(world, "100"), by=mari)
    whole = actions.submit_claim(whole, by=mari, on=date(2025, 1, 31))
    assert Claim.objects.get(pk=part.pk).joined_in == whole
    assert content_shown(whole)[0].claimed == Decimal("100.00")
    actions.take_into_review(whole, by=mari)
    assert actions.approve_claim(whole, decided_on=date(2025, 3, 1), decided_by="Rahastaja", by=mari).state == "approved"


def test_a_payment_belongs_to_an_approved_claim_of_its_partner(world, mari):
    claim = here.submitted(world, here.share(world, "100"), by=mari)
    paid = Payout(budget=world.budget, claim=claim, paid_on=date(2025, 2, 10), amount=Decimal("70.79"))
    with refused("not_approved"):
        payouts.add_payout(paid, by=mari)
    paid.claim = None
    made = payouts.add_payout(paid, by=mari)
    assert payouts.archive_payout(made, by=mari).is_archived


def test_the_table_and_the_zip_of_a_frozen_claim_come_out_the_same_each_time(world, mari):
    claim = here.submitted(world, here.share(world, "100"), by=mari)
    content, version = content_shown(claim)
    first = claim_xlsx(content, version.made_at)
    assert first == claim_xlsx(from_json(version.content), version.made_at)
    _title, headings, rows = sheet_of(content)
    assert len(headings) == len(rows[0])
    assert Decimal("100.00") in rows[-1]
    files = [b"".join(stream(entries_of(content, version.made_at, bool), content, "Nõue", version.made_at)) for _ in range(2)]
    assert files[0] == files[1]
    assert zipfile.ZipFile(io.BytesIO(files[0])).namelist() == ["000_claim.xlsx", "000_index.xlsx", "000_index.html"]


def test_a_frozen_claim_says_the_same_when_the_expense_is_renamed_later(world, mari):
    claim = here.submitted(world, here.share(world, "100"), by=mari)
    text = ClaimVersion.objects.get().content
    assert json.loads(text)["rows"][0]["supplier"] == "OÜ Näidis"
    assert content_of(claim).rows == content_shown(claim)[0].rows


def test_whose_claim_is_due_is_told_to_him_alone(talgud, world, mari, jaan, leida):
    today = date(2025, 1, 5)
    mine = claims_waiting([talgud], jaan, today)
    assert [due for _text, _url, due in mine] == [date(2025, 1, 15)]
    assert [due for _text, _url, due in claims_waiting([talgud], mari, today)] == [date(2025, 1, 31)]
    assert claims_waiting([talgud], leida, today) == []
    here.submitted(world, here.share(world, "100"), by=mari)
    assert claims_waiting([talgud], jaan, today) == []
    assert len(claims_waiting([talgud], mari, today)) == 2


def test_what_was_refused_leaves_its_room_to_another_cost(world):
    claim = actions.take_into_review(here.submitted(world, here.share(world, "5000")), by=None)
    item = claim.items.get()
    actions.accept_items(claim, {item.pk: (Decimal("4000"), "Kolm arvet puudub.")}, by=None)
    assert room_on_lines(world.budget)[world.seminars.pk].left == 0
    actions.approve_claim(claim, decided_on=date(2025, 2, 1), decided_by="Kontrollija", by=None)
    assert room_on_lines(world.budget)[world.seminars.pk].left == 1000
    assert verify_money().wrong == []
