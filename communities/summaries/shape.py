"""The shape of a plan as it is read: by the editor, the papers, the frozen versions and the comparison.

Values come twice: `text` in the one form in which cells are kept and compared, `shown` as people read it in the plan's
language. Derived figures have no cell: they cannot be typed.
"""
from dataclasses import dataclass

MOST_COLUMNS = 7


@dataclass(frozen=True)
class Cell:
    """One place in which somebody types. `name`: see `communities.codes.cells`, "" for what is typed elsewhere;
    `kind`: a FieldKind, or "bool"; `text`: the canonical form, see `communities.codes.typed`."""

    name: str
    kind: str
    text: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Question:
    """A field of a section with its answer. `options`: (value, label) pairs for choices; `code`: what computations know."""

    cell: Cell
    code: str
    label: str
    help: str = ""
    example: str = ""
    required: bool = False
    limit: int = 2000
    options: tuple = ()

    @property
    def missing(self):
        return self.required and not self.cell.text


@dataclass(frozen=True)
class Heading:
    """A column of a grid. `name`: a field of the row's model, or the key of a FieldTemplate as text.

    `initial`: the canonical text that a new row begins with.
    """

    name: str
    label: str
    kind: str
    help: str = ""
    required: bool = False
    limit: int = 200
    options: tuple = ()
    initial: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a grid; `key` is what its cells' names begin with: "services-5", "e-12". `computed`: shown texts;
    `tone`: "danger" for a row to be careful with."""

    key: str
    cells: tuple[Cell, ...]
    computed: tuple[str, ...] = ()
    tone: str = ""

    @property
    def name(self):
        return self.cells[0].shown if self.cells else ""


@dataclass(frozen=True)
class Grid:
    """`slug`: "services", "tasks", "investments", "finance", "risks", "indicators", "e" for a template's own table, or
    "assets" for the community's resources, which are typed elsewhere.

    `computed`: labels of the derived columns; `footer`: rows of sums, a text for each heading and each derived column;
    `totals`: (label, text) below the rows.
    """

    slug: str
    headings: tuple[Heading, ...]
    rows: tuple[Line, ...] = ()
    computed: tuple[str, ...] = ()
    footer: tuple[tuple[str, ...], ...] = ()
    totals: tuple[tuple[str, str], ...] = ()

    @property
    def is_typed(self):
        """Its rows are added and changed in the plan."""
        return self.slug != "assets"

    @property
    def is_wide(self):
        """Too many columns to be read side by side."""
        return len(self.headings) + len(self.computed) > MOST_COLUMNS

    @property
    def cards(self):
        """[(name of the row, [(label, shown text)])]: what stands in each row besides its name, empty cells left out."""
        labels = [heading.label for heading in self.headings[1:]] + list(self.computed)
        rows = [(line.name, [*(cell.shown for cell in line.cells[1:]), *line.computed]) for line in self.rows]
        return [(name, [pair for pair in zip(labels, texts, strict=False) if pair[1]]) for name, texts in rows]


@dataclass(frozen=True)
class Check:
    """A sentence about a section: `tone` is "good", "info", "attention" or "danger"."""

    tone: str
    text: str


@dataclass(frozen=True)
class Section:
    """`done` of `of` required things are there."""

    code: str
    kind: str
    title: str
    help: str = ""
    required: bool = True
    questions: tuple[Question, ...] = ()
    grid: Grid | None = None
    checks: tuple[Check, ...] = ()
    done: int = 0
    of: int = 0

    @property
    def is_complete(self):
        return self.done == self.of

    @property
    def answered(self):
        return [question for question in self.questions if question.cell.shown]

    @property
    def unanswered(self):
        return [question for question in self.questions if not question.cell.shown]


@dataclass(frozen=True)
class PlanContent:
    """`checks`: sentences about the plan as a whole."""

    title: str
    language: str
    sections: tuple[Section, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def done(self):
        return sum(section.done for section in self.sections)

    @property
    def of(self):
        return sum(section.of for section in self.sections)

    @property
    def percent(self):
        """Whole per cent, rounded down, so that 100 means everything; 100 when nothing is required."""
        return 100 * self.done // self.of if self.of else 100

    def section(self, code):
        """The section with this code, or None."""
        return next((section for section in self.sections if section.code == code), None)
