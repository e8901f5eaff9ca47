"""Saving a section of a plan while others write in it too: nothing that anybody typed is ever lost.

What one person changed is written; what others changed meanwhile stays; where both changed the same cell, both texts are
kept and a person decides. A text that is not written stays as the person's draft.
"""
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from communities.actions.blame import NOBODY, writers_of
from communities.actions.drafts import keep_drafts, settle_drafts
from communities.actions.sheet import Sheet, belongs
from communities.codes.cells import CellName, digest, split_row_key
from communities.codes.deciding import Verdict, merged_order, moved, verdict
from communities.models import ActionPlan
from communities.permissions import EDITABLE
from communities.summaries.state import state_of
from portal.shared import verbs
from portal.shared.models import SubmittedForm
from portal.shared.text import clean_text
from projects.actions.project import require_open


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


def save_section(plan, section, *, by, texts, bases, removed=(), order=None):
    """Save what a person typed in a section; returns an Outcome.

    `section`: its code; `texts`: {cell: typed text}; `bases`: {cell: digest of the canonical text he began from};
    `removed`: row keys; `order`: all row keys as he ordered them, or None when he moved none. New rows of the same keys
    sent twice are made once. Conflicting and gone texts stay as the person's drafts; the drafts of the other cells sent
    are forgotten.

    Raises ValidationError with an error_dict by cell when something cannot be read, or with code "not_editable",
    "frozen" or "no_such_section": then nothing is saved, and what was typed is kept as drafts.
    """
    with kept_as_drafts(plan, section, by, texts, bases):
        return until_nobody_interferes(lambda: _save(plan, section, by, texts, bases, removed, order))


def restore_row(plan, row_key, *, by, texts=None):
    """Put a row back that was taken out, with what the person typed in it; returns an Outcome.

    Raises ValidationError with code "no_such_row", and as `save_section` does.
    """
    own = {name: text for name, text in (texts or {}).items() if name.startswith(f"{row_key}-")}
    state = state_of(plan)
    section = section_of_row(state, row_key)
    if section is None:
        raise ValidationError(_("This row is not there any more."), code="no_such_row")
    drafts = plan.drafts.filter(user=by, section=section.code, cell__in=own) if own else ()
    bases = {draft.cell: draft.base for draft in drafts}
    sheet = Sheet(state, section, by)
    for cell in filter(None, map(CellName.parse, own)):
        if str(cell) not in bases and sheet.asks(cell):
            row = state.away.get(row_key) or sheet.rows[row_key]
            bases[str(cell)] = digest(sheet.current(cell, row))

    def write():
        away = locked_state(plan).away.get(row_key)
        if away is not None:
            verbs.restore(away, by=by)
        return _save(plan, section.code, by, own, bases)

    with kept_as_drafts(plan, section.code, by, own, bases):
        return until_nobody_interferes(write)


def _save(plan, section, by, texts, bases, removed=(), order=None):
    saving = Saving(sheet_of(locked_state(plan), section, by), texts, bases)
    saving.write(removed, order)
    settle_drafts(
        plan, section, by, cells=texts, rows=set(removed) - set(saving.outcome.stayed), left=saving.left
    )
    return saving.outcome


@contextmanager
def kept_as_drafts(plan, section, by, texts, bases):
    """When nothing is saved, what was typed stays as drafts."""
    try:
        yield
    except ValidationError:
        if getattr(by, "is_authenticated", False):
            keep_drafts(plan, section, by=by, texts=texts, bases=bases)
        raise


def until_nobody_interferes(write):
    """Every save locks the plan, but a service may be begun or a task ticked off elsewhere at that very moment."""
    for last in (False, False, True):
        try:
            with transaction.atomic():
                return write()
        except verbs.StaleSave:
            if last:
                raise


def section_of_row(state, row_key):
    """The section in which a row belongs, whether it stands or was taken out; None when there is no such row."""
    table = (split_row_key(row_key) or ("",))[0]
    row = state.away.get(row_key)
    for section in state.sections:
        if any(f"{table}-{live.pk}" == row_key for live in state.live(section)) and table in {"e", section.kind}:
            return section
        if row is not None and (section.kind == table or (table == "e" and row.section_id == section.pk)):
            return section
    return None


def locked_state(plan):
    """The plan's PlanState, locked until the transaction ends; raises ValidationError when it cannot be written on."""
    plan = ActionPlan.objects.select_for_update(of=("self",)).select_related("project").get(pk=plan.pk)
    require_open(plan.project)
    if plan.status not in EDITABLE:
        raise ValidationError(_("A submitted plan cannot be changed. Return it first."), code="not_editable")
    return state_of(plan)


def sheet_of(state, code, by):
    section = state.section(code)
    if section is None:
        raise ValidationError(_("The plan does not have this section any more."), code="no_such_section")
    return Sheet(state, section, by)


class Saving:
    """One save: sorts what came in, writes what may be written. `left`: {cell: (text, base)} of what was not."""

    def __init__(self, sheet, texts, bases):
        self.sheet, self.bases = sheet, bases
        self.outcome, self.left = Outcome(), {}
        self.new, self.clashes, self.lost = {}, {}, {}
        self.known = self.made_before(texts)
        for name, text in texts.items():
            cell = CellName.parse(name)
            if cell is not None:
                self.sort(cell, "" if text is None else str(text))

    def made_before(self, texts):
        """{new row key: row key} of new rows that this person's browser sent once already."""
        sheet, keys = self.sheet, {}
        for cell in filter(None, map(CellName.parse, texts)):
            if cell.is_new and cell.table == sheet.slug:
                keys[self.key_of(cell.row_key)] = cell.row_key
        model = f"communities.{'entry' if not sheet.table else sheet.table.model._meta.model_name}"
        user = str(sheet.by.pk) if getattr(sheet.by, "is_authenticated", False) else ""
        found = SubmittedForm.objects.filter(user_pk=user, key__in=keys, result_type=model) if keys else ()
        return {keys[form.key]: f"{sheet.slug}-{form.result_pk}" for form in found}

    def key_of(self, row_key):
        sheet = self.sheet
        return uuid.uuid5(uuid.NAMESPACE_URL, f"talgud:{sheet.state.plan.pk}:{sheet.section.pk}:{row_key}")

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
            self.decide(cell, cell, text, self.bases.get(str(cell), ""))

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
        base = self.bases.get(str(cell)) or digest("")
        row = self.sheet.state.away.get(cell.row_key)
        asked = self.sheet.asks(cell)
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
        self.left[str(cell)] = (text, self.bases.get(str(cell), ""))

    # --- writing ---

    def write(self, removed, order):
        sheet = self.sheet
        self.refuse_errors()
        sheet.save()
        for key, texts in self.new.items():
            initial = {cell: self.initial_of(cell) for cell in texts}
            if any(text and text != initial[cell] for cell, text in texts.items()):
                made = sheet.add(key, texts, self.key_of(key))
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
            if not belongs(key, sheet) or key not in sheet.rows:
                continue
            if self.seen_as_it_is(key):
                verbs.archive(sheet.rows.pop(key), by=sheet.by)
                self.outcome.removed.add(key)
            else:
                changed.append(key)
        for key in changed:
            self.outcome.stayed[key] = GoneRow(sheet.name_of(sheet.rows[key]), *self.last_writer(sheet.rows[key]))

    def seen_as_it_is(self, key):
        """Does every cell of the row say what this person began from? Who says nothing about it saw nothing."""
        table, row = split_row_key(key)
        fields = [column.name for column in self.sheet.table.columns] if self.sheet.table else self.sheet.columns
        cells = [CellName(table, row, name) for name in fields]
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
        """Whose the other texts are: a query or two for each column in question."""
        asked = {}
        for cell in self.clashes:
            row, name = self.stored(cell)
            asked.setdefault((type(row), name), {})[cell] = row
        for (_model, name), rows in asked.items():
            writers = writers_of(rows.values(), name)
            for cell, row in rows.items():
                mine, theirs = self.clashes[cell]
                self.outcome.conflicts[str(cell)] = Conflict(mine, theirs, *writers[row])

    def stored(self, cell):
        """(the row in which the text of a cell is kept, the attribute; None when the history has no column for it)."""
        sheet = self.sheet
        if sheet.table and cell.row:
            column = sheet.asks(cell)
            return sheet.rows[cell.row_key], None if column.field.many_to_many else column.field.attname
        entry = sheet.rows[cell.row_key].pk if cell.row else None
        return sheet.state.answers[(int(cell.field), entry)], "text"

    def tell_lost(self):
        sheet = self.sheet
        rows = {key: sheet.state.away[key] for key in self.lost if key in sheet.state.away}
        writers = writers_of(rows.values(), None)
        for key, texts in self.lost.items():
            row = rows.get(key)
            name = sheet.name_of(row) if row is not None else ""
            self.outcome.gone[key] = GoneRow(name, *writers.get(row, NOBODY), texts)

    def last_writer(self, row):
        """(who, when) of the last change of a row that stands; an entry's words are its answers."""
        answers = [answer for (_field, entry), answer in self.sheet.state.answers.items() if entry == row.pk]
        found = writers_of([row] if self.sheet.table else answers, None)
        return max(found.values(), key=lambda said: said[1], default=NOBODY)
