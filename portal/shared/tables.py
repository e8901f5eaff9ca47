"""Tables whose rows are formatted once, in Python, before the template: a template that formats cells is five times slower.

    COLUMNS = [
        Column("title", _("Activity"), url=lambda a: a.get_absolute_url(), sort="search_key"),
        Column("starts_on", _("Start"), kind="date", sort="starts_on"),
        Column("budget", _("Budget"), kind="money"),
        Column("status", _("State"), kind="badge", value="get_status_display", tone=lambda a: "ok"),
    ]

The same columns write the spreadsheet: `Table.export_rows` gives typed values.
"""
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.shared.dates import PartialDate, format_period
from portal.shared.money import NBSP, format_money, format_percent, to_cents

NUMERIC = frozenset({"number", "money", "percent"})
KINDS = NUMERIC | {"text", "date", "period", "badge", "link", "bool"}


@dataclass(frozen=True)
class Column:
    """One column of a list and of its export.

    kind: text, number, money, percent, date, period (value gives a pair), badge, link (value is an address), bool.
    value: attribute path ("organisation.name", methods are called) or callable(row); default is the key.
    url: callable(row) -> address or "". sort: ORM field, or a tuple of them. tone: callable(row) -> the badge's tone.
    export: callable(row) -> typed value, when it differs from the value. empty: what an unknown value prints.
    proper: a name that is the same in every language: machines must not translate it either.
    """

    key: str
    label: Any
    kind: str = "text"
    value: str | Callable | None = None
    url: Callable | None = None
    sort: str | tuple | None = None
    tone: Callable | None = None
    export: Callable | None = None
    empty: Any = None
    proper: bool = False

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"Column {self.key}: no such kind as {self.kind}.")

    def getter(self):
        """callable(row) -> the raw value, built once per table."""
        if callable(self.value):
            return self.value
        path = self.value or self.key
        if path.startswith("get_") and path.endswith("_display"):
            return _display_of(path)
        if "." not in path:
            return lambda row: _called(getattr(row, path))
        read = attrgetter(path)
        return lambda row: _called(read(row))

    @property
    def sort_fields(self):
        return (self.sort,) if isinstance(self.sort, str) else tuple(self.sort or ())


class Table:
    """Headers and formatted rows of some objects.

    `sort`: the current sort parameter ("-starts_on"); `link`: callable(sort parameter) -> address of the list so sorted.
    Rows are lists of dicts {text, kind, url, machine, tone}: a template only prints them. `footer`: {column key: text} of a
    last row of sums, or None; a second line of such a text is small.
    """

    footer = None

    def __init__(self, columns, objects, *, caption, sort="", link=None, row_id=None):
        self.columns = list(columns)
        self.objects = objects
        self.caption = caption
        self.sort = sort
        self.link = link
        self.row_id = row_id

    @property
    def headers(self):
        return [self._header(column) for column in self.columns]

    def _header(self, column):
        header = {"label": column.label, "numeric": column.kind in NUMERIC, "url": "", "aria_sort": ""}
        if column.proper:
            header["proper"] = True
        if column.sort and self.link:
            down = self.sort == column.key
            header["url"] = self.link(f"-{column.key}" if down else column.key)
            if self.sort.lstrip("-") == column.key:
                header["aria_sort"] = "ascending" if down else "descending"
        return header

    @property
    def rows(self):
        language = get_language()
        ready = [(column, column.getter(), _formatter(column, language)) for column in self.columns]
        return [[_cell(row, *each) for each in ready] for row in self.objects]

    @property
    def row_ids(self):
        """The anchors of the rows, or nothing: `row_id` is callable(row) -> text."""
        return [self.row_id(row) for row in self.objects] if self.row_id else []

    def export_headers(self):
        return [str(column.label) for column in self.columns]

    def export_rows(self):
        """Lists of typed values (str, int, Decimal, date, bool or None), one row at a time."""
        getters = [column.export or column.getter() for column in self.columns]
        for row in self.objects:
            yield [getter(row) for getter in getters]


def sort_order(columns, parameter, default=""):
    """(ORM ordering, the parameter that holds) for `?sort=`: only keys of sortable columns count, anything else is the default.

    Both are column keys, with "-" for descending. Without either the queryset keeps its own order ([]).
    """
    for wanted in (parameter, default):
        for column in columns:
            if column.sort and wanted.removeprefix("-") == column.key:
                minus = wanted[: -len(column.key)]
                return [_turned(name, minus) for name in column.sort_fields] + [f"{minus}pk"], wanted
    return [], ""


def _turned(name, minus):
    if not minus:
        return name
    return name[1:] if name.startswith("-") else f"-{name}"


def _display_of(method):
    """The words of a choice, asked once per distinct value: Django translates the whole list of choices each time."""
    name, words = method.removeprefix("get_").removesuffix("_display"), {}

    def read(row):
        value = getattr(row, name)
        if value not in words:
            words[value] = str(getattr(row, method)())
        return words[value]

    return read


def _called(value):
    return value() if callable(value) else value


def _cell(row, column, getter, formatter):
    value = getter(row)
    cell = {"kind": column.kind, "url": "", "machine": "", "tone": "neutral", "text": ""}
    if value is None or value == "":
        cell["kind"] = "text"
        cell["text"] = _missing(column)
        return cell
    cell["text"], cell["machine"] = formatter(value)
    if column.url:
        cell["url"] = column.url(row) or ""
    elif column.kind == "link":
        cell["url"] = str(value)
    if column.tone:
        cell["tone"] = column.tone(row)
    return cell


def _missing(column):
    if column.empty is not None:
        return column.empty
    return "" if column.kind in {"text", "badge", "link"} else _("not stated")


def _formatter(column, language):
    """callable(value) -> (text, machine-readable value) for the column's kind in one language."""
    english = (language or "")[:2] == "en"
    formatter = {
        "money": lambda value: (format_money(value, language), str(to_cents(value))),
        "number": lambda value: (format_number(value, english), str(value)),
        "percent": lambda value: (format_percent(value, language), str(value)),
        "date": format_day,
        "period": lambda pair: (format_period(*pair, language), ""),
        "bool": lambda value: (_("yes") if value else _("no"), ""),
    }.get(column.kind)
    # Values repeat down a column, and writing a date or an amount costs more than looking it up.
    return cache(formatter) if formatter else lambda value: (str(value), "")


def format_number(value, english=False):
    """12 743 or 0,5 with a no-break space between thousands; in English 12,743 and 0.5."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text if english else text.replace(",", NBSP).replace(".", ",")


def format_day(value):
    """(text, ISO) of a date, a moment (in people's time zone) or a PartialDate."""
    if isinstance(value, PartialDate):
        return value.text(), value.iso
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value)
        day = formats.date_format(value, "SHORT_DATE_FORMAT")
        return f"{day} {value:%H:%M}", value.isoformat(timespec="minutes")
    return formats.date_format(value, "SHORT_DATE_FORMAT"), value.isoformat()
