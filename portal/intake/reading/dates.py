"""Dates and periods in every precision people write, and durations. A year in a programme's name is no date of the project."""

import re
from itertools import islice

from django.core.exceptions import ValidationError

from portal.intake.reading import page as pages
from portal.intake.reading.numerals import numeral
from portal.intake.reading.shapes import DATE, MOST, Finding
from portal.intake.reading.units import DURATION, noun_of
from portal.shared.dates import PartialDate
from portal.shared.months import month_of

PERIOD, AS_OF, SINCE, PROGRAMME, LENGTH, DAY = "period", "as_of", "since", "programme", "duration", "day"
DASH = r"\s?[-–—]\s?|\s+(?:kuni|līdz|until|to)\s+"
NUMERIC = r"\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}"
YEAR = r"(?:19|20)\d{2}"
WORD = r"[^\W\d_]{3,12}"
SINGLE = rf"(?:{NUMERIC}|\d{{1,2}}\.? {WORD}(?: {YEAR})?|{WORD} {YEAR}|{YEAR}\. gada {WORD})"
PATTERNS = [
    ("iso", re.compile(rf"\b(?P<a>{YEAR}-\d{{2}}-\d{{2}})(?:(?:{DASH})(?P<b>{YEAR}-\d{{2}}-\d{{2}}))?\b")),
    ("range", re.compile(rf"(?<![\d.])(?P<a>{NUMERIC})(?:{DASH})(?P<b>{NUMERIC})(?!\d)")),
    ("range", re.compile(rf"(?<![\d.])(?P<a>\d{{1,2}}\.\s?\d{{1,2}}\.?)(?:{DASH})(?P<b>{NUMERIC})(?!\d)")),
    (
        "range",
        re.compile(
            rf"(?<!\w)(?P<a>{WORD}(?: {YEAR})?|{YEAR}\. gada {WORD})(?:{DASH})(?P<b>{WORD} {YEAR}|{YEAR}\. gada {WORD})(?!\w)"
        ),
    ),
    (
        "range",
        re.compile(
            rf"(?<![\d.])(?P<a>\d{{1,2}}\.?(?: {WORD})?(?: {YEAR})?)(?:{DASH})(?P<b>\d{{1,2}}\.? {WORD}(?: {YEAR})?)(?!\w)"
        ),
    ),
    ("range", re.compile(rf"(?<![\d.-])(?P<a>{YEAR})\.?(?:{DASH})(?P<b>{YEAR})(?![\d-])")),
    ("one", re.compile(rf"(?<![\d.])(?P<a>{NUMERIC})(?!\d)")),
    ("one", re.compile(rf"(?<![\d.])(?P<a>{SINGLE})(?!\w)")),
    (
        "year",
        re.compile(
            rf"(?<![\d.-])(?P<a>{YEAR})\. (?:aasta\w*|a\.|gad\w+)(?!\w)|\baasta\w* (?P<b>{YEAR})\b|\b(?:in|since) (?P<c>{YEAR})\b"
        ),
    ),
]
LENGTHS = re.compile(r"(?<!\w)((?:kuni|vähemalt|umbes|līdz|up to)\s+)?([\w-]+)(?=\s+([^\W\d_]+))")
LEADS = {
    PERIOD: re.compile(r"ajavahemik|periood|viiakse ellu|kest(?:ab|us|vus)|elluviimi|\baeg\b|from|īsteno", re.I),
    AS_OF: re.compile(r"seisuga|as of|uz\s*$", re.I),
    SINCE: re.compile(r"alates|since|kopš", re.I),
    PROGRAMME: re.compile(r"programm\w*|program(?:me)?|programma\w*|perioodi?", re.I),
}


def find(page, taken):
    """[Finding]; `taken`: spans that belong to something else (codes); what is found is added to it."""
    found = []
    for shape, pattern in PATTERNS:
        for match in islice(pattern.finditer(page.text), MOST):
            if free(match.span(), taken) and (value := value_of(shape, match)):
                taken.append(match.span())
                found.append(finding(page, match, value))
    return sorted([*named(page, found), *lengths(page, taken)], key=lambda row: row.start)


def free(span, taken):
    return all(span[1] <= start or span[0] >= end for start, end in taken)


def value_of(shape, match):
    parts = match.groupdict()
    first, second = parts.get("a") or parts.get("c"), parts.get("b")
    if shape == "year":
        first, second = first or second, None
    if shape != "range" and second is None:
        return iso(first)
    return pair(first, second)


def pair(first, second):
    """ "start/end", each an ISO date; the first borrows month and year from the second: "1.–3. juuni 2024"."""
    end = parsed(second)
    if end is None:
        return None
    start = parsed(first)
    if start is None or (start.year is None and end.year is not None):
        start = borrowed(first, end)
    if start is None or (start.lower and end.upper and end.upper < start.lower):
        return None
    return f"{start.iso}/{end.iso}"


def borrowed(text, end):
    """The date of which only the first part is written."""
    text = text.strip()
    if match := re.fullmatch(r"(\d{1,2})\.?", text):
        return made(end.year, end.month, int(match[1]))
    if match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.?", text):
        return made(end.year, int(match[2]), int(match[1]))
    if match := re.fullmatch(rf"(\d{{1,2}})\.? ({WORD})", text):
        return made(end.year, month_of(match[2]), int(match[1]))
    return made(end.year, month_of(text), None) if month_of(text) else None


def made(year, month, day):
    try:
        return PartialDate(year, month, day)
    except (ValidationError, TypeError):
        return None


def parsed(text):
    try:
        return PartialDate.parse(text)
    except ValidationError:
        return None


def iso(text):
    date = parsed(text)
    return date.iso if date else None


def finding(page, match, value):
    role = role_of(page, match, value)
    return Finding(
        DATE, value, page.sentence_at(match.start()), match.start(), match.end(), 0.95 if len(value) > 4 else 0.7, role
    )


def role_of(page, match, value):
    before = page.before(match.start())[-60:]
    if LEADS[AS_OF].search(before[-12:]):
        return AS_OF
    if "/" not in value:
        return SINCE if LEADS[SINCE].search(f"{before[-20:]} {match[0]}") else DAY
    if len(value) == 9 and LEADS[PROGRAMME].search(before[-14:]) and page.line_at(match.start()).section != pages.PERIOD:
        return PROGRAMME
    line = page.line_at(match.start())
    if line.section == pages.PERIOD or LEADS[PERIOD].search(before) or LEADS[PERIOD].search(line.heading):
        return PERIOD
    return DAY


def named(page, found):
    """When nothing is called the period, the first range that is no programme's stands for it."""
    if any(row.role == PERIOD for row in found):
        return found
    ranges = sorted((row for row in found if "/" in row.value and row.role == DAY), key=lambda row: row.start)
    return [row.but(role=PERIOD, confidence=0.7) if ranges and row is ranges[0] else row for row in found]


def lengths(page, taken):
    """ "nelja aasta jooksul", "kuni 12 kuud": how long something takes. Never a promise."""
    for match in LENGTHS.finditer(page.text):
        number = numeral(match[2])
        if len(taken) > 4 * MOST:
            return
        noun = noun_of(match[3]) if number else None
        span = (match.start(), match.end(3))
        if noun is None or noun.noun.kind != DURATION or not free(span, taken):
            continue
        if number.value > 600:
            continue
        taken.append(span)
        yield Finding(
            DATE,
            f"{number.value} {noun.noun.lemma}",
            page.sentence_at(span[0]),
            *span,
            0.8,
            LENGTH,
            {"up_to": bool(match[1]), "section": page.line_at(span[0]).section},
        )
