"""Rows of cells become rows of values: headings are matched to fields, every cell is read, totals are compared."""
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.shared.imports import parsers
from portal.shared.imports.parsers import words
from portal.shared.imports.reading import MAX_ROWS, too_many_rows
from portal.shared.money import MINUS, format_money
from portal.shared.tables import format_number
from portal.shared.text import clean_line, fold

HEADING_LINES = 20
MOST_NAMED = 20
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
MARKS = re.compile(r"[^\w ]+")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|,.*$")
UNITS = frozenset({"eur", "euro", "kopa", "kokku"})


@dataclass(frozen=True)
class Field:
    """One column. `label`: its heading (lazy: matched in every language of the portal); `synonyms`: other headings people use.

    `parse`: see `portal.shared.imports.parsers`; `example`: what stands in the row that shows how it is meant.
    """

    name: str
    label: Any
    synonyms: tuple = ()
    required: bool = False
    parse: Callable = parsers.line()
    example: Any = ""

    def headings(self):
        """Every heading that means this field, folded."""
        texts = [self.name.replace("_", " "), *self.synonyms]
        for language, _name in settings.LANGUAGES:
            with override(language):
                texts.append(str(self.label))
        return {bare(text) for text in texts}


@dataclass
class ParsedRow:
    """`number`: the line in what was brought, from 1; `values`: {field name: value or None}; `problems`: sentences;
    `raw`: {field name: the cell as it came}; `notes`: sentences about a row that may come as it is.
    """

    number: int
    values: dict
    problems: list = field(default_factory=list)
    is_total: bool = False
    raw: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)


@dataclass(frozen=True)
class TotalCheck:
    """A total that was stated, and what the rows add up to."""

    number: int
    label: str
    stated: Decimal
    computed: Decimal
    is_money: bool

    @property
    def ok(self):
        return self.stated == self.computed

    def __str__(self):
        if self.ok:
            return _("Row %(number)d, %(column)s: the total %(stated)s is right.") % self._words
        return _(
            "Row %(number)d, %(column)s: the total says %(stated)s, the rows add up to %(computed)s;"
            " the difference is %(difference)s."
        ) % self._words

    @property
    def _words(self):
        difference = self.stated - self.computed
        sign = MINUS if difference < 0 else ""
        return {
            "number": self.number, "column": self.label, "stated": self._text(self.stated),
            "computed": self._text(self.computed), "difference": sign + self._text(abs(difference)),
        }  # fmt: skip

    def _text(self, value):
        return format_money(value) if self.is_money else format_number(value)


@dataclass
class Parsed:
    """`rows`: every row that is not blank, totals too; `notes`: sentences about what was assumed."""

    fields: list
    rows: list
    ignored_columns: list = field(default_factory=list)
    total_checks: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    @cached_property
    def data(self):
        """The rows without the totals."""
        return [row for row in self.rows if not row.is_total]


class Sheet:
    """What a table is made of.

    `money_totals`: names of the fields whose totals are amounts; the totals of other numbers are compared as well.
    """

    def __init__(self, fields, total_words=("kokku", "kopā", "kopa", "total", "summa"), money_totals=()):
        self.fields = list(fields)
        self.total_words = {fold(word) for word in total_words}
        self.money_totals = frozenset(money_totals)

    def parse(self, cells):
        """Parsed of rows of cells. Raises ValidationError when no column, or not every required one, can be recognised."""
        start, columns, ignored, notes = self._find_columns(cells)
        parsed = Parsed(self._used(columns), [], ignored, [], notes)
        seen = {}
        for number, row in enumerate(cells[start:], start=start + 1):
            if any(cell not in (None, "") for cell in row):
                parsed.rows.append(self._read(number, row, columns, seen))
        if len(parsed.data) > MAX_ROWS:
            raise too_many_rows()
        if not parsed.data:
            raise ValidationError(_("There are headings, but no rows below them."), code="empty")
        parsed.total_checks = self._compare_totals(parsed.rows, parsed.fields)
        return parsed

    # --- headings ---

    def _find_columns(self, cells):
        """(index of the first data row, {place: Field}, ignored headings, notes)."""
        meanings = {}
        for each in self.fields:
            for heading in each.headings():
                meanings.setdefault(heading, each)
        best, at = {}, None
        for index, row in enumerate(cells[:HEADING_LINES]):
            found = _matched(row, meanings)
            if len(found) > len(best):
                best, at = found, index
        first = next((index for index, row in enumerate(cells) if row), 0)
        if at is None or (len(best) == 1 and len(self.fields) > 1 and at != first):
            return self._without_headings(cells, first)
        headings = [clean_line(words(cell)) for cell in cells[at]]
        self._miss_nothing(best, headings)
        ignored = [heading for place, heading in enumerate(headings) if heading and place not in best]
        notes = []
        if at > first:
            notes.append(_("What stands above the headings in row %(number)d was left out.") % {"number": at + 1})
        return at + 1, best, ignored, notes

    def _miss_nothing(self, columns, headings):
        missing = [each for each in self.fields if each.required and each not in columns.values()]
        if missing:
            raise ValidationError(
                ngettext(
                    "The column “%(missing)s” is missing. The headings are: %(headings)s.",
                    "These columns are missing: %(missing)s. The headings are: %(headings)s.",
                    len(missing),
                ),
                code="missing_columns",
                params={
                    "missing": ", ".join(str(each.label) for each in missing),
                    "headings": ", ".join([heading for heading in headings if heading][:MOST_NAMED]),
                },
            )

    def _without_headings(self, cells, first):
        wide = max(len(row) for row in cells)
        least = max((place + 1 for place, each in enumerate(self.fields) if each.required), default=1)
        if not least <= wide <= len(self.fields):
            raise ValidationError(
                _("No headings were found. Write these into the first row: %(headings)s."), code="no_headings",
                params={"headings": ", ".join(str(each.label) for each in self.fields)},
            )
        columns = dict(enumerate(self.fields[:wide]))
        named = ", ".join(str(each.label) for each in columns.values())
        note = _("There are no headings: the columns were taken in this order: %(headings)s.") % {"headings": named}
        return first, columns, [], [note]

    def _used(self, columns):
        return [each for each in self.fields if each in columns.values()]

    # --- cells ---

    def _read(self, number, row, columns, seen):
        parsed = ParsedRow(number, {each.name: None for each in self.fields}, is_total=self._is_total(row))
        for place, each in columns.items():
            cell = row[place] if place < len(row) else None
            if isinstance(cell, str) and not cell.strip():
                cell = None
            parsed.raw[each.name] = cell
            value, problem = self._cell(each, cell, seen)
            parsed.values[each.name] = value
            if problem and not parsed.is_total:
                parsed.problems.append(problem)
        return parsed

    def _cell(self, each, cell, seen):
        """(value, problem); the same cell in the same column is read once."""
        key = (each.name, type(cell), cell)
        if key not in seen:
            seen[key] = self._parse_cell(each, cell)
        return seen[key]

    def _parse_cell(self, each, cell):
        if cell is None:
            return None, _("%(column)s: nothing is written.") % {"column": each.label} if each.required else ""
        if isinstance(cell, str) and cell in ERRORS:
            return None, _("%(column)s: the spreadsheet shows the error %(error)s.") % {"column": each.label, "error": cell}
        try:
            value = each.parse(cell)
        except ValidationError as error:
            return None, f"{each.label}: {' '.join(error.messages)}"
        if each.required and value in (None, ""):
            return None, _("%(column)s: nothing is written.") % {"column": each.label}
        return value, ""

    # --- totals ---

    def _is_total(self, row):
        """Does the first text of the row say that it is a total, and nothing else?"""
        first = next((cell for cell in row if cell not in (None, "")), None)
        if not isinstance(first, str):
            return False
        said = bare(first).split()
        return bool(said) and said[0] in self.total_words and set(said) <= self.total_words | UNITS

    def _compare_totals(self, rows, fields):
        """Each total is compared with the rows since the total before it, and with all rows above it: either may be meant."""
        checks, above, section = [], {}, {}
        started = False
        for row in rows:
            if not row.is_total:
                for each in fields:
                    value = row.values[each.name]
                    if is_number(value):
                        above[each.name] = above.get(each.name, 0) + value
                        section[each.name] = section.get(each.name, 0) + value
                continue
            for each in fields:
                stated = row.values[each.name]
                if not is_number(stated):
                    continue
                all_rows, part = above.get(each.name, 0), section.get(each.name, 0)
                meant = part if stated == part or (started and section and stated != all_rows) else all_rows
                checks.append(
                    TotalCheck(row.number, str(each.label), Decimal(stated), Decimal(meant), each.name in self.money_totals)
                )
            section, started = {}, True
        return checks


def is_number(value):
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def bare(text):
    """A heading without case, accents and marks: "Elanikke (2024)*" and "elanikke 2024" stay apart, "Nimi:" is "nimi"."""
    return " ".join(MARKS.sub(" ", fold(text)).split())


def _matched(row, meanings):
    """{place: Field} of a row of headings; of two headings that mean the same the first counts."""
    found = {}
    for place, cell in enumerate(row):
        if not isinstance(cell, str):
            continue
        each = meanings.get(bare(cell)) or meanings.get(bare(ASIDE.sub(" ", fold(cell))))
        if each is not None and each not in found.values():
            found[place] = each
    return found


def repeated(rows, key, known=None):
    """{row number: sentence} of rows that are there already; what an ImportPage's `duplicates` usually returns.

    `key`: callable(row) -> hashable, None when the row cannot be compared. `known`: {key: name of what the portal has}.
    """
    known, first, found = known or {}, {}, {}
    for row in rows:
        this = key(row)
        if this is None:
            continue
        if this in known:
            found[row.number] = _("It is in the portal already: %(name)s.") % {"name": known[this]}
        elif this in first:
            found[row.number] = _("It is the same as row %(number)d.") % {"number": first[this]}
        else:
            first[this] = row.number
    return found
