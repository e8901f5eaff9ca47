"""Reading a project's own text by rules alone: no outside service, nothing guessed that does not stand beside its sentence."""

import re
from collections import Counter

from portal.intake.reading import amounts, codes, counts, dates, divisions, organisations, structure
from portal.intake.reading.cleaning import prepare
from portal.intake.reading.numerals import numeral
from portal.intake.reading.page import Page
from portal.intake.reading.shapes import Clash, Finding, Reading
from portal.intake.reading.units import noun_of

__all__ = ["Clash", "Finding", "Reading", "read_text"]


def read_text(raw):
    """The Reading of a text as somebody pasted it, web page and all. The same text always gives the same reading."""
    text, dropped = prepare(raw)
    page = Page(text)
    if not page.sentences:
        return Reading(text, (), dropped, ())
    taken = []
    coded = codes.codes(page, taken)
    dated = dates.find(page, taken)
    named = organisations.find(page)
    money = amounts.owned(page, amounts.find(page, taken), named, dated)
    counted = divisions.settle(page, counts.find(page, taken))
    done = structure.activities(page)
    findings = [
        *structure.name(page),
        *dated,
        *coded,
        *codes.programmes(page),
        *codes.countries(page),
        *named,
        *money,
        *counted,
        *done,
        *structure.story(page),
    ]
    clashes = [
        *amounts.clashes(money),
        *divisions.clashes(page, counted),
        *organisations.alike(named),
        *rules(page, done),
        *one_or_many(page, done, money),
    ]
    return Reading(text, tuple(findings), dropped, tuple(clashes))


def one_or_many(page, activities, money):
    """[Clash]: "õppereisid" among the activities, one "õppereis" in the budget (B-19)."""
    for row in (row for row in money if row.role == amounts.LINE):
        said = noun_of(row.data["title"].split()[0]) if row.data["title"].split() else None
        if said is None or said.form != "nominative":
            continue
        for activity in activities:
            words = page.text[activity.start : activity.end].split()
            plurals = [(word, noun_of(word)) for word in words if word.endswith("d")]
            many = next((word for word, noun in plurals if noun and noun.lemma == said.lemma), "")
            if many:
                yield Clash("number", said.lemma, activity.value or many, row.data["title"], row.sentence)
                break


ONE_EACH = re.compile(r"\biga\s+(?P<who>[^\W\d_]+)\s+vastutab\s+(?P<number>[^\W\d_]+)\s+(?P<what>[^\W\d_]+)", re.I)


def rules(page, activities):
    """[Clash]: "each is responsible for one", and the list says otherwise (E-21)."""
    for match in ONE_EACH.finditer(page.text):
        number, noun = numeral(match["number"]), noun_of(match["what"])
        if number is None or noun is None:
            continue
        holders = Counter(row.data["who"].split(",")[0].strip() for row in activities if row.data["who"])
        odd = [f"{who}: {count}" for who, count in holders.items() if count != number.value]
        if odd:
            yield Clash("rule", noun.lemma, match[0], ", ".join(odd), page.sentence_at(match.start()))
