"""A section of a plan as a form: what stands in its controls, what is unsaved, and what others wrote meanwhile.

Names of cells are those of `communities.codes.cells`. A page knows what each cell said when it was opened (`bases`), so that
the verb can tell what this person changed from what others changed.
"""
import json
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from communities.codes import digest, new_key, read_typed, shown
from communities.forms.editor_controls import Conflict, Control, Gone, Row, as_typed, typed
from communities.forms.editor_sent import gone_key, is_new, row_key_of, typed_grid

# A row of more columns is a card with labels: nobody reads a table of nineteen columns.
MOST_COLUMNS = 7
FEW_ROWS = 3


class SectionForm:
    """A section on its page.

    texts       {cell: typed text} that stands instead of what is kept, and `own_bases` {cell: digest} it began from
    rows        the keys in which rows stand, new ones among them; None: as they are kept; `blanks`: empty ones below
    removed     keys of rows taken out on the page and not saved yet
    errors      {cell: [sentence]};  conflicts {cell: something with theirs (canonical), who, when};  gone [Gone]
    comments    {cell or "": [PlanComment]};  notes, problems: sentences above the form;  is_draft: opened, not sent
    """

    def __init__(
        self, section, *, texts=None, bases=None, rows=None, blanks=0, removed=(), errors=None, conflicts=None, gone=(),
        comments=None, notes=(), problems=(), is_draft=False,
    ):  # fmt: skip
        self.section, self.grid = section, typed_grid(section)
        self.texts, self.own_bases = texts or {}, bases or {}
        self.errors, self.conflicts, self.comments = errors or {}, conflicts or {}, comments or {}
        self.removed, self.gone, self.notes, self.problems = list(removed), list(gone), list(notes), list(problems)
        self.order = self.in_order(rows, blanks) if self.grid else []
        self.is_draft = is_draft
        self.key = uuid.uuid4()

    def in_order(self, rows, blanks):
        kept = [line.key for line in self.grid.rows]
        order = kept if rows is None else [key for key in rows if key in kept or is_new(key)]
        # Rows that others added since the page was opened stand below.
        order = [*order, *(key for key in kept if key not in order)]
        fresh = [f"{self.grid.slug}-new{new_key()}" for _number in range(blanks)]
        return [key for key in [*order, *fresh] if key not in self.removed]

    # --- its parts ---

    @cached_property
    def questions(self):
        return [self.control(asked.cell.name, asked.cell.kind, asked, asked.cell.text) for asked in self.section.questions]

    @cached_property
    def rows(self):
        if self.grid is None:
            return []
        lines = {line.key: line for line in self.grid.rows}
        rows = [self.row(key, lines.get(key), number) for number, key in enumerate(self.order, start=1)]
        if rows:
            rows[0].is_first = rows[-1].is_last = True
        return rows

    @cached_property
    def blank(self):
        """The row from which a browser makes new ones by putting another key in."""
        return self.row(f"{self.grid.slug}-new0", None, 0)

    @property
    def as_cards(self):
        return self.grid is not None and len(self.grid.headings) > MOST_COLUMNS

    @property
    def heading_help(self):
        return [heading for heading in self.grid.headings if heading.help]

    def row(self, key, line, number):
        kept = {cell.name: cell.text for cell in line.cells} if line else {}
        controls = []
        for heading in self.grid.headings:
            name = f"{key}-{heading.name}"
            controls.append(self.control(name, heading.kind, heading, kept.get(name, heading.initial), number))
        computed = line.computed if line else ("",) * len(self.grid.computed)
        row = Row(
            key, controls, number, list(zip(self.grid.computed, computed, strict=True)), is_new=line is None,
            tone=line.tone if line else "",
        )
        row.is_open = row.is_new or len(self.order) <= FEW_ROWS or any(each.has_notes or each.unsaved for each in controls)
        return row

    def control(self, name, kind, asked, kept, number=None):
        """A question's control, or, with the number of its row, a cell's; `asked` is the Question or the Heading."""
        stored = typed(kind, kept)
        text = self.texts.get(name, stored)
        return Control(
            name, kind, asked.label, text, asked.help, getattr(asked, "example", ""), asked.required, asked.limit,
            asked.options, row="" if number is None else _("row %(number)d") % {"number": number},
            compact=number is not None, unsaved=text != stored, errors=self.errors.get(name, []),
            conflict=self.conflict(name, kind, asked), comments=self.comments.get(name, []),
        )

    def conflict(self, name, kind, asked):
        told = self.conflicts.get(name)
        if told is None:
            return None
        return Conflict(typed(kind, told.theirs), shown(kind, told.theirs, asked.options), told.who, told.when)

    # --- what the page asks ---

    @cached_property
    def bases(self):
        """{cell: digest of what is kept, or of what an unsaved text began from}, as JSON."""
        own = {name: base for name, base in self.own_bases.items() if name not in self.conflicts}
        return json.dumps({cell.name: digest(cell.text) for cell in cells_of(self.section)} | own, separators=(",", ":"))

    @property
    def base_order(self):
        return " ".join(line.key for line in rows_of(self.section))

    @cached_property
    def controls(self):
        """All of them, in the order of the page."""
        return [*self.questions, *(control for row in self.rows for control in row.controls)]

    @property
    def wrong(self):
        return [control for control in self.controls if control.errors]

    @property
    def in_conflict(self):
        return [control for control in self.controls if control.conflict]

    @property
    def has_unsaved(self):
        return bool(self.gone) or any(control.unsaved for control in self.controls)

    @property
    def shown_elsewhere(self):
        """[[(label, text)]] of a table whose rows are typed elsewhere."""
        grid = self.section.grid if self.grid is None else None
        return [
            [(heading.label, cell.shown) for heading, cell in zip(grid.headings, line.cells, strict=True)]
            for line in (grid.rows if grid else ())
        ]

    @property
    def taken_out(self):
        """The rows taken out on the page and not saved yet."""
        return [line for line in rows_of(self.section) if line.key in self.removed]

    @property
    def about_section(self):
        """Comments about the whole section, or about a place that is no longer there."""
        here = {control.name for control in self.controls}
        return [comment for name, comments in self.comments.items() if name not in here for comment in comments]


def cells_of(section):
    """Every cell of a section that is kept."""
    return [
        *(question.cell for question in section.questions),
        *(cell for line in rows_of(section) for cell in line.cells),
    ]


def rows_of(section):
    grid = typed_grid(section)
    return grid.rows if grid else ()


def gone_rows(section, texts, told=None):
    """[Gone] of rows that are no longer there, with what was typed in them. `told`: {key: something with name, who, when}."""
    grid = typed_grid(section)
    headings = {heading.name: heading.label for heading in (grid.headings if grid else ())}
    rows = {}
    for name, text in texts.items():
        key = gone_key(name)
        label = headings.get(name.removeprefix(f"{key}-"), "")
        rows.setdefault(key, []).append((label, name, text))
    told = told or {}
    return [
        Gone(key, *((told[key].name, cells, told[key].who, told[key].when) if key in told else ("", cells)))
        for key, cells in rows.items()
    ]


@dataclass
class Meanwhile:
    """A conflict found when a page is opened: the draft began from something else than what is kept now."""

    theirs: str
    who: str = ""
    when: object = None


def lost_texts(section, texts, bases):
    """{cell: text} of what was typed in rows that are no longer there; what was only looked at is left out."""
    grid = typed_grid(section)
    here, headings = {line.key for line in rows_of(section)}, {heading.name: heading for heading in grid.headings} if grid else {}
    lost = {}
    for name, text in texts.items():
        key = row_key_of(name)
        heading = headings.get(name.removeprefix(f"{key}-"))
        if key and key not in here and not is_new(key) and not says(heading, text, bases.get(name, digest(""))):
            lost[name] = text
    return lost


def says(heading, text, base):
    """Does a typed text mean what this person began from?"""
    if heading is None:
        return digest(text) == base
    try:
        return digest(read_typed(heading.kind, text, heading.options, heading.limit)) == base
    except ValidationError:
        return False


def drafted(section, drafts, **kwargs):
    """The form with what this person typed earlier and did not save. `drafts`: rows of PlanDraft."""
    kept = {cell.name: cell for cell in cells_of(section)}
    grid, here = typed_grid(section), [line.key for line in rows_of(section)]
    texts, fresh, conflicts, gone = {}, {}, {}, {}
    for draft in drafts:
        name, key = draft.cell, row_key_of(draft.cell)
        if key and key not in here:
            if is_new(key) and grid and key.startswith(f"{grid.slug}-"):
                fresh.setdefault(key, {})[name] = draft.text
            elif not is_new(key):
                gone |= lost_texts(section, {name: draft.text}, {name: draft.base})
        elif name not in kept:
            gone[name] = draft.text
        elif as_typed(kept[name].kind, draft.text) not in {kept[name].text, typed(kept[name].kind, kept[name].text)}:
            texts[name] = as_typed(kept[name].kind, draft.text)
            if draft.base != digest(kept[name].text):
                conflicts[name] = Meanwhile(kept[name].text)
    # A new row that was thought better of left empty texts behind.
    fresh = {key: cells for key, cells in fresh.items() if any(cells.values())}
    for cells in fresh.values():
        texts |= cells
    return SectionForm(
        section, texts=texts, rows=[*here, *fresh] if fresh else None, conflicts=conflicts,
        gone=gone_rows(section, gone), is_draft=True, **kwargs,
    )
