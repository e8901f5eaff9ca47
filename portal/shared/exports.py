"""Files people take away: spreadsheets with typed cells, and CSV for machines. No cell is ever a live formula."""
import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from portal.shared.dates import PartialDate, format_period

# What XML cannot carry, and what no program reads: controls but tab and line feed, lone surrogates, two non-characters.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BREAKS = re.compile("\r\n?|[\x0b\x0c]")
# Spreadsheets run a text that starts so; the wide forms count too.
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
SHEET_NAME = re.compile(r"[\[\]:*?/\\]")

MONEY_FORMAT, DATE_FORMAT, DATETIME_FORMAT, TIME_FORMAT = "#,##0.00", "dd.mm.yyyy", "dd.mm.yyyy hh:mm", "hh:mm"
NARROWEST, WIDEST = 8, 60
LONGEST_CELL = 32_767

UNPACKED_LIMIT = 50 * 1024 * 1024
RATIO_LIMIT = 100
MEMBER_LIMIT = 2_000


@dataclass(frozen=True)
class Column:
    """One column: its heading and, when the content should not decide, its width in characters."""

    label: object
    width: int | None = None


def write_xlsx(title, columns, rows):
    """A workbook of one sheet as bytes. `columns`: texts or Columns; `rows`: lists of values, a value each column."""
    return write_book([(title, columns, rows)])


def write_book(sheets):
    """A workbook as bytes. `sheets`: (title, columns, rows) of each, as `write_xlsx` takes them."""
    book, taken = Workbook(write_only=True), set()
    for title, columns, rows in sheets:
        name = _free_name(_sheet_name(title), taken)
        taken.add(name.casefold())
        _add_sheet(book, name, columns, rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _free_name(name, taken):
    """Two sheets of a book cannot have one name, in capitals or not."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name[:27]} {number}"
    return free


def _add_sheet(book, name, columns, rows):
    columns = [column if isinstance(column, Column) else Column(column) for column in columns]
    rows = [[_typed(value) for value in row] for row in rows]
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns):
        sheet.column_dimensions[get_column_letter(place + 1)].width = column.width or _width(column, place, rows)
    sheet.append([_cell(sheet, _typed(str(column.label)), heading=True) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def write_csv(columns, rows):
    """UTF-8 with a byte order mark, semicolons, ISO dates, decimal points.

    A text that a spreadsheet would run gets a leading apostrophe; `unguard` takes it off again.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([_plain(str(getattr(column, "label", column))) for column in columns])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def unguard(text):
    """The text as it was before `write_csv` put an apostrophe in front of it."""
    return text[1:] if GUARDED.match(text) else text


def _typed(value):
    """A value that a sheet can hold: None, bool, number, naive date or time, or text without illegal characters.

    A pair is a period.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, date | time):
        return value
    if isinstance(value, int | float | Decimal):
        return int(value) if isinstance(value, int) else value if Decimal(value).is_finite() else None
    if isinstance(value, tuple):
        return format_period(*value) if any(value) else None
    text = value.text() if isinstance(value, PartialDate) else str(value)
    return UNWRITABLE.sub("", BREAKS.sub("\n", text))[:LONGEST_CELL]


def _cell(sheet, value, *, heading=False):
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        # After the value, because the library takes "=1+1" for a formula and "#N/A" for an error.
        cell.data_type = "s"
        cell.quotePrefix = bool(FORMULA.match(value))
        if "\n" in value:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, Decimal | float):
        cell.number_format = MONEY_FORMAT
    elif isinstance(value, datetime):
        cell.number_format = DATETIME_FORMAT
    elif isinstance(value, date | time):
        cell.number_format = DATE_FORMAT if isinstance(value, date) else TIME_FORMAT
    if heading:
        cell.font = Font(bold=True)
    return cell


def _width(column, place, rows):
    texts = [str(column.label), *(str(row[place]) for row in rows if place < len(row) and row[place] is not None)]
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return max(NARROWEST, min(longest + 2, WIDEST))


def _sheet_name(title):
    name = UNWRITABLE.sub("", SHEET_NAME.sub(" ", str(title))).strip(" '")
    return name[:31] or "1"


def _plain(value):
    """A value as text for machines."""
    if isinstance(value, tuple):
        value = "/".join(PartialDate.parse(side).iso if side else "" for side in value) if any(value) else None
    value = value.iso if isinstance(value, PartialDate) else _typed(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) or GUARDED.match(value) else value
    return str(value)


def read_zip_guard(file):
    """Refuse a zip-based upload (xlsx, docx) that would unpack to more than 50 MB or a hundredfold.

    Reads the directory only. Raises ValidationError "invalid_file" or "too_big"; leaves the file at its start.
    """
    try:
        file.seek(0, io.SEEK_END)
        packed = file.tell()
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ValidationError(_("The file cannot be read."), code="invalid_file") from error
    finally:
        file.seek(0)
    if any(member.flag_bits & 1 for member in members):
        raise ValidationError(_("The file is locked with a password."), code="invalid_file")
    unpacked = sum(member.file_size for member in members)
    if len(members) > MEMBER_LIMIT or unpacked > UNPACKED_LIMIT or unpacked > packed * RATIO_LIMIT:
        raise ValidationError(_("The file unpacks to more than the portal can read."), code="too_big")
