"""A section of a plan as cells: what each says now, how what is typed into it is read, and how it is written."""
import uuid
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from communities.actions.blame import writers_of
from communities.actions.saving import NOBODY
from communities.choices import SectionKind
from communities.codes.cells import ANSWERS, ENTRIES
from communities.codes.deciding import LAST, STEP
from communities.codes.typed import read_typed
from communities.models import Answer, Entry
from communities.summaries.content import limit_of
from communities.summaries.state import options_of
from communities.summaries.tables import TABLES
from portal.shared import bulk_verbs, verbs
from portal.shared.models import SubmittedForm

# A page sends every cell of every row, and the portal takes at most 3000 fields at once.
MOST_ROWS = 100


def slug_of(section):
    """What the keys of a section's rows begin with, "" when it has no table of its own."""
    if section.kind == SectionKind.TABLE:
        return ENTRIES
    return section.kind if section.kind in TABLES else ""


@dataclass
class Sheet:
    """The cells of one section of a PlanState.

    `slug`: what its rows' keys begin with, "" when it has no table of its own; `rows`: {row key: live row}; `errors`:
    {cell: errors} of what the rows' own rules refused.
    """

    state: object
    section: object
    by: object
    errors: dict = field(default_factory=dict)

    def __post_init__(self):
        # {row key: {attribute: cell}} put into rows, and {cell: Answer}: not saved yet.
        self.changed, self.answered = {}, {}
        self.table = TABLES.get(self.section.kind)
        self.slug = slug_of(self.section)
        self.rows = {f"{self.slug}-{row.pk}": row for row in self.state.live(self.section)}
        self.asked = {str(asked.pk): asked for asked in self.section.asked}
        self.columns = {str(asked.pk): asked for asked in self.section.columns}
        self.fields = [column.name for column in self.table.columns] if self.table else list(self.columns)
        self.away = self.state.away
        services = {row.pk: row for row in self.state.rows[SectionKind.SERVICES]}
        for row in self.rows.values():
            row.plan = self.state.plan
            if getattr(row, "service_id", None) in services:
                row.service = services[row.service_id]

    # --- reading ---

    def asks(self, cell):
        """The FieldTemplate or Column of a cell that this section has (of its rows, whether there or not), else None."""
        if cell.table == ANSWERS:
            return self.asked.get(cell.field)
        if cell.table != self.slug:
            return None
        return self.table.column(cell.field) if self.table else self.columns.get(cell.field)

    def current(self, cell, row=None):
        """The canonical text of a cell; `row`: another one than the live row of this name."""
        asked = self.asks(cell)
        if cell.table == ANSWERS:
            return self.state.text(asked)
        row = row or self.rows[cell.row_key]
        return asked.text_of(row) if self.table else self.state.text(asked, row)

    def read(self, cell, text, current=""):
        """The canonical form of what was typed; raises ValidationError."""
        asked = self.asks(cell)
        if cell.table != ANSWERS and self.table:
            return asked.read(text, self.state.options(asked, current))
        return read_typed(asked.kind, text, options_of(asked, current), limit_of(asked))

    def name_of(self, row):
        """What people call a row."""
        if self.table:
            return str(row)
        return next((text for asked in self.section.columns if (text := self.state.text(asked, row))), "")

    def is_untouched(self, cell):
        """Has nobody written in this cell since its row was made?"""
        row = self.rows[cell.row_key]
        if self.table:
            return row.version == 1
        answer = self.state.answers.get((int(cell.field), row.pk))
        return answer is None or answer.version == 1

    # --- writing ---

    def put(self, cell, text):
        """Note a canonical text to be saved."""
        if cell.table == ANSWERS or not self.table:
            self._put_answer(cell, text)
        else:
            self.asks(cell).put(self.rows[cell.row_key], text)
            self.changed.setdefault(cell.row_key, {})[cell.field] = str(cell)

    def _put_answer(self, cell, text):
        entry = self.rows[cell.row_key] if cell.row else None
        asked = self.asks(cell)
        key = (asked.pk, entry.pk if entry else None)
        answer = self.state.answers.get(key) or Answer(plan=self.state.plan, field=asked, entry=entry)
        answer.text = text
        self.answered[str(cell)] = self.state.answers[key] = answer

    def save(self):
        """Save the rows into which something was put; what their own rules refuse is collected in `errors`."""
        for key, cells in self.changed.items():
            row = self.rows[key]
            self._told(cells, lambda row=row: verbs.update(row, by=self.by, version=row.version, m2m=self._relations(row)))

    def save_answers(self):
        answers = list(self.answered.values())
        bulk_verbs.create_many([answer for answer in answers if answer.pk is None], by=self.by)
        bulk_verbs.update_many([answer for answer in answers if answer.pk is not None], by=self.by)

    def made_before(self, keys):
        """{new row key: row key} of new rows that this person's browser sent once already."""
        ids = {self._uuid(key): key for key in keys}
        model = self.table.model if self.table else Entry
        user = str(self.by.pk) if getattr(self.by, "is_authenticated", False) else ""
        asked = {"user_pk": user, "key__in": ids, "result_type": model._meta.label_lower}
        found = SubmittedForm.objects.filter(**asked) if ids else ()
        return {ids[form.key]: f"{self.slug}-{form.result_pk}" for form in found}

    def _uuid(self, key):
        return uuid.uuid5(uuid.NAMESPACE_URL, f"talgud:{self.state.plan.pk}:{self.section.pk}:{key}")

    def add(self, key, texts):
        """A new row from {CellName: canonical text}; returns its key, or None when the row's own rules refuse it."""
        order = min(max((row.order for row in self.rows.values()), default=0) + STEP, LAST)
        cells = {cell.field: str(cell) for cell in texts}
        if len(self.rows) >= MOST_ROWS:
            self.errors |= dict.fromkeys(cells.values(), _("A table has at most %(count)d rows.") % {"count": MOST_ROWS})
            return None
        if not self.table:
            row = verbs.create(Entry(plan=self.state.plan, section=self.section, order=order), by=self.by, key=self._uuid(key))
        else:
            row = self.table.model(plan=self.state.plan, order=order)
            row.many = {column.name: [] for column in self.table.relations}
            for cell, text in texts.items():
                self._begin(row, self.asks(cell), text)
            if not self._told(cells, lambda: verbs.create(row, by=self.by, m2m=self._relations(row), key=self._uuid(key)), key):
                return None
        made = f"{self.slug}-{row.pk}"
        self.rows[made] = row
        if not self.table:
            for cell, text in texts.items():
                if text:
                    self._put_answer(type(cell)(cell.table, str(row.pk), cell.field), text)
        return made

    def _begin(self, row, column, text):
        """An empty choice that the row cannot go without keeps what a new row begins with."""
        if text or not column.initial or column.field.blank or column.field.get_internal_type() == "BooleanField":
            column.put(row, text)

    def _relations(self, row):
        return {column.name: row.many[column.name] for column in self.table.relations}

    def _told(self, cells, write, key=""):
        """Write; what is refused is told at the cell it is about, or else at the first of these."""
        try:
            write()
        except ValidationError as error:
            found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
            for name, errors in found.items():
                there = cells.get(name)
                if there is None and name != NON_FIELD_ERRORS and self.table.column(name):
                    there = f"{key or self._row_of(cells)}-{name}"
                self.errors.setdefault(there or next(iter(cells.values())), []).extend(errors)
            return False
        return True

    def _row_of(self, cells):
        return next(iter(cells.values())).rsplit("-", 1)[0]

    def move(self, numbers):
        """Give rows new places: {row key: order}."""
        rows = [self.rows[key] for key in numbers]
        for key, number in numbers.items():
            self.rows[key].order = number
        if self.table and self.table.relations:
            for row in rows:
                verbs.update(row, by=self.by, version=row.version)
        elif rows:
            bulk_verbs.update_many(rows, by=self.by)

    def take_out(self, key):
        verbs.archive(self.rows.pop(key), by=self.by)

    # --- who wrote it ---

    def writers_of_cells(self, cells):
        """{cell: (who, when)}; a query or two for each column in question."""
        found, asked = {}, {}
        for cell in cells:
            row, name = self._stored(cell)
            asked.setdefault((type(row), name), {})[cell] = row
        for (_model, name), rows in asked.items():
            writers = writers_of(rows.values(), name)
            found |= {cell: writers[row] for cell, row in rows.items()}
        return found

    def _stored(self, cell):
        """(the row in which the text of a cell is kept, the attribute; None when the history has no column for it)."""
        if self.table and cell.row:
            column = self.asks(cell)
            return self.rows[cell.row_key], None if column.field.many_to_many else column.field.attname
        entry = self.rows[cell.row_key].pk if cell.row else None
        return self.state.answers[(int(cell.field), entry)], "text"

    def writer_of_row(self, key):
        """(who, when) of the last change of a row that stands; an entry's words are its answers."""
        row = self.rows[key]
        answers = [answer for (_field, entry), answer in self.state.answers.items() if entry == row.pk]
        found = writers_of([row] if self.table else answers, None)
        return max(found.values(), key=lambda said: said[1], default=NOBODY)

    def writers_of_away(self, keys):
        """{row key: (who took it out, when)}."""
        rows = {key: self.away[key] for key in keys}
        writers = writers_of(rows.values(), None)
        return {key: writers[row] for key, row in rows.items()}
