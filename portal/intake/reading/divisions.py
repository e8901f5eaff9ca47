"""How a number is divided, what it is multiplied from, and which numbers are the same promise told twice."""

import re

from portal.intake.reading.counts import EVERY, FACTOR, PART, REPEAT, SHARE, TARGET
from portal.intake.reading.numerals import numeral
from portal.intake.reading.shapes import COUNT, Clash, Finding
from portal.intake.reading.units import noun_of

NAMED_SHARE = re.compile(r"(?P<n>\d+|[^\W\d_]+)\s+(?P<place>[A-ZÕÄÖÜŠŽĀĒĪŪ][\w-]+)\s*$")
# How many counties Estonia has, and how many rescue regions.
KNOWN = {"county": 15, "region": 4}


def settle(page, rows):
    """The numbers of `counts.find` with their shares and formulas; a promise told twice is one."""
    return once(page, with_formulas(page, with_divisions(page, rows)))


def once(page, rows):
    """The same promise told twice is one; the place that tells more stays."""
    kept = {}
    for row in rows:
        if row.role == TARGET:
            kept.setdefault((row.value, row.data["noun"], row.data["comparator"] == "up_to"), []).append(row)
    again = set()
    for same in kept.values():
        plain = [row for row in same if not row.data.get("distribution") and not row.data.get("factors")]
        best = max(same, key=lambda row: (row not in plain, page.line_at(row.start).kind == "plain", -row.start))
        near = [row for row in plain if row is not best and nearby(page, row, best)]
        again |= {(row.start, row.end) for row in near}
    return [row.but(role=REPEAT) if (row.start, row.end) in again else row for row in rows]


def nearby(page, one, other):
    """Within two paragraphs of each other: farther apart, the same number may be another promise."""
    places = [
        index
        for index, line in enumerate(page.lines)
        if line.start in (page.line_at(one.start).start, page.line_at(other.start).start)
    ]
    return max(places) - min(places) <= 2


def with_divisions(page, rows):
    """Numbers in brackets become the parts of the number before them, "üks igast regioonist" its share for each."""
    result = []
    for index, row in enumerate(rows):
        if row.role == PART:
            continue
        row, inside = in_brackets(page, row)
        if inside:
            rows[index + 1 :] = [
                other.but(role=PART) if inside[0] <= other.start < inside[1] else other for other in rows[index + 1 :]
            ]
        each = for_each(page, row)
        before = next((other for other in reversed(result) if same_line(page, other, row) and other.role == TARGET), None)
        if each and row.role in (FACTOR, TARGET):
            if row.data["noun"] == each["noun"] and before:
                result[result.index(before)] = before.but(equal_share=int(row.value), distribution=each["per"])
                row = row.but(role=SHARE)
            elif row.value == "1" and row.data["noun"]:
                row = row.but(role=SHARE, distribution=each["per"], equal_share=1)
            elif row.role == TARGET and each["first"] and row.data["comparator"] != "in_total":
                # "Igas vallas kaks infopäeva": how many that makes, the text does not say.
                row = row.but(each_only=True, per=each["per"])
        result.append(row)
    return attach_shares(page, loose_shares(page, result))


def same_line(page, one, other):
    return page.line_at(one.start).start == page.line_at(other.start).start


def in_brackets(page, row):
    """(row with its shares, span of the brackets) when the brackets right behind it divide it."""
    match = re.match(r"[^().]{0,40}\(([^()]{3,200})\)", page.after(row.end))
    if not match:
        return row, None
    span = (row.end + match.start(1), row.end + match.end(1))
    parts = [NAMED_SHARE.fullmatch(part.strip()) for part in re.split(r",|\s(?:ja|ning|un)\s", match[1])]
    shares = [(nominative_place(part["place"]), numeral(part["n"]).value) for part in parts if part and numeral(part["n"])]
    if len(shares) < 2 or len(shares) != len(parts):
        return row, None
    return row.but(distribution="area", shares=shares), span


def nominative_place(word):
    """ "Apes" -> "Ape", "Setomaal" -> "Setomaa", "Alutagusel" -> "Alutaguse"."""
    return re.sub(r"(?<=[aeiouõäöü])(?:sse|st|lt|le|s|l)$", "", word)


def for_each(page, row):
    """Of what each gets this number: {"noun", "per", "first": it stands before the number} or None."""
    sentence = page.sentence_at(row.start)
    match = EVERY.search(sentence)
    if not match:
        return None
    noun = noun_of(match[1])
    if noun is None or not noun.noun.per:
        return None
    start = page.sentence_span(row.start)[0] + match.start()
    return {"noun": noun.noun.lemma, "per": noun.noun.per, "first": start < row.start}


LOOSE = re.compile(r"(?<![\w-])([^\W_]+)\s+(?:iga(?:s|st|le|l|lt)?|katrā)\s+([^\W\d_]+)", re.I)


def loose_shares(page, rows):
    """ "Kaks igas regioonis.", "(üks igast regioonist)", "– üks igas regioonis" after a number on the same line."""
    for match in LOOSE.finditer(page.text):
        number, noun = numeral(match[1]), noun_of(match[2])
        if not number or not noun or not noun.noun.per:
            continue
        inside = [row for row in rows if row.start == match.start()]
        before = [
            row
            for row in rows
            if row.end <= match.start()
            and row.role == TARGET
            and page.line_at(row.start).start == page.line_at(match.start()).start
        ]
        for row in inside:
            rows.remove(row)
        if before:
            rows[rows.index(before[-1])] = before[-1].but(equal_share=number.value, distribution=noun.noun.per)
        data = {
            "unit": noun.unit,
            "lemma": noun.lemma,
            "noun": noun.noun.lemma,
            "comparator": "exactly",
            "measure": "",
            "kind": "",
            "distribution": noun.noun.per,
            "equal_share": number.value,
            "attached": bool(before),
        }
        rows.append(Finding(COUNT, str(number.value), page.sentence_at(match.start()), *match.span(), 0.8, SHARE, data))
    return sorted(rows, key=lambda row: row.start)


def attach_shares(page, rows):
    """ "Leiame igast maakonnast ühe kogukonna … Kokku 15 kogukonda": the share belongs to the total on its line."""
    result = list(rows)
    for share in [row for row in rows if row.role == SHARE and not row.data.get("attached") and row.data.get("equal_share")]:
        divided = False
        for index, row in enumerate(result):
            if row.role == TARGET and row.data["noun"] == share.data["noun"] and same_line(page, row, share):
                result[index] = row.but(distribution=share.data["distribution"], equal_share=share.data["equal_share"])
                divided = True
        if not divided and share.data["measure"]:
            result[result.index(share)] = share.but(role=TARGET, each_only=True, per=share.data["distribution"])
    return result


def with_formulas(page, rows):
    """ "kahel korral … kuni 12 inimest … ühe kogukonnaga, seega 24-l kogukonnal": a number that others multiply to."""
    result = list(rows)
    for index, row in enumerate(rows):
        if not re.search(r"\b(?:seega|kokku seega|järelikult|tātad)\b[^.]*$", page.before(row.start), re.I):
            continue
        factors = [other for other in rows[:index] if same_line(page, other, row) and other.role in (TARGET, FACTOR)]
        product = 1
        for factor in factors:
            product *= int(factor.value)
        if len(factors) > 1 and product == int(row.value):
            told = [(int(factor.value), factor.data["unit"]) for factor in factors]
            result[index] = row.but(role=TARGET, factors=told)
            # What is a factor here is no promise of its own, except what stands with "up to".
            for position in range(index):
                if rows[position] in factors and rows[position].role == TARGET and rows[position].data["noun"] == "inimene":
                    result[position] = result[position].but(role=FACTOR)
    return result


def clashes(page, rows):
    """[Clash]: parts that do not make their sum."""
    for row in rows:
        shares = row.data.get("shares")
        if shares and sum(value for _name, value in shares) != int(row.value):
            parts = " + ".join(f"{value} {name}" for name, value in shares)
            total = sum(value for _name, value in shares)
            yield Clash("parts", row.data["unit"], f"{row.value} {row.data['unit']}", f"{parts} = {total}", row.sentence)
        each, items = row.data.get("equal_share"), KNOWN.get(row.data.get("distribution"))
        if row.role == TARGET and each and items and each * items != int(row.value):
            yield Clash(
                "parts", row.data["unit"], f"{row.value} {row.data['unit']}", f"{each} × {items} = {each * items}", row.sentence
            )
