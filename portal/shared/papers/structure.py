"""What a paper says, without how it looks: three renderers draw the same structure (html, pdf, word).

All texts are plain, already in the paper's language and already formatted (money, dates); only Prose holds Markdown.
"""
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

from portal.shared.exports import BREAKS, UNWRITABLE

DEEPEST = 4
# More columns than this do not fit on an upright page.
UPRIGHT_COLUMNS = 6
TONES = ("quiet", "attention", "warning")


@dataclass(frozen=True)
class Heading:
    """A heading of level 2 to 4; the paper's title is the only one of level 1."""

    text: str
    level: int = 2

    def __post_init__(self):
        if not 2 <= self.level <= DEEPEST:
            raise ValueError(f"A heading's level is 2 to {DEEPEST}, not {self.level}.")


@dataclass(frozen=True)
class Prose:
    """A long text in Markdown; its headings come below the heading it stands under."""

    markdown: str


@dataclass(frozen=True)
class Facts:
    """Pairs of a label and what is known: `(("Region", "Võrumaa"), ...)`."""

    rows: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Grid:
    """A table. `numeric`: places of columns that are aligned to the right; `total`: a last row, as long as the others.

    The first cell of a row names the row, unless its column is numeric. A table of more than six columns lies on its side.
    `quiet`: the heading above says what the caption says, so that only those who hear the page are told. `ruled`: a form to
    be filled in by hand, with lines between the columns and room to write; it stays upright.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]] = ()
    numeric: Sequence[int] = ()
    total: Sequence[str] | None = None
    quiet: bool = False
    ruled: bool = False

    def __post_init__(self):
        for row in (*self.rows, *([self.total] if self.total else [])):
            if len(row) != len(self.columns):
                raise ValueError(f"{self.caption}: a row of {len(row)} cells under {len(self.columns)} columns.")

    @property
    def names_rows(self):
        return 0 not in self.numeric

    @property
    def is_wide(self):
        """Drawn on pages that lie."""
        return len(self.columns) > UPRIGHT_COLUMNS and not self.ruled


@dataclass(frozen=True)
class Note:
    """A remark in a frame: what is missing, what was decided. `tone`: "quiet", "attention" or "warning"."""

    text: str
    tone: str = "quiet"

    def __post_init__(self):
        if self.tone not in TONES:
            raise ValueError(f"A note's tone is one of {TONES}, not {self.tone!r}.")


@dataclass(frozen=True)
class Bullets:
    items: Sequence[str] = ()


@dataclass(frozen=True)
class Paper:
    """A whole paper.

    language    "et", "lv" or "en": what screen readers, hyphenation and spelling take it for
    facts       rows of Facts below the title
    blocks      Heading, Prose, Facts, Grid, Note and Bullets, in order
    statement   the funder's sentence, marks: the names of its marks; both at the foot of the first page
    footer      a line at the foot of every page, beside its number
    """

    title: str
    language: str
    subtitle: str = ""
    facts: Sequence[tuple[str, str]] = ()
    blocks: Sequence[object] = ()
    statement: str = ""
    marks: str = ""
    footer: str = ""


def readable(value):
    """The same paper with plain strings that any file format can hold: no control characters, no lazy translations."""
    if value is None or isinstance(value, int):
        return value
    if is_dataclass(value):
        return replace(value, **{field.name: readable(getattr(value, field.name)) for field in fields(value)})
    if isinstance(value, list | tuple):
        return tuple(readable(item) for item in value)
    return UNWRITABLE.sub("", BREAKS.sub("\n", str(value)))


def outline(paper):
    """[(block, level)]: a heading's own level without a gap above it; for the rest, the level of a heading inside it."""
    found, last = [], 1
    for block in paper.blocks:
        if isinstance(block, Heading):
            last = min(block.level, last + 1)
            found.append((block, last))
        else:
            found.append((block, last + 1))
    return found
