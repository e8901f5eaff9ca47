"""Names of cells, what people type into them, and in which order rows end up."""
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from communities.choices import FieldKind, NeedLevel
from communities.codes import BOOL, CellName, digest, merged_order, moved, new_key, read_typed, shown
from communities.codes.cells import split_row_key
from communities.summaries.tables import TABLES

KINDS = [*FieldKind.values, BOOL]
OPTIONS = tuple(NeedLevel.choices)


@pytest.mark.parametrize(
    ("name", "parts", "row_key"),
    [
        ("a-12", ("a", "", "12"), ""),
        ("e-5-12", ("e", "5", "12"), "e-5"),
        ("e-newk3-12", ("e", "newk3", "12"), "e-newk3"),
        ("services-5-price_note", ("services", "5", "price_note"), "services-5"),
        ("finance-new1-year_1", ("finance", "new1", "year_1"), "finance-new1"),
    ],
)
def test_a_name_is_taken_apart_and_put_together(name, parts, row_key):
    cell = CellName.parse(name)
    assert ((cell.table, cell.row, cell.field), cell.row_key, str(cell)) == (parts, row_key, name)
    assert cell.is_new == ("new" in name)
    assert split_row_key(row_key) == ((cell.table, cell.row) if row_key else None)


@pytest.mark.parametrize(
    "name",
    ["", "a-0", "a-x", "a-1-2", "e-1", "e-1-name", "services-1", "services-new-name", "services-newA-name", "plans-1-name",
     "services-1-Name", "a-1\n", f"services-new{'k' * 25}-name", f"a-{'9' * 19}", None, 5],
)
def test_what_is_no_name_is_none(name):
    assert CellName.parse(name) is None


def test_two_blank_rows_never_share_a_key():
    assert len({new_key() for _ in range(1000)}) == 1000
    assert CellName.parse(f"risks-new{new_key()}-name").is_new


@pytest.mark.parametrize(
    ("kind", "typed", "canonical", "estonian"),
    [
        (FieldKind.LINE, "  Küla\t maja\n", "Küla maja", "Küla maja"),
        (FieldKind.TEXT, "Üks\r\nkaks\u2028", "Üks\nkaks", "Üks\nkaks"),
        (FieldKind.TEXT, "e\0\u0301", "é", "é"),
        (FieldKind.NUMBER, "1 200", "1200", "1 200"),
        (FieldKind.NUMBER, "-0", "0", "0"),
        (FieldKind.DECIMAL, "12,50", "12.5", "12,5"),
        (FieldKind.MONEY, "1 200,50 €", "1200.50", "1 200,50 €"),
        (FieldKind.MONEY, "0", "0.00", "0,00 €"),
        (FieldKind.DAY, "31.12.2024", "2024-12-31", "31.12.2024"),
        (FieldKind.MONTH, "mai 2021", "2021-05", "mai 2021"),
        (FieldKind.MONTH, "2021", "2021", "2021"),
        (FieldKind.CHOICE, "NICE", "nice", None),
        (FieldKind.CHOICES, "nice; indispensable", "indispensable\nnice", None),
        (FieldKind.CHOICES, "nice\nnice", "nice", None),
        (FieldKind.YESNO, "Jah", "1", "jah"),
        (FieldKind.YESNO, "ei", "0", "ei"),
        (BOOL, "on", "1", "jah"),
        (BOOL, "ei", "", ""),
        (FieldKind.LINK, "www.obinitsa.ee", "https://www.obinitsa.ee", "https://www.obinitsa.ee"),
    ],
)
def test_what_people_type_gets_one_form(kind, typed, canonical, estonian):
    assert read_typed(kind, typed, OPTIONS) == canonical
    assert read_typed(kind, canonical, OPTIONS) == canonical
    if estonian is not None:
        assert shown(kind, canonical, OPTIONS, "et").replace("\u00a0", " ") == estonian


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (FieldKind.LINE, "x" * 201), (FieldKind.NUMBER, "kolm"), (FieldKind.NUMBER, "2,5"), (FieldKind.NUMBER, "9" * 30),
        (FieldKind.DECIMAL, "3,14159"), (FieldKind.MONEY, "-5"), (FieldKind.MONEY, "1e9"), (FieldKind.DAY, "mai 2021"),
        (FieldKind.DAY, "31.02.2024"), (FieldKind.MONTH, "2024-13"), (FieldKind.CHOICE, "midagi"),
        (FieldKind.CHOICES, "nice, midagi"), (FieldKind.YESNO, "võib-olla"), (FieldKind.LINK, "javascript:alert(1)"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(kind, typed):
    with pytest.raises(ValidationError) as caught:
        read_typed(kind, typed, OPTIONS)
    assert len(caught.value.messages) == 1


def test_a_label_with_a_comma_or_semicolon_is_one_choice():
    options = [("a; b", "a; b"), ("c, d", "c, d")]
    assert read_typed(FieldKind.CHOICES, "a; b\nc, d", options) == "a; b\nc, d"


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(KINDS), text=st.text() | st.text("0123456789.,-+eE €/:", max_size=400) | st.none())
def test_whatever_is_typed_is_canonical_or_refused(kind, text):
    try:
        found = read_typed(kind, text, OPTIONS)
    except ValidationError as error:
        assert all(error.messages)
        return
    assert read_typed(kind, found, OPTIONS) == found
    assert isinstance(shown(kind, found, OPTIONS, "lv"), str)
    found.encode()
    assert len(digest(found)) == 12


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(KINDS), text=st.text())
def test_a_text_of_another_kind_is_shown_as_it_is(kind, text):
    """A template may change what it asks; what was answered before stays readable."""
    assert isinstance(shown(kind, text, OPTIONS, "et"), str)


def test_every_required_column_is_a_column():
    for table in TABLES.values():
        assert sum(column.required for column in table.columns) >= 4
        assert table.columns[0].required


class TestOrder:
    @pytest.mark.parametrize(
        ("current", "wanted", "merged"),
        [
            ("abc", "cab", "cab"),
            ("abcx", "cab", "cxab"),
            ("xabc", "cab", "xcab"),
            ("abc", "", "abc"),
            ("abc", "zbaa", "bca"),
        ],
    )
    def test_unknown_rows_stay_behind_the_row_they_stand_behind(self, current, wanted, merged):
        assert "".join(merged_order(list(current), list(wanted))) == merged

    @pytest.mark.parametrize(
        ("places", "changes"),
        [
            ([10, 20, 30], {}),
            ([40, 10, 20, 30], {0: 4}),
            ([10, 30, 20], {1: 15}),
            ([20, 30, 10], {2: 40}),
            ([0, 0, 0], {0: 10, 1: 20, 2: 30}),
            ([], {}),
        ],
    )
    def test_as_few_rows_as_possible_change(self, places, changes):
        assert moved(places) == changes

    @settings(max_examples=200, deadline=None)
    @given(places=st.lists(st.integers(0, 32767), max_size=12))
    def test_numbers_always_grow(self, places):
        after = [moved(places).get(at, number) for at, number in enumerate(places)]
        assert all(one < next_ for one, next_ in zip(after, after[1:], strict=False))
        assert all(0 <= number <= 32767 for number in after)
