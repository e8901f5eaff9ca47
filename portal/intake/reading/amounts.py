"""Amounts of money: what each is, whose it is, and the KOKKU rows that only check the sum."""

import re
from decimal import Decimal
from itertools import islice

from django.core.exceptions import ValidationError

from portal.intake.reading.dates import free
from portal.intake.reading.shapes import AMOUNT, MOST, Clash, Finding
from portal.shared.money import format_money, parse_money

FIGURE = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
PATTERN = re.compile(
    rf"(?<![\w.,])(?:(?P<a>{FIGURE})[ \u00a0]?(?P<times>tuhat|miljonit?|mln)?[ \u00a0]?(?:€|eur\b|euro\w*)"
    rf"|(?:€|EUR)[ \u00a0]?(?P<b>{FIGURE})(?!\w))",
    re.I,
)
TIMES = {"tuhat": 1000, "miljon": 1_000_000, "miljonit": 1_000_000, "mln": 1_000_000}
TOTAL, BUDGET, GRANT, OWN, LINE, CHECK, OTHER = "total", "budget", "grant", "own", "line", "check", "other"
WORDS = [  # the last of these before the amount says what it is
    (GRANT, r"toetus\w*|grant|abiraha|atbalst\w*"),
    (OWN, r"oma-?(?:finantseering|osalus|osa|panus)\w*|own (?:share|contribution)|pašfinansējum\w*"),
    (TOTAL, r"kokku|kopēj\w+|kogueelarve\w*|kogumaht\w*|total|kopā"),
    (BUDGET, r"eelarve\w*|budget|budžet\w*"),
]
SUM = re.compile(r"^(?:•\s*)?(?:kokku|kopā|total|summa)\b", re.I)
ROW = re.compile(r"^(?:\d{1,2}[.)]\s+|•\s*)?(?P<title>.+?)\s*[:–-]?\s*$")


def find(page, taken):
    found = []
    for match in islice(PATTERN.finditer(page.text), MOST):
        amount = amount_of(match)
        if amount is None or not free(match.span(), taken):
            continue
        taken.append(match.span())
        line = page.line_at(match.start())
        role, data = of_row(page, line, match) or (role_of(page, match.start(), found), {})
        found.append(
            Finding(
                AMOUNT,
                str(amount),
                page.sentence_at(match.start()),
                *match.span(),
                0.9 if role != OTHER else 0.5,
                role,
                {"table": line.heading, **data},
            )
        )
    return found


def amount_of(match):
    try:
        amount = parse_money(match["a"] or match["b"])
    except ValidationError:
        return None
    times = TIMES.get((match["times"] or "").casefold(), 1)
    return (amount * times).quantize(Decimal("0.01"))


def of_row(page, line, match):
    """(role, data) of an amount that ends a row of a table, or None."""
    if match.end() < line.end - 2 or line.kind == "plain" and not SUM.match(line.text):
        return None
    if SUM.match(page.text[line.body : line.end]):
        return CHECK, {}
    title = ROW.match(page.text[line.body : match.start()])
    if line.kind not in {"item", "bullet"} or not title:
        return None
    return LINE, {"title": title["title"].strip(" :–-"), "number": line.number}


def role_of(page, start, found):
    """By the last telling word between the amount before it and this one."""
    sentence = page.sentence_span(start)[0]
    since = max([row.end for row in found if row.end > sentence], default=sentence)
    between = page.text[since:start]
    said = sorted(
        (match.end(), role) for role, pattern in WORDS for match in re.finditer(rf"(?<!\w)(?:{pattern})", between, re.I)
    )
    roles = [role for _end, role in said]
    if TOTAL in roles and not {GRANT, OWN} & set(roles):
        return TOTAL
    return roles[-1] if roles else OTHER


def owned(page, amounts, organisations, dates):
    """The amounts with their owner and the day they are as of."""
    found, last = [], ""
    for row in amounts:
        line = page.line_at(row.start)
        data = {}
        if row.role in (LINE, CHECK):
            data["owner"] = owner_of_table(row.data["table"], organisations)
        elif row.role != TOTAL:
            sentence = page.sentence_span(row.start)[0]
            near = [org for org in organisations if sentence <= org.start < row.start and org.role != "mention_only"]
            last = near[-1].value if near else last if row.role in (GRANT, OWN) else ""
            data["owner"] = last
        stamp = [day for day in dates if day.role == "as_of" and row.end <= day.start <= row.end + 25 and day.end <= line.end]
        if stamp:
            data["as_of"] = stamp[0].value
        found.append(row.but(**data))
    return by_equal_total(found)


def owner_of_table(heading, organisations):
    for org in organisations:
        if org.value.casefold() in heading.casefold():
            return org.value
    for word in re.findall(r"[A-ZÕÄÖÜŠŽ]{2,6}", heading):
        for org in organisations:
            if is_short_of(word, org.value):
                return org.value
    return ""


def is_short_of(short, name):
    """Whether "TAS" can stand for "Tartumaa Arendusselts": a capital for each word, the rest within its last word."""
    words = name.casefold().split()
    letters = short.casefold()
    if len(words) < 2 or len(letters) < len(words) or letters[: len(words)] != "".join(word[0] for word in words):
        return False
    rest, place = letters[len(words) :], 1
    for letter in rest:
        place = words[-1].find(letter, place) + 1
        if place == 0:
            return False
    return True


def by_equal_total(rows):
    """A table without an owner belongs to the one whose budget its sum is."""
    sums = {row.data["table"]: row.value for row in rows if row.role == CHECK}
    owners = {row.value: row.data.get("owner") for row in rows if row.role == BUDGET}
    return [
        row.but(owner=owners.get(sums.get(row.data["table"]), ""))
        if row.role in (LINE, CHECK) and not row.data.get("owner")
        else row
        for row in rows
    ]


def clashes(rows):
    """[Clash]: rows against their KOKKU, sources against the budget, budgets against the total."""
    tables = {}
    for row in rows:
        if row.role in (LINE, CHECK):
            tables.setdefault((row.data["table"], row.data.get("owner")), []).append(row)
    for (table, owner), parts in tables.items():
        lines = [Decimal(row.value) for row in parts if row.role == LINE]
        for check in (row for row in parts if row.role == CHECK):
            if lines and sum(lines) != Decimal(check.value):
                yield differs(owner or table, sum(lines), check, parts)
    budgets = [row for row in rows if row.role == BUDGET and row.data.get("owner")]
    for budget in budgets:
        sources = [row for row in rows if row.role in (GRANT, OWN) and row.data.get("owner") == budget.data["owner"]]
        if {row.role for row in sources} == {GRANT, OWN} and sum(Decimal(s.value) for s in sources) != Decimal(budget.value):
            yield differs(budget.data["owner"], sum(Decimal(row.value) for row in sources), budget, sources)
    totals = [row for row in rows if row.role == TOTAL]
    if totals and len(budgets) > 1 and sum(Decimal(row.value) for row in budgets) != Decimal(totals[0].value):
        yield differs("", sum(Decimal(row.value) for row in budgets), totals[0], budgets)


def differs(about, parts, stated, rows):
    added = " + ".join(format_money(row.value, "et") for row in rows if row is not stated and row.role != CHECK)
    return Clash("sum", about, f"{added} = {format_money(parts, 'et')}", format_money(stated.value, "et"), stated.sentence)
