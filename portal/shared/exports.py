"""Files people take away: spreadsheets with typed cells, and CSV for machines. No cell is ever a live formula."""
import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from math import isfinite

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import sheets as writer
from portal.shared.dates import PartialDate, format_period
from portal.shared.sheets import FORMULA

# What XML cannot carry, and what no program reads: controls but tab and line feed, lone surrogates, two non-characters.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BREAKS = re.compile("\r\n?|[\x0b\x0c]")
GUARDED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
SHEET_NAME = re.compile(r"[\[\]:*?/\\]")

LONGEST_CELL = 32_767
AT_ONCE = 500

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


def stream_xlsx(title, columns, rows):
    """The same in pieces, while the rows are still being read."""
    return stream_book([(title, columns, rows)])


def write_book(sheets):
    """A workbook as bytes. `sheets`: (title, columns, rows) of each, as `write_xlsx` takes them."""
    return b"".join(stream_book(sheets))


def stream_book(sheets):
    """The same in pieces, while the rows are still being read."""
    return writer.book(_prepared(sheets))


def _prepared(sheets):
    taken = set()
    for title, columns, rows in sheets:
        name = _free_name(_sheet_name(title), taken)
        taken.add(name.casefold())
        columns = [column if isinstance(column, Column) else Column(column) for column in columns]
        yield name, [(_typed(str(column.label)), column.width) for column in columns], ([*map(_typed, row)] for row in rows)


def _free_name(name, taken):
    """Two sheets of a book cannot have one name, in capitals or not."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name[:27]} {number}"
    return free


def write_csv(columns, rows):
    """UTF-8 with a byte order mark, semicolons, ISO dates, decimal points.

    A text that a spreadsheet would run gets a leading apostrophe; `unguard` takes it off again.
    """
    return b"".join(stream_csv(columns, rows))


def stream_csv(columns, rows):
    """The same in pieces of some rows each."""
    heads, rows = [[str(getattr(column, "label", column)) for column in columns]], iter(rows)
    mark = b"\xef\xbb\xbf"
    while some := heads or list(islice(rows, AT_ONCE)):
        file = io.StringIO(newline="")
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows([*map(_plain, row)] for row in some)
        yield mark + file.getvalue().encode()
        mark, heads = b"", []


def unguard(text):
    """The text as it was before `write_csv` put an apostrophe in front of it."""
    return text[1:] if GUARDED.match(text) else text


def _typed(value):
    """A value that a sheet can hold: None, bool, number, naive date or time, or text without illegal characters.

    A pair is a period.
    """
    kind = type(value)
    if kind is str:
        if value.isprintable():
            return value[:LONGEST_CELL]
        return UNWRITABLE.sub("", BREAKS.sub("\n", value))[:LONGEST_CELL]
    if value is None or kind in (int, bool):
        return value
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, date | time):
        return value
    if isinstance(value, int | float | Decimal):
        return int(value) if isinstance(value, int) else value if isfinite(value) else None
    if isinstance(value, tuple):
        return format_period(*value) if any(value) else None
    return _typed(str.__str__(value.text() if isinstance(value, PartialDate) else str(value)))


def _sheet_name(title):
    name = UNWRITABLE.sub("", SHEET_NAME.sub(" ", str(title))).strip(" '")
    return name[:31] or "1"


def _plain(value):
    """A value as text for machines."""
    kind = type(value)
    if kind is str and value.isprintable():
        return _guarded(value)
    if value is None:
        return ""
    if kind is int:
        return str(value)
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
    return _guarded(value) if isinstance(value, str) else str(value)


def _guarded(text):
    return f"'{text}" if FORMULA.match(text) or GUARDED.match(text) else text


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
