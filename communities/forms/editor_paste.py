"""A block copied from a spreadsheet becomes new rows of a grid: looked at on the page, saved only afterwards."""
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communities.choices import FieldKind
from communities.codes import new_key, read_typed
from communities.forms.editor_controls import typed
from portal.shared.imports import Field, Sheet, parsers, read_block
from portal.shared.imports.parsers import words

# Numbers are read as numbers, so that a stated total can be compared with them.
NUMBERS = {FieldKind.MONEY: parsers.money, FieldKind.NUMBER: parsers.integer(), FieldKind.DECIMAL: parsers.decimal()}
# A page sends every cell of every row.
MOST_ROWS = 100


@dataclass
class Pasted:
    """`rows`: keys of the new rows, `texts`: {cell: typed text}, `errors`: {cell: [sentence]}, `notes`: what was assumed."""

    rows: list = field(default_factory=list)
    texts: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)


def read_rows(grid, block):
    """Pasted of a block of text. Raises ValidationError in plain words when no rows can be read from it."""
    if not block.strip():
        raise ValidationError(_("Copy the rows in your spreadsheet and paste them here first."), code="empty")
    sheet = Sheet(
        [Field(heading.name, heading.label, parse=reader(heading)) for heading in grid.headings],
        money_totals=[heading.name for heading in grid.headings if heading.kind == FieldKind.MONEY],
    )
    parsed = sheet.parse(read_block(block))
    if len(parsed.data) > MOST_ROWS:
        raise ValidationError(
            _("There are more than %(count)d rows. Bring them in several parts."), code="too_many_rows",
            params={"count": MOST_ROWS},
        )
    pasted = Pasted(notes=[*parsed.notes, *(str(check) for check in parsed.total_checks)])
    if parsed.ignored_columns:
        pasted.notes.append(_("These columns are not known and are left out:") + " " + ", ".join(parsed.ignored_columns))
    for row in parsed.data:
        key = f"{grid.slug}-new{new_key()}"
        pasted.rows.append(key)
        for heading in grid.headings:
            fill(pasted, f"{key}-{heading.name}", heading, row.raw.get(heading.name))
    return pasted


def reader(heading):
    """The parser of a column for `Sheet`."""
    return NUMBERS.get(heading.kind) or (lambda cell: read_typed(heading.kind, words(cell), heading.options, heading.limit))


def fill(pasted, name, heading, cell):
    """One cell: as people write it when it can be read, as it came and with the reason when not."""
    text = words(cell)
    try:
        pasted.texts[name] = typed(heading.kind, read_typed(heading.kind, text, heading.options, heading.limit))
    except ValidationError as error:
        pasted.texts[name], pasted.errors[name] = text, error.messages
