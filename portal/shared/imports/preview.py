"""What a preview shows: every row with its state in words, and how many of each there are."""
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from portal.shared.imports.parsers import words
from portal.shared.text import clean_text

MOST_SHOWN = 500
LONGEST_SHOWN = 200

NEW, DOUBLE, PROBLEM, TOTAL = "new", "double", "problem", "total"
TONES = {NEW: "good", DOUBLE: "attention", PROBLEM: "warning", TOTAL: "neutral"}


@dataclass
class Line:
    """One row of the table. `cells`: (heading, text) pairs; `why`: sentences; `ticked`: this double is to be added anyway."""

    number: int
    cells: list
    state: str
    why: list = field(default_factory=list)
    ticked: bool = False

    @property
    def word(self):
        return {NEW: _("new"), DOUBLE: _("there already"), PROBLEM: _("problem"), TOTAL: _("total")}[self.state]

    @property
    def tone(self):
        return TONES[self.state]

    @property
    def is_double(self):
        return self.state == DOUBLE


class Preview:
    """`parsed`: Parsed; `duplicates`: callable(rows) -> {row number: sentence}; `added`: numbers of the doubles to add anyway;
    `refused`: {row number: [sentences]} that the verbs said a moment ago.
    """

    def __init__(self, parsed, duplicates, added=(), refused=None):
        self.parsed = parsed
        self.refused = refused or {}
        sound = [row for row in parsed.data if not row.problems]
        self.doubles = duplicates(sound)
        self.added = {number for number in added if number in self.doubles}

    def state(self, row):
        if row.is_total:
            return TOTAL
        if row.problems or row.number in self.refused:
            return PROBLEM
        return DOUBLE if row.number in self.doubles else NEW

    @cached_property
    def states(self):
        return [(row, self.state(row)) for row in self.parsed.rows]

    def count(self, wanted):
        return sum(1 for _row, state in self.states if state == wanted)

    @property
    def new(self):
        return self.count(NEW)

    @property
    def double(self):
        return self.count(DOUBLE)

    @property
    def problems(self):
        return self.count(PROBLEM)

    def to_add(self):
        """The rows that are to be made, in their order. `refused` rows stay in: the verbs are asked again."""
        return [
            row for row in self.parsed.data
            if not row.problems and (row.number not in self.doubles or row.number in self.added)
        ]

    def headings(self):
        return [str(each.label) for each in self.parsed.fields]

    @property
    def hidden(self):
        return max(0, len(self.parsed.rows) - MOST_SHOWN)

    def lines(self):
        """At most MOST_SHOWN rows in the order of the sheet; when there are more, problems and doubles come before the rest."""
        shown = self.states
        if self.hidden:
            first = sorted(shown, key=lambda pair: [PROBLEM, TOTAL, DOUBLE, NEW].index(pair[1]))[:MOST_SHOWN]
            shown = sorted(first, key=lambda pair: pair[0].number)
        headings = self.headings()
        return [self._line(row, state, headings) for row, state in shown]

    def _line(self, row, state, headings):
        why = [*row.problems, *self.refused.get(row.number, [])]
        if state == DOUBLE:
            why = [self.doubles[row.number]]
        elif state == NEW:
            why = row.notes
        texts = [_cut(row.raw.get(each.name)) for each in self.parsed.fields]
        return Line(row.number, list(zip(headings, texts, strict=True)), state, why, row.number in self.added)


def _cut(cell):
    text = clean_text(words(cell))
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
