"""Number words of Estonian in every case, and those of Latvian and English that people write out."""

import re
from dataclasses import dataclass

NOMINATIVE, GENITIVE, PARTITIVE, OTHER = "nominative", "genitive", "partitive", "other"
CASES = ("sse", "s", "st", "le", "l", "lt", "ks", "ni", "na", "ta", "ga")
ONES = {  # nominative: value, genitive, partitives
    "üks": (1, "ühe", ("üht", "ühte")),
    "kaks": (2, "kahe", ("kaht", "kahte")),
    "kolm": (3, "kolme", ("kolme",)),
    "neli": (4, "nelja", ("nelja",)),
    "viis": (5, "viie", ("viit",)),
    "kuus": (6, "kuue", ("kuut",)),
    "seitse": (7, "seitsme", ("seitset",)),
    "kaheksa": (8, "kaheksa", ("kaheksat",)),
    "üheksa": (9, "üheksa", ("üheksat",)),
    "kümme": (10, "kümne", ("kümmet",)),
}
LATVIAN = {
    1: "viens viena vienu vienam vienai vienā vienas",
    2: "divi divas divus divu diviem divām divos divās",
    3: "trīs triju trim trijiem trijām trijos",
    4: "četri četras četrus četru četriem četrām",
    5: "pieci piecas piecus piecu pieciem piecām",
    6: "seši sešas sešus sešu sešiem sešām",
    7: "septiņi septiņas septiņus septiņu septiņiem septiņām",
    8: "astoņi astoņas astoņus astoņu astoņiem astoņām",
    9: "deviņi deviņas deviņus deviņu deviņiem deviņām",
    10: "desmit",
    11: "vienpadsmit",
    12: "divpadsmit",
    13: "trīspadsmit",
    14: "četrpadsmit",
    15: "piecpadsmit",
    16: "sešpadsmit",
    17: "septiņpadsmit",
    18: "astoņpadsmit",
    19: "deviņpadsmit",
    20: "divdesmit",
    30: "trīsdesmit",
}
ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()


@dataclass(frozen=True)
class Numeral:
    value: int
    case: str


def inflected(value, nominative, genitive, partitives):
    yield nominative, Numeral(value, NOMINATIVE)
    yield genitive, Numeral(value, GENITIVE)
    for ending in CASES:
        yield genitive + ending, Numeral(value, OTHER)
    for form in partitives:
        yield form, Numeral(value, PARTITIVE)


def estonian():
    found = {}
    rows = [(value, name, genitive, parts) for name, (value, genitive, parts) in ONES.items()]
    for value, name, genitive, parts in list(rows):
        if value < 10:
            rows.append((10 + value, f"{name}teist", f"{genitive}teistkümne", tuple(f"{p}teist" for p in parts)))
            rows.append((10 + value, f"{name}teistkümmend", f"{genitive}teist", ()))
        if 1 < value < 10:
            rows.append((10 * value, f"{name}kümmend", f"{genitive}kümne", tuple(f"{p}kümmend" for p in parts)))
    rows.append((100, "sada", "saja", ("sadat",)))
    for row in rows:
        for form, numeral in inflected(*row):
            found.setdefault(form, numeral)
    # "Kolme" is a genitive and a partitive; it is read as the genitive, in which both numeral and noun are inflected.
    return found


WORDS = estonian()
WORDS.update({form: Numeral(value, NOMINATIVE) for value, forms in LATVIAN.items() for form in forms.split()})
WORDS.update({form: Numeral(value, NOMINATIVE) for value, form in enumerate(ENGLISH, start=1)})
DIGITS = re.compile(r"(\d{1,6})(?:-?(sse|st|s|le|lt|l|ks|ni|na|ta|ga|ne|t))?\Z")
SPACED = re.compile(r"(\d{1,3}) (\d{3})\Z")


def numeral(word):
    """The Numeral a word stands for, "kolmeteistkümnes" or "17-s", or None."""
    word = word.casefold()
    if match := DIGITS.match(word):
        return Numeral(int(match[1]), OTHER if match[2] and match[2] not in {"ne", "t"} else NOMINATIVE)
    if match := SPACED.match(word):
        return Numeral(int(match[1] + match[2]), NOMINATIVE)
    return WORDS.get(word)
