"""One save of the table of money: all of it or nothing, and nobody's amount is overwritten unseen."""
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from budgets.actions.amounts import settle
from budgets.actions.locks import lock_budgets
from budgets.choices import BudgetBasis
from budgets.models import BudgetLine, FundingShare, LineFunding
from budgets.summaries.grid import AMOUNT, COMPUTED, LINE, NEW, SHARE, TITLE, TOTAL, CellName, code_of, doubts, grid_of, text_of
from budgets.summaries.rules import rules_of_many
from portal.shared import bulk_verbs
from portal.shared.models import SubmittedForm
from portal.shared.money import parse_money
from portal.shared.text import clean_line

LAST_NUMBER = 32_767
GONE = object()


@dataclass(frozen=True)
class Typed:
    """A cell as it came: the text, and the canonical one (`text_of`) from which the person started."""

    text: str
    was: str = ""


@dataclass(frozen=True)
class Other:
    """What somebody else wrote into the same cell; "" when nobody knows who."""

    mine: str
    theirs: str
    who: str = ""
    when: datetime | None = None


class Clash(Exception):
    """Others changed the same cells meanwhile; nothing was written. `cells`: {name: Other}; `gone`: keys of lines that are
    no longer there, although something was typed into them."""

    def __init__(self, cells, gone):
        self.cells, self.gone = cells, gone
        super().__init__(f"{len(cells)} cells, {len(gone)} lines")


class Doubtful(Exception):
    """What was typed looks wrong but may be right; nothing was written. `warnings`: sentences."""

    def __init__(self, warnings):
        self.warnings = warnings
        super().__init__("; ".join(warnings))

    @property
    def digest(self):
        return digest_of(self.warnings)


@dataclass
class Saved:
    """How many cells were written, and how many lines were added."""

    cells: int = 0
    lines: int = 0


def digest_of(warnings):
    """Stands for these warnings and no others."""
    return hashlib.sha256("\n".join(warnings).encode()).hexdigest()[:16]


@transaction.atomic
def save_grid(project, cells, *, by, key=None, overruled=""):
    """Write the cells that were changed; returns Saved.

    `cells`: {name: Typed or (text, was)}, named as `CellName` says; an empty text is "not stated". `key`: the form's UUID, so
    that new lines sent twice are made once. `overruled`: digest of the warnings one has read, or True for whatever they are.
    Cells that others changed stay as long as this person did not touch them.

    Raises ValidationError with an error_dict by cell ("required", "invalid_money", "money_range", "approved", "computed"),
    or with code "frozen"; Clash; Doubtful. Whatever it raises, nothing is written.
    """
    lock_budgets(project)
    grid = grid_of(project)
    saving = Saving(grid, cells)
    saving.leave_out_repeated(by, key)
    if saving.errors:
        raise ValidationError(saving.errors)
    if saving.clashes or saving.gone:
        raise Clash(saving.told(), saving.gone)
    touched = saving.touched
    if not touched:
        return Saved()
    rules = rules_of_many([grid.by_budget[pk].budget for pk in touched])
    before = doubts(grid, rules, touched)
    saving.write(by)
    for pk in sorted(touched):
        settle(grid.by_budget[pk].budget, by)
    found = [text for text in doubts(grid_of(project), rules, touched) if text not in before]
    if found and overruled is not True and overruled != digest_of(found):
        raise Doubtful(found)
    return saving.saved


@dataclass
class Fresh:
    """A new line: its budget's key, {field: text}, and the values read."""

    budget: int
    texts: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)


class Saving:
    """Sorts what came in, then writes it. `changes`: {CellName: value}; `fresh`: {(budget key, row key): Fresh}."""

    def __init__(self, grid, cells):
        self.grid = grid
        self.changes, self.fresh, self.errors = {}, {}, {}
        self.clashes, self.gone, self.saved = {}, [], Saved()
        for name, typed in cells.items():
            cell = CellName.parse(name)
            if cell is not None:
                typed = typed if isinstance(typed, Typed) else Typed(*typed)
                self.sort(cell, typed)
        self.read_fresh()

    # --- sorting ---

    def sort(self, cell, typed):
        if cell.kind == NEW:
            if cell.pk in self.grid.by_budget and self.knows(cell.field):
                self.fresh.setdefault((cell.pk, cell.key), Fresh(cell.pk)).texts[cell.field] = typed.text
            return
        current = self.current(cell)
        try:
            value = read(cell, typed.text)
        except ValidationError as error:
            if typed.text != typed.was:
                self.errors[str(cell)] = error.error_list
            return
        mine = text_of(value)
        if mine == typed.was:
            return
        if current is GONE:
            if cell.kind == LINE and cell.pk not in self.gone:
                self.gone.append(cell.pk)
            return
        kept = text_of(current)
        if mine == kept:
            return
        if kept != typed.was:
            self.clashes[cell] = (mine, kept)
        else:
            self.change(cell, value)

    def knows(self, name):
        return name in (TITLE, AMOUNT) or self.grid.source(name) is not None

    def current(self, cell):
        """The value kept now, or GONE when there is no such row or column."""
        if cell.kind == LINE:
            block, line = self.grid.by_line.get(cell.pk, (None, None))
            if line is None or not self.knows(cell.field):
                return GONE
            if cell.field == TITLE:
                return line.title_et
            return line.amount if cell.field == AMOUNT else block.amount(line, cell.field)
        block = self.grid.by_budget.get(cell.pk)
        if block is None or (cell.kind == SHARE and self.grid.source(cell.field) is None):
            return GONE
        if cell.kind == TOTAL:
            return block.budget.stated_total
        share = block.shares.get(cell.field)
        return share.amount if share is not None else None

    def change(self, cell, value):
        block = self.block(cell)
        if not block.is_draft:
            self.refuse(cell, _("This budget is approved. Open an amendment to change it."), "approved")
        elif cell.kind == LINE and cell.field == AMOUNT and self.grid.by_line[cell.pk][1].cost_basis in COMPUTED:
            self.refuse(cell, _("This amount is computed, not typed."), "computed")
        else:
            self.changes[cell] = value

    def refuse(self, cell, message, code):
        self.errors[str(cell)] = [ValidationError(message, code=code)]

    def block(self, cell):
        return self.grid.by_line[cell.pk][0] if cell.kind == LINE else self.grid.by_budget[cell.pk]

    def read_fresh(self):
        for (pk, key), row in list(self.fresh.items()):
            if not any(text.strip() for text in row.texts.values()):
                del self.fresh[pk, key]
                continue
            self.read_row(pk, key, row)

    def read_row(self, pk, key, row):
        cells = {name: CellName(NEW, pk, key, name) for name in (TITLE, *row.texts)}
        for name, cell in cells.items():
            try:
                row.values[name] = read(cell, row.texts.get(name, ""))
            except ValidationError as error:
                self.errors[str(cell)] = error.error_list
        if not self.grid.by_budget[pk].is_draft:
            self.refuse(cells[TITLE], _("This budget is approved. Open an amendment to change it."), "approved")

    def leave_out_repeated(self, by, key):
        """The same form arrived before: lines it made then are not made again."""
        if not key or not self.fresh or self.errors:
            return
        user = str(by.pk) if getattr(by, "is_authenticated", False) else ""
        _row, is_new = SubmittedForm.objects.get_or_create(user_pk=user, key=key)
        if is_new:
            return
        for place, row in list(self.fresh.items()):
            lines = self.grid.by_budget[row.budget].lines
            if any(line.title_et == row.values[TITLE] and line.amount == row.values.get(AMOUNT) for line in lines):
                del self.fresh[place]

    @property
    def touched(self):
        """Keys of the budgets in which something changes."""
        return {self.block(cell).budget.pk for cell in self.changes} | {row.budget for row in self.fresh.values()}

    # --- writing: budgets, lines, sources, lines by source ---

    def write(self, by):
        totals, lines, shares, cells = [], {}, {}, {}
        for cell, value in self.changes.items():
            block = self.block(cell)
            if cell.kind == TOTAL:
                block.budget.stated_total = value
                totals.append(block.budget)
            elif cell.kind == SHARE:
                share = self.share(block, cell.field)
                # The day belongs to the amount that stood there: the new one is as of today.
                share.amount, share.as_of = value, timezone.localdate() if share.as_of and value is not None else None
                shares[block.budget.pk, cell.field] = block.shares[cell.field]
            elif cell.field in (TITLE, AMOUNT):
                line = self.grid.by_line[cell.pk][1]
                setattr(line, "title_et" if cell.field == TITLE else "amount", value)
                lines[line.pk] = line
            else:
                line = self.grid.by_line[cell.pk][1]
                cells[line.pk, cell.field] = self.part(block, line, cell.field, value)
        made, parts = self.new_lines()
        known_totals = {budget.pk for budget in totals}
        totals += [budget for budget in self.now_by_lines(made) if budget.pk not in known_totals]
        bulk_verbs.update_many(totals, by=by)
        self.save(lines.values(), made, by)
        self.save(*split([*shares.values(), *(part.share for part in (*cells.values(), *parts))]), by)
        for part in (*cells.values(), *parts):
            # Named again, now that they have keys.
            part.line, part.share = part.line, part.share
        self.save(*split([*cells.values(), *parts]), by)
        self.saved = Saved(len(self.changes) + sum(len(row.texts) for row in self.fresh.values()), len(made))

    @staticmethod
    def save(stored, new, by):
        bulk_verbs.create_many(new, by=by)
        bulk_verbs.update_many(stored, by=by)

    def new_lines(self):
        """([BudgetLine], [LineFunding]) of the new rows, numbered on from the last line of their budget."""
        made, parts = [], []
        for row in self.fresh.values():
            block = self.grid.by_budget[row.budget]
            number = max((line.number for line in block.lines), default=0) + 1
            line = BudgetLine(
                budget=block.budget, number=min(number, LAST_NUMBER), title_et=row.values[TITLE], amount=row.values.get(AMOUNT)
            )
            block.lines.append(line)
            made.append(line)
            parts += [
                self.part(block, line, name, value) for name, value in row.values.items()
                if name not in (TITLE, AMOUNT) and value is not None
            ]
        return made, parts

    @staticmethod
    def now_by_lines(made):
        """The budgets that were known as a total only and have a line from now on."""
        found = {line.budget.pk: line.budget for line in made if line.budget.basis == BudgetBasis.TOTAL}
        for budget in found.values():
            budget.basis = BudgetBasis.LINES
        return list(found.values())

    def share(self, block, code):
        """The partner's share of a source; a new one, of which nothing is stated, when he had none."""
        if code not in block.shares:
            source = self.grid.source(code)
            made = FundingShare(budget=block.budget, source=source.source, programme_id=source.programme_id)
            block.shares[code_of(made)] = made
        return block.shares[code]

    def part(self, block, line, code, value):
        found = block.cells.get((line.pk, code)) if line.pk else None
        if found is None:
            found = LineFunding(line=line)
        found.share = self.share(block, code)
        found.amount = value
        return found

    # --- telling ---

    def told(self):
        """{name: Other}: who wrote what stands there, by the history."""
        return {
            str(cell): Other(mine, theirs, *self.writer(cell)) for cell, (mine, theirs) in self.clashes.items()
        }

    def writer(self, cell):
        row, name = self.row_of(cell)
        if row is None:
            return "", None
        last = row.history.select_related("history_user").order_by("-history_id")
        kept, found = getattr(row, name), None
        for version in last[:50]:
            if getattr(version, name) != kept:
                break
            found = version
        return (str(found.history_user or ""), found.history_date) if found is not None else ("", None)

    def row_of(self, cell):
        """(the row in which a cell stands, its field)."""
        block = self.block(cell)
        if cell.kind == TOTAL:
            return block.budget, "stated_total"
        if cell.kind == SHARE:
            return block.shares.get(cell.field), "amount"
        if cell.field in (TITLE, AMOUNT):
            return self.grid.by_line[cell.pk][1], "title_et" if cell.field == TITLE else "amount"
        return block.cells.get((cell.pk, cell.field)), "amount"


def read(cell, text):
    """The value of a typed text: a title, euros or None. Raises ValidationError."""
    if cell.field != TITLE:
        return parse_money(text) if text.strip() else None
    title, longest = clean_line(text), BudgetLine._meta.get_field("title_et").max_length
    if not title:
        raise ValidationError(_("Write what the line is for."), code="required")
    if len(title) > longest:
        raise ValidationError(
            _("The text is longer than %(count)d characters."), code="too_long", params={"count": longest}
        )
    return title


def split(rows):
    """(stored, new) of some rows, each once."""
    each = list({id(row): row for row in rows}.values())
    return [row for row in each if row.pk], [row for row in each if not row.pk]


def as_cells(texts, was):
    """{name: Typed} of two mappings, as a browser sends them."""
    bases = was if isinstance(was, Mapping) else {}
    return {name: Typed(text, str(bases.get(name, ""))) for name, text in texts.items()}
