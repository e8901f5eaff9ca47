"""What one partner's people must not learn of another's money, and what must not go wrong while two work at once."""
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions.amendments import answer_amendment, decide_amendment, open_amendment, set_change, submit_amendment
from budgets.actions.expenses import add_expense
from budgets.models import Budget, BudgetVersion, Expense
from communities.models import Equipment
from portal.shared import verbs
from portal.shared.money import format_money
from projects.actions import add_document
from projects.choices import Visibility
from projects.models import Document
from tests.budgets import claims as here
from tests.budgets import world as money
from tests.budgets.expenses import upload
from tests.communities import world as villages

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(talgud, partner):
    return here.made(talgud, partner)


@pytest.fixture
def other(world):
    return Budget.objects.exclude(pk=world.budget.pk).get()


@pytest.fixture
def neighbour(talgud, other):
    return villages.editor(talgud, other.partnership.organisation, "Naaber")


def to(name, *args, query=""):
    return reverse(f"budgets:{name}", args=["talgud", *args]) + query


def form_of(page):
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "")}


def shared(world, other, line=None):
    """An expense of 100,00: 60,00 on the partner's seminars, 40,00 on the other's budget."""
    row = Expense(
        project=world.project, payer=world.partnership, supplier="OÜ Jagatud", number="9", issued_on=date(2024, 9, 1),
        paid_on=date(2024, 9, 1), total=Decimal(100), vat=Decimal(0),
    )
    return add_expense(row, [(world.budget, world.seminars, Decimal(60)), (other, line, Decimal(40))], by=None)


def test_of_a_shared_expense_everybody_sees_the_claim_of_his_own_part(client, world, other, neighbour, jaan):
    expense = shared(world, other)
    here.submitted(world, expense.shares.get(budget=world.budget))
    found = {}
    for user in (jaan, neighbour):
        client.force_login(user)
        pages = [client.get(to("expense-list", query=f"?claimed={state}")) for state in ("yes", "no")]
        found[user] = [list(page.context["page_obj"]) for page in pages]
    assert found == {jaan: [[expense], []], neighbour: [[], [expense]]}


def test_what_is_left_of_another_partners_line_is_not_told(client, talgud, partner, jaan):
    first, second = money.seed_two(talgud, partner)
    hidden = money.line(second, 1, "7", "Naabri palgad")
    seen = first.lines.get(number=1)
    row = Expense(project=talgud, payer=first.partnership, supplier="OÜ", number="1", issued_on=date(2024, 9, 1),
                  total=Decimal(100), vat=Decimal(0))
    expense = add_expense(row, [(first, seen, Decimal(60)), (second, hidden, Decimal(40))], by=None)
    client.force_login(jaan)
    url = to("expense-edit", expense.pk)
    page = client.post(url, form_of(client.get(url)) | {"total": "90000"})
    assert "1. Seminarid" in page.content.decode()
    assert "Naabri palgad" not in page.content.decode()
    assert "Naabri palgad" not in client.get(to("expense-detail", expense.pk)).content.decode()


def test_why_a_partner_disagrees_is_read_by_those_who_see_his_money(client, talgud, world, other, neighbour, jaan, mari):
    amendment = open_amendment(talgud, title="Muudatus", reason="Hinnad", by=None)
    set_change(amendment, budget=world.budget, line=world.seminars, after=Decimal(4000), by=None)
    set_change(amendment, budget=world.budget, line=world.trip, after=Decimal(14000), by=None)
    submit_amendment(amendment, by=None)
    agreement = amendment.agreements.get(partnership=world.partnership)
    answer_amendment(agreement, agrees=False, note="Palgad on 3141 eurot", by=None)
    told = {}
    for user in (jaan, neighbour, mari):
        client.force_login(user)
        told[user] = "3141" in client.get(to("amendment-detail", amendment.pk)).content.decode()
    assert told == {jaan: True, neighbour: False, mari: True}


def test_what_was_typed_while_it_was_handed_in_is_not_dropped_in_silence(client, world, mari):
    share = here.share(world, "100")
    client.force_login(mari)
    url = to("expense-edit", share.expense_id)
    typed = form_of(client.get(url)) | {"total": "90,00"}
    here.submitted(world, share)
    page = client.post(url, typed)
    assert page.status_code == 422
    assert page.context["form"]["total"].value() == "90,00"
    assert Expense.objects.get().total == Decimal(100)


def test_a_day_beyond_the_calendar_is_refused_at_its_box(client, talgud, partner, mari):
    first, _second = money.seed_two(talgud, partner)
    client.force_login(mari)
    page = client.get(to("project-budget-on", query="?day=31.12.9999"))
    assert (page.status_code, len(page.context["wrong"])) == (200, 1)
    assert format_money(first.stated_total) in page.content.decode()


def test_whether_a_thing_has_papers_is_answered_by_what_one_may_see(client, talgud, partner, mari, jaan):
    first, second = money.seed_two(talgud, partner)
    thing = verbs.create(Equipment(project=talgud, name="Generaator"), by=None)
    money.line(second, 1, "7", "Naabri masin", equipment=thing)
    found = {}
    for user in (mari, jaan):
        client.force_login(user)
        found[user] = len(client.get(to("budget-equipment", query="?paper=yes")).context["page_obj"])
    assert found == {mari: 1, jaan: 0}


def test_a_document_of_the_coordinators_is_not_named_where_money_is_read(client, talgud, world, mari, jaan):
    paper = Document(project=talgud, title="Salajane käskkiri", visibility=Visibility.COORDINATORS)
    paper = add_document(paper, upload(), by=None)
    here.received(world, "10", document=paper)
    amendment = open_amendment(talgud, title="Muudatus", reason="Hinnad", by=None)
    set_change(amendment, budget=world.budget, line=world.seminars, after=Decimal(4000), by=None)
    set_change(amendment, budget=world.budget, line=world.trip, after=Decimal(14000), by=None)
    submit_amendment(amendment, by=None)
    decide_amendment(amendment, approved=True, decided_on=date(2024, 7, 1), document=paper, overrule="Kiire", by=None)
    urls = [to("payout-list"), to("amendment-detail", amendment.pk), BudgetVersion.objects.get(number=2).get_absolute_url()]
    told = {}
    for user in (mari, jaan):
        client.force_login(user)
        told[user] = ["Salajane" in client.get(url).content.decode() for url in urls]
    assert told == {mari: [True] * 3, jaan: [False] * 3}
