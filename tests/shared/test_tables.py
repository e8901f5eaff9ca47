"""Tables: typed values in, ready text out; the same columns for screen and file."""
import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone, translation

from portal.shared.dates import PartialDate
from portal.shared.tables import Column, Table, sort_order

NBSP = "\u00a0"


def row(**fields):
    return SimpleNamespace(**{"name": "Aed", "pk": 7} | fields)


def only_cell(value, kind, language="et", **column):
    with translation.override(language):
        return Table([Column("name", "Nimi", kind=kind, **column)], [row(name=value)], caption="x").rows[0][0]


@pytest.mark.parametrize(
    "kind, value, text, machine",
    [
        ("text", "Aed & õu", "Aed & õu", ""),
        ("number", 12743, f"12{NBSP}743", "12743"),
        ("number", Decimal("0.5"), "0,5", "0.5"),
        ("money", Decimal("12743.68"), f"12{NBSP}743,68{NBSP}€", "1274368"),
        ("percent", Decimal("70.80"), "70,8%", "70.80"),
        ("date", datetime.date(2024, 12, 31), "31.12.2024", "2024-12-31"),
        ("date", PartialDate(2019, 5), "mai 2019", "2019-05"),
        ("date", datetime.datetime(2024, 6, 18, 21, 30, tzinfo=datetime.UTC), "19.06.2024 00:30", "2024-06-19T00:30+03:00"),
        ("period", (PartialDate(2023), PartialDate(2026)), "2023–2026", ""),
    ],
)
def test_cells_are_written_for_people_and_for_machines(kind, value, text, machine):
    cell = only_cell(value, kind)
    assert (cell["text"], cell["machine"], cell["kind"]) == (text, machine, kind)


def test_the_language_decides_the_writing():
    assert only_cell(Decimal("12743.68"), "money", "en")["text"] == "€12,743.68"
    assert only_cell(12743, "number", "en")["text"] == "12,743"


@pytest.mark.parametrize("kind", ["number", "money", "percent", "date"])
def test_unknown_is_not_zero(kind):
    assert only_cell(None, kind, "en")["text"] == "not stated"
    assert only_cell(None, kind, "en", empty="–")["text"] == "–"


def test_zero_is_a_value():
    assert (only_cell(0, "number")["text"], only_cell(False, "bool", "en")["text"]) == ("0", "no")


def test_values_come_by_path_method_or_function():
    owner = SimpleNamespace(name="Jaan", shout=lambda: "JAAN")
    columns = [
        Column("a", "A", value="owner.name"), Column("b", "B", value="owner.shout"), Column("c", "C", value=lambda r: r.pk)
    ]
    cells = Table(columns, [row(owner=owner)], caption="x").rows[0]
    assert [cell["text"] for cell in cells] == ["Jaan", "JAAN", "7"]


def test_the_words_of_a_choice_are_asked_once_per_value():
    asked = []

    def choice(kind):
        return row(kind=kind, get_kind_display=lambda: asked.append(kind) or kind.upper())

    rows = Table([Column("kind", "Liik", value="get_kind_display")], [choice(k) for k in "abab"], caption="x").rows
    assert [cells[0]["text"] for cells in rows] == ["A", "B", "A", "B"] and asked == ["a", "b"]


def test_links_and_tones_are_worked_out_per_row():
    column = Column("name", "Nimi", kind="badge", url=lambda r: f"/{r.pk}/", tone=lambda r: "good")
    cell = Table([column], [row()], caption="x").rows[0][0]
    assert (cell["url"], cell["tone"]) == ("/7/", "good")


def test_headers_turn_the_sort_around():
    columns = [Column("name", "Nimi", sort="sort_key"), Column("pk", "Nr", kind="number")]
    def headers(sort):
        return Table(columns, [], caption="x", sort=sort, link=lambda p: f"?sort={p}").headers
    assert [(h["url"], h["aria_sort"]) for h in headers("name")] == [("?sort=-name", "ascending"), ("", "")]
    assert headers("-name")[0]["url"] == "?sort=name" and headers("-name")[0]["aria_sort"] == "descending"
    assert headers("")[0]["aria_sort"] == "" and headers("")[1]["numeric"]


def test_sort_order_knows_only_its_columns():
    columns = [Column("name", "N", sort="sort_key"), Column("when", "W", sort=("-starts_on", "sort_key")), Column("x", "X")]
    assert sort_order(columns, "name") == (["sort_key", "pk"], "name")
    assert sort_order(columns, "-when") == (["starts_on", "-sort_key", "-pk"], "-when")
    for wrong in ("", "x", "-x", "--name", "password", "sort_key", "-"):
        assert sort_order(columns, wrong) == ([], "")
        assert sort_order(columns, wrong, "-name") == (["-sort_key", "-pk"], "-name")


def test_exports_are_typed():
    now = timezone.now()
    columns = [Column("name", "Nimi"), Column("sum", "Summa", kind="money"), Column("pk", "Nr", export=lambda r: r.pk * 2)]
    table = Table(columns, [row(sum=Decimal("5.00"), at=now)], caption="x")
    assert table.export_headers() == ["Nimi", "Summa", "Nr"]
    assert list(table.export_rows()) == [["Aed", Decimal("5.00"), 14]]


def test_a_column_of_no_known_kind_is_refused():
    with pytest.raises(ValueError, match="no such kind"):
        Column("name", "Nimi", kind="euro")
