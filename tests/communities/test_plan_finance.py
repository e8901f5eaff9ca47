"""Money of a plan: known and unknown, by hand and to the cent. No database."""
from decimal import Decimal
from types import SimpleNamespace

import pytest

from communities.choices import FinanceKind
from communities.models import FinanceRow, InvestmentNeed
from communities.summaries import finance
from communities.summaries.tables import TABLES
from portal.shared.dates import PartialDate


def row(item, *years, fixed=True):
    amounts = [None if year is None else Decimal(year) for year in (*years, None, None, None)[:3]]
    return FinanceRow(item=item, year_1=amounts[0], year_2=amounts[1], year_3=amounts[2], is_fixed=fixed)


def need(name, quantity=None, price=None, quotes=None, source=""):
    price = None if price is None else Decimal(price)
    return InvestmentNeed(name=name, quantity=quantity, unit_price=price, quotes=quotes, source=source)


def results(*rows):
    return [year.result for year in finance.money_plan(rows).years]


class TestThreeYears:
    def test_result_is_income_less_cost(self):
        rows = [row("sales", 100, "200.50", 300), row("fees", 50, 50, 50), row("labour", 120, 300, 400)]
        assert results(*rows) == [Decimal(30), Decimal("-49.50"), Decimal(-50)]
        assert finance.money_plan(rows).ends_with_loss

    def test_voluntary_work_is_told_apart_and_never_counted(self):
        plan = finance.money_plan([row("sales", 100, 100, 100), row("voluntary", 5000, 5000, 5000)])
        assert [(year.result, year.memo) for year in plan.years] == [(Decimal(100), Decimal(5000))] * 3
        assert results(row("voluntary", 5000)) == [None, None, None]

    def test_nothing_known_is_none_and_no_zero(self):
        plan = finance.money_plan([row("sales"), row("labour")])
        assert ([year.income for year in plan.years], plan.is_known, plan.ends_with_loss) == ([None] * 3, False, False)
        assert (plan.known, plan.rows) == (0, 2)
        assert finance.money_plan([]).years[0] == finance.YearOfMoney(None, None, None, None)

    def test_a_side_that_has_rows_but_no_amount_leaves_the_result_unknown(self):
        assert results(row("sales"), row("labour", 100, 100, 100)) == [None, None, None]
        assert results(row("labour", 100, 0, 100)) == [Decimal(-100), Decimal(0), Decimal(-100)]

    def test_how_much_is_known_is_counted_by_whole_rows(self):
        plan = finance.money_plan([row("sales", 1, 2, 3), row("fees", 1), row("labour", 0, 0, 0)])
        assert (plan.known, plan.rows, plan.is_known) == (2, 3, True)

    def test_every_item_is_income_cost_or_memo(self):
        kinds = [row(value).kind for value, _label in FinanceRow._meta.get_field("item").choices]
        assert {kind: kinds.count(kind) for kind in FinanceKind} == {
            FinanceKind.INCOME: 6, FinanceKind.COST: 9, FinanceKind.MEMO: 1,
        }


class TestBreakEven:
    @pytest.mark.parametrize(
        ("price", "variable", "users"), [("10", "3", 172), ("10", "0", 120), ("1.01", "1", 120_000), ("1200", "0", 1)]
    )
    def test_users_are_rounded_up(self, price, variable, users):
        rows = [row("premises", 1200), row("material", 700, fixed=False), row("sales", 99)]
        assert finance.break_even(rows, Decimal(price), Decimal(variable)) == finance.BreakEven(users)

    @pytest.mark.parametrize(
        ("price", "variable", "why"), [(None, 1, "price"), (1, None, "variable"), (3, 3, "never"), (2, 3, "never")]
    )
    def test_why_there_is_none(self, price, variable, why):
        assert finance.break_even([row("premises", 1200)], price, variable) == finance.BreakEven(None, why)

    def test_without_a_fixed_cost_it_is_not_known_and_with_a_free_room_it_is_nobody(self):
        assert finance.break_even([row("premises")], Decimal(1), Decimal(0)).why == "fixed"
        assert finance.break_even([row("premises", 0)], Decimal(1), Decimal(0)).users == 0


class TestReserve:
    def test_it_pays_for_months_of_the_first_year(self):
        rows = [row("labour", 1000), row("premises", 200, 9999)]
        assert finance.months_of_reserve(rows, Decimal(250)) == Decimal("2.5")
        assert finance.months_of_reserve(rows, Decimal(0)) == Decimal("0.0")

    @pytest.mark.parametrize(("rows", "reserve"), [([], 100), ([row("labour", 0)], 100), ([row("labour", 12)], None)])
    def test_it_is_unknown_without_a_cost_or_a_reserve(self, rows, reserve):
        assert finance.months_of_reserve(rows, reserve) is None


class TestShopping:
    def test_totals_per_source_and_in_all(self):
        rows = [need("a", 3, "10.10", source="project"), need("b", 1, 5), need("c", 2, 7, source="project"), need("d", 2)]
        found = finance.shopping(rows)
        assert (found.total, found.by_source) == (Decimal("49.30"), (("project", Decimal("44.30")), ("", Decimal(5))))
        assert (found.known, found.rows) == (3, 4)
        assert finance.shopping([need("d")]).total is None

    @pytest.mark.parametrize(
        ("total", "needed"), [("999.99", 0), ("1000", 1), ("5000", 1), ("5000.01", 3)]
    )
    def test_quotes_are_needed_from_a_thousand_and_three_above_five_thousand(self, total, needed):
        assert finance.quotes_needed(Decimal(total)) == needed

    def test_the_programmes_own_rule_goes_first(self):
        rules = SimpleNamespace(one_quote_from=Decimal(200), three_quotes_from=None)
        assert [finance.quotes_needed(Decimal(total), rules) for total in (199, 200, 5001)] == [0, 1, 3]

    def test_what_lacks_quotes_is_told_with_how_many_there_are(self):
        rows = [need("riiul", 1, 6000, 2), need("laud", 1, 1000), need("kast", 1, 999), need("auto", 1, 9000, 3)]
        assert [(row.name, have, wanted) for row, have, wanted in finance.shopping(rows).unquoted] == [
            ("riiul", 2, 3), ("laud", 0, 1),
        ]


class TestComputedColumns:
    def texts(self, slug, **fields):
        table = TABLES[slug]
        row = table.model(**fields)
        return [function(row).replace("\u00a0", " ") for _label, function in table.computed]

    def test_of_each_table(self):
        assert self.texts("investments", quantity=3, unit_price=Decimal("10.10")) == ["30,30 €"]
        assert self.texts("finance", item="sales", year_1=Decimal(1), year_2=Decimal(2), year_3=Decimal(3))[1] == "6,00 €"
        assert self.texts("tasks", start=PartialDate(2024, 5), end=PartialDate(2025)) == ["mai 2024 – 2025"]
        assert self.texts("risks", likelihood=4, impact=5) == ["20"]

    @pytest.mark.parametrize(
        ("baseline", "target", "last", "text"),
        [(None, 40, 10, "25%"), (20, 40, 30, "50%"), (20, 40, 10, "−50%"), (20, 20, 20, ""), (0, 40, None, ""), (0, None, 3, "")],
    )
    def test_progress_is_how_far_the_latest_value_has_come(self, baseline, target, last, text):
        values = {"baseline": baseline, "target": target, "last_value": last}
        values = {name: None if value is None else Decimal(value) for name, value in values.items()}
        assert self.texts("indicators", **values) == [text]

    def test_what_is_not_known_is_not_computed(self):
        assert self.texts("investments", quantity=3) == self.texts("risks", likelihood=4) == self.texts("tasks") == [""]
