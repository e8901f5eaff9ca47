"""A project's money to the cent, and what is not known of it (B-13 … B-20, X-03, X-21)."""
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.models import Budget, BudgetLine, FundingShare, StatedTotal
from portal.shared.money import format_money
from projects.models import Partnership
from tests.budgets import world as here
from tests.communities import world as villages
from tests.shared import world

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"budgets:{name}", args=["talgud", *args])


def tab(client):
    return client.get(to("project-budget"))


def test_the_coverage_is_said_in_words(client, talgud, partner, mari):
    here.seed_two(talgud, partner)
    client.force_login(mari)
    context = tab(client).context
    assert (context["budget"].derived_total, context["budget"].coverage) == (Decimal("60000"), Decimal("30.00"))
    assert format_money(Decimal("18000")) in context["stats"][1].note
    assert format_money(Decimal("60000")) in context["stats"][1].note
    assert context["difference"] == ""


def test_a_difference_is_named_to_the_cent(client, talgud, partner, mari):
    here.seed_two(talgud, partner)
    here.actions.set_stated_total(talgud, Decimal("60000.01"), by=None)
    client.force_login(mari)
    assert format_money(Decimal("0.01")) in tab(client).context["difference"]


def test_nothing_known_is_not_zero(client, talgud, partner, mari):
    client.force_login(mari)
    empty = tab(client)
    assert [format_money(Decimal(0)) in empty.content.decode(), len(empty.context["stats"])] == [False, 1]
    here.budget(talgud, partner)
    page = tab(client)
    assert format_money(Decimal(0)) not in page.content.decode()
    assert page.context["budget"].total is None


def test_a_stated_zero_is_zero(client, talgud, partner, mari):
    here.budget(talgud, partner, "0")
    client.force_login(mari)
    assert tab(client).context["budget"].total == Decimal(0)


def test_bars_hatch_what_has_no_source(client, talgud, partner, mari):
    here.seed_two(talgud, partner)
    client.force_login(mari)
    first, second, whole = tab(client).context["bars"]
    assert [(part.value, part.series) for part in first.parts] == [(1274368, 1), (525632, 2)]
    assert [(part.value, part.series) for part in second.parts] == [(4200000, 0)]
    assert [part.value for part in whole.parts] == [1274368, 525632, 4200000]


def test_the_page_of_a_budget_derives_totals_and_rates(client, talgud, partner, mari):
    first, _second = here.seed_two(talgud, partner)
    client.force_login(mari)
    context = client.get(first.get_absolute_url()).context
    assert [source.rate for source, *_rest in context["sources"]] == [Decimal("70.80"), Decimal("29.20")]
    assert (context["sums"].lines_total, context["sums"].sources_total) == (Decimal("18000"), Decimal("18000"))
    assert context["differences"] == []


def test_earlier_amounts_are_kept_with_their_day(client, talgud, partner, mari):
    first = here.budget(talgud, partner, "18000")
    here.share(first, "grant", "12000", date(2024, 1, 1))
    here.share(first, "grant", "12743.68", date(2024, 6, 18))
    client.force_login(mari)
    (source, _share, earlier, _url), = client.get(first.get_absolute_url()).context["sources"]
    assert (source.amount, source.as_of) == (Decimal("12743.68"), date(2024, 6, 18))
    assert [(row.amount, row.as_of) for row in earlier] == [(Decimal("12000"), date(2024, 1, 1))]


def test_lines_go_out_without_a_total_row(client, talgud, partner, mari):
    here.seed_two(talgud, partner)
    client.force_login(mari)
    rows = client.get(to("project-budget") + "?format=csv").content.decode("utf-8-sig").strip().split("\r\n")
    assert [row.split(";")[-1] for row in rows[1:]] == ["5000.00", "13000.00"]
    assert client.get(to("project-budget") + "?format=xlsx").content[:2] == b"PK"


def test_a_partner_sees_his_own_lines_and_the_sums_of_others(client, talgud, partner, leida):
    first, second = here.seed_two(talgud, partner)
    here.line(second, 1, "41999.99", "Salajane rida")
    client.force_login(leida)
    page = tab(client)
    assert [open_ for _partner, open_ in page.context["partners"]] == [True, False]
    assert format_money(Decimal("42000")) in page.content.decode()
    assert format_money(Decimal("41999.99")) not in page.content.decode()
    assert b"Salajane" not in client.get(to("project-budget") + "?format=csv").content
    assert [client.get(row.get_absolute_url()).status_code for row in (first, second)] == [200, 403]


def test_a_budget_is_added_once_per_partner(client, talgud, partner, mari):
    client.force_login(mari)
    partnership = Partnership.objects.get(project=talgud, organisation=partner)
    key = client.get(to("budget-create")).context["form"].initial["idempotency_key"]
    data = {"partnership": partnership.pk, "basis": "total", "stated_total": "18 000€", "idempotency_key": key}
    assert client.post(to("budget-create"), data).status_code == 302
    assert client.post(to("budget-create"), data | {"idempotency_key": ""}).status_code == 422
    assert list(Budget.objects.values_list("stated_total", flat=True)) == [Decimal("18000")]


def test_a_partner_of_another_project_is_no_choice(client, talgud, mari):
    other = world.project("teine")
    foreign = Partnership.objects.get(organisation=villages.partner(other, "Võõras"))
    client.force_login(mari)
    response = client.post(to("budget-create"), {"partnership": foreign.pk, "basis": "total"})
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"partnership"})


def test_lines_are_added_once_changed_and_removed(client, talgud, partner, mari):
    row = here.budget(talgud, partner)
    client.force_login(mari)
    url = to("budgetline-create", row.pk)
    form = client.get(url).context["form"]
    assert form["number"].value() == 1
    data = {"number": 1, "title_et": "Seminarid", "amount": "5000€",
            "idempotency_key": form.initial["idempotency_key"]}
    assert [client.post(url, data).status_code for _time in range(2)] == [302, 302]
    line = BudgetLine.objects.get()
    edit = to("budgetline-edit", row.pk, line.pk)
    assert client.post(edit, data | {"amount": "5 000,50", "version": 1}).status_code == 302
    stale = client.post(edit, data | {"amount": "6000", "version": 1})
    assert stale.status_code == 409
    line.refresh_from_db()
    assert line.amount == Decimal("5000.50")
    assert client.post(to("budgetline-remove", row.pk, line.pk)).status_code == 302
    assert not BudgetLine.objects.exists()


def test_lines_above_the_total_warn_and_may_be_saved(client, talgud, partner, mari):
    row = here.budget(talgud, partner, "100")
    client.force_login(mari)
    url = to("budgetline-create", row.pk)
    data = {"number": 1, "title_et": "Rida", "amount": "100,01"}
    response = client.post(url, data)
    assert (response.status_code, len(response.context["form"].warnings)) == (422, 1)
    data["save_anyway"] = response.context["form"].warnings_digest
    assert client.post(url, data).status_code == 302
    assert BudgetLine.objects.get().amount == Decimal("100.01")


def test_an_unreadable_amount_keeps_what_was_typed(client, talgud, partner, mari):
    row = here.budget(talgud, partner)
    client.force_login(mari)
    response = client.post(to("budgetline-create", row.pk), {"number": 1, "title_et": "Rida", "amount": "palju"})
    assert (response.status_code, response.context["form"]["amount"].value()) == (422, "palju")


def test_a_source_is_set_and_a_stale_change_asks(client, talgud, partner, mari):
    row = here.budget(talgud, partner, "18000")
    client.force_login(mari)
    url = to("fundingshare-create", row.pk)
    data = {"source": "grant", "amount": "12 743,68 €", "as_of": "18.06.2024", "state": "stated"}
    assert [client.post(url, data).status_code for _time in range(2)] == [302, 302]
    share = FundingShare.objects.get()
    assert (share.amount, share.as_of, share.version) == (Decimal("12743.68"), date(2024, 6, 18), 1)
    edit = to("fundingshare-edit", row.pk, share.pk)
    change = {"as_of": "18.06.2024", "state": "stated", "version": 1}
    codes = [client.post(edit, change | {"amount": amount}).status_code for amount in ("13000", "14000")]
    assert codes == [302, 409]
    share.refresh_from_db()
    assert share.amount == Decimal("13000")
    assert client.post(to("fundingshare-remove", row.pk, share.pk)).status_code == 302


def test_the_stated_total_is_noted_and_changed(client, talgud, mari):
    client.force_login(mari)
    url = to("statedtotal-edit")
    assert client.post(url, {"amount": "60 000"}).status_code == 302
    codes = [client.post(url, {"amount": amount, "version": 1}).status_code for amount in ("61000", "62000")]
    assert codes == [302, 409]
    assert StatedTotal.objects.get().amount == Decimal("61000")
