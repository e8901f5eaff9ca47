"""The table of money brought in again: which line each row means, and what it would change there."""
from django.core.exceptions import ValidationError
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.choices import CostBasis
from budgets.models import BudgetLine
from budgets.summaries.budget import total_of
from budgets.summaries.grid import COMPUTED, grid_of
from budgets.summaries.rules import categories_of
from portal.shared.imports import Field, Sheet, parsers
from portal.shared.imports.parsers import words
from portal.shared.imports.preview import DOUBLE, NEW, TONES, Line, Preview
from portal.shared.money import format_money
from portal.shared.text import fold, quoted
from projects.models import Activity

MOST_ROWS = 2000
TEXTS = ("title_et", "title_lv", "title_en")
OF_LINE = (*TEXTS, "category", "activity", "amount")
SAME, CHANGED = "same", "changed"
LAST_NUMBER = 32_767

# By these the table is known when it comes back, in every language.
HEADINGS = {
    "partner": gettext_lazy("Partner"), "number": gettext_lazy("No."), "title_et": gettext_lazy("Title in Estonian"),
    "title_lv": gettext_lazy("Title in Latvian"), "title_en": gettext_lazy("Title in English"),
    "category": gettext_lazy("Code of the cost category"), "activity": gettext_lazy("Activity of the project"),
    "amount": gettext_lazy("Amount"),
}


class GridSheet(Sheet):
    """The columns of the table of one project. `row.values` gains "line" (BudgetLine or None), "block" and "changes":
    {field or code of a source: new value} of what is not so yet."""

    def __init__(self, project):
        self.grid = grid_of(project)
        self.project = project
        names = {"parse": parsers.line(300)}
        super().__init__(
            [
                Field("partner", HEADINGS["partner"], ("organisatsioon", "partneris"), required=True,
                      example=self.first_partner(),
                      parse=parsers.one_of(lambda: parts(self.grid.blocks), lambda part: [part.name])),
                Field("number", HEADINGS["number"], ("jrk", "jrk nr", "nr"), parse=parsers.integer(1, LAST_NUMBER), example="1"),
                Field("title_et", HEADINGS["title_et"], ("tegevus", "nimetus", "eelarverida", "title"), example="Seminarid",
                      **names),
                Field("title_lv", HEADINGS["title_lv"], **names), Field("title_en", HEADINGS["title_en"], **names),
                Field("category", HEADINGS["category"], ("kululiik", "category"), parse=parsers.line(20)),
                Field("activity", HEADINGS["activity"], **names),
                Field("amount", HEADINGS["amount"], ("eelarve", "kokku"), parse=parsers.money, example="5 000,00"),
                *(Field(source.code, heading_of(source), (source.label,), parse=parsers.money) for source in self.grid.sources),
            ],
            money_totals=["amount", *(source.code for source in self.grid.sources)],
        )

    def first_partner(self):
        return self.grid.blocks[0].partner if self.grid.blocks else ""

    def parse(self, cells):
        found = super().parse(cells)
        if len(found.data) > MOST_ROWS:
            raise ValidationError(
                _("There are more than %(count)d rows. Bring them in several parts."), code="too_many_rows",
                params={"count": MOST_ROWS},
            )
        self.columns = [each.name for each in found.fields]
        self.categories = by_name(categories_of([block.budget for block in self.grid.blocks]), lambda row: [row.code])
        activities = Activity.objects.filter(project=self.project).live() if "activity" in self.columns else ()
        self.activities = by_name(activities, lambda row: [row.title_et, row.title_lv, row.title_en])
        first = {}
        for row in found.data:
            row.values |= {"line": None, "block": None, "changes": {}}
            if not row.problems:
                self.look(row, first)
        if found.data and all(row.values["line"] and not row.values["changes"] and not row.problems for row in found.data):
            found.notes.append(_("No difference: every row says what the portal says."))
        return found

    def look(self, row, first):
        """Which line is it, and what is not so yet?"""
        block = row.values["block"] = row.values["partner"].block
        line = row.values["line"] = self.line_of(block, row)
        place = (block.budget.pk, row.values["number"] or fold(row.values["title_et"] or ""))
        if place in first:
            row.problems.append(_("It is the same as row %(number)d.") % {"number": first[place]})
            return
        first[place] = row.number
        if line is None and not row.values["title_et"]:
            row.problems.append(_("%(column)s: nothing is written.") % {"column": HEADINGS["title_et"]})
        changes = {}
        for name in self.columns:
            if name in ("partner", "number"):
                continue
            wanted = self.wanted(row, name, line)
            if wanted != self.kept(block, line, name):
                changes[name] = wanted
        if line is not None and "title_et" in changes and not changes["title_et"]:
            row.problems.append(_("%(column)s: nothing is written.") % {"column": HEADINGS["title_et"]})
        if line is not None and line.cost_basis in COMPUTED and "amount" in changes:
            row.problems.append(_("This amount is computed, not typed."))
        if (changes or line is None) and not block.is_draft:
            row.problems.append(_("This budget is approved. Open an amendment to change it."))
        row.values["changes"] = changes
        if line is not None:
            row.notes += [self.told(block, line, name, value) for name, value in changes.items()]
        row.notes += self.doubt(row, block, line)

    @staticmethod
    def line_of(block, row):
        number, title = row.values["number"], fold(row.values["title_et"] or "")
        if number:
            return next((line for line in block.lines if line.number == number), None)
        return next((line for line in block.lines if title and fold(line.title_et) == title), None)

    def wanted(self, row, name, line):
        value = row.values[name]
        if name in TEXTS:
            return value or ""
        if name in ("category", "activity"):
            return self.one(row, name, getattr(line, name) if line else None)
        return value

    def one(self, row, name, present):
        """The category or activity meant; the present one of several with the same name."""
        text = fold(row.values[name] or "")
        if not text:
            return None
        here = {"category": lambda: [present.code], "activity": lambda: [present.title_et, present.title_lv, present.title_en]}
        if present is not None and text in {fold(each) for each in here[name]()}:
            return present
        found = (self.categories if name == "category" else self.activities).get(text, [])
        if len(found) == 1:
            return found[0]
        why = _("“%(value)s” is the name of several; it is not clear which is meant.") if found else (
            _("“%(value)s” is not known in this project.")
        )
        row.problems.append(f"{HEADINGS[name]}: {why % {'value': words(row.raw.get(name))}}")
        return present

    @staticmethod
    def kept(block, line, name):
        if line is None:
            return "" if name in TEXTS else None
        return getattr(line, name) if name in OF_LINE else block.amount(line, name)

    def told(self, block, line, name, value):
        """"Amount: 5 000,00 € → 6 000,00 €"."""
        label = HEADINGS[name] if name in HEADINGS else self.grid.source(name).label
        return f"{label}: {in_words(self.kept(block, line, name), name)} → {in_words(value, name)}"

    def doubt(self, row, block, line):
        """What looks wrong but may be right: the sources of the row make more than the line."""
        parts = [
            row.values[source.code] if source.code in self.columns else (block.amount(line, source.code) if line else None)
            for source in self.grid.sources
        ]
        amount = row.values["amount"] if "amount" in self.columns else line.amount if line else None
        made = total_of(parts)
        if made is None or amount is None or made <= amount:
            return []
        text = _("its sources make %(sum)s, the line is %(total)s: %(by)s too much.")
        return [text % {"sum": format_money(made), "total": format_money(amount), "by": format_money(made - amount)}]

    def new_line(self, row):
        """The line a new row becomes, not saved yet."""
        changes = row.values["changes"]
        line = BudgetLine(budget=row.values["block"].budget, number=row.values["number"] or self.next_number(row.values["block"]))
        for name in OF_LINE:
            if name in changes:
                setattr(line, name, changes[name])
        line.cost_basis = CostBasis.REAL
        return line

    @staticmethod
    def next_number(block):
        return max((line.number for line in block.lines), default=0) + 1


class Part:
    """A partner's part of the table, as a choice by his name."""

    def __init__(self, block):
        self.block, self.name = block, block.partner

    def __str__(self):
        return self.name


def parts(blocks):
    return [Part(block) for block in blocks]


def heading_of(source):
    """The heading in the language of whoever asks: the table may come back in another one."""
    return lazystr(LabelOf(source))


def source_heading(source):
    return _("Source: %(source)s") % {"source": source.label}


class LabelOf:
    def __init__(self, source):
        self.source = source

    def __str__(self):
        return source_heading(self.source)


def by_name(rows, names):
    """{folded name: [row]}."""
    found = {}
    for row in rows:
        for name in {fold(name) for name in names(row) if name}:
            found.setdefault(name, []).append(row)
    return found


def in_words(value, name):
    if name in TEXTS:
        return quoted(value) if value else _("nothing")
    if name in ("category", "activity"):
        return (value.code if name == "category" else str(value)) if value else _("nothing")
    return format_money(value)


class GridLine(Line):
    """A row of the preview that says whether it changes a line."""

    @property
    def word(self):
        return {SAME: _("no difference"), CHANGED: _("changed")}.get(self.state) or super().word

    @property
    def tone(self):
        return {SAME: "neutral", CHANGED: "info"}.get(self.state) or TONES[self.state]


class GridPreview(Preview):
    """A row is new, changes a line, or says what is so already; such rows are left alone."""

    def state(self, row):
        state = super().state(row)
        if state not in (NEW, DOUBLE) or row.values["line"] is None:
            return state
        return CHANGED if row.values["changes"] else SAME

    @property
    def changed(self):
        return self.count(CHANGED)

    def to_add(self):
        return [row for row in super().to_add() if row.values["line"] is None or row.values["changes"]]

    def _line(self, row, state, headings):
        plain = super()._line(row, NEW if state in (SAME, CHANGED) else state, headings)
        return GridLine(plain.number, plain.cells, state, plain.why, plain.ticked)

    def lines(self):
        """As any preview; with many rows those that change nothing come last."""
        shown = self.states
        if self.hidden:
            last = [row for row, state in shown if state == SAME]
            keep = max(0, len(shown) - self.hidden - (len(shown) - len(last)))
            dropped = {id(row) for row in last[keep:]}
            shown = [pair for pair in shown if id(pair[0]) not in dropped][: len(shown) - self.hidden]
        headings = self.headings()
        return [self._line(row, state, headings) for row, state in shown]
