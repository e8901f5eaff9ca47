"""What stands in a table's cell: the value as people read it, as machines read it, and as ready HTML.

A list of fifty rows has some four hundred cells. Values repeat down a column and from page to page, so each is written once.
"""
import datetime
from decimal import Decimal
from functools import cache, lru_cache, partialmethod
from html import escape
from inspect import getattr_static
from operator import attrgetter

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils import formats, timezone
from django.utils.html import conditional_escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.shared.dates import PartialDate, format_period
from portal.shared.money import NBSP, format_money, format_percent, to_cents

NUMERIC = frozenset({"number", "money", "percent"})
KEPT_VALUES = 20_000


def format_number(value, english=False):
    """12 743 or 0,5 with a no-break space between thousands; in English 12,743 and 0.5."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text if english else text.replace(",", NBSP).replace(".", ",")


def format_day(value):
    """(text, ISO) of a date, a moment (in people's time zone) or a PartialDate."""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value)
        day, _iso = _written_day(value.date(), get_language())
        return f"{day} {value:%H:%M}", value.isoformat(timespec="minutes")
    return _written_day(value, get_language())


@lru_cache(KEPT_VALUES)
def _written_day(value, language):
    if isinstance(value, PartialDate):
        return value.text(language), value.iso
    return formats.date_format(value, "SHORT_DATE_FORMAT"), value.isoformat()


@lru_cache(KEPT_VALUES)
def written_money(value, language):
    return format_money(value, language), str(to_cents(value))


def formatter(kind, language):
    """callable(value) -> (text, machine-readable value) for a kind of column in one language."""
    english = (language or "")[:2] == "en"
    written = {
        "money": lambda value: written_money(value, language),
        "date": format_day,
        "number": cache(lambda value: (format_number(value, english), str(value))),
        "percent": cache(lambda value: (format_percent(value, language), str(value))),
        "period": cache(lambda pair: (format_period(*pair, language), "")),
        "bool": lambda value: (_("yes") if value else _("no"), ""),
    }.get(kind)
    return written or (lambda value: (str(value), ""))


def getter(column):
    """callable(row) -> the raw value of a column."""
    if callable(column.value):
        return column.value
    path = column.value or column.key
    if path.startswith("get_") and path.endswith("_display"):
        return _display_of(path)
    if "." not in path:
        return lambda row: _called(getattr(row, path))
    read = attrgetter(path)
    return lambda row: _called(read(row))


def _called(value):
    return value() if callable(value) else value


def _display_of(method):
    """The words of a choice, asked once per distinct value: Django translates the whole list of choices each time."""
    name, words = method.removeprefix("get_").removesuffix("_display"), {}

    def read(row):
        value = getattr(row, name)
        if value not in words:
            known = choice_words(type(row), method, name, get_language()) if isinstance(row, Model) else None
            words[value] = str(getattr(row, method)()) if known is None or value not in known else known[value]
        return words[value]

    return read


@lru_cache(1000)
def choice_words(model, method, name, language):
    """{value: word} of a model field's own choices in one language; None where the model words them by itself."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if not isinstance(getattr_static(model, method), partialmethod):
        return None
    return {value: str(word) for value, word in field.flatchoices}


def choice_of(row, name):
    """What `get_<name>_display()` says, without translating the whole list of choices each time."""
    method, value = f"get_{name}_display", getattr(row, name)
    words = choice_words(type(row), method, name, get_language())
    return str(getattr(row, method)()) if words is None or value not in words else words[value]


def escaped(text):
    """As `conditional_escape`, without its detours for the plain text that nearly every cell is."""
    return escape(text) if type(text) is str else str(conditional_escape(text))


class CellWriter:
    """One column of one table in one language."""

    def __init__(self, column, language):
        self.column = column
        self.get = getter(column)
        self.format = formatter(column.kind, language)
        self.missing = column.empty
        if self.missing is None:
            self.missing = "" if column.kind in {"text", "badge", "link"} else _("not stated")

    def cell(self, row):
        """{text, kind, url, machine, tone} of one row."""
        column, value = self.column, self.get(row)
        cell = {"kind": column.kind, "url": "", "machine": "", "tone": "neutral", "text": ""}
        if value is None or value == "":
            return cell | {"kind": "text", "text": self.missing}
        cell["text"], cell["machine"] = self.format(value)
        if column.url:
            cell["url"] = column.url(row) or ""
        elif column.kind == "link":
            cell["url"] = str(value)
        if column.tone:
            cell["tone"] = column.tone(row)
        return cell

    def html(self, header):
        """callable(row) -> the whole <td> below this header."""
        column, kind = self.column, self.column.kind
        rest = f'{" numeric" if header["numeric"] else ""}" data-label="{escaped(header["label"])}"'
        rest += ' translate="no">' if column.proper else ">"
        start, get = f'<td class="is-{kind}{rest}', self.get
        missing = f'<td class="is-text{rest}{escaped(self.missing)}</td>'
        if column.url or column.tone or kind == "link":
            return lambda row: missing if (cell := self.cell(row))["kind"] != kind else f"{start}{content_of(cell)}</td>"

        def plain(row):
            value = get(row)
            if value is None or value == "":
                return missing
            return f"{start}{self.plain(value)}</td>"

        if kind == "text":
            return plain
        ready = {}

        def kept(row):
            value = get(row)
            if value is None or value == "":
                return missing
            found = ready.get(value)
            if found is None:
                found = ready[value] = f"{start}{self.plain(value)}</td>"
            return found

        return kept

    def plain(self, value):
        text, machine = self.format(value)
        return content_of({"kind": self.column.kind, "url": "", "machine": machine, "tone": "", "text": text})


def content_of(cell):
    """The inside of a <td>; every value in it is escaped."""
    text, kind = escaped(cell["text"]), cell["kind"]
    if cell["url"]:
        return f'<a href="{escaped(cell["url"])}">{text}</a>'
    if kind == "money":
        return f'<data value="{cell["machine"]}">{text}</data>'
    if kind == "date":
        return f'<time datetime="{cell["machine"]}">{text}</time>'
    if kind == "badge":
        return f'<span class="tag tag-{escaped(cell["tone"] or "neutral")}">{text}</span>' if text else ""
    return text
