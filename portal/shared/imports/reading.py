"""What people paste or drop, as rows of cells: a block copied from a spreadsheet, CSV, or an .xlsx file.

Every refusal is a ValidationError in plain words: "empty", "not_a_sheet", "too_many_rows", "too_many_columns", "too_big",
"too_slow", or what `read_zip_guard` says.
"""
import csv
import io
import re
import time
import zipfile
from datetime import datetime
from datetime import time as clock

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.shared.exports import read_zip_guard, unguard

MAX_ROWS, MAX_COLUMNS = 10_000, 100
# Titles above the headings, the headings themselves, totals.
SPARE_ROWS = 50
MAX_TEXT = 4_000_000
SECONDS = 5
LONGEST_CELL = 32_767

# Parts that openpyxl reads whole, and the only two kinds that may be long.
SMALL_PART, SMALL_TAGS = 5 * 1024 * 1024, 100_000
LONG_PARTS = ("xl/worksheets/", "xl/sharedstrings")
MOST_STRINGS = 20 * 1024 * 1024
CHUNK = 256 * 1024

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK"
# A formula that was never calculated: its cell would read as empty.
UNCOUNTED = re.compile(rb'<c(?![^>]*t="str")[^>]*><f[^>]*>[^<]*</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>')

QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')
PLAIN = re.compile(r"[^\t\n]*")


def read_file(file):
    """The rows of an uploaded file: .xlsx, or text (CSV, "Unicode text") in any of the usual encodings."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if start.startswith((ZIP, OLD_OFFICE)):
        return read_workbook(file)
    return read_block(_decoded(file.read()))


def read_block(text):
    """The rows of a pasted block as lists of texts, blank lines as empty lists: TSV as spreadsheets copy it, or CSV."""
    if len(text) > MAX_TEXT:
        raise _too_big()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    separator = _separator(text)
    rows = _tab_rows(text) if separator == "\t" else _csv_rows(text, separator)
    return _bounded([unguard(cell.strip()) for cell in row] for row in rows)


def read_workbook(file):
    """The rows of the first visible sheet that has any: texts, numbers, booleans, dates (datetimes with a time), None.

    What formulas gave is read, never formulas; links to other files are not followed.
    """
    from openpyxl import load_workbook  # 13 MB that most processes never need

    deadline = time.monotonic() + SECONDS
    try:
        _look_through(file, deadline)
        book = load_workbook(_Timed(file, deadline), read_only=True, data_only=True, keep_links=False)
        try:
            return _first_sheet(book, deadline)
        finally:
            book.close()
    except ValidationError:
        raise
    except Exception as error:  # A broken file breaks the readers in a hundred ways, and all mean the same to people.
        raise _not_a_sheet() from error


def _first_sheet(book, deadline):
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()
        try:
            return _bounded(_typed_rows(sheet, deadline))
        except ValidationError as error:
            if error.code != "empty":
                raise
    raise _empty()


def _typed_rows(sheet, deadline):
    for row in sheet.iter_rows(values_only=True):
        if time.monotonic() > deadline:
            raise _too_slow()
        yield [_value(cell) for cell in row]


def _value(cell):
    if isinstance(cell, str):
        return unguard(cell.strip()) or None
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == clock.min else cell
    return cell


def _bounded(rows):
    """The rows without empty cells at their ends and empty rows at the end; refuses more than the portal takes."""
    found, gap, full, texts = [], 0, 0, 0
    for row in rows:
        while row and row[-1] in (None, ""):
            row.pop()
        if not row:
            gap += 1
            continue
        full += 1
        if full > MAX_ROWS + SPARE_ROWS or len(found) + gap > 2 * MAX_ROWS:
            raise too_many_rows()
        if len(row) > MAX_COLUMNS:
            raise _too_many_columns()
        texts += sum(len(cell) for cell in row if isinstance(cell, str))
        if texts > MAX_TEXT:
            raise _too_big()
        found += [[] for _blank in range(gap)]
        found.append(row)
        gap = 0
    if not found:
        raise _empty()
    return found


# --- text ---


def _separator(text):
    """Tab as soon as there is one; otherwise the mark that stands in every line of the beginning equally often."""
    if "\t" in text:
        return "\t"
    lines = [line for line in text[:20_000].split("\n") if line.strip()][:20]
    for mark in ";,":
        if lines and mark in lines[0] and (mark == ";" or len({_count(line, mark) for line in lines}) == 1):
            return mark
        if _has_columns(lines, mark):
            return mark
    return "\t"


def _has_columns(lines, mark):
    """Do most lines have the mark equally often, at least twice? Above an export's headings there may be a title."""
    counts = [_count(line, mark) for line in lines]
    usual = max(counts, key=counts.count, default=0)
    return usual >= 2 and 2 * counts.count(usual) > len(counts)


def _count(line, mark):
    return re.sub('"[^"]*"', "", line).count(mark)


def _tab_rows(text):
    """A cell is quoted only when its quotes close it: `"Uus" küla` is copied as it stands."""
    row, place = [], 0
    while place <= len(text):
        match = QUOTED.match(text, place) if text[place : place + 1] == '"' else None
        if match:
            row.append(match[1].replace('""', '"'))
        else:
            match = PLAIN.match(text, place)
            row.append(match[0])
        place = match.end()
        if text[place : place + 1] != "\t":
            yield row
            row = []
        place += 1


def _csv_rows(text, separator):
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise _not_a_sheet() from error


def _decoded(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        # Windows in the Baltic countries wrote CSV so.
        encodings = ["utf-8-sig", "cp1257"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _not_a_sheet()


# --- workbooks ---


class _Timed:
    """A file that stops giving when the time is over: the reader of workbooks has no clock of its own."""

    def __init__(self, file, deadline):
        self.file, self.deadline = file, deadline

    def read(self, size=-1):
        if time.monotonic() > self.deadline:
            raise _too_slow()
        return self.file.read(size)

    def __getattr__(self, name):
        return getattr(self.file, name)


def _look_through(file, deadline):
    """Refuse what is no workbook and what would cost too much, before any of it is parsed."""
    file.seek(0)
    if file.read(4) == OLD_OFFICE:
        raise ValidationError(
            _("This is an old .xls file, or one locked with a password. Save it as .xlsx without a password."),
            code="not_a_sheet",
        )
    read_zip_guard(file)
    with zipfile.ZipFile(_Timed(file, deadline)) as archive:
        members = archive.infolist()
        names = {member.filename.lower() for member in members}
        if not {"xl/workbook.xml", "[content_types].xml"} <= names or len(names) < len(members):
            raise _not_a_sheet()
        for member in members:
            if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                _look_at(archive, member)
    file.seek(0)


def _look_at(archive, member):
    """No document types (entities grow from them), no odd encodings, no million tags where ten thousand do."""
    name = member.filename.lower().lstrip("/")
    if not name.startswith(LONG_PARTS) and member.file_size > SMALL_PART:
        raise _too_big()
    if name.startswith(LONG_PARTS[1]) and member.file_size > MOST_STRINGS:
        raise _too_big()
    tags, tail = 0, b""
    with archive.open(member) as part:
        while chunk := part.read(CHUNK):
            seen = tail + chunk
            if b"\0" in chunk or b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise _not_a_sheet()
            if name.startswith(LONG_PARTS[0]) and UNCOUNTED.search(seen):
                raise _uncounted()
            tags += chunk.count(b"<")
            if not name.startswith(LONG_PARTS) and tags > SMALL_TAGS:
                raise _too_big()
            tail = seen[-1024:]


# --- refusals ---


def too_many_rows():
    return ValidationError(
        _("There are more than %(count)d rows. Bring them in several parts."), code="too_many_rows", params={"count": MAX_ROWS}
    )


def _too_many_columns():
    return ValidationError(
        _("There are more than %(count)d columns."), code="too_many_columns", params={"count": MAX_COLUMNS}
    )


def _uncounted():
    return ValidationError(
        _("The file has formulas that were never calculated. Open and save it in a spreadsheet program and try again."),
        code="not_a_sheet",
    )


def _empty():
    return ValidationError(_("There are no rows in it."), code="empty")


def _not_a_sheet():
    return ValidationError(_("This cannot be read as a spreadsheet. Save it as .xlsx or CSV and try again."), code="not_a_sheet")


def _too_big():
    return ValidationError(_("This is more than the portal can read at once. Bring it in several parts."), code="too_big")


def _too_slow():
    return ValidationError(_("Reading this file takes too long. Bring it in several parts."), code="too_slow")
