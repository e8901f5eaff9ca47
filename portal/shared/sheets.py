"""Workbooks written by hand, piece by piece: a library takes four seconds for 20 000 rows, this a quarter of one.

Cells are typed values (see `exports.typed`); texts are inline and never formulas. Rows are read once and not kept, so the
widths of the columns follow the first rows only.
"""
import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from html import escape
from itertools import chain, islice, product

MIME_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MIME_PACKAGE = "application/vnd.openxmlformats-package.relationships+xml"
NS_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
NS_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

MONEY_FORMAT, DATE_FORMAT, DATETIME_FORMAT, TIME_FORMAT = "#,##0.00", "dd.mm.yyyy", "dd.mm.yyyy hh:mm", "hh:mm"
# Spreadsheets run a text that starts so; the wide forms count too.
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
NARROWEST, WIDEST = 8, 60
DAY_ZERO = date(1899, 12, 30)
SECONDS = 86_400

# Rows looked at for the widths, rows written at once, and how hard they are packed: the third level is nearly as small as
# the ninth and costs a third of it.
MEASURED, AT_ONCE, PACKED = 1_000, 500, 3

# Places among the styles below: number formats first, then texts by quote, wrapping and heading.
PLAIN, MONEY, DAY, MOMENT, HOUR, TEXTS = 0, 1, 2, 3, 4, 5


class Sink:
    """What a zip file is written into: it gives the bytes away as they come."""

    def __init__(self):
        self.parts = []

    def write(self, data):
        self.parts.append(bytes(data))
        return len(data)

    def flush(self):
        """Nothing waits."""

    def taken(self):
        parts, self.parts = self.parts, []
        return b"".join(parts)


def book(sheets):
    """The bytes of a workbook, piece by piece. `sheets`: (name, [(heading, width or None)], rows of typed values) of each."""
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=PACKED) as archive:
        names = []
        for name, columns, rows in sheets:
            names.append(name)
            with archive.open(f"xl/worksheets/sheet{len(names)}.xml", "w", force_zip64=True) as member:
                for part in sheet(columns, rows):
                    member.write(part.encode())
                    if sink.parts:
                        yield sink.taken()
        for name, text in frame(names).items():
            archive.writestr(name, HEAD + text)
    yield sink.taken()


def sheet(columns, rows):
    """The XML of one sheet, some rows at a time."""
    rows = iter(rows)
    first = list(islice(rows, MEASURED))
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width or fitting(heading, place - 1, first)}" customWidth="1"/>'
        for place, (heading, width) in enumerate(columns, 1)
    )
    yield (
        f'{HEAD}<worksheet xmlns="{NS_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{widths}</cols><sheetData>{line(1, [text(heading, heading=True) for heading, _width in columns])}'
    )
    number, rows = 1, chain(first, rows)
    while some := list(islice(rows, AT_ONCE)):
        lines = []
        for row in some:
            number += 1
            lines.append(line(number, [(WRITERS.get(type(value)) or writer_of(value))(value) for value in row]))
        yield "".join(lines)
    yield "</sheetData></worksheet>"


def line(number, cells):
    written = [f'<c r="{letters(place)}{number}"{cell}' for place, cell in enumerate(cells) if cell]
    return f'<row r="{number}">{"".join(written)}</row>'


@cache
def letters(place):
    """0 is A, 26 is AA."""
    found, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(65 + rest) + found
    return found


def text(value, heading=False):
    if value == "":
        return ""
    style = TEXTS + bool(FORMULA.match(value)) + 2 * ("\n" in value and not heading) + 4 * heading
    return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(value, quote=False)}</t></is></c>'


def number(value):
    return f"><v>{value!r}</v></c>"


def amount(value):
    return f' s="{MONEY}"><v>{value:f}</v></c>'


def fraction(value):
    return f' s="{MONEY}"><v>{value!r}</v></c>'


def truth(value):
    return f' t="b"><v>{int(value)}</v></c>'


def day(value):
    return f' s="{DAY}"><v>{(value - DAY_ZERO).days}</v></c>'


def moment(value):
    return f' s="{MOMENT}"><v>{(value.date() - DAY_ZERO).days + share(value)!r}</v></c>'


def hour(value):
    return f' s="{HOUR}"><v>{share(value)!r}</v></c>'


def share(value):
    """How much of the day has gone."""
    return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1_000_000) / SECONDS


WRITERS = {
    type(None): lambda _value: "", str: text, bool: truth, int: number, float: fraction, Decimal: amount,
    datetime: moment, date: day, time: hour,
}


def writer_of(value):
    """For a day or a number of somebody's own kind."""
    return next(writer for kind, writer in WRITERS.items() if isinstance(value, kind))


def fitting(heading, place, rows):
    """The width of a column in characters: its longest line among the rows that were looked at."""
    longest = max(map(len, heading.split("\n")))
    for row in rows:
        if place < len(row) and (value := row[place]) is not None:
            said = str(value)
            longest = max(longest, max(map(len, said.split("\n"))) if "\n" in said else len(said))
    return max(NARROWEST, min(longest + 2, WIDEST))


def frame(names):
    """{member: XML} of what holds the sheets together."""
    sheets = range(1, len(names) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{place}.xml" ContentType="{MIME_MAIN}.worksheet+xml"/>' for place in sheets
    )
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{place}" r:id="rId{place}"/>' for place, name in zip(sheets, names, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{place}" Type="{NS_OFFICE}/worksheet" Target="worksheets/sheet{place}.xml"/>' for place in sheets
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{NS_TYPES}"><Default Extension="rels" ContentType="{MIME_PACKAGE}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{MIME_MAIN}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{MIME_MAIN}.styles+xml"/>{types}</Types>'
        ),
        "_rels/.rels": relations(f'<Relationship Id="rId1" Type="{NS_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": (
            f'<workbook xmlns="{NS_MAIN}" xmlns:r="{NS_OFFICE}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relations(
            f'{links}<Relationship Id="rId{len(names) + 1}" Type="{NS_OFFICE}/styles" Target="styles.xml"/>'
        ),
        "xl/styles.xml": styles(),
    }


def relations(links):
    return f'<Relationships xmlns="{NS_RELATIONS}">{links}</Relationships>'


@cache
def styles():
    formats = (MONEY_FORMAT, DATE_FORMAT, DATETIME_FORMAT, TIME_FORMAT)
    written = "".join(f'<numFmt numFmtId="{164 + place}" formatCode="{escape(code)}"/>' for place, code in enumerate(formats))
    kinds = ['<xf xfId="0"/>']
    kinds += [f'<xf numFmtId="{164 + place}" applyNumberFormat="1" xfId="0"/>' for place in range(len(formats))]
    wraps = {False: "/>", True: ' applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>'}
    for font, wrapped, quoted in product((0, 1), (False, True), (False, True)):
        marks = ' applyFont="1"' * font + ' quotePrefix="1"' * quoted
        kinds.append(f'<xf fontId="{font}" xfId="0"{marks}{wraps[wrapped]}')
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    return (
        f'<styleSheet xmlns="{NS_MAIN}"><numFmts count="{len(formats)}">{written}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{len(kinds)}">{"".join(kinds)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
