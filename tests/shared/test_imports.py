"""A table on its way in: what is read of a block or a file, and what the rows mean."""
import datetime
import io
import time
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from portal.shared.dates import PartialDate
from portal.shared.exports import write_csv, write_xlsx
from portal.shared.imports import Field, Sheet, parsers, read_block, read_file, read_workbook, repeated
from portal.shared.imports.reading import MAX_ROWS, SECONDS


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def code_of(call, *args):
    with pytest.raises(ValidationError) as refused:
        call(*args)
    return refused.value.code


class TestBlock:
    @pytest.mark.parametrize(
        ("text", "rows"),
        [
            ("a\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]),
            ('a\tb\n"two\nlines"\t"say ""hi"""\n', [["a", "b"], ["two\nlines", 'say "hi"']]),
            ('"Uus" küla\t5\n"lahti\t6', [['"Uus" küla', "5"], ['"lahti', "6"]]),
            ("\tb\n\n2\t\t\n", [["", "b"], [], ["2"]]),
            ("a;b\n1,5;\"x;\ny\"", [["a", "b"], ["1,5", "x;\ny"]]),
            ("Väljavõte\na;b;c\n1;2;3", [["Väljavõte"], ["a", "b", "c"], ["1", "2", "3"]]),
            ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
            ("Nimi\nTartu, Eesti\nLüganuse", [["Nimi"], ["Tartu, Eesti"], ["Lüganuse"]]),
            ("\ufeffa\t'=1+1\t''x\ra\t'x", [["a", "=1+1", "''x"], ["a", "'x"]]),
        ],
    )
    def test_blocks(self, text, rows):
        assert read_block(text) == rows

    def test_refusals(self):
        assert code_of(read_block, " \t\n \n") == "empty"
        assert code_of(read_block, "x\n" * (MAX_ROWS + 100)) == "too_many_rows"
        assert code_of(read_block, "\t".join("x" * 101)) == "too_many_columns"
        assert code_of(read_block, "x" * 4_000_001) == "too_big"

    def test_what_the_portal_wrote_comes_back(self):
        assert read_file(io.BytesIO(write_csv(["Küla", "€"], [["=1+1", Decimal("5.10")]]))) == [["Küla", "€"], ["=1+1", "5.10"]]
        assert read_file(io.BytesIO("Küla;Šķiršana".encode("cp1257"))) == [["Küla", "Šķiršana"]]
        assert read_file(io.BytesIO("Küla\tJõgi".encode("utf-16"))) == [["Küla", "Jõgi"]]


def workbook(rows, change=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file


def with_part(name, content):
    """A workbook with one part of another content."""
    file, out = workbook([["a"], [1]]), io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return out


def sheet_xml(rows):
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'


SHEET_PART = "xl/worksheets/sheet1.xml"
FAR_ROW = sheet_xml('<row r="1048576"><c t="n"><v>1</v></c></row>')


class TestWorkbook:
    def test_values_keep_their_types(self):
        moment = datetime.datetime(2024, 7, 1, 9, 30)
        rows = [["a", 1, 1.5, True, date(2024, 7, 1), moment, "'=x"], [], [None, "b", None]]
        assert read_workbook(workbook(rows)) == [["a", 1, 1.5, True, date(2024, 7, 1), moment, "=x"], [], [None, "b"]]

    def test_both_calendars_and_hidden_sheets(self):
        def change(book):
            book.epoch = CALENDAR_MAC_1904
            book.create_sheet("peidus", 0).append(["secret"])
            book.worksheets[0].sheet_state = "hidden"
            book.create_sheet("tühi", 0)

        assert read_workbook(workbook([[date(2024, 7, 1)]], change)) == [[date(2024, 7, 1)]]

    def test_what_the_portal_wrote_comes_back(self):
        file = io.BytesIO(write_xlsx("x", ["a"], [[Decimal("12.50")], [PartialDate(2019, 5)]]))
        assert read_file(file)[1] == [12.5]

    @pytest.mark.parametrize(
        ("file", "code"),
        [
            (lambda: io.BytesIO(b"\xd0\xcf\x11\xe0" + b"x" * 600), "not_a_sheet"),
            (lambda: io.BytesIO(b"PK\x03\x04 no"), "invalid_file"),
            (lambda: io.BytesIO(b"\x89PNG\r\n\0\0\0"), "not_a_sheet"),
            (lambda: with_part("xl/workbook.xml", "<workbook"), "not_a_sheet"),
            (lambda: with_part(SHEET_PART, "<x>"), "not_a_sheet"),
            (lambda: workbook([]), "empty"),
            (lambda: workbook([["a"], ["=1+1"]]), "not_a_sheet"),
            (lambda: workbook([["x"] * 101]), "too_many_columns"),
            (lambda: with_part(SHEET_PART, FAR_ROW), "too_many_rows"),
        ],
        ids=["old", "broken zip", "picture", "broken book", "broken sheet", "empty", "formula", "columns", "far row"],
    )  # fmt: skip
    def test_refusals(self, file, code):
        assert code_of(read_file, file()) == code

    LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
    SAME_ROWS = '<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 300_000

    @staticmethod
    def many_rows():
        return sheet_xml("".join(f'<row r="{n}"><c><v>{n * 7919}</v></c></row>' for n in range(1, 60_000)))

    @staticmethod
    def many_columns():
        return sheet_xml("<row>" + "".join(f"<c><v>{n * 7919 % 10007}</v></c>" for n in range(60_000)) + "</row>")

    @pytest.mark.parametrize(
        ("name", "content", "codes"),
        [
            (SHEET_PART, lambda: TestWorkbook.LAUGHS, {"not_a_sheet"}),
            (SHEET_PART, lambda: TestWorkbook.OUTSIDE, {"not_a_sheet"}),
            (SHEET_PART, lambda: TestWorkbook.OUTSIDE.encode("utf-16"), {"not_a_sheet"}),
            (SHEET_PART, lambda: sheet_xml(TestWorkbook.SAME_ROWS), {"too_big"}),
            ("xl/styles.xml", lambda: "".join(f"<a{n % 9973}/>" for n in range(700_000)), {"too_big"}),
            (SHEET_PART, lambda: TestWorkbook.many_rows(), {"too_many_rows", "too_slow"}),
            (SHEET_PART, lambda: TestWorkbook.many_columns(), {"too_many_columns", "too_slow"}),
        ],
        ids=["laughs", "outside", "outside in UTF-16", "ratio", "styles", "rows", "columns"],
    )  # fmt: skip
    def test_p35_bombs_are_refused_in_time(self, name, content, codes):
        file = with_part(name, content())
        started = time.monotonic()
        assert code_of(read_file, file) in codes
        assert time.monotonic() - started < SECONDS + 2

    def test_whatever_breaks_it_is_refused_in_words(self):
        content = workbook([["name", "cost"], ["Kivi", 1.5]]).getvalue()
        for place in range(0, len(content), 23):
            broken = bytearray(content)
            broken[place] ^= 0xA5
            try:
                read_file(io.BytesIO(bytes(broken)))
            except ValidationError as refused:
                assert refused.code in {"not_a_sheet", "invalid_file", "too_big", "empty"}

    def test_reading_stops_when_the_time_is_over(self, monkeypatch):
        monkeypatch.setattr("portal.shared.imports.reading.SECONDS", -1)
        assert code_of(read_workbook, workbook([["a"], [1]])) == "too_slow"


KINDS = [("village", _("Village")), ("town", _("yes"))]


class TestParsers:
    @pytest.mark.parametrize(
        ("parse", "cell", "value"),
        [
            (parsers.line(), 12.0, "12"), (parsers.line(), " a\n b ", "a b"), (parsers.text(), "a\n b ", "a\n b"),
            (parsers.line(), date(2024, 7, 1), "1 Jul 2024"),
            (parsers.integer(), "1\u00a0234", 1234), (parsers.integer(), 12.0, 12), (parsers.integer(low=-9), "\u22125", -5),
            (parsers.decimal(), "1 234,50", Decimal("1234.50")), (parsers.decimal(), 0.1, Decimal("0.1")),
            (parsers.money, "12 743,68 €", Decimal("12743.68")), (parsers.money, 5, Decimal("5.00")),
            (parsers.day, "1.07.2024", date(2024, 7, 1)), (parsers.day, date(2024, 7, 1), date(2024, 7, 1)),
            (parsers.partial_date, 2023, PartialDate(2023)), (parsers.partial_date, "mai 2019", PartialDate(2019, 5)),
            (parsers.yes_no, "Jā", True), (parsers.yes_no, "nē", False), (parsers.yes_no, 1, True), (parsers.yes_no, "X", True),
            (parsers.choice(KINDS), "village", "village"), (parsers.choice(KINDS), "JAH", "town"),
            (parsers.choice(KINDS), "ja", "town"),
        ],
    )  # fmt: skip
    def test_what_they_read(self, parse, cell, value):
        assert parse(cell) == value

    @pytest.mark.parametrize(
        ("parse", "cell", "words"),
        [
            (parsers.integer(), "palju", "“palju” is not a number."),
            (parsers.integer(), "1,5", "“1,5” is not a whole number."),
            (parsers.integer(1, 9), 12, "“12” is not between 1 and 9."),
            (parsers.integer(), "9" * 5000, f"“{'9' * 59}…” is not a number."),
            (parsers.decimal(), "1,555", "“1,555” has too many decimals."),
            (parsers.decimal(), True, "“yes” is not a number."),
            (parsers.day, "2023", "“2023” is not a whole date; write it as 01.07.2024."),
            (parsers.yes_no, "vist", "“vist” is neither yes nor no."),
            (parsers.choice(KINDS), "linn", "“linn” is not one of: Village, yes."),
            (parsers.line(3), "abcd", "The text is longer than 3 characters."),
            (parsers.money, "palju", "“palju”: Enter an amount in euros, for example 12 743,68."),
        ],
    )
    def test_what_they_refuse(self, parse, cell, words):
        with pytest.raises(ValidationError) as refused:
            parse(cell)
        assert refused.value.messages == [words]

    def test_one_of_rows(self):
        parse = parsers.one_of(lambda: ["Võru", "Valga", "valga"], lambda row: [row])
        assert parse("voru") == "Võru"
        assert {code_of(parse, name) for name in ("Valga", "Riia")} == {"wrong"}


SHEET = Sheet(
    [
        Field("name", _("name"), synonyms=("küla",), required=True),
        Field("residents", "Residents", synonyms=("elanikke", "iedzīvotāji"), parse=parsers.integer()),
        Field("cost", "Cost", synonyms=("hind", "cena"), parse=parsers.money),
    ],
    money_totals=("cost",),
)


class TestSheet:
    @pytest.mark.parametrize(
        "headings",
        [["Hind (EUR)", "NIMI:", "Elanikke"], ["Cena", "Nosaukums", "Iedzivotaji"], ["Cost, €", "Name *", "residents"]],
        ids=["et", "lv", "en"],
    )
    def test_headings_in_any_order_and_language(self, headings):
        parsed = SHEET.parse([["Külad 2024"], [], [*headings, "Märkus"], ["5,50", "Kivi", "7"]])
        (row,) = parsed.rows
        assert (row.number, row.values, row.problems) == (4, {"name": "Kivi", "residents": 7, "cost": Decimal("5.50")}, [])
        assert parsed.ignored_columns == ["Märkus"]
        assert parsed.notes == ["What stands above the headings in row 3 was left out."]

    def test_problems_name_the_column(self):
        parsed = SHEET.parse([["name", "residents"], ["", "palju"], ["Kivi", "#REF!"]])
        assert [row.problems for row in parsed.rows] == [
            ["name: nothing is written.", "Residents: “palju” is not a number."],
            ["Residents: the spreadsheet shows the error #REF!."],
        ]

    def test_a_missing_column_is_named(self):
        with pytest.raises(ValidationError) as refused:
            SHEET.parse([["Residents", "Cost", "Muu"], ["1", "2", "3"]])
        assert refused.value.messages == ["The column “name” is missing. The headings are: Residents, Cost, Muu."]

    def test_without_headings_the_order_of_the_fields_holds(self):
        parsed = SHEET.parse([["Kivi", "7", "5"], ["Mänd", "8"]])
        assert [row.values["name"] for row in parsed.rows] == ["Kivi", "Mänd"]
        assert parsed.notes == ["There are no headings: the columns were taken in this order: name, Residents, Cost."]
        assert code_of(SHEET.parse, [["Kivi", "7", "5", "9"]]) == "no_headings"
        assert code_of(SHEET.parse, [["Name", "Cost"]]) == "empty"

    def test_totals_are_compared_and_never_added(self):
        rows = [["Kivi", 7, 5.10], ["Mänd", 8, "4,90"], ["Kokku:", 16, "10,01"]]
        rows += [["Kask", 1, 1], ["KOPĀ", 1, 1], ["Summa kokku", 16, 11]]
        parsed = SHEET.parse([["name", "residents", "cost"], *rows, ["Totalküla", 1, 1]])
        assert [row.values["name"] for row in parsed.data] == ["Kivi", "Mänd", "Kask", "Totalküla"]
        assert [str(check) for check in parsed.total_checks] == [
            "Row 4, Residents: the total says 16, the rows add up to 15; the difference is 1.",
            "Row 4, Cost: the total says €10.01, the rows add up to €10.00; the difference is €0.01.",
            "Row 6, Residents: the total 1 is right.", "Row 6, Cost: the total €1.00 is right.",
            "Row 7, Residents: the total 16 is right.", "Row 7, Cost: the total €11.00 is right.",
        ]  # fmt: skip
        assert [check.ok for check in parsed.total_checks] == [False, False, True, True, True, True]

    def test_repeated(self):
        rows = SHEET.parse([["name", "cost"], ["Kivi", 1], ["Mänd", 1], ["Kivi", 2], ["Kask", 1]]).rows
        assert repeated(rows, lambda row: row.values["name"], {"Kask": "Kase küla"}) == {
            4: "It is the same as row 2.", 5: "It is in the portal already: Kase küla.",
        }  # fmt: skip

    def test_ten_thousand_rows_are_quick(self):
        cells = [["name", "residents", "cost"], *([f"Küla {n}", str(n), f"{n},50"] for n in range(MAX_ROWS))]
        text = "\n".join("\t".join(row) for row in cells)
        started = time.monotonic()
        assert len(SHEET.parse(read_block(text)).data) == MAX_ROWS
        assert time.monotonic() - started < 4
        assert code_of(SHEET.parse, [*cells, ["x", 1, 1]]) == "too_many_rows"
