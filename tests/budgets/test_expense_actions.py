"""Cost documents: what is charged, on whom it falls, when it is refused."""
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from budgets.actions.expense_evidence import add_evidence, add_expense_with_files, remove_evidence
from budgets.actions.expenses import add_expense, archive_expense, change_expense, restore_expense
from budgets.models import Expense, ExpenseEvidence, ExpenseShare
from budgets.summaries.doubles import same_documents
from budgets.summaries.parts import parts_like_event
from portal.shared import verbs
from projects.choices import EvidenceKind
from projects.models import Document
from tests.budgets import expenses as here
from tests.budgets import world as budgets
from tests.communities import world as villages
from tests.refused import refused
from tests.shared import world
from tests.trainings import world as trainings
from trainings.models import EventShare

pytestmark = pytest.mark.django_db


@pytest.fixture
def money(talgud, partner):
    return here.seed(talgud, partner)


def parts_of(expense):
    return [(share.budget_id, share.line_id, share.amount) for share in expense.shares.order_by("pk")]


def test_what_is_charged_is_computed_and_one_line_bears_all_of_it(mari, money):
    tas, _voru, seminars, _trip = money
    made = here.expense(tas, "1240", seminars, vat=Decimal("220"), vat_eligible=False, outside=Decimal("19.99"), by=mari)
    assert made.charged == Decimal("1000.01")
    assert parts_of(made) == [(tas.pk, seminars.pk, Decimal("1000.01"))]
    with refused("vat_needed"):
        here.expense(tas, "124", seminars, number="A-2", vat=None, vat_eligible=False)
    with refused("outside"):
        here.expense(tas, "10", seminars, number="A-3", outside=Decimal("10.01"))


def test_parts_that_miss_one_cent_are_refused_and_the_cent_is_named(money):
    tas, voru, seminars, trip = money
    parts = [(tas, seminars, Decimal("33.33")), (tas, trip, Decimal("33.33")), (voru, None, Decimal("33.33"))]
    with pytest.raises(ValidationError) as raised:
        here.expense(tas, "100", parts=parts)
    assert (raised.value.code, "0,01" in raised.value.messages[0], Expense.objects.count()) == ("shares", True, 0)
    made = here.expense(tas, "99.99", parts=parts)
    assert sum(amount for _budget, _line, amount in parts_of(made)) == made.charged == Decimal("99.99")


def test_a_joint_event_divides_its_cost_as_the_partners_agreed_and_to_the_cent(talgud, money):
    tas, voru, seminars, _trip = money
    event = trainings.event(talgud)
    seminars.event = event
    verbs.update(seminars, by=None, version=seminars.version)
    for budget, weight in ((tas, 2), (voru, 1)):
        verbs.create(EventShare(event=event, organisation=budget.partnership.organisation, weight=weight), by=None)
    parts = parts_like_event(event, Decimal("100"))
    assert [(budget.pk, line and line.pk, amount) for budget, line, amount in parts] == [
        (tas.pk, seminars.pk, Decimal("66.67")), (voru.pk, None, Decimal("33.33")),
    ]


def test_a_new_total_keeps_the_proportions_and_new_parts_make_the_version_grow(mari, money):
    tas, voru, seminars, trip = money
    made = here.expense(tas, "90", parts=[(tas, seminars, Decimal("60")), (voru, None, Decimal("30"))])
    made.total = Decimal("100")
    change_expense(made, by=mari, version=1)
    assert [amount for _b, _l, amount in parts_of(made)] == [Decimal("66.67"), Decimal("33.33")]
    change_expense(made, [(tas, trip, Decimal("100"))], by=mari, version=2)
    assert (parts_of(made), Expense.objects.get().version) == ([(tas.pk, trip.pk, Decimal("100.00"))], 3)
    with pytest.raises(verbs.StaleSave):
        change_expense(made, [(voru, None, None)], by=mari, version=2)


@pytest.mark.broken_money  # the claim is put there, not handed in
@pytest.mark.broken_money
def test_what_was_handed_in_stays_and_is_paid_once(mari, money):
    tas, voru, seminars, _trip = money
    made = here.expense(tas, "100", seminars)
    here.claimed(made)
    made.total = Decimal("99")
    with refused("claimed"):
        change_expense(made, by=mari, version=1)
    with refused("claimed"):
        change_expense(Expense.objects.get(), [(voru, None, None)], by=mari, version=1)
    with refused("claimed"):
        archive_expense(Expense.objects.get(), by=mari)
    made = Expense.objects.get()
    made.paid_on, made.note = here.DAY, "Makstud"
    made = change_expense(made, by=mari, version=1)
    made.paid_on = here.DAY.replace(day=6)
    with refused("claimed"):
        change_expense(made, by=mari, version=2)
    assert Expense.objects.values_list("total", "paid_on", "archived_at").get() == (Decimal("100.00"), here.DAY, None)


def test_a_part_in_a_claim_being_prepared_neither_goes_nor_shrinks_below_it(mari, money):
    tas, voru, seminars, _trip = money
    made = here.expense(tas, "100", seminars)
    here.claimed(made, state="draft")
    for shares in ([(voru, None, None)], [(tas, seminars, Decimal("99.99")), (voru, None, Decimal("0.01"))]):
        with refused("claimed"):
            change_expense(Expense.objects.get(), shares, by=mari, version=1)
    made.total = Decimal("120")
    assert parts_of(change_expense(made, by=mari, version=1)) == [(tas.pk, seminars.pk, Decimal("120.00"))]


def test_the_same_document_elsewhere_needs_a_reason_and_names_no_foreign_project(mari, partner, money):
    tas, *_rest = money
    other = world.project("salajane")
    foreign = villages.partner(other, "Teine ühing")
    first = here.expense(budgets.budget(other, foreign), "100", number="AR-12/3")
    again = here.new(tas, "100", supplier="NÄIDE  oü", number="ar 123")
    assert same_documents(again) == [first]
    with pytest.raises(ValidationError) as raised:
        add_expense(again, [(tas, None, None)], by=mari)
    assert (raised.value.error_dict["double_reason"][0].code, "salajane" in str(raised.value).lower()) == ("double", False)
    made = here.expense(tas, "100", number="AR123", double_reason="Teine pool arvest", by=mari)
    assert Expense.objects.get(pk=made.pk).double_reason == "Teine pool arvest"
    assert here.expense(tas, "100.01", number="AR123").pk


def test_a_form_sent_twice_makes_one_expense(mari, money):
    tas, _voru, seminars, _trip = money
    key = uuid.uuid4()
    rows = [add_expense(here.new(tas), [(tas, seminars, None)], by=mari, key=key).pk for _time in range(2)]
    assert (len(set(rows)), Expense.objects.count(), ExpenseShare.objects.count()) == (1, 1, 1)


def test_an_archived_expense_comes_back_with_a_reason_when_its_double_came_meanwhile(mari, money):
    tas, *_rest = money
    made = here.expense(tas)
    archive_expense(made, by=mari)
    here.expense(tas)
    with refused("double"):
        restore_expense(made, by=mari)
    assert restore_expense(made, by=mari, double_reason="Kaks eri tellimust").archived_at is None


def test_a_wrong_file_leaves_no_expense_behind_and_stands_at_its_field(mari, money):
    tas, *_rest = money
    with pytest.raises(ValidationError) as raised:
        add_expense_with_files(
            here.new(tas), [(tas, None, None)], by=mari, files=[
                ("invoice", EvidenceKind.INVOICE, here.upload()), ("payment", EvidenceKind.PAYMENT, here.upload("viirus.exe")),
            ],
        )
    assert (list(raised.value.error_dict), Expense.objects.count(), Document.objects.count()) == (["payment"], 0, 0)


@pytest.mark.broken_money
@pytest.mark.broken_money
def test_evidence_comes_after_the_claim_too_and_leaves_only_before_it(mari, money):
    tas, *_rest = money
    made = here.expense(tas)
    invoice = add_evidence(made, EvidenceKind.INVOICE, upload=here.upload(), by=mari)
    here.claimed(made)
    add_evidence(made, EvidenceKind.PAYMENT, upload=here.upload("makse.txt"), by=mari)
    with refused("claimed"):
        remove_evidence(invoice, by=mari)
    assert ExpenseEvidence.objects.filter(archived_at=None).count() == 2
    assert set(Document.objects.values_list("visibility", flat=True)) == {"coordinators"}
