"""One save of a section: what becomes of every text that came in. It asks the sheet, and knows no database itself."""
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError

from communities.codes.cells import CellName, base_of, digest, split_row_key
from communities.codes.deciding import Verdict, merged_order, moved, verdict
from portal.shared.text import clean_text

NOBODY = ("", None)


@dataclass(frozen=True)
class Conflict:
    """Both changed one cell: canonical texts, and whose `theirs` is ("" when nobody knows) since when."""

    mine: str
    theirs: str
    who: str = ""
    when: datetime | None = None


@dataclass(frozen=True)
class GoneRow:
    """A row and what the person typed in it: {cell: text}; `who` took it out (or changed it), and when."""

    name: str
    who: str = ""
    when: datetime | None = None
    texts: dict = field(default_factory=dict)


@dataclass
class Outcome:
    """What became of a save.

    `saved`: cells written; `theirs`: cells others changed, which stay; `conflicts`: {cell: Conflict}; `gone`: {row key, or
    cell that is asked no more: GoneRow} of rows others took out; `stayed`: {row key: GoneRow} of rows this person took out
    although others had changed them: they are still there; `added`: {new row key: row key}; `removed`: row keys.
    """

    saved: set = field(default_factory=set)
    theirs: set = field(default_factory=set)
    conflicts: dict = field(default_factory=dict)
    gone: dict = field(default_factory=dict)
    stayed: dict = field(default_factory=dict)
    added: dict = field(default_factory=dict)
    removed: set = field(default_factory=set)


class Saving:
    """One save: sorts what came in, writes what may be written. `left`: {cell: (text, base)} of what was not."""

    def __init__(self, sheet, texts, bases):
        self.sheet, self.bases = sheet, bases
        self.outcome, self.left = Outcome(), {}
        self.new, self.clashes, self.lost = {}, {}, {}
        cells = {cell: texts[name] for name in texts if (cell := CellName.parse(name)) is not None}
        self.known = sheet.made_before({cell.row_key for cell in cells if cell.is_new and cell.table == sheet.slug})
        for cell, text in cells.items():
            self.sort(cell, "" if text is None else str(text))

    # --- sorting ---

    def sort(self, cell, text):
        """Where does this text go?"""
        sheet = self.sheet
        made = cell.is_new and self.known.get(cell.row_key)
        if made:
            self.sort_again(cell, CellName(cell.table, made.partition("-")[2], cell.field), text)
        elif sheet.asks(cell) is None:
            self.lose(cell, text)
        elif cell.is_new:
            self.new.setdefault(cell.row_key, {})[cell] = self.read(cell, text)
        elif cell.row and cell.row_key not in sheet.rows:
            self.lose(cell, text)
        else:
            self.decide(cell, cell, text, base_of(self.bases, str(cell)))

    def sort_again(self, typed, cell, text):
        """A cell of a new row that was made by an earlier sending: what its maker typed since goes in, too."""
        self.outcome.added[typed.row_key] = cell.row_key
        if cell.row_key not in self.sheet.rows or self.sheet.asks(cell) is None:
            self.lose(cell, text)
        else:
            untouched = self.sheet.is_untouched(cell)
            self.decide(typed, cell, text, digest(self.sheet.current(cell)) if untouched else "")

    def decide(self, typed, cell, text, base):
        """`typed`: the name under which the page knows the cell."""
        current = self.sheet.current(cell)
        new = text if text == current or digest(text) == base else self.read(typed, text, current)
        if new is None:
            return
        what = verdict(current, new, base)
        if what is Verdict.THEIRS:
            self.outcome.theirs.add(str(cell))
        elif what is Verdict.WRITE:
            self.sheet.put(cell, new)
            self.outcome.saved.add(str(cell))
        elif what is Verdict.CONFLICT:
            self.clashes[cell] = (new, current)
            self.left[str(cell)] = (new, base)

    def read(self, cell, text, current=""):
        try:
            return self.sheet.read(cell, text, current)
        except ValidationError as error:
            self.sheet.errors[str(cell)] = error.error_list
            return None

    def lose(self, cell, text):
        """Its row was taken out, or its question is asked no more. What was touched is kept."""
        base = base_of(self.bases, str(cell)) or digest("")
        row, asked = self.sheet.away.get(cell.row_key), self.sheet.asks(cell)
        text = clean_text(text)
        if digest(text) == base:
            return
        if row is not None and asked is not None:
            try:
                text = self.sheet.read(cell, text)
            except ValidationError:
                pass
            if digest(text) == base or text == self.sheet.current(cell, row):
                return
        key = cell.row_key if cell.row and asked is not None else str(cell)
        self.lost.setdefault(key, {})[str(cell)] = text
        self.left[str(cell)] = (text, base_of(self.bases, str(cell)))

    # --- writing ---

    def write(self, removed, order):
        sheet = self.sheet
        self.refuse_errors()
        sheet.save()
        for key, texts in self.new.items():
            initial = {cell: self.initial_of(cell) for cell in texts}
            if any(text and text != initial[cell] for cell, text in texts.items()):
                made = sheet.add(key, texts)
                self.outcome.added[key] = made
                self.outcome.saved |= {f"{made}-{cell.field}" for cell, text in texts.items() if text}
        self.refuse_errors()
        sheet.save_answers()
        self.tell_clashes()
        self.tell_lost()
        self.remove([self.known.get(key, key) for key in removed])
        if order is not None:
            self.reorder([self.outcome.added.get(key, key) for key in order])

    def initial_of(self, cell):
        return getattr(self.sheet.asks(cell), "initial", "")

    def refuse_errors(self):
        if self.sheet.errors:
            raise ValidationError(self.sheet.errors)

    def remove(self, keys):
        """Take rows out, but not those which somebody else changed since this person saw them."""
        sheet = self.sheet
        changed = []
        for key in dict.fromkeys(keys):
            if key not in sheet.rows:
                continue
            if self.seen_as_it_is(key):
                sheet.take_out(key)
                self.outcome.removed.add(key)
            else:
                changed.append(key)
        for key in changed:
            self.outcome.stayed[key] = GoneRow(sheet.name_of(sheet.rows[key]), *sheet.writer_of_row(key))

    def seen_as_it_is(self, key):
        """Does every cell of the row say what this person began from? Who says nothing about it saw nothing."""
        table, row = split_row_key(key)
        cells = [CellName(table, row, name) for name in self.sheet.fields]
        if key in self.known.values() and all(map(self.sheet.is_untouched, cells)):
            return True
        seen = [cell for cell in cells if str(cell) in self.bases]
        return bool(seen) and all(digest(self.sheet.current(cell)) == self.bases[str(cell)] for cell in seen)

    def reorder(self, wanted):
        """Numbers grow in the wanted order; most rows keep theirs."""
        rows = self.sheet.rows
        keys = merged_order(sorted(rows, key=lambda key: (rows[key].order, rows[key].pk)), wanted)
        self.sheet.move({keys[place]: number for place, number in moved([rows[key].order for key in keys]).items()})

    # --- telling ---

    def tell_clashes(self):
        writers = self.sheet.writers_of_cells(self.clashes)
        for cell, (mine, theirs) in self.clashes.items():
            self.outcome.conflicts[str(cell)] = Conflict(mine, theirs, *writers[cell])

    def tell_lost(self):
        away = self.sheet.away
        writers = self.sheet.writers_of_away([key for key in self.lost if key in away])
        for key, texts in self.lost.items():
            name = self.sheet.name_of(away[key]) if key in away else ""
            self.outcome.gone[key] = GoneRow(name, *writers.get(key, NOBODY), texts)
