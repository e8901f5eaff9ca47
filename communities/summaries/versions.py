"""Frozen plans: their one text form, and what differs between two of them. Pure functions: no database."""
import json
import re
from dataclasses import MISSING, asdict, dataclass, fields
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.choices import FieldKind
from communities.summaries.shape import Cell, Check, Grid, Heading, Line, PlanContent, Question, Section

KEPT, ADDED, REMOVED, CHANGED = "kept", "added", "removed", "changed"
WRITTEN = {FieldKind.LINE, FieldKind.TEXT}
WORD = re.compile(r"\s+|\w+|[^\w\s]")
SENTENCE = re.compile(r"[^\n.!?]*(?:[\n.!?]+\s*|$)")
# Word by word, up to this many; above it sentence by sentence first.
MANY = 2500

# What the fields of the shape hold, where it is neither a text nor a number.
HELD = {
    PlanContent: {"sections": Section, "checks": Check}, Section: {"questions": Question, "grid": Grid, "checks": Check},
    Question: {"cell": Cell}, Grid: {"headings": Heading, "rows": Line}, Line: {"cells": Cell},
}


# --- as text ---


def as_json(content):
    """A `PlanContent` as JSON text."""
    return json.dumps(asdict(content), ensure_ascii=False, separators=(",", ":"), default=str)


def from_json(text):
    """The `PlanContent` again. What an older version did not know takes its default; what we no longer know is left out."""
    return _made(PlanContent, json.loads(text))


def _made(cls, told):
    held = HELD.get(cls, {})
    values = {}
    for field in fields(cls):
        if field.name in told:
            values[field.name] = _held(held.get(field.name), told[field.name])
        elif field.default is MISSING:
            values[field.name] = ""
    return cls(**values)


def _held(cls, value):
    if isinstance(value, list):
        return tuple(_held(cls, one) for one in value)
    return _made(cls, value) if cls and value is not None else value


# --- compared ---


@dataclass(frozen=True)
class Part:
    """A piece of a text: `kind` is "kept", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One answer, cell or figure that differs, as people read it. `is_new`, `is_gone`: it is asked only in one of the two."""

    label: str
    before: str
    after: str
    parts: tuple[Part, ...] = ()

    @property
    def left(self):
        """The parts of the text before."""
        return tuple(part for part in self.parts if part.kind != ADDED)

    @property
    def right(self):
        return tuple(part for part in self.parts if part.kind != REMOVED)


@dataclass(frozen=True)
class RowChange:
    """`kind`: "added", "removed" or "changed"; `cells`: what changed, or everything that an added or removed row says."""

    kind: str
    name: str
    cells: tuple[Change, ...] = ()


@dataclass(frozen=True)
class SectionChange:
    """`kind`: "kept", "changed", "added" or "removed"; `moved`: names of the rows that stand elsewhere now."""

    code: str
    title: str
    kind: str
    questions: tuple[Change, ...] = ()
    rows: tuple[RowChange, ...] = ()
    moved: tuple[str, ...] = ()
    totals: tuple[Change, ...] = ()

    @property
    def words(self):
        """ "2 answers changed, 1 row added"; "" when nothing differs."""
        return words_of([self])


@dataclass(frozen=True)
class Comparison:
    sections: tuple[SectionChange, ...]
    title: Change | None = None

    @property
    def is_same(self):
        return self.title is None and all(section.kind == KEPT for section in self.sections)

    @property
    def changed(self):
        return tuple(section for section in self.sections if section.kind != KEPT)

    @property
    def words(self):
        found = words_of(self.sections)
        return ", ".join(filter(None, [_("the title changed") if self.title else "", found]))


def compare(old, new):
    """What differs between two `PlanContent`s of one plan, in the order of the new one; what is only in the old comes last."""
    before = {section.code: section for section in old.sections}
    after = {section.code: section for section in new.sections}
    codes = [*after, *(code for code in before if code not in after)]
    title = change_of("", FieldKind.LINE, old.title, new.title) if old.title != new.title else None
    return Comparison(tuple(_section(before.get(code), after.get(code)) for code in codes), title)


def _section(old, new):
    there = new or old
    questions = _questions(old.questions if old else (), new.questions if new else ())
    rows, moved = _rows(old and old.grid, new and new.grid)
    totals = _totals(old and old.grid, new and new.grid)
    kind = CHANGED if questions or rows or moved else KEPT
    if old is None or new is None:
        kind = ADDED if old is None else REMOVED
    return SectionChange(there.code, there.title, kind, questions, rows, moved, totals if kind != KEPT else ())


def _questions(old, new):
    # By code: a project's own template asks the same under another number than the one from which it was copied.
    before = {question.code: question for question in old}
    after = {question.code: question for question in new}
    found = []
    for name in [*after, *(name for name in before if name not in after)]:
        question = after.get(name) or before[name]
        found.append(_cell_change(question.label, name in before and before[name].cell, name in after and after[name].cell))
    return tuple(filter(None, found))


def _rows(old, new):
    headings = {heading.name: heading.label for grid in (old, new) if grid for heading in grid.headings}
    if old and new and not {heading.name for heading in old.headings} & {heading.name for heading in new.headings}:
        # Columns of a copied template have other numbers: they are the same when they are called the same.
        headings = {label: label for label in headings.values()}
    before, after = _lines(old, headings), _lines(new, headings)
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        was, now = before.get(key, {}), after.get(key, {})
        cells = [_cell_change(label, was.get(name), now.get(name)) for name, label in headings.items()]
        cells = tuple(filter(None, cells))
        kind = CHANGED if key in before and key in after else ADDED if key in after else REMOVED
        if cells or kind != CHANGED:
            found.append(RowChange(kind, _name_of(now or was), cells))
    return tuple(found), _moved(before, after)


def _lines(grid, headings):
    """{row key: {key of `headings`: Cell}}"""
    if grid is None:
        return {}
    names = [heading.name if heading.name in headings else heading.label for heading in grid.headings]
    return {row.key: dict(zip(names, row.cells, strict=False)) for row in grid.rows}


def _name_of(cells):
    return next((cell.shown for cell in cells.values()), "")


def _moved(before, after):
    """Names of rows that both have, but not in the same order."""
    was, now = [key for key in before if key in after], [key for key in after if key in before]
    if was == now:
        return ()
    stay = {now[block.b + at] for block in _matcher(was, now).get_matching_blocks() for at in range(block.size)}
    return tuple(_name_of(after[key]) for key in now if key not in stay)


def _totals(old, new):
    before, after = dict(old.totals if old else ()), dict(new.totals if new else ())
    labels = [*after, *(label for label in before if label not in after)]
    return tuple(
        change_of(label, "", before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label, "") != after.get(label, "")
    )


def _cell_change(label, old, new):
    """The Change of a cell, or None. Cells are compared by what they keep: another language shows the same in other words."""
    before, after = old or None, new or None
    if (before.text if before else "") == (after.text if after else ""):
        return None
    kind = (after or before).kind
    return change_of(label, kind, before.shown if before else "", after.shown if after else "")


def change_of(label, kind, before, after):
    parts = word_parts(before, after) if kind in WRITTEN else whole_parts(before, after)
    return Change(label, before, after, parts)


# --- word by word ---


def whole_parts(before, after):
    return tuple(Part(kind, text) for kind, text in [(REMOVED, before), (ADDED, after)] if text)


def word_parts(before, after):
    """The parts of a text that stayed, came and went, in reading order.

    Kept and removed parts together are the text before; kept and added ones the text after.
    """
    return _joined(_diff(WORD.findall(before), WORD.findall(after), _by_sentences))


def _diff(old, new, coarse):
    """Parts of two lists of pieces. What is too long goes to `coarse`."""
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    was, now = old[head:len(old) - tail], new[head:len(new) - tail]
    yield KEPT, "".join(old[:head])
    if max(len(was), len(now)) > MANY:
        yield from coarse("".join(was), "".join(now))
    else:
        for kind, left_from, left_to, right_from, right_to in _matcher(was, now).get_opcodes():
            if kind == "equal":
                yield KEPT, "".join(was[left_from:left_to])
            else:
                yield REMOVED, "".join(was[left_from:left_to])
                yield ADDED, "".join(now[right_from:right_to])
    yield KEPT, "".join(old[len(old) - tail:])


def _by_sentences(before, after):
    """Sentences first; those that differ are compared word by word when they are few enough."""
    was, now = SENTENCE.findall(before), SENTENCE.findall(after)
    if max(len(was), len(now)) > MANY:
        yield from _whole(before, after)
        return
    for kind, left_from, left_to, right_from, right_to in _matcher(was, now).get_opcodes():
        left, right = "".join(was[left_from:left_to]), "".join(now[right_from:right_to])
        if kind == "equal":
            yield KEPT, left
        else:
            yield from _diff(WORD.findall(left), WORD.findall(right), _whole)


def _whole(before, after):
    yield REMOVED, before
    yield ADDED, after


def _same(old, new):
    """How many pieces at the beginning are alike."""
    return next((at for at, (left, right) in enumerate(zip(old, new, strict=False)) if left != right), min(len(old), len(new)))


def _matcher(old, new):
    return SequenceMatcher(None, old, new)


def _joined(pieces):
    """One part for all that came, went or stayed in one place; what went comes first.

    Two words that were both replaced take the space between them along: it would tear the phrase apart.
    """
    runs = []
    for kind, text in pieces:
        if not text:
            continue
        is_change = kind != KEPT
        if not runs or is_change != runs[-1].is_change:
            runs.append(_Run(is_change))
        runs[-1].add(kind, text)
    joined = []
    for place, run in enumerate(runs):
        before, after = joined[-1:], runs[place + 1:place + 2]
        if run.is_space and all(near and near[0].is_replaced for near in (before, after)):
            joined[-1].add(KEPT, run.removed)
        elif joined and joined[-1].is_change == run.is_change:
            joined[-1].take(run)
        else:
            joined.append(run)
    return tuple(part for run in joined for part in run.parts())


@dataclass
class _Run:
    """What stands between two borders of kept and changed text; of kept text both sides say the same."""

    is_change: bool
    removed: str = ""
    added: str = ""

    def add(self, kind, text):
        self.removed += text if kind != ADDED else ""
        self.added += text if kind != REMOVED else ""

    def take(self, other):
        self.removed, self.added = self.removed + other.removed, self.added + other.added

    @property
    def is_space(self):
        return not self.is_change and self.removed == " "

    @property
    def is_replaced(self):
        return bool(self.is_change and self.removed and self.added)

    def parts(self):
        if not self.is_change:
            return [Part(KEPT, self.removed)]
        return [Part(kind, text) for kind, text in [(REMOVED, self.removed), (ADDED, self.added)] if text]


# --- counts in words ---


def words_of(sections):
    """ "2 answers changed, 1 row added"; "" when nothing differs."""
    rows = [row.kind for section in sections for row in section.rows]
    answers = sum(len(section.questions) for section in sections)
    added, removed, changed = rows.count(ADDED), rows.count(REMOVED), rows.count(CHANGED)
    moved = sum(len(section.moved) for section in sections)
    counted = [
        (answers, ngettext("%(count)d answer changed", "%(count)d answers changed", answers)),
        (added, ngettext("%(count)d row added", "%(count)d rows added", added)),
        (removed, ngettext("%(count)d row taken out", "%(count)d rows taken out", removed)),
        (changed, ngettext("%(count)d row changed", "%(count)d rows changed", changed)),
        (moved, ngettext("%(count)d row moved", "%(count)d rows moved", moved)),
    ]
    return ", ".join(words % {"count": count} for count, words in counted if count)
