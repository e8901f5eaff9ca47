"""Numbers of things: how many, how exactly, of what, divided how. Only a plan's numbers are promises."""

import re
from dataclasses import dataclass, replace

from portal.intake.reading import page as pages
from portal.intake.reading.dates import free
from portal.intake.reading.numerals import GENITIVE, OTHER, numeral
from portal.intake.reading.shapes import COUNT, MOST, Finding
from portal.intake.reading.units import DURATION, noun_of

TARGET, FACT, BACKGROUND, HOPE, PART, SHARE, FACTOR, REPEAT = (
    "target",
    "fact",
    "background",
    "hope",
    "part",
    "share",
    "factor",
    "repeat",
)
TOKEN = re.compile(r"\d{1,3} \d{3}(?!\d)|\d+(?:-[a-z]{1,3})?|[^\W\d_]+(?:-[^\W\d_]+)*-?|[^\w\s]")
PAST = re.compile(
    r"\b(?:moodusta(?:ti|s|sid)|hakka(?:s|sid)|liitu(?:s|sid|nud)|jagatud|toimu(?:s|sid)|osale(?:s|sid)|korralda(?:ti|s|sid|sime)|viidi|loodi"
    r"|lõime|alguse|lõpetanud|valiti|nägime|käisime|õppisime|tegevussuundasid on)\b",
    re.I,
)
HOPES = re.compile(r"\b(?:loodame|loodetavasti|loodetakse|unistame|sooviksime|ceram|cerībā|we hope|hopefully)\b", re.I)
ALREADY = re.compile(r"\b(?:praegu|täna|juba)\s+(?:on|tegutse\w+|ela\w+)\b|\bpiirkonnas (?:on|elab|tegutseb)\b", re.I)
COMPARATORS = [  # directly before the number, or a word before that
    ("up_to", r"kuni|maksimaalselt|mitte rohkem kui|līdz|up to|at most"),
    ("at_least", r"vähemalt|mitte vähem kui|üle|vismaz|at least"),
    ("about", r"umbes|ligikaudu|ca|circa|u|orienteeruvalt|apmēram|about"),
    ("in_total", r"kokku|kopā|in total|ühtekokku"),
]
EVERY = re.compile(r"\b(?:iga(?:s|st|le|l|lt|sse|ga)?|katr(?:ā|am|s|a|ai)|each|every)\s+([^\W\d_]+)", re.I)
STOPS = {
    "on",
    "kus",
    "kes",
    "mis",
    "et",
    "kuid",
    "aga",
    "või",
    "ehk",
    "sest",
    "seega",
    "saab",
    "toimub",
    "eest",
    "raames",
    "jooksul",
    "iga",
    "igas",
    "igast",
}
ADJECTIVE = re.compile(r"\w+(?:list|set|päevast|tset|vat|rset|tud|vust|ast)$|teoreetilis\w+|praktilis\w+")
THEORY, PRACTICE, TWO_DAYS = (
    re.compile(r"\bteoreetili|\bteooria|teorēti|theor", re.I),
    re.compile(r"\bprakti", re.I),
    re.compile(r"kahepäeva", re.I),
)
FARTHEST = 8


@dataclass(frozen=True)
class Token:
    text: str
    start: int
    end: int


def find(page, taken):
    rows = []
    for start, end in page.sentences:
        if len(rows) >= MOST:
            break
        tokens = [Token(m[0], start + m.start(), start + m.end()) for m in TOKEN.finditer(page.text[start:end])]
        rows.extend(reversed_order(page, start, end, taken))
        rows.extend(of_sentence(page, tokens, taken))
    return sorted(rows, key=lambda row: row.start)[:MOST]


def of_sentence(page, tokens, taken):
    found = []
    for index, token in enumerate(tokens):
        number = numeral(token.text)
        if number is None or not free((token.start, token.end), taken) or is_marker(tokens, index):
            continue
        counted = noun_after(tokens, index, number)
        if counted is None:
            if number.value == 1 or token.text.isdigit() is False and number.case == OTHER:
                continue
            counted = Counted(None, tokens[index + 1].text if index + 1 < len(tokens) else "", token.end, "")
        if not believable(page, number, counted, token):
            continue
        found.append(made(page, tokens, index, number, counted))
    return [row for row in shared_noun(found, page) if row.data["unit"] or row.confidence > 0.4]


@dataclass(frozen=True)
class Counted:
    """`match`: the noun (units.Match) or None; `word`: as written; `between`: the words from the number to the noun."""

    match: object
    word: str
    end: int
    between: str


def is_marker(tokens, index):
    """The number of a list item, an ordinal ("2. etapp") or a part of something else ("60 %" stays a number)."""
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return tokens[index].text.isdigit() and following in {")", "."} and index + 2 < len(tokens)


def noun_after(tokens, index, number):
    """The Counted noun: the first in the case that the number asks for, else the first known one."""
    fallback, words = None, []
    for place, token in enumerate(tokens[index + 1 : index + 1 + FARTHEST], start=index + 1):
        word = token.text
        if not re.match(r"[^\W\d_]", word) or word.casefold() in STOPS or numeral(word):
            break
        match = noun_of(word)
        if match:
            counted = Counted(match, word, token.end, " ".join(words))
            following = tokens[place + 1].text if place + 1 < len(tokens) else ""
            if not match.noun.partitive and noun_of(following):
                continue  # "12 apmācību dienas": days of training
            # "17-s maapiirkonna külakogukonnas": a genitive on the way only says whose.
            if match.form != GENITIVE or number.case == GENITIVE:
                return counted
            fallback = fallback or counted
        words.append(word)
    return fallback


def believable(page, number, counted, token):
    if counted.match is None:
        return (
            token.text.isdigit()
            and number.value < 10_000
            and bool(re.match(r"[^\W\d_]{3,}|%", counted.word))
            and not (1900 <= number.value <= 2100)
        )
    if counted.match.noun.kind == DURATION:
        return False
    if number.value == 1:
        # "Üks" is seldom a count: only where each of something gets one.
        if counted.match.noun.per == "cohort":
            return False
        return bool(EVERY.search(page.sentence_at(token.start))) or len(counted.between.split()) == 0
    return True


def made(page, tokens, index, number, counted):
    token = tokens[index]
    sentence = page.sentence_at(token.start)
    comparator = comparator_of(page, token.start)
    noun = counted.match.noun if counted.match else None
    adjective = adjectives(counted.between)
    unit = f"{adjective} {counted.match.unit or counted.word}".strip() if counted.match else counted.word
    data = {
        "unit": unit.casefold()[:60],
        "lemma": counted.match.lemma if counted.match else counted.word.casefold(),
        "noun": noun.lemma if noun else "",
        "comparator": comparator,
        "measure": measure_of(noun, unit),
        "kind": noun.kind if noun else "",
    }
    if TWO_DAYS.search(f"{counted.between} {sentence if noun and noun.lemma == 'seminar' else ''}"):
        data["days_each"] = 2
    confidence = 0.9 if noun else 0.5
    return Finding(
        COUNT,
        str(number.value),
        sentence,
        token.start,
        counted.end,
        confidence if number.value > 1 else 0.6,
        role_of(page, token.start, number, data),
        data,
    )


def adjectives(words):
    """The words between a number and its noun, when they only describe it, as they stand after a number."""
    found = words.split()
    if not found or len(found) > 2 or not all(ADJECTIVE.fullmatch(word) for word in found):
        return ""
    return " ".join(re.sub(r"(?<=li)se\w*$", "st", word) for word in found)


def measure_of(noun, unit):
    if noun is None:
        return ""
    if noun.measure == "days" and THEORY.search(unit):
        return "days_theory"
    if noun.measure == "days" and PRACTICE.search(unit):
        return "days_practice"
    return noun.measure


def comparator_of(page, start):
    before = page.before(start)
    for name, words in COMPARATORS:
        if re.search(
            rf"(?<!\w)(?:{words})\s+(?:\w+\s+){{0,4}}$" if name == "in_total" else rf"(?<!\w)(?:{words})\s+$", before, re.I
        ):
            return name
    return "exactly"


def role_of(page, start, number, data):
    sentence, line = page.sentence_at(start), page.line_at(start)
    if HOPES.search(sentence):
        return HOPE
    if line.section in (pages.BACKGROUND, pages.CONTACT) or ALREADY.search(sentence):
        return BACKGROUND
    if PAST.search(sentence):
        return FACT
    if number.value == 1 or data["noun"] in {"kord", "regioon", "maakond", "etapp", "grupp", "rühm"}:
        return FACTOR
    if re.search(r"\b(?:iga|igas|ühes)\s+(?:grupis|rühmas)[^.]*$", page.before(start)):
        return FACTOR
    return TARGET if data["noun"] else FACT


def shared_noun(rows, page):
    """ "26 teoreetilist ja 16 praktilist õppepäeva": the noun at the end belongs to both numbers."""
    found = list(rows)
    for index in range(len(found) - 2, -1, -1):
        here, after = found[index], found[index + 1]
        between = page.text[here.start : after.start]
        match = re.fullmatch(r"\S+ (?P<words>(?:[^\W\d_]+ ){1,2})(?:ja|ning|un|and) ", between)
        if not here.data["noun"] and after.data["noun"] and match:
            word = re.sub(r"(?<=li)se\w*$", "st", match["words"].strip())
            unit = f"{word} {after.data['unit'].split()[-1]}"
            data = {**after.data, "unit": unit[:60], "comparator": here.data["comparator"]}
            data["measure"] = (
                "days_theory" if THEORY.search(unit) else "days_practice" if PRACTICE.search(unit) else data["measure"]
            )
            found[index] = replace(here, data=data, confidence=0.9, role=after.role, end=after.start - 1)
            if here.data["comparator"] == "in_total":
                found[index + 1] = after.but(comparator="in_total")
    return found


def reversed_order(page, start, end, taken):
    """ "Tegevussuundasid on viis": the thing first, its number afterwards."""
    for match in re.finditer(r"(?<![^\W\d_])([^\W\d_]{4,40}(?:sid|id|ei?d))\s+on\s+(?:kokku\s+)?([^\W_]+)", page.text[start:end]):
        number, noun = numeral(match[2]), noun_of(match[1])
        span = (start + match.start(), start + match.end())
        if number and number.value > 1 and noun and noun.noun.kind != DURATION and free(span, taken):
            taken.append(span)
            data = {
                "unit": noun.unit,
                "lemma": noun.lemma,
                "noun": noun.noun.lemma,
                "comparator": "exactly",
                "measure": "",
                "kind": "",
            }
            yield Finding(COUNT, str(number.value), page.sentence_at(span[0]), *span, 0.85, FACT, data)
