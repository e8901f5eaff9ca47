"""What a cell means. A parser takes a cell that is not empty (text, number, boolean, date) and returns the value, or raises a
ValidationError whose words tell what is wrong with it. Parsers with choices of their own are made: `integer(low=1)`.
"""
import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.shared.dates import FIRST_YEAR, LAST_YEAR, PartialDate
from portal.shared.money import ANY_SPACE, MINUS, parse_money
from portal.shared.text import clean_line, clean_text, fold

GROUPED = re.compile(rf"(?<=\d){ANY_SPACE}(?=\d{{3}}(?!\d))")
NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
LONGEST_NUMBER = 30
YES = frozenset({"jah", "ja", "yes", "y", "true", "x", "1", "+", "v", "✓", "✔"})
NO = frozenset({"ei", "ne", "no", "n", "false", "0", "-"})
MOST_NAMED = 12


def words(value):
    """A cell as people read it: "12" for 12.0, "01.07.2024" for a date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, date) and not isinstance(value, datetime) and FIRST_YEAR <= value.year <= LAST_YEAR:
        return PartialDate.parse(value).text()
    return str(value)


def line(max_length=200):
    """One line of text."""

    def parse(value):
        return _short(clean_line(words(value)), max_length)

    return parse


def text(max_length=2000):
    """Text of several lines."""

    def parse(value):
        return _short(clean_text(words(value)), max_length)

    return parse


def integer(low=0, high=1_000_000_000):
    """A whole number: 1 234, "1 234", 12.0."""

    def parse(value):
        number = _number(value)
        if number != number.to_integral_value():
            raise _wrong(_("“%(value)s” is not a whole number."), value)
        return int(_between(number, low, high, value))

    return parse


def decimal(places=2, low=0, high=1_000_000_000):
    """A number with at most `places` decimals: "12,5", "1 234.50"."""

    def parse(value):
        number = _between(_number(value), low, high, value)
        cut = round(number, places)
        if abs(cut - number) > (Decimal("0.000001") if isinstance(value, float) else 0):
            raise _wrong(_("“%(value)s” has too many decimals."), value)
        return cut

    return parse


def money(value):
    """Euros, as `parse_money` reads them."""
    try:
        return parse_money(value)
    except ValidationError as error:
        raise _because(value, error) from error


def day(value):
    """A whole date: a cell with a date, "1.07.2024", "2024-07-01", "1. juuli 2024"."""
    found = partial_date(value)
    if found.year is None or found.day is None:
        raise _wrong(_("“%(value)s” is not a whole date; write it as 01.07.2024."), value)
    return found.lower


def partial_date(value):
    """A date as exact as it is known: "mai 2019", 2023, "01.07.2024"."""
    try:
        return PartialDate.parse(value if isinstance(value, date) else words(value))
    except ValidationError as error:
        raise _because(value, error) from error


def yes_no(value):
    """jah, ei, jā, nē, yes, no, x, 1, 0."""
    if isinstance(value, bool):
        return value
    found = fold(words(value))
    if found not in YES | NO:
        raise _wrong(_("“%(value)s” is neither yes nor no."), value)
    return found in YES


def choice(choices):
    """One of a TextChoices class, or of (value, label) pairs, by its label in any language of the portal or by its value."""
    pairs = list(getattr(choices, "choices", choices))

    @cache
    def known():
        found = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                for value, label in pairs:
                    found.setdefault(fold(label), value)
        for value, _label in pairs:
            found.setdefault(fold(value), value)
        return found

    def parse(value):
        found = known().get(fold(words(value)))
        if found is None:
            raise _unknown(value, [str(label) for _value, label in pairs])
        return found

    return parse


def one_of(rows, names):
    """One of some rows by its name. `rows`: callable -> rows, asked once; `names`: callable(row) -> texts that name it.

    Case and accents do not matter; a name that two rows share is refused, never guessed.
    """

    @cache
    def known():
        found = {}
        for row in rows():
            for name in {fold(name) for name in names(row) if name}:
                found.setdefault(name, []).append(row)
        return found

    def parse(value):
        found = known().get(fold(words(value)), [])
        if len(found) > 1:
            raise _wrong(_("“%(value)s” is the name of several; it is not clear which is meant."), value)
        if not found:
            raise _wrong(_("“%(value)s” is not known in the portal."), value)
        return found[0]

    return parse


def _number(value):
    if isinstance(value, bool):
        raise _wrong(_("“%(value)s” is not a number."), value)
    try:
        if isinstance(value, int | float | Decimal):
            number = Decimal(str(value))
        else:
            bare = GROUPED.sub("", str(value).strip()).replace(MINUS, "-")
            if len(bare) > LONGEST_NUMBER or not NUMBER.fullmatch(bare):
                raise _wrong(_("“%(value)s” is not a number."), value)
            number = Decimal(bare.replace(",", "."))
    except InvalidOperation as error:
        raise _wrong(_("“%(value)s” is not a number."), value) from error
    if not number.is_finite():
        raise _wrong(_("“%(value)s” is not a number."), value)
    return number


def _between(number, low, high, value):
    if (low is not None and number < low) or (high is not None and number > high):
        raise _wrong(_("“%(value)s” is not between %(low)s and %(high)s."), value, low=low, high=high)
    return number


def _short(cleaned, max_length):
    if len(cleaned) > max_length:
        raise ValidationError(_("The text is longer than %(count)d characters."), code="too_long", params={"count": max_length})
    return cleaned


def _wrong(message, value, **params):
    return ValidationError(message, code="wrong", params={"value": _shown(value)} | params)


def _because(value, error):
    return _wrong("“%(value)s”: %(why)s", value, why=" ".join(error.messages))


def _unknown(value, labels):
    named = ", ".join(labels[:MOST_NAMED]) + (", …" if len(labels) > MOST_NAMED else "")
    return _wrong(_("“%(value)s” is not one of: %(choices)s."), value, choices=named)


def _shown(value):
    shown = clean_line(words(value))
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
