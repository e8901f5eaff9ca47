"""Tables whose rows are formatted once, in Python, before the template: a template that formats cells is five times slower.

    COLUMNS = [
        Column("title", _("Activity"), url=lambda a: a.get_absolute_url(), sort="search_key"),
        Column("starts_on", _("Start"), kind="date", sort="starts_on"),
        Column("budget", _("Budget"), kind="money"),
        Column("status", _("State"), kind="badge", value="get_status_display", tone=lambda a: "ok"),
    ]

The same columns write the spreadsheet: `Table.export_rows` gives typed values.
"""
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from portal.shared.cells import NUMERIC, CellWriter, escaped, format_day, format_number, getter

__all__ = ["Column", "Table", "format_day", "format_number", "sort_order"]

READ_AT_ONCE = 2_000
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
        return getter(self)

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
        cells = [CellWriter(column, language).cell for column in self.columns]
        return [[cell(row) for cell in cells] for row in self.objects]

    def lines(self, headers=None):
        """The rows as ready HTML, one text each. A row's anchor is what `row_id`, callable(row) -> text, says."""
        language, headers = get_language(), headers or self.headers
        cells = [CellWriter(column, language).html(header) for column, header in zip(self.columns, headers, strict=True)]
        if self.row_id is None:
            return [f"<tr>{''.join([cell(row) for cell in cells])}</tr>" for row in self.objects]
        return [
            f'<tr id="{escaped(self.row_id(row))}">{"".join([cell(row) for cell in cells])}</tr>' for row in self.objects
        ]

    def export_headers(self):
        return [str(column.label) for column in self.columns]

    def export_rows(self):
        """Lists of typed values (str, int, Decimal, date, bool or None), one row at a time."""
        getters = [column.export or column.getter() for column in self.columns]
        for row in read_once(self.objects):
            yield [getter(row) for getter in getters]


def read_once(objects):
    """Rows to be read from first to last and forgotten: those of a queryset come from the database some at a time."""
    unread = isinstance(objects, QuerySet) and objects._result_cache is None
    return objects.iterator(chunk_size=READ_AT_ONCE) if unread else objects


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
