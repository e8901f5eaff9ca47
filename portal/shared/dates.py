"""Dates as people know them: a year, a month, a day, or a day whose year nobody wrote down."""
import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache, total_ordering

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from portal.shared.money import language_of
from portal.shared.months import MONTHS, NOISE, SHORT_ENGLISH, month_of
from portal.shared.text import clean_line

FIRST_YEAR, LAST_YEAR = 1990, 2100
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
LONGEST = 80
EN_DASH = "\u2013"
# 29 February exists in some years, so a day without a year is measured by a leap year.
SOME_LEAP_YEAR = 2000

ISO = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?|--(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"
)
NUMBERS = [
    re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})\.?"),
    re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\.?"),
    re.compile(r"(?P<month>[0-9]{1,2})[./](?P<year>[0-9]{4})\.?"),
    re.compile(r"(?P<year>[0-9]{4})\.?"),
]
WORDS = re.compile(r"[0-9]+|[^\W\d_]+")


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date of year, month or day precision, or a day of an unknown year. Raises ValidationError "invalid_date"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self):
        stated = tuple(part is not None for part in (self.year, self.month, self.day))
        if stated not in {(True, False, False), (True, True, False), (True, True, True), (False, True, True)}:
            raise _unreadable()
        if self.month is not None and not 1 <= self.month <= 12:
            raise _impossible()
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise _out_of_range()
        if self.day is not None and not 1 <= self.day <= _days_in(self.year or SOME_LEAP_YEAR, self.month):
            raise _impossible()

    @classmethod
    def parse(cls, value):
        """Read "mai 2019", "2023", "1.08.2024", "01.08.", "19. september", "2019. gada maijs", "1 Aug 2024" or ISO."""
        if isinstance(value, cls):
            return value
        if isinstance(value, date):
            day = value.date() if isinstance(value, datetime) else value
            return cls(day.year, day.month, day.day)
        text = clean_line(value)
        if not text or len(text) > LONGEST:
            raise _unreadable()
        return cls.from_iso(text) if ISO.fullmatch(text) else cls._from_words(text)

    @classmethod
    @lru_cache(maxsize=4_000)
    def from_iso(cls, text):
        """Read what `iso` wrote: "2023", "2019-05", "2024-07-01" or "--09-19"."""
        match = ISO.fullmatch(text)
        if not match:
            raise _unreadable()
        month, day = match["month"] or match["m"], match["day"] or match["d"]
        return cls(**_as_numbers(year=match["year"], month=month, day=day))

    @classmethod
    def _from_words(cls, text):
        bare = NOISE.sub("", re.sub(r"\([^()]*\)$", "", text).casefold())
        bare = re.sub(r"[ .]*\.", ".", " ".join(bare.split())).strip(" ,:")
        for pattern in NUMBERS:
            if match := pattern.fullmatch(bare):
                return cls(**_as_numbers(**match.groupdict()))
        if re.search(r"[^\w ,.]|_|[^\D0-9]", bare):
            raise _unreadable()
        words = WORDS.findall(bare)
        months = [word for word in words if not word.isdigit()]
        years = [word for word in words if word.isdigit() and len(word) == 4]
        days = [word for word in words if word.isdigit() and len(word) < 3]
        month = month_of(months[0]) if len(months) == 1 else None
        if month is None or len(years) > 1 or len(days) > 1 or len(words) != 1 + len(years) + len(days):
            raise _unreadable()
        return cls(**_as_numbers(year=(years or [None])[0], month=month, day=(days or [None])[0]))

    @property
    def iso(self):
        """At most ten characters that parse back to the same date."""
        year = "-" if self.year is None else f"{self.year:04}"
        return "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    @property
    def lower(self):
        """The first day it can mean, None when the year is unknown."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def upper(self):
        """The last day it can mean, None when the year is unknown."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or _days_in(self.year, month))

    def text(self, language=None):
        """As people of the language write it: "mai 2019", "2019. gada maijs", "01.07.2024", "1 Jul 2024", "2023"."""
        language = language_of(language)
        if self.year is None:
            with override(language):
                return gettext("%(date)s (year not stated)") % {"date": self._day_and_month(language)}
        if self.month is None:
            return str(self.year)
        if self.day is None:
            joint = "{1}. gada {0}" if language == "lv" else "{0} {1}"
            return joint.format(_month_name(self.month, language), self.year)
        if language == "en":
            return f"{self.day} {SHORT_ENGLISH[self.month - 1]} {self.year}"
        return f"{self.day:02}.{self.month:02}.{self.year}" + ("." if language == "lv" else "")

    def _day_and_month(self, language):
        return f"{self.day}{'' if language == 'en' else '.'} {_month_name(self.month, language)}"

    def __str__(self):
        return self.text()

    def __lt__(self, other):
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self):
        # The wider span first, as a heading stands before what it holds; unknown years at the very end.
        known = self.year is not None
        bounds = (self.lower, -self.upper.toordinal()) if known else (date.max, 0)
        return (not known, *bounds, self.month or 0, self.day or 0)


def format_period(start, end, language=None):
    """"mai 2019 – aprill 2021", "01.07.2024–30.06.2025", "2023–2026"; an open end stays open; "not stated" for neither.

    Each side is a PartialDate, a date or None.
    """
    language = language_of(language)
    first, last = (PartialDate.parse(side).text(language) if side is not None else "" for side in (start, end))
    if not first and not last:
        with override(language):
            return gettext("not stated")
    if first == last:
        return first
    # Typographers set spaces around the dash as soon as one side has a space of its own.
    space = " " if " " in first + last else ""
    return f"{first}{space}{EN_DASH}{space}{last}".strip()


def months_between(start, end):
    """Length of a period in months, both ends included, a begun month counted whole; None when a bound is unknown."""
    first, last = bounds_of(start, end)
    if first is None or last is None or last < first:
        return None
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return next(number for number in (months - 1, months, months + 1) if months_later(first, number) >= after)


def years_between(start, end):
    """How many calendar years a period touches (2023–2026 is 4); None when a bound is unknown."""
    first, last = bounds_of(start, end)
    if first is None or last is None or last < first:
        return None
    return last.year - first.year + 1


def bounds_of(start, end):
    """(first day, last day) that two imprecise ends can mean, each None when unknown."""
    first = PartialDate.parse(start).lower if start is not None else None
    last = PartialDate.parse(end).upper if end is not None else None
    return first, last


def validate_day(value):
    """Validator for plain date fields: between 01.01.1990 and 31.12.2100."""
    if value is not None and not FIRST_DAY <= value <= LAST_DAY:
        raise _out_of_range()


def _days_in(year, month):
    return calendar.monthrange(year, month)[1]


def months_later(day, months):
    """The same day some months later; where that month is too short, the first of the next."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= _days_in(year, month + 1):
        return date(year, month + 1, day.day)
    return date(year, month + 1, _days_in(year, month + 1)) + timedelta(days=1)


def _month_name(month, language):
    return MONTHS.get(language, MONTHS["et"])[month - 1]


def _as_numbers(**parts):
    return {name: None if part is None else int(part) for name, part in parts.items()}


def _unreadable():
    return ValidationError(_("Enter a date, for example 01.07.2024, May 2019 or 2023."), code="invalid_date")


def _impossible():
    return ValidationError(_("There is no such day in the calendar."), code="invalid_date")


def _out_of_range():
    return ValidationError(_("The date must lie between 1990 and 2100."), code="invalid_date")
