"""Sentences of a text: which of them changed, and which name a day. Pure text; no database."""
import re
from collections import Counter

from django.core.exceptions import ValidationError

from portal.shared.dates import PartialDate
from portal.shared.months import month_of

# "19. septembril" and "1. Kogukond" do not end after the number; "31.12.2024. Pēc tam" does.
END = re.compile(r"(?<![\s(.]\d\.)(?<![\s(.]\d\d\.)(?<=[.!?…])[\"”“»)]*\s+(?=[\"„“«(]?[^\W\d_a-zõäöüšžāčēģīķļņū]|\d)")
WORD = r"(?P<w>[^\W\d_]{3,})"
YEAR, MONTH, DAY = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
# The most exact first: what a pattern found, a coarser one does not find again.
WAYS_TO_WRITE = [
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){DAY}[./]\s?{MONTH}[./]\s?{YEAR}(?!\d)",
        rf"(?<!\d){YEAR}-{MONTH}-{DAY}(?!\d)",
        rf"{YEAR}\.?\s(?:gada|aasta)\s{DAY}\.\s{WORD}",
        rf"(?<![\d.]){DAY}(?:\.|st|nd|rd|th)?\s(?:of\s)?{WORD}\.?,?\s{YEAR}(?!\d)",
        rf"\b{WORD}\.?\s{DAY}(?:st|nd|rd|th)?,\s{YEAR}(?!\d)",
        rf"{YEAR}\.?\s(?:gada|aasta)\s{WORD}",
        rf"\b{WORD}\.?,?\s{YEAR}(?!\d)",
        rf"(?<![\d.]){MONTH}[./]{YEAR}(?!\d)",
        rf"(?<![\d./-]){YEAR}(?![\d/-]|\.\d)",
    )
]


def sentences(text):
    """The sentences of a text in order, each on one line; a line break ends a sentence, too."""
    found = (part for line in str(text or "").splitlines() for part in END.split(line))
    return [sentence for sentence in (" ".join(part.split()) for part in found) if sentence]


def changed_sentences(before, after):
    """(those that went, those that came), each a list in the order of its text. Moving a sentence changes none."""
    old, new = sentences(before), sentences(after)
    return without(old, new), without(new, old)


def without(some, others):
    """The sentences of the first list that the second does not hold, counted: two equal ones are two."""
    spare, left = Counter(others), []
    for sentence in some:
        if spare[sentence]:
            spare[sentence] -= 1
        else:
            left.append(sentence)
    return left


def days_in(text):
    """[(start, end, PartialDate)] of the dates that the text names in words or numbers, in order."""
    found, rest = [], str(text or "")
    for pattern in WAYS_TO_WRITE:
        for match in list(pattern.finditer(rest)):
            if day := day_of(match.groupdict()):
                found.append((match.start(), match.end(), day))
                rest = rest[: match.start()] + "\0" * (match.end() - match.start()) + rest[match.end() :]
    return sorted(found, key=lambda item: item[0])


def day_of(parts):
    month = month_of(parts["w"]) if parts.get("w") else parts.get("m")
    if parts.get("w") and month is None:
        return None
    try:
        return PartialDate(int(parts["y"]), int(month) if month else None, int(parts["d"]) if parts.get("d") else None)
    except ValidationError:
        return None


def names_the_end(day, end):
    """Does a date in a text mean this end? "December 2024" means 31.12.2024; the bare year does only when the end is a year."""
    return day.upper == end.upper and (day.month is not None or end.month is None)


def with_other_day(text, end, new, language):
    """[(sentence, the same with the new day)] of the sentences that name the end; the new day as the language writes it."""
    told, found = new.text(language), []
    for sentence in sentences(text):
        changed = sentence
        for start, stop, day in reversed(days_in(sentence)):
            if names_the_end(day, end):
                follows = sentence[stop : stop + 1]
                changed = changed[:start] + (told.rstrip(".") if follows == "." else told) + changed[stop:]
        if changed != sentence:
            found.append((sentence, changed))
    return found
