"""The table of money as a page shows it: what is kept, what was typed, what was wrong and what others wrote meanwhile."""
import json
import secrets
import uuid
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from budgets.actions.grid import as_cells
from budgets.summaries.budget import total_of
from budgets.summaries.grid import AMOUNT, COMPUTED, LINE, NEW, SHARE, TITLE, TOTAL, CellName, text_of
from portal.shared.imports import Field, Sheet, parsers, read_block
from portal.shared.imports.parsers import words
from portal.shared.money import format_amount, format_money, format_percent, parse_money, rate
from portal.shared.requests import read_json
from portal.shared.tables import format_day
from portal.shared.text import clean_line, fold
from portal.shared.ways import reverse

MOST_ROWS = 300


@dataclass
class Cell:
    """One box. `text`: what stands in it; `label`: what it is called aloud; `errors`: sentences; `theirs`: Other or None."""

    name: str
    text: str
    label: str
    is_title: bool = False
    is_open: bool = True
    errors: list = field(default_factory=list)
    theirs: object = None
    theirs_text: str = ""
    shown: str = ""
    old: str = ""
    note: str = ""
    note_url: str = ""
    is_fresh: bool = False
    url: str = ""
    col: str = AMOUNT

    @property
    def needs_looking(self):
        return bool(self.errors) or self.theirs is not None


@dataclass
class Row:
    """A line, or a new one. `sum`, `difference`: texts of what its sources make and of what is then missing or too much."""

    key: str
    number: object
    title: Cell
    amount: Cell
    parts: list
    sum: str = ""
    difference: str = ""
    url: str = ""
    category: str = ""
    other_title: str = ""
    note: str = ""
    is_new: bool = False

    @property
    def cells(self):
        return numbered(self.amount, self.parts)


@dataclass
class Part:
    """One partner's rows and his sums. `columns`: texts of sums and differences by source."""

    pk: int
    partner: str
    url: str
    state: str
    is_open: bool
    rows: list
    blank: Row | None
    total: Cell
    shares: list
    sums: list
    differences: list
    lines_sum: str
    lines_difference: str
    shares_sum: str
    shares_difference: str

    @property
    def cells(self):
        return numbered(self.total, self.shares)

    @property
    def shows_difference(self):
        """While it is written in, differences come and go; afterwards only one that is there."""
        return self.is_open or bool(self.lines_difference or any(self.differences))


def numbered(amount, parts):
    """The boxes of amounts of one row, each with the name of its column."""
    for place, cell in enumerate(parts):
        cell.col = str(place)
    return [amount, *parts]


class GridForm:
    """What was sent of the table, or nothing yet.

    `texts`, `was`: {name: text} as typed and as begun from; `errors`: {name: [sentence]}; `clash`: a Clash; `problems`:
    sentences about the whole; `warnings`: as on other forms, overruled by their digest; `expenses_url`: the list to which the
    amounts of an approved line lead, "" for those who may not see it.
    """

    form_key = "budget-grid"
    # Its cells are boxes and no form fields: whoever asks any form for its choices finds none here.
    fields = {}

    def __init__(self, grid, seen, *, may_edit, slug, texts=None, was=None, errors=None, clash=None, problems=(), doubtful=None,
                 key=None, notes=(), expenses_url=""):
        self.expenses_url = expenses_url
        self.grid, self.seen, self.may_edit, self.slug = grid, seen, may_edit, slug
        self.texts, self.begun = texts or {}, was or {}
        self.errors, self.clash = errors or {}, clash
        self.notes, self.problems = list(notes), list(problems)
        self.warnings = list(doubtful.warnings) if doubtful is not None else []
        self.warnings_digest = doubtful.digest if doubtful is not None else ""
        self.key = key or uuid.uuid4()
        self.was = {}
        self.cells = []
        self.fresh = self.new_rows()
        self.parts = [self.part(block) for block in grid.blocks if block.budget.pk in seen]
        self.others = [(block.partner, block.total) for block in grid.blocks if block.budget.pk not in seen]

    @property
    def is_open(self):
        return any(part.is_open for part in self.parts)

    @property
    def was_json(self):
        return json.dumps(self.was, ensure_ascii=False)

    @property
    def wrong(self):
        """[Cell] that cannot stay as they are, for the list above the table."""
        return [cell for cell in self.cells if cell.needs_looking]

    def summary(self):
        """Sentences about what is wrong in no box that is shown."""
        shown = {cell.name for cell in self.cells}
        return [*self.problems, *(text for name, texts in self.errors.items() if name not in shown for text in texts)]

    # --- rows ---

    def new_rows(self):
        """{budget key: {row key: {field: text}}} of the rows that were typed and have no line."""
        found = {}
        for name, text in self.texts.items():
            cell = CellName.parse(name)
            if cell is not None and cell.kind == NEW:
                found.setdefault(cell.pk, {}).setdefault(cell.key, {})[cell.field] = text
        return {
            pk: {key: row for key, row in rows.items() if any(text.strip() for text in row.values())}
            for pk, rows in found.items()
        }

    def part(self, block):
        pk, is_open = block.budget.pk, self.may_edit and block.is_draft
        rows = [self.row(block, line, is_open) for line in block.lines]
        last = max((line.number for line in block.lines), default=0)
        if is_open:
            rows += [self.new_row(block, key, last + place) for place, key in enumerate(self.fresh.get(pk, {}), start=1)]
        difference = difference_text(block.total, block.lines_total)
        codes = [source.code for source in self.grid.sources]
        return Part(
            pk, block.partner, block.budget.get_absolute_url(), block.budget.get_state_display(), is_open, rows,
            # Its key is new each time: what was typed into the last one stands above it by now.
            self.new_row(block, secrets.token_hex(5), "", remember=False) if is_open else None,
            self.cell(CellName(TOTAL, pk), block.budget.stated_total, _("stated total"), block, is_open),
            [self.share_cell(block, source, is_open) for source in self.grid.sources],
            [sum_text(block.source_total(code)) for code in codes],
            [difference_text(shared(block, code), block.source_total(code)) for code in codes],
            sum_text(block.lines_total), difference, sum_text(block.shares_total),
            difference_text(block.total, block.shares_total),
        )

    def share_cell(self, block, source, is_open):
        """A source's amount, with its rate and its day."""
        share, pk = block.shares.get(source.code), block.budget.pk
        box = self.cell(CellName(SHARE, pk, field=source.code), share and share.amount, source.label, block, is_open)
        if share is not None and share.amount is not None:
            found = rate(share.amount, block.total)
            day = _("as of %(day)s") % {"day": format_day(share.as_of)[0]} if share.as_of else ""
            box.note = " · ".join(text for text in (format_percent(found) if found is not None else "", day) if text)
            box.note_url = reverse("budgets:fundingshare-edit", args=[self.slug, pk, share.pk]) if is_open else ""
        return box

    def row(self, block, line, is_open):
        name = CellName(LINE, line.pk)
        parts = [
            self.cell(
                name._replace(field=source.code), block.amount(line, source.code), f"{line}: {source.label}", block, is_open
            ) for source in self.grid.sources
        ]
        label = _("%(line)s: amount") % {"line": line}
        amount = self.cell(
            name._replace(field=AMOUNT), line.amount, label, block, is_open and line.cost_basis not in COMPUTED
        )
        if not is_open and self.expenses_url:
            amount.url = f"{self.expenses_url}?line={line.pk}"
        url = reverse("budgets:budgetline-edit", args=[self.slug, block.budget.pk, line.pk]) if is_open else ""
        return Row(
            f"line-{line.pk}", line.number,
            self.cell(name._replace(field=TITLE), line.title_et, _("Title of line %(number)d") % {"number": line.number}, block,
                      is_open),
            amount, parts, sum_text(block.line_total(line)), difference_text(line.amount, block.line_total(line)), url,
            str(line.category) if line.category_id else "", line.title if line.title != line.title_et else "",
        )

    def new_row(self, block, key, number, remember=True):
        texts = self.fresh.get(block.budget.pk, {}).get(key, {})

        def made(name, label):
            cell = CellName(NEW, block.budget.pk, key, name)
            label = _("%(partner)s, new line: %(column)s") % {"partner": block.partner, "column": label}
            box = Cell(str(cell), texts.get(name, ""), label, name == TITLE, is_fresh=True,
                       errors=self.errors.get(str(cell), []))
            if remember:
                self.cells.append(box)
            return box

        amounts = [parsed(texts.get(source.code, "")) for source in self.grid.sources]
        return Row(
            f"new-{block.budget.pk}-{key}", number, made(TITLE, _("title")), made(AMOUNT, _("amount")),
            [made(source.code, source.label) for source in self.grid.sources], sum_text(total_of(amounts)), is_new=True,
            note=_("Somebody took this line out meanwhile. Save to add it anew, or empty the row.")
            if key.startswith("gone") else "",
        )

    # --- boxes ---

    def cell(self, name, value, label, block, is_open):
        """The box of a kept value, with what was typed into it."""
        key, is_title = str(name), name.field == TITLE
        label = label if name.kind == LINE else f"{block.partner}: {label}"
        kept = text_of(value)
        box = Cell(key, as_typed(value), label, is_title, is_open, shown=value if is_title else format_money(value))
        if is_open:
            self.was[key] = kept
            self.take(box, value)
            self.cells.append(box)
        return box

    def take(self, box, value):
        """What was typed stays in the box; a cell nobody touched shows what is kept now."""
        text, begun = self.texts.get(box.name), self.begun.get(box.name, "")
        box.errors = self.errors.get(box.name, [])
        box.theirs = self.clash.cells.get(box.name) if self.clash is not None else None
        if box.theirs is not None:
            box.text, box.theirs_text = text, value if box.is_title else format_money(value)
        elif text is not None and (box.errors or box.name not in self.begun or canonical(text, box.is_title) != begun):
            box.text = text
            # What could not be compared yet is compared with what the person began from, next time too.
            self.was[box.name] = begun
        box.old = self.was[box.name]


def canonical(text, is_title):
    """A typed text as `was` has it; as it came when it cannot be read."""
    if is_title:
        return " ".join(text.split())
    value = parsed(text)
    return text_of(value) if value is not None or not text.strip() else text


def parsed(text):
    """Euros, or None of what is empty or cannot be read."""
    try:
        return parse_money(text) if text.strip() else None
    except ValidationError:
        return None


def as_typed(value):
    return value if isinstance(value, str) else "" if value is None else format_amount(value)


def sum_text(value):
    """A sum, or nothing when no part of it is known."""
    return "" if value is None else format_money(value)


def difference_text(stated, derived):
    """By how much they differ, with its sign; nothing when they agree or one is not known."""
    if stated is None or derived is None or stated == derived:
        return ""
    by = stated - derived
    return f"+{format_money(by)}" if by > 0 else format_money(by)


def shared(block, code):
    return block.shares[code].amount if code in block.shares else None


# --- what a browser sent ---


class Sent:
    """`texts`: {name: typed text}; `cells`: as `save_grid` takes them; `do`: "save", "add:<budget>" or "paste"."""

    def __init__(self, data):
        self.do, _colon, self.what = data.get("do", "save").partition(":")
        self.texts = {name: data[name] for name in data if CellName.parse(name) is not None}
        self.was = read_was(data.get("was", ""))
        self.cells = as_cells(self.texts, self.was)
        self.overruled = data.get("save_anyway", "")
        self.key = read_uuid(data.get("idempotency_key", ""))
        self.block, self.partner = data.get("block", ""), data.get("partner", "")


def read_was(text):
    try:
        found = read_json(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    # Clean as what is kept: a stray half of a letter could not even be shown.
    return {name: clean_line(was) for name, was in found.items() if isinstance(was, str) and CellName.parse(name)}


def read_uuid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


# --- a block pasted into the box below the table ---


def read_pasted(grid, block, text):
    """({name: text}, {name: [sentence]} of what cannot be read, [sentence]) of rows pasted for one partner.

    Lines of the same number or title are filled, others are new.

    A row of totals is no line: it is compared with the rows. Raises ValidationError in plain words.
    """
    if not text.strip():
        raise ValidationError(_("Copy the rows in your spreadsheet and paste them here first."), code="empty")
    sheet = Sheet(
        [
            Field("number", _("No."), ("jrk", "jrk nr", "nr", "number"), parse=parsers.line(20)),
            Field(TITLE, _("Title"), ("tegevus", "kulu", "nimetus", "eelarverida", "rida"), parse=parsers.line(300)),
            Field(AMOUNT, _("Amount"), ("eelarve", "summa", "eur", "kokku"), parse=parsers.money),
            *(Field(source.code, source.label, parse=parsers.money) for source in grid.sources),
        ],
        money_totals=[AMOUNT, *(source.code for source in grid.sources)],
    )
    found = sheet.parse(read_block(text))
    if len(found.data) > MOST_ROWS:
        raise ValidationError(
            _("There are more than %(count)d rows. Bring them in several parts."), code="too_many_rows",
            params={"count": MOST_ROWS},
        )
    numbers = {str(line.number): line for line in block.lines}
    titles = {fold(line.title_et): line for line in block.lines}
    texts, errors = {}, {}
    for row in found.data:
        line = numbers.get(words(row.raw.get("number")).rstrip(".")) or titles.get(fold(words(row.raw.get(TITLE))))
        name = CellName(LINE, line.pk) if line else CellName(NEW, block.budget.pk, secrets.token_hex(5))
        for each in found.fields:
            if each.name != "number" and row.raw.get(each.name) not in (None, ""):
                cell, text = str(name._replace(field=each.name)), words(row.raw[each.name])
                texts[cell] = text
                if each.name != TITLE and why_unread(text):
                    errors[cell] = why_unread(text)
    notes = [*found.notes, *(str(check) for check in found.total_checks)]
    if found.ignored_columns:
        notes.append(_("These columns are not known and are left out:") + " " + ", ".join(found.ignored_columns))
    return texts, errors, notes


def why_unread(text):
    """[sentence] when the text is no amount, [] otherwise."""
    try:
        parse_money(text)
    except ValidationError as error:
        return error.messages
    return []
