"""The coordinator keeps a budget by keyboard alone: keys, a pasted block, a mistake taken back (moment seven)."""
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.models import LineFunding
from tests.budgets import world as here
from tests.communities import world as villages
from tests.shared import world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BLOCK = "Seminarid\t5000€\t3 539,91\t1460,09\nÕppereis\t13 000 €\t9203,77\t3796,23\n\nKOKKU\t18000€"
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_a_budget_is_kept_without_a_mouse(browser, sign_in, axe):
    project = world.project("talgud")
    partner = villages.partner(project, "Tartumaa")
    row = here.budget(project, partner, "18000")
    here.share(row, "grant", "12743.68")
    here.share(row, "own", "5256.32")
    page = browser()
    sign_in(page, villages.coordinator(project))
    page.goto(reverse("budgets:budget-grid", args=["talgud"]))
    assert axe(page) == []

    focus = "document.activeElement.name.replace(/^(\\w+)-.*-(\\w+)$/, '$1 $2')"
    page.locator("[data-new] [data-col=title] input").focus()
    page.evaluate(PASTE, BLOCK)
    assert "18 000,00 €" in page.locator("[data-said]").inner_text().replace("\xa0", " ")
    titles = page.locator("[data-new] [data-col=title] input").evaluate_all("boxes => boxes.map(box => box.value)")
    assert titles == ["Seminarid", "Õppereis", ""], "the row of totals is no line, and an empty row follows"
    assert page.locator(".part-difference .is-difference").all_inner_texts() == ["", "", ""]

    for key, where in [
        ("ArrowDown", "new title"), ("ArrowRight", "new amount"), ("ArrowUp", "new amount"), ("Tab", "new grant_0"),
        ("Enter", "new grant_0"), ("ArrowLeft", "new amount"),
    ]:
        page.keyboard.press(key)
        assert page.evaluate(focus) == where, key
    page.keyboard.type("12999,99")
    assert page.locator("[data-difference=amount]").inner_text().replace("\xa0", " ") == "+0,01 €"
    page.keyboard.press("Escape")
    assert page.locator("[data-difference=amount]").inner_text() == ""

    page.locator(".money-save button").press("Enter")
    page.wait_for_url("**/grid/")
    page.locator(".alert-success, .message-success, [role=status]").first.wait_for()
    assert list(row.lines.values_list("number", "title_et", "amount")) == [
        (1, "Seminarid", Decimal("5000")), (2, "Õppereis", Decimal("13000"))
    ]
    assert sum(part.amount for part in LineFunding.objects.all()) == Decimal("18000")
