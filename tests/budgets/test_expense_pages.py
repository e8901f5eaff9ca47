"""Expenses on pages: whose they are, what is missing, what is written down, opened and divided."""
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions.expense_evidence import add_evidence, add_own_category
from budgets.models import Budget, Expense, ExpenseEvidence, OwnCategory
from budgets.summaries.expenses import missing_of
from portal.shared import verbs
from portal.shared.money import format_money
from projects.choices import EvidenceKind
from projects.models import EvidenceRule, Programme, RuleSet
from tests.budgets import expenses as here
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def money(talgud, partner):
    return here.seed(talgud, partner)


@pytest.fixture
def rules(money):
    """One quote from 1000, three above 5000; an agenda proves every expense."""
    programme = verbs.create(Programme(code="leader", name_et="LEADER"), by=None)
    row = RuleSet(programme=programme, one_quote_from=Decimal("1000"), three_quotes_from=Decimal("5000"))
    row = verbs.create(row, by=None)
    rule = EvidenceRule(rule_set=row, event_kind="expense", kind="agenda", evidence_et="Päevakava")
    verbs.create(rule, by=None)
    budget = Budget.objects.get(pk=money[0].pk)
    budget.rule_set = row
    verbs.update(budget, by=None, version=budget.version)
    return row


def to(name, *args, query=""):
    return reverse(f"budgets:{name}", args=["talgud", *args]) + query


def form_of(page):
    """What the page's form would send: its hidden fields and what stands in it."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields if name not in ("invoice", "payment")}
    return {name: value for name, value in values.items() if value not in (None, "")}


def test_a_partner_finds_his_own_and_his_part_of_what_others_paid(client, talgud, jaan, mari, stranger, money):
    tas, voru, seminars, _trip = money
    shared = here.expense(voru, "300", parts=[(voru, None, Decimal("200")), (tas, seminars, Decimal("100"))])
    foreign = here.expense(voru, "70", number="A-2")
    client.force_login(jaan)
    page = client.get(to("expense-list"))
    assert ([row.pk for row in page.context["page_obj"]], page.context["filterset"].sums["part"]) == ([shared.pk], Decimal("100"))
    parts = client.get(shared.get_absolute_url()).context["parts"].objects
    assert [share.budget_id for share in parts] == [tas.pk]
    names = ("expense-detail", "expense-edit")
    statuses = [client.get(to(name, row.pk)).status_code for row in (shared, foreign) for name in names]
    assert statuses == [200, 403, 403, 403]
    client.force_login(stranger)
    assert {client.get(url).status_code for url in (to("expense-list"), shared.get_absolute_url())} == {404}
    client.force_login(mari)
    assert client.get(to("expense-list")).context["filterset"].sums["part"] == Decimal("370")


def test_the_list_is_the_figure_of_a_line_a_partner_and_a_claim(client, mari, money):
    tas, voru, seminars, trip = money
    here.expense(tas, "100", parts=[(tas, seminars, Decimal("60")), (tas, trip, Decimal("25")), (voru, None, Decimal("15"))])
    claimed = here.expense(tas, "7", seminars, number="A-2", issued_on=date(2024, 12, 1))
    here.claimed(claimed, state="draft")
    client.force_login(mari)
    found = {
        query: client.get(to("expense-list", query=query)).context["filterset"].sums["part"]
        for query in (
            f"?line={seminars.pk}", f"?partner={tas.partnership_id}", f"?partner={voru.partnership_id}&line=none",
            "?claimed=open", "?claimed=yes", "?since=2024-10-01",
        )
    }
    assert list(found.values()) == [Decimal(amount) if amount else None for amount in ("67", "92", "15", "7", None, "7")]
    assert format_money(Decimal("67")) in client.get(to("expense-list", query=f"?line={seminars.pk}")).content.decode()


def test_what_is_missing_follows_the_rules_the_amount_and_the_payment(client, mari, money, rules):
    tas, _voru, seminars, _trip = money
    small = here.expense(tas, "999.99", seminars)
    large = here.expense(tas, "5000.01", seminars, number="A-2", paid_on=here.DAY)
    diary = here.expense(tas, "9000", None, number="A-3", kind="voluntary", paid_on=here.DAY)
    assert missing_of(small) == [EvidenceKind.AGENDA, EvidenceKind.INVOICE]
    assert missing_of(large) == [EvidenceKind.AGENDA, EvidenceKind.QUOTE, EvidenceKind.INVOICE, EvidenceKind.PAYMENT]
    assert missing_of(diary) == [EvidenceKind.AGENDA, EvidenceKind.OTHER]
    for kind in (EvidenceKind.AGENDA, EvidenceKind.INVOICE):
        add_evidence(small, kind, upload=here.upload(), by=mari)
    for number in range(2):
        add_evidence(large, EvidenceKind.QUOTE, upload=here.upload(text=f"Pakkumus {number}"), by=mari)
    assert (missing_of(small), EvidenceKind.QUOTE in missing_of(large)) == ([], True)
    client.force_login(mari)
    rows = client.get(to("expense-list", query="?missing=true")).context["page_obj"]
    assert {row.pk for row in rows} == {large.pk, diary.pk}


def test_an_expense_is_written_down_with_its_files_by_the_partner_himself(client, jaan, money):
    tas, _voru, seminars, _trip = money
    client.force_login(jaan)
    page = client.get(to("expense-create"))
    answer = form_of(page) | {
        "supplier": "Näide OÜ", "number": "A-1", "issued_on": "05.09.2024", "total": "1 240,00", "vat": "240", "vat_eligible": "",
        "on": f"line-{seminars.pk}", "invoice": here.upload(),
    }
    answer.pop("vat_eligible")
    made = client.post(to("expense-create"), answer)
    row = Expense.objects.get()
    assert (made.status_code, row.payer_id, row.charged) == (302, tas.partnership_id, Decimal("1000.00"))
    assert [(e.kind, e.document.visibility) for e in row.evidence.all()] == [("invoice", "coordinators")]
    client.post(to("expense-create"), answer | {"invoice": here.upload()})
    assert (Expense.objects.count(), ExpenseEvidence.objects.count()) == (1, 1)
    proof = row.evidence.get()
    file = client.get(to("expenseevidence-download", row.pk, proof.pk))
    assert b"".join(file.streaming_content) == b"Arve"
    assert client.get(to("expense-list", query="?format=xlsx")).status_code == 200


def test_evidence_is_taken_out_and_put_back(client, jaan, money):
    tas, *_rest = money
    row = here.expense(tas)
    client.force_login(jaan)
    client.post(to("expenseevidence-create", row.pk), {"kind": "invoice", "file": here.upload()})
    item = ExpenseEvidence.objects.get()
    assert client.post(to("expenseevidence-archive", row.pk, item.pk)).status_code == 302
    assert (missing_of(row), client.get(to("expenseevidence-download", row.pk, item.pk)).status_code) == (["invoice"], 404)
    assert [each for each, _url in client.get(row.get_absolute_url()).context["taken_out"]] == [item]
    assert client.post(to("expenseevidence-restore", row.pk, item.pk)).status_code == 302
    assert missing_of(row) == []


def test_doubts_are_said_and_overruled_with_everything_kept(client, mari, money, talgud):
    tas, _voru, seminars, _trip = money
    client.force_login(mari)
    answer = form_of(client.get(to("expense-create"))) | {
        "supplier": "Näide OÜ", "issued_on": "05.09.2024", "total": "5000,01", "vat": "0", "on": f"line-{seminars.pk}",
    }
    page = client.post(to("expense-create"), answer)
    form = page.context["form"]
    assert (page.status_code, Expense.objects.count(), form["total"].value()) == (422, 0, "5000,01")
    assert any(format_money(Decimal("0.01")) in text for text in form.warnings)
    client.post(to("expense-create"), answer | {"save_anyway": form.warnings_digest})
    assert Expense.objects.get().charged == Decimal("5000.01")


def test_a_double_is_asked_about_and_the_reason_is_kept(client, mari, money):
    tas, _voru, seminars, _trip = money
    here.expense(tas, "100", number="AR-1")
    client.force_login(mari)
    empty = client.get(to("expense-create"))
    assert "double_reason" not in empty.context["form"].fields
    answer = form_of(empty) | {
        "supplier": "näide oü", "number": "AR 1", "issued_on": "05.09.2024", "total": "100", "vat": "0",
        "on": f"line-{seminars.pk}",
    }
    page = client.post(to("expense-create"), answer)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["double_reason"])
    assert client.post(to("expense-create"), answer | {"double_reason": "Teine pool"}).status_code == 302
    assert Expense.objects.latest("pk").double_reason == "Teine pool"


def test_parts_are_divided_by_weights_and_a_wrong_cent_is_named_with_everything_kept(client, jaan, money):
    tas, voru, seminars, trip = money
    row = here.expense(tas, "100", seminars)
    client.force_login(jaan)
    answer = form_of(client.get(to("expense-split", row.pk)))
    assert answer["on_1"] == f"line-{seminars.pk}"
    wrong = answer | {"on_2": f"budget-{voru.pk}", "amount_1": "66,66", "amount_2": "33,33"}
    page = client.post(to("expense-split", row.pk), wrong)
    assert (page.status_code, page.context["form"]["amount_2"].value()) == (422, "33,33")
    assert format_money(Decimal("0.01")) in page.content.decode()
    client.post(to("expense-split", row.pk), wrong | {"how": "weights", "amount_1": "2", "amount_2": "1"})
    assert list(row.shares.order_by("pk").values_list("budget", "line", "amount")) == [
        (tas.pk, seminars.pk, Decimal("66.67")), (voru.pk, None, Decimal("33.33")),
    ]
    assert client.post(to("expense-split", row.pk), wrong | {"amount_2": "33,34"}).status_code == 409
    foreign = here.here.line(voru, 1, "5")
    assert client.post(to("expense-split", row.pk), answer | {"on_2": f"line-{foreign.pk}"}).status_code == 422


def test_an_edit_keeps_the_line_and_a_stale_one_is_asked_about(client, mari, money):
    tas, _voru, seminars, _trip = money
    row = here.expense(tas, "100", seminars)
    client.force_login(mari)
    answer = form_of(client.get(to("expense-edit", row.pk)))
    assert client.post(to("expense-edit", row.pk), answer | {"total": "120"}).status_code == 302
    assert row.shares.values_list("line", "amount").get() == (seminars.pk, Decimal("120.00"))
    assert client.post(to("expense-edit", row.pk), answer | {"total": "130"}).status_code == 409
    assert client.post(to("expense-edit", row.pk), answer | {"number": "B-9"}).status_code == 302
    assert Expense.objects.values_list("total", "charged", "number").get() == (Decimal("120.00"), Decimal("120.00"), "B-9")


@pytest.mark.broken_money
def test_what_was_handed_in_offers_its_note_and_the_day_of_payment_once(client, jaan, money):
    tas, _voru, seminars, _trip = money
    row = here.expense(tas, "100", seminars)
    here.claimed(row)
    client.force_login(jaan)
    page = client.get(to("expense-edit", row.pk))
    assert set(page.context["form"].fields) == {"paid_on", "note", "version"}
    assert client.post(to("expense-edit", row.pk), form_of(page) | {"paid_on": "06.09.2024", "total": "1"}).status_code == 302
    assert Expense.objects.values_list("paid_on", "total").get() == (date(2024, 9, 6), Decimal("100.00"))
    assert set(client.get(to("expense-edit", row.pk)).context["form"].fields) == {"note", "version"}
    assert client.post(to("expense-archive", row.pk)).status_code == 409


def test_a_category_of_the_partners_books_brings_its_line(client, jaan, mari, talgud, money):
    tas, voru, seminars, _trip = money
    client.force_login(jaan)
    page = client.get(to("owncategory-create", tas.pk))
    client.post(to("owncategory-create", tas.pk), form_of(page) | {"name": "5510 Koolituskulu", "line": seminars.pk})
    own = OwnCategory.objects.get()
    answer = form_of(client.get(to("expense-create"))) | {
        "supplier": "Näide OÜ", "issued_on": "05.09.2024", "total": "50", "vat": "0", "own_category": own.pk,
    }
    assert client.post(to("expense-create"), answer).status_code == 302
    assert Expense.objects.get().shares.values_list("line", flat=True).get() == seminars.pk
    assert client.post(to("owncategory-remove", tas.pk, own.pk)).status_code == 409
    assert client.get(to("owncategory-create", voru.pk)).status_code == 403
    add_own_category(OwnCategory(budget=voru, name="Muu"), by=mari)
    assert [row.pk for row in client.get(to("owncategory-list")).context["page_obj"]] == [own.pk]


@pytest.mark.parametrize("who", ["mari", "jaan"])
def test_the_pages_need_few_queries_whatever_the_data(client, request, who, talgud, partner, money, rules):
    tas, voru, seminars, trip = money
    client.force_login(request.getfixturevalue(who))
    row = here.expense(tas, "100", seminars)
    add_evidence(row, EvidenceKind.INVOICE, upload=here.upload(), by=None)
    urls = [to("expense-list"), row.get_absolute_url(), to("expense-create"), to("expense-edit", row.pk), to("owncategory-list")]
    first = [queries(client, url) for url in urls]
    for number in range(3):
        other = here.here.budget(talgud, villages.partner(talgud, f"Partner {number}"), "10")
        here.expense(tas, "30", number=f"B-{number}", parts=[(tas, trip, Decimal("20")), (other, None, Decimal("10"))])
        add_evidence(row, EvidenceKind.QUOTE, upload=here.upload(text=str(number)), by=None)
    assert [queries(client, url) for url in urls] == first
    assert max(first) <= 15
