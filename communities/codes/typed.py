"""From what people type to the one form in which a cell is kept and compared, and back to what they read.

Canonical forms: "" is unknown; 1200 is "1200"; 12,50 is "12.5"; money "1200.50"; a day "2024-12-31"; May 2021 "2021-05";
a choice its value; several choices their values, one per line; yes "1", no "0"; a ticked box "1", an empty one "".
"""
import re
from contextlib import nullcontext
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from communities.choices import FieldKind
from portal.shared.dates import PartialDate
from portal.shared.imports import parsers
from portal.shared.money import format_money, language_of, parse_money
from portal.shared.tables import format_number
from portal.shared.text import clean_line, clean_text, fold

BOOL = "bool"
LONGEST = 10_000
LIMITS = {FieldKind.TEXT: 2000, FieldKind.LINK: 500, FieldKind.CHOICES: 2000}
LIMIT = 200
CHOSEN = {FieldKind.CHOICE, FieldKind.CHOICES}
HIGHEST = 1_000_000_000
is_address = URLValidator(schemes=["http", "https"])


def read_typed(kind, text, options=(), limit=None, *, low=-HIGHEST, high=HIGHEST):
    """The canonical form. `kind`: a FieldKind or "bool"; `options`: (value, label) pairs; `limit`: most characters.

    Raises ValidationError with one plain sentence. Whatever is typed (no text at all, half a character, a number of a
    thousand digits), the answer is a canonical text or that error.
    """
    text = CLEANERS.get(kind, clean_line)("" if text is None else text)
    if not text:
        return ""
    most = min(limit or LIMITS.get(kind, LIMIT), LONGEST)
    if len(text) > (LONGEST if kind in CHOSEN else most):
        message = ngettext("At most %(limit)d character.", "At most %(limit)d characters.", most)
        raise ValidationError(message, code="max_length", params={"limit": most})
    if kind in CHOSEN:
        return _chosen(kind, text, options)
    if kind in {FieldKind.NUMBER, FieldKind.DECIMAL}:
        return _number(kind, text, low, high)
    return READERS.get(kind, str)(text)


def shown(kind, canonical, options=(), language=None):
    """The canonical text as people of the language read it.

    A text that does not suit the kind stays as it is: a template may change what it asks.
    """
    if not canonical:
        return ""
    with override(language) if language else nullcontext():
        try:
            return WRITERS.get(kind, _as_it_is)(canonical, options)
        except (ValidationError, InvalidOperation, ValueError):
            return canonical


def chosen_values(canonical):
    """The values of several choices."""
    return canonical.split("\n") if canonical else []


# --- reading ---


def _several(text):
    return "\n".join(line for line in map(clean_line, clean_text(text).split("\n")) if line)


def _chosen(kind, text, options):
    """Values or labels in any language of the portal; several of them as lines, else divided by commas or semicolons."""
    if kind == FieldKind.CHOICE:
        return _one_of(text, options)
    found = set()
    for piece in text.split("\n"):
        try:
            found.add(_one_of(piece, options))
        except ValidationError:
            parts = [part for part in map(clean_line, re.split("[,;]", piece)) if part]
            if len(parts) < 2:
                raise
            found |= {_one_of(part, options) for part in parts}
    return "\n".join(value for value, _label in pairs_of(options) if value in found)


def _one_of(text, options):
    pairs = pairs_of(options)
    return text if any(text == value for value, _label in pairs) else parsers.choice(pairs)(text)


def pairs_of(options):
    return [(str(value), label) for value, label in options]


def _number(kind, text, low, high):
    read = parsers.integer(low, high) if kind == FieldKind.NUMBER else parsers.decimal(2, low, high)
    return plain_number(Decimal(read(text)))


def plain_number(value):
    """12, 12.5: a Decimal without an exponent and without zeros at its end."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"", "-0"} else text


def _money(text):
    return f"{parse_money(text):.2f}"


def _day(text):
    return parsers.day(text).isoformat()


def _month(text):
    return PartialDate.parse(text).iso


def _yes_or_no(text):
    return "1" if parsers.yes_no(text) else "0"


def _ticked(text):
    return "1" if fold(text) == "on" or parsers.yes_no(text) else ""


def _address(text):
    if "://" not in text:
        text = f"https://{text}"
    try:
        is_address(text)
    except ValidationError as error:
        raise ValidationError(_("Enter a web address, for example https://www.example.org."), code="invalid_link") from error
    return text


CLEANERS = {FieldKind.TEXT: clean_text, FieldKind.CHOICES: _several}
READERS = {
    FieldKind.MONEY: _money, FieldKind.DAY: _day, FieldKind.MONTH: _month, FieldKind.YESNO: _yes_or_no,
    FieldKind.LINK: _address, BOOL: _ticked,
}


# --- showing ---


def _as_it_is(canonical, options):
    return canonical


def _label(canonical, options):
    return str(next((label for value, label in options if str(value) == canonical), canonical))


def _labels(canonical, options):
    return ", ".join(_label(value, options) for value in chosen_values(canonical))


def _number_shown(canonical, options):
    return format_number(Decimal(canonical), language_of() == "en")


WRITERS = {
    FieldKind.CHOICE: _label,
    FieldKind.CHOICES: _labels,
    FieldKind.NUMBER: _number_shown,
    FieldKind.DECIMAL: _number_shown,
    FieldKind.MONEY: lambda canonical, options: format_money(Decimal(canonical)),
    FieldKind.DAY: lambda canonical, options: PartialDate.from_iso(canonical).text(),
    FieldKind.MONTH: lambda canonical, options: PartialDate.from_iso(canonical).text(),
    FieldKind.YESNO: lambda canonical, options: _("yes") if canonical == "1" else _("no"),
    BOOL: lambda canonical, options: _("yes"),
}
