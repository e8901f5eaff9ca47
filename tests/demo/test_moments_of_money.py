"""Moment 7 and the money of moment 11, as they are written, on the pages of the LEADER project."""
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.models import AmendmentAgreement, Budget, BudgetVersion, Expense
from portal.demo.people import LEADER
from portal.shared.money import format_money
from projects.models import User

pytestmark = pytest.mark.django_db
COORDINATOR, EDITOR, READER = "projektijuht@leader.example.org", "raamatupidaja@tas.example.org", "vaatleja@tas.example.org"


def to(name, *args):
    return reverse(f"budgets:{name}", args=[LEADER, *args])


def sign_in(client, email):
    client.force_login(User.objects.get(email=email))


def euros(*amounts):
    return [format_money(Decimal(amount)) for amount in amounts]


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_moment_seven_the_budget_explains_itself(client):
    sign_in(client, COORDINATOR)
    overview = client.get(to("project-budget"))
    assert overview.context["budget"].coverage == Decimal("30.00")
    table = text_of(client, to("budget-grid"))
    for amount in euros("42000", "18000", "5000", "13000", "12743.68", "5256.32"):
        assert amount in table
    assert "70,8%" in table and "18.06.2024" in table
    # Võrumaa's sources, and the lines' own split, are not known: said in words, never as zero.
    assert table.count("märkimata") == 6
    assert f">{format_money(Decimal(0))}" not in table
    # Every figure opens its rows: what was spent on the seminars is the sum of the list behind it.
    spent = client.get(to("expense-list") + f"?line={Budget.objects.get(stated_total=18000).lines.get(number=1).pk}")
    assert spent.context["filterset"].sums["part"] == Decimal("4175.00")


def test_moment_seven_a_partner_sees_his_own_money_and_only_the_sums_of_others(client):
    sign_in(client, READER)
    table = text_of(client, to("budget-grid"))
    assert euros("42000")[0] in table and euros("13000")[0] in table
    voru = Budget.objects.get(stated_total=42000)
    assert client.get(voru.get_absolute_url()).status_code == 403
    mine = text_of(client, reverse("budgets:my-money"))
    for amount in euros("18000", "12743.68", "6575"):
        assert amount in mine


def test_moment_eleven_an_amendment_keeps_what_was_before(client):
    """Agreed by both, decided, and the earlier figures stay readable as of their own day."""
    sign_in(client, EDITOR)
    own = AmendmentAgreement.objects.get(partnership__organisation__name="Tartumaa Arendusselts")
    address = to("amendmentagreement-answer", own.amendment_id, own.pk)
    assert client.post(address, {"agrees": "yes", "note": ""}).status_code == 302
    sign_in(client, COORDINATOR)
    other = AmendmentAgreement.objects.exclude(pk=own.pk).get()
    address = to("amendmentagreement-answer", other.amendment_id, other.pk)
    assert client.post(address, {"agrees": "yes", "note": "Juhatuse protokoll"}).status_code == 302
    decision = {"approved": "yes", "decided_on": "02.06.2025", "decided_by": "Üldkoosolek"}
    assert client.post(to("amendment-decide", own.amendment_id), decision).status_code == 302

    assert list(BudgetVersion.objects.filter(project__slug=LEADER).values_list("number", flat=True)) == [1, 2]
    now = text_of(client, to("budget-grid"))
    before = text_of(client, to("project-budget-on") + "?day=18.12.2024")
    for was, became in zip(euros("5000", "13000"), euros("5400", "12600"), strict=True):
        assert became in now and was not in now
        assert was in before and became not in before
    compared = text_of(client, to("budgetversion-compare") + "?left=1&right=2")
    for amount in euros("5000", "5400", "13000", "12600"):
        assert amount in compared


def test_the_same_invoice_twice_is_said_before_it_is_saved(client):
    sign_in(client, EDITOR)
    known = Expense.objects.get(number="1207")
    address = to("expense-create")
    form = client.get(address).context["form"]
    line = f"line-{known.shares.get().line_id}"
    sent = {name: form[name].value() or "" for name in form.fields} | {
        "kind": "invoice", "supplier": "NÄIDISTOITLUSTUS OÜ", "number": "12-07", "issued_on": "14.11.2024",
        "total": "486,00", "vat": "87,64", "vat_eligible": "on", "on": line,
    }
    answer = client.post(address, sent)
    assert answer.status_code == 422
    said, = answer.context["form"].errors["double_reason"]
    assert f"{known.project}, 14.11.2024" in said
    assert Expense.objects.filter(total=known.total).count() == 1
