"""Euros: read from what people type, kept in whole cents, split and compared to the cent."""
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

MIN = Decimal("0.00")
MAX = Decimal("999999999.99")
CENT = Decimal("0.01")
# Sums and differences may leave the range of one amount, but never the database's eight bytes.
MAX_CENTS = 10**17
LONGEST = 40

NBSP = "\u00a0"
MINUS = "\u2212"
ANY_SPACE = "[ \u00a0\u2007\u2008\u2009\u200a\u202f]"
CURRENCY = re.compile(rf"^(?:€|eur){ANY_SPACE}*|{ANY_SPACE}*(?:€|eur(?:ot?)?)$", re.IGNORECASE)
AMOUNT = re.compile(
    rf"""
    (?P<whole>
        [0-9]+
      | [0-9]{{1,3}}(?:{ANY_SPACE}[0-9]{{3}})+
      | [0-9]{{1,3}}(?:\.[0-9]{{3}})+ (?=,|$)
      | [0-9]{{1,3}}(?:,[0-9]{{3}})+ (?=\.|$)
    )
    (?:[.,](?P<fraction>[0-9]+|[-–]))?
    """,
    re.VERBOSE,
)


def parse_money(value):
    """The amount in euros with two decimals, between 0.00 and 999 999 999.99.

    Takes what people write ("12 743,68 €", "5000€", "12.743,68", "12,743.68", "EUR 5 000"), numbers, sheet cells.
    Raises ValidationError with code "invalid_money" or "money_range".
    """
    amount = _number_of(value) if isinstance(value, int | float | Decimal) else _text_amount(str(value))
    if not MIN <= amount <= MAX:
        raise _out_of_range()
    return amount


def _text_amount(text):
    text = text.strip()
    if len(text) > LONGEST:
        raise _not_an_amount()
    text = CURRENCY.sub("", text, count=1).strip()
    if text[:1] in ("-", "\u2013", MINUS):
        if AMOUNT.fullmatch(CURRENCY.sub("", text[1:].strip())):
            raise ValidationError(_("An amount cannot be negative."), code="money_range")
        raise _not_an_amount()
    match = AMOUNT.fullmatch(text)
    if not match:
        raise _not_an_amount()
    whole, fraction = re.sub("[^0-9]", "", match["whole"]), match["fraction"] or ""
    # "12.743" may be twelve thousand or twelve and some; it matches as the second, and is refused instead of guessed.
    if len(fraction) > 2:
        raise _too_many_decimals()
    # Written out with both cents: rounding thirty digits to them would break Decimal's precision.
    return Decimal(f"{whole}.{(fraction if fraction.isdigit() else '').ljust(2, '0')}")


def _number_of(value):
    """A number with at most two decimals; a float may miss them by its own rounding noise only."""
    if isinstance(value, bool):
        raise _not_an_amount()
    try:
        exact = Decimal(value)
        if not exact.is_finite():
            raise _not_an_amount()
        cents = exact.quantize(CENT, ROUND_HALF_UP)
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise (_out_of_range() if isinstance(value, int) else _not_an_amount()) from error
    noise = Decimal("0.000001") if isinstance(value, float) else 0
    if abs(exact - cents) > noise:
        raise _too_many_decimals()
    return cents


def _not_an_amount():
    return ValidationError(_("Enter an amount in euros, for example 12 743,68."), code="invalid_money")


def _too_many_decimals():
    return ValidationError(_("Write the cents with two digits, for example 12 743,68."), code="invalid_money")


def _out_of_range():
    return ValidationError(_("The amount must be between 0 and 999 999 999,99 euros."), code="money_range")


def validate_range(value):
    """Model validator: an amount that is stated lies in the range."""
    if value is not None and not MIN <= value <= MAX:
        raise _out_of_range()


def to_cents(value):
    """Whole cents of euros (Decimal, int or text). Sums may be negative or large; half cents are refused."""
    amount = _number_of(value) if isinstance(value, int | float | Decimal) else parse_money(value)
    cents = int(amount.scaleb(2))
    if abs(cents) > MAX_CENTS:
        raise _out_of_range()
    return cents


def from_cents(cents):
    """Euros with two decimals from cents; what an average leaves over is rounded half up. None stays None."""
    if cents is None:
        return None
    if not isinstance(cents, int):
        cents = int(Decimal(cents).quantize(Decimal(1), ROUND_HALF_UP))
    return Decimal(cents).scaleb(-2)


def share_out(total, weights):
    """Split euros by weights (numbers >= 0, not all 0) into a list that sums to the total exactly.

    The cents left over go to the largest remainders, earlier weights first. Raises ValueError for unusable weights.
    """
    parts = [Fraction(weight) for weight in weights]
    if not parts or min(parts) < 0 or not sum(parts):
        raise ValueError("weights must be zero or more, and not all zero")
    cents, whole = to_cents(total), sum(parts)
    exact = [cents * part / whole for part in parts]
    shares = [share.__floor__() for share in exact]
    # A weight of nothing has no remainder, so it never receives a cent.
    by_remainder = sorted(range(len(parts)), key=lambda place: shares[place] - exact[place])
    for place in by_remainder[: cents - sum(shares)]:
        shares[place] += 1
    return [from_cents(share) for share in shares]


def rate(part, whole):
    """Percent of the whole with two decimals, half up ("70.80"); None when either is unknown or the whole is 0."""
    if part is None or not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(CENT, ROUND_HALF_UP)


def grant_of(total, rate_percent):
    """(grant, own) of a total at a rate in percent: the grant is cut down to the cent, the own share is the rest."""
    if not 0 <= rate_percent <= 100:
        raise ValueError("a rate lies between 0 and 100 percent")
    cents = to_cents(total)
    grant = (cents * Fraction(rate_percent) / 100).__floor__()
    return from_cents(grant), from_cents(cents - grant)


def format_money(value, language=None, *, cents=True):
    """"12 743,68 €" with no-break spaces, in English "€12,743.68". cents=False drops ",00". None is "not stated"."""
    language = language_of(language)
    if value is None:
        with override(language):
            return gettext("not stated")
    value = Decimal(value).quantize(CENT, ROUND_HALF_UP)
    sign = MINUS if value < 0 else ""
    number = format_amount(abs(value), language, space=NBSP)
    if not cents and value == value.to_integral_value():
        number = number[:-3]
    return f"{sign}€{number}" if language == "en" else f"{sign}{number}{NBSP}€"


def format_amount(value, language=None, *, space=" "):
    """The bare number as people of the language type it: "18 000,00", in English "18,000.00"."""
    number = f"{Decimal(value):,.2f}"
    if language_of(language) == "en":
        return number
    return number.replace(",", space).replace(".", ",")


def format_percent(value, language=None):
    """"70,8%" of a number of percent, at most two decimals; Latvian puts a no-break space. None is "not stated"."""
    language = language_of(language)
    if value is None:
        with override(language):
            return gettext("not stated")
    value = Decimal(value).quantize(CENT, ROUND_HALF_UP)
    number = f"{abs(value):f}".rstrip("0").rstrip(".")
    sign = MINUS if value < 0 else ""
    if language == "en":
        return f"{sign}{number}%"
    return f"{sign}{number.replace('.', ',')}{NBSP if language == 'lv' else ''}%"


def language_of(language=None):
    """Two letters of the language to print in: the one given, the current one, or the portal's own."""
    return (language or get_language() or settings.LANGUAGE_CODE)[:2]
