"""Spreadsheets and CSV people take away, and zip files they bring."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from portal.shared import exports, tables
from portal.shared.dates import PartialDate
from portal.shared.exports import UNPACKED_LIMIT, Column, read_zip_guard, unguard, write_book, write_csv, write_xlsx
from portal.shared.text import clean_text
from portal.shared.views import lists

DANGEROUS = ["=1+1", "+372 5000 0000", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "#N/A", "'=1+1", "''", "＝1"]
VALUES = [
    "Küla", Decimal("12743.68"), 7, True, None, date(2024, 7, 1), datetime(2024, 7, 1, 9, 30, tzinfo=UTC), time(9, 5),
    PartialDate(2019, 5), (PartialDate(2019, 5), PartialDate(2021, 4)), (None, None), gettext_lazy("yes"),
    "a\0b\x0bc\r\nd\ud800", Decimal("NaN"), 0.5,
]  # fmt: skip


def sheet_of(content):
    return load_workbook(io.BytesIO(content)).active


def csv_of(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content[3:].decode(), newline=""), delimiter=";"))


def test_cells_are_typed():
    with translation.override("et"):
        sheet = sheet_of(write_xlsx("Eelarve [1/2]", [str(place) for place in range(len(VALUES))], [VALUES]))
    cells = [cell.value for cell in sheet[2]]
    assert cells[:8] == [
        "Küla", 12743.68, 7, True, None, datetime(2024, 7, 1), datetime(2024, 7, 1, 12, 30), time(9, 5),
    ]  # fmt: skip
    assert cells[8:11] == ["mai 2019", "mai 2019 – aprill 2021", None]
    assert isinstance(cells[11], str)
    assert cells[12:] == ["ab\nc\nd", None, 0.5]
    assert sheet["B2"].number_format == "#,##0.00"
    assert sheet["F2"].number_format == "dd.mm.yyyy"
    assert sheet["G2"].number_format == "dd.mm.yyyy hh:mm"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.title == "Eelarve  1 2"


def test_p36_no_text_becomes_a_formula():
    sheet = sheet_of(write_xlsx("=1+1", DANGEROUS, [DANGEROUS, ["x"] * len(DANGEROUS)]))
    for row in (sheet[1], sheet[2]):
        assert [cell.value for cell in row] == DANGEROUS
        assert {cell.data_type for cell in row} == {"s"}
    assert sheet["A2"].quotePrefix
    assert not sheet["A3"].quotePrefix
    content = write_xlsx("x", DANGEROUS, [DANGEROUS])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_widths_follow_the_content():
    sheet = sheet_of(
        write_xlsx("x", ["a", Column("b", width=33), "c"], [["y" * 20, "z" * 50, "w" * 500], ["1\n2", None, 5]])
    )
    assert [sheet.column_dimensions[name].width for name in "ABC"] == [22, 33, 60]
    assert sheet_of(write_xlsx("", ["only headings"], [])).max_row == 1


def test_a_book_of_several_sheets_of_one_name():
    long = "Tegevuskavade investeeringuvajadused"
    book = load_workbook(io.BytesIO(write_book([(long, ["a"], [[1]]), (long.upper(), ["b"], [["=1"]]), ("", ["c"], [])])))
    assert [sheet.title for sheet in book] == [long[:31], long.upper()[:27] + " 2", "1"]
    assert [list(sheet.values) for sheet in book] == [[("a",), (1,)], [("b",), ("=1",)], [("c",)]]


def test_csv_is_for_machines():
    rows = csv_of(
        write_csv([SimpleNamespace(label="Nimi"), "Summa"], [VALUES, [Decimal("18000.00"), PartialDate(2023)]])
    )
    assert rows[0] == ["Nimi", "Summa"]
    assert rows[1][:11] == [
        "Küla", "12743.68", "7", "true", "", "2024-07-01", "2024-07-01 12:30:00", "09:05:00", "2019-05",
        "2019-05/2021-04", "",
    ]  # fmt: skip
    assert rows[1][12:] == ["ab\nc\nd", "", "0.5"]
    assert rows[2] == ["18000.00", "2023"]


def test_csv_texts_are_guarded_and_numbers_are_not():
    rows = csv_of(write_csv(DANGEROUS, [DANGEROUS, [Decimal("-5.00"), -5, PartialDate(None, 9, 19)]]))
    for row in rows[:2]:
        assert not any(cell[:1] in tuple("=+-@\t\r＝") and cell for cell in row)
        assert [unguard(cell) for cell in row] == DANGEROUS
    assert rows[2] == ["-5.00", "-5", "'--09-19"]


@given(st.lists(st.text(max_size=40).map(clean_text), min_size=1, max_size=4))
def test_every_clean_text_comes_back(texts):
    assert [unguard(cell) for cell in csv_of(write_csv(["h"] * len(texts), [texts]))[1]] == texts
    cells = sheet_of(write_xlsx("x", ["h"] * len(texts), [texts]))[2] if any(texts) else []
    assert [cell.value or "" for cell in cells] == (texts if any(texts) else [])


@given(st.text(st.characters(), max_size=60))
def test_no_text_breaks_an_export(text):
    sheet = sheet_of(write_xlsx(text, [text], [[text], ["last"]]))
    assert sheet["A3"].value == "last"
    assert csv_of(write_csv([text], [["last"]]))[-1] == ["last"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_long_file_is_sent_while_its_rows_are_read(kind, monkeypatch):
    read = []

    def rows():
        for number in range(40):
            read.append(number)
            yield SimpleNamespace(name=f"küla {number}", at=date(2024, 7, 1 + number % 30))

    monkeypatch.setattr(lists, "LONG", 10)
    monkeypatch.setattr(exports, "AT_ONCE", 5)
    columns = [tables.Column("name", gettext_lazy("Name")), tables.Column("at", "Day", kind="date")]
    answer = lists.table_file(tables.Table(columns, rows(), caption="x"), kind, "Nimekiri")
    assert answer.streaming and len(read) <= 11 and "Nimekiri" in answer["Content-Disposition"]
    content = b"".join(answer)
    lines = list(sheet_of(content).values) if kind == "xlsx" else csv_of(content)
    assert len(lines) == 41 and lines[40][0] == "küla 39"


def zipped(*contents):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in enumerate(contents):
            archive.writestr(f"{place}.xml", content)
    file.seek(3)
    return file


def test_a_workbook_passes_the_guard():
    file = io.BytesIO(write_xlsx("x", ["a"], [["b"]] * 5000))
    file.seek(7)
    read_zip_guard(file)
    assert file.tell() == 0


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(lambda: zipped(b"\0" * 5_000_000), id="ratio"),
        pytest.param(lambda: zipped(*[b"x" * (UNPACKED_LIMIT // 5)] * 6), id="size"),
        pytest.param(lambda: zipped(*[b""] * 2_001), id="members"),
    ],
)
def test_bombs_are_refused(file):
    file = file()
    with pytest.raises(ValidationError) as refused:
        read_zip_guard(file)
    assert refused.value.code == "too_big"
    assert file.tell() == 0


def test_size_counts_even_when_the_ratio_is_fine():
    file = zipped(b"x")
    with zipfile.ZipFile(file) as archive:
        member = archive.infolist()[0]
    content = bytearray(file.getvalue())
    at = content.index(b"PK\x01\x02") + 24
    assert int.from_bytes(content[at : at + 4], "little") == member.file_size == 1
    content[at : at + 4] = (UNPACKED_LIMIT + 1).to_bytes(4, "little")
    with pytest.raises(ValidationError) as refused:
        read_zip_guard(io.BytesIO(bytes(content) + b"\0" * 100))
    assert refused.value.code == "too_big"


def test_locked_and_broken_files_are_refused():
    file = zipped(b"secret")
    content = bytearray(file.getvalue())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    for wrong in (bytes(content), b"", b"name;amount\n", file.getvalue()[:40]):
        with pytest.raises(ValidationError) as refused:
            read_zip_guard(io.BytesIO(wrong))
        assert refused.value.code == "invalid_file"
