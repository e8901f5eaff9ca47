"""An accounting export becomes expenses: columns named once, doubles told, totals compared, undone to the archive."""
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.models import AccountingFormat, BudgetLine, Expense, ExpenseShare, OwnCategory
from portal.shared import verbs
from portal.shared.money import format_money
from tests.budgets import spending as money
from tests.budgets import world as here
from tests.communities import world as villages
from tests.shared import world

pytestmark = pytest.mark.django_db
USUAL = "Kuupäev\tHankija\tArve nr\tSumma\tKM\tKonto\n"
ROWS = "14.11.2024\tNäidistoit OÜ\t1207\t486,00\t87,64\tToitlustus\n20.11.2024\tNäidistrükk OÜ\tA-9\t240\t\tTrükised\n"
STRANGE = "Pvm\tFirma\tDok\tEur\tMuu\n14.11.2024\tNäidistoit OÜ\t1207\t486,00\tx\n"


@pytest.fixture
def seed(talgud, partner):
    return here.seed_two(talgud, partner)


def to(name, budget, *args):
    return reverse(f"budgets:{name}", args=["talgud", budget.pk, *args])


def bring(client, budget, block, **sent):
    """The answer of the preview's button, and its address."""
    page = client.post(to("expense-import", budget), {"block": block})
    assert page.status_code == 302
    return client.post(page.url, sent, follow=True), page.url


def test_usual_headings_need_no_explanation_and_lines_come_from_the_books(client, seed, jaan):
    line = BudgetLine.objects.get(number=1)
    verbs.create(OwnCategory(budget=seed[0], name="Toitlustus", line=line), by=None)
    client.force_login(jaan)
    page = client.post(to("expense-import", seed[0]), {"block": USUAL + ROWS + "KOKKU\t\t\t726,01\n"})
    check, = client.get(page.url).context["preview"].parsed.total_checks
    assert not check.ok and format_money(Decimal("0.01")) in str(check)
    client.post(page.url)
    assert list(ExpenseShare.objects.order_by("pk").values_list("line", "amount")) == [
        (line.pk, Decimal("486.00")), (None, Decimal("240.00")),
    ]
    first = Expense.objects.get(number="1207")
    assert (first.charged, first.vat, first.issued_on) == (Decimal("486.00"), Decimal("87.64"), date(2024, 11, 14))
    assert list(OwnCategory.objects.filter(line=None).values_list("name", flat=True)) == ["Trükised"]


def test_unknown_headings_are_explained_once_and_remembered(client, seed, jaan, partner):
    client.force_login(jaan)
    page = client.post(to("expense-import", seed[0]), {"block": STRANGE})
    assert page.url.endswith("/columns/")
    answer = {"issued_on": "Pvm", "supplier": "Firma", "number": "Dok", "total": "Eur"}
    wrong = client.post(page.url, answer | {"vat": "Eur", "supplier": ""})
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"vat", "supplier"})
    preview = client.post(page.url, answer | {"vat_eligible": "on"})
    assert client.get(preview.url).context["preview"].new == 1
    assert AccountingFormat.objects.get().organisation == partner
    again = client.post(to("expense-import", seed[0]), {"block": STRANGE.replace("1207", "1208")})
    assert client.get(again.url).context["preview"].new == 1
    usual = client.post(to("expense-import", seed[0]), {"block": USUAL + ROWS})
    assert client.get(usual.url).context["preview"].new == 2


def test_vat_that_is_no_cost_is_left_out_of_what_is_charged(client, seed, jaan):
    client.force_login(jaan)
    page = client.post(to("expense-import", seed[0]), {"block": USUAL + ROWS})
    answer = {"issued_on": "Kuupäev", "supplier": "Hankija", "number": "Arve nr", "total": "Summa", "vat": "KM"}
    columns = to("expense-import-columns", seed[0], page.url.rstrip("/").split("/")[-1])
    preview = client.post(columns, answer).url
    assert client.get(preview).context["preview"].problems == 1
    client.post(preview, {"leave_out": "1"})
    assert list(Expense.objects.values_list("number", "charged")) == [("1207", Decimal("398.36"))]


def test_the_same_document_is_told_also_from_a_project_one_may_not_see(client, seed, jaan):
    other = world.project("teine", acronym="Salajane")
    stranger = here.budget(other, villages.partner(other, "Võõras"))
    money.expense(stranger, "486.00", supplier="NÄIDISTOIT OÜ", number="12-07", on=date(2023, 1, 1))
    client.force_login(jaan)
    answer, url = bring(client, seed[0], USUAL + ROWS)
    assert Expense.objects.filter(project=seed[0].project).count() == 1
    page = client.post(to("expense-import", seed[0]), {"block": USUAL + ROWS})
    preview = client.get(page.url)
    assert preview.context["preview"].double == 2
    assert "Salajane" not in preview.content.decode()
    client.post(page.url, {"add": "2"})
    assert Expense.objects.get(project=seed[0].project, number="1207").double_reason


def test_undo_archives_and_nothing_counts_any_more(client, seed, jaan):
    client.force_login(jaan)
    _answer, url = bring(client, seed[0], USUAL + ROWS)
    assert client.get(url).context["count"] == 2
    assert client.post(f"{url}undo/").status_code == 302
    assert (Expense.objects.live().count(), Expense.objects.archived().count()) == (0, 2)


def test_categories_of_the_books_find_their_lines_afterwards(client, seed, jaan):
    client.force_login(jaan)
    bring(client, seed[0], USUAL + ROWS)
    line = BudgetLine.objects.get(number=1)
    own = OwnCategory.objects.get(name="Trükised")
    assert client.post(to("owncategory-lines", seed[0]), {f"category_{own.pk}": str(line.pk)}).status_code == 302
    assert list(ExpenseShare.objects.order_by("pk").values_list("line", flat=True)) == [None, line.pk]
    own.refresh_from_db()
    assert own.line == line


def test_only_who_keeps_the_partners_money_brings_it_in(client, seed, jaan, leida, stranger, talgud):
    for person, statuses in ((jaan, [200, 403]), (leida, [403, 403]), (stranger, [404, 404])):
        client.force_login(person)
        assert [client.get(to("expense-import", budget)).status_code for budget in seed] == statuses


def test_a_preview_of_another_partner_is_not_there(client, seed, mari):
    client.force_login(mari)
    page = client.post(to("expense-import", seed[0]), {"block": USUAL + ROWS})
    key = page.url.rstrip("/").split("/")[-1]
    assert client.get(to("expense-import-batch", seed[1], key)).status_code == 404
    assert client.get(to("expense-import-columns", seed[1], key)).status_code == 404
