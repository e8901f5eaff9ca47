"""The page of what was spent: every figure opens its rows, and a partner sees his own and the sums of others."""
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions.forecasts import set_forecast
from budgets.models import BudgetLine, CostCategory, LineForecast, OwnCategory
from portal.shared import verbs
from portal.shared.money import format_money
from portal.shared.ui import BurnMonth
from portal.shared.ui.burndown import burndown
from projects.models import Programme
from tests.budgets import spending as money
from tests.budgets import world as here
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries

pytestmark = pytest.mark.django_db
PAGE = "/projects/talgud/budget/spending/"


@pytest.fixture
def seed(talgud, partner):
    talgud.planned_start, talgud.planned_end = "2024-07-01", "2025-06-30"
    verbs.update(talgud, by=None, version=talgud.version)
    first, second = here.seed_two(talgud, partner)
    seminars = BudgetLine.objects.get(number=1)
    money.expense(first, "5000.01", line=seminars)
    money.expense(second, "1234.56", number="B-1", on=date(2024, 8, 1))
    return first, second


def cells(table):
    return [[cell["text"] for cell in row] for row in table.rows]


def test_a_partner_sees_his_own_rows_and_only_the_sums_of_others(client, seed, leida, mari):
    client.force_login(leida)
    page = client.get(PAGE)
    assert [table.caption.partition(": ")[2] for table in page.context["line_tables"]] == ["Partner"]
    assert [row.urls == {} for row in page.context["partner_table"].objects] == [False, True]
    assert page.context["stats"][1].value == format_money(Decimal("5000.01"))
    assert client.get(f"{PAGE}?budget={seed[1].pk}").status_code == 404
    assert "1234.56" not in client.get(f"{PAGE}?format=csv").content.decode()
    client.force_login(mari)
    assert client.get(f"{PAGE}?budget={seed[1].pk}").status_code == 200
    whole = client.get(PAGE).context
    assert whole["stats"][1].value == whole["partner_table"].footer["spent"] == format_money(Decimal("6234.57"))


def test_the_burn_down_ends_at_what_is_left_and_a_cent_too_much_is_named(client, seed, mari):
    client.force_login(mari)
    page = client.get(f"{PAGE}?budget={seed[0].pk}")
    months, (exceeded,) = page.context["months"], page.context["exceeded"]
    assert format_money(Decimal("0.01")) in exceeded
    assert [month.left for month in months[:4]] == [1800000, 1800000, 1299999, 1299999]
    assert (months[0].first, months[-1].first, months[-1].plan) == (date(2024, 7, 1), date(2025, 6, 1), 0)


def test_a_forecast_is_noted_changed_and_a_stale_change_asks(client, seed, jaan):
    client.force_login(jaan)
    line = BudgetLine.objects.get(number=2)
    url = reverse("budgets:lineforecast-edit", args=["talgud", line.pk])
    data = {"amount": "13 000", "as_of": "01.12.2024"}
    assert client.post(url, data).status_code == 302
    assert client.post(url, data | {"amount": "12 000"}).status_code == 422
    assert client.post(url, data | {"amount": "11 000", "version": 1}).status_code == 302
    assert client.post(url, data | {"amount": "10 000", "version": 1}).status_code == 409
    assert LineForecast.objects.get().amount == Decimal("11000")
    with pytest.raises(verbs.StaleSave):
        set_forecast(LineForecast(line=line, amount=Decimal("9000"), as_of=date(2024, 12, 2)), by=None)
    assert client.post(url, data | {"amount": "", "version": 1}).status_code == 409
    assert client.post(url, data | {"amount": "", "version": 2}).status_code == 302
    assert (LineForecast.objects.count(), LineForecast.history.count()) == (0, 3)


def test_a_forecast_above_the_line_warns_and_may_be_kept(client, seed, mari):
    client.force_login(mari)
    line = BudgetLine.objects.get(number=1)
    url = reverse("budgets:lineforecast-edit", args=["talgud", line.pk])
    data = {"amount": "100", "as_of": "01.12.2024"}
    form = client.post(url, data).context["form"]
    assert format_money(Decimal("100.01")) in form.warnings[0]
    assert client.post(url, data | {"save_anyway": form.warnings_digest}).status_code == 302


def test_who_keeps_no_money_of_the_line_cannot_foresee_it(client, seed, talgud, leida, stranger):
    url = reverse("budgets:lineforecast-edit", args=["talgud", BudgetLine.objects.get(number=1).pk])
    other = villages.editor(talgud, villages.partner(talgud, "Kolmas"), "Kalle")
    for person, status in ((leida, 403), (other, 403), (stranger, 404)):
        client.force_login(person)
        assert client.get(url).status_code == status


@pytest.mark.parametrize("who", ["mari", "leida"])
def test_at_most_fifteen_queries(client, seed, talgud, request, who):
    client.force_login(request.getfixturevalue(who))
    first = queries(client, PAGE)
    for name in ("Kolmas", "Neljas"):
        row = here.budget(talgud, villages.partner(talgud, name), "10")
        money.expense(row, "5", line=here.line(row, 1, "5"), number=name)
    assert queries(client, PAGE) == first <= 15


def test_what_is_left_is_drawn_from_the_total_down_to_nothing():
    months = [BurnMonth(date(2024, 11, 1), 750, 500), BurnMonth(date(2024, 12, 1), None, 0)]
    drawn = burndown(months, 1000)
    along, down = drawn["steps"]
    assert (along["x1"], along["x2"], along["y1"], along["y2"]) == ("0.00%", "49.18%", "12.0", "12.0")
    assert (down["y1"], down["y2"], drawn["plan"][-1]["y2"], drawn["zero"]) == ("12.0", "62.0", "212.0", "212.0")


def test_every_figure_opens_the_rows_that_make_it(client, seed, mari):
    """X-37: what a row says is the sum of the list behind it, to the cent."""
    first, second = seed
    programme = verbs.create(Programme(code="leader", name_et="LEADER"), by=None)
    travel = verbs.create(CostCategory(programme=programme, code="T", name_et="Sõit"), by=None)
    own = verbs.create(OwnCategory(budget=second, name="Lähetused", category=travel), by=None)
    money.claim(first, money.expense(first, "70.07", number="C-1", on=date(2024, 12, 31)))
    money.expense(second, "80.08", own_category=own, number="B-2")
    money.payout(first, "12.34")
    client.force_login(mari)
    for page in (client.get(PAGE), client.get(f"{PAGE}?budget={second.pk}")):
        tables = [page.context["partner_table"], page.context["category_table"], *page.context["line_tables"]]
        links = [(row.urls[name], format_money(getattr(row, name))) for table in tables for row in table.objects
                 for name in ("spent", "claimed", "received") if name in row.urls]
        links += [(month.url, month.spent_text) for month in page.context["months"] if month.url]
        assert len(links) > 4
        for url, figure in links:
            assert figure in client.get(url).context["count_text"], url
