"""A report as it is written down: its words, its figures, the rows behind each. The same shape live and frozen (JSON).

Everything in it is plain text in the report's own language, whole numbers, cents and ISO days, so that a frozen report reads
the same whatever changes later. Rows name the record and its version, and the page by its route: addresses are made when it is
read, in the reader's language.
"""
import hashlib
import json
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from django.urls import NoReverseMatch

from portal.shared.money import format_money, from_cents
from portal.shared.ways import reverse
from projects.summaries.promises import number as count_text

SCHEMA = 1
COUNT, MONEY = "count", "money"


@dataclass(frozen=True)
class Link:
    """A page by its route; `args` are texts."""

    route: str = ""
    args: tuple = ()

    @property
    def url(self):
        """"" where there is no such page any more."""
        if not self.route:
            return ""
        try:
            return reverse(self.route, args=self.args)
        except NoReverseMatch:
            return ""


@dataclass(frozen=True)
class Row(Link):
    """One record that a figure counts. `amount`: as text, "1", "0.5", cents for money; `day`: ISO or ""."""

    model: str = ""
    pk: int | None = None
    version: int | None = None
    label: str = ""
    day: str = ""
    amount: str = "1"
    partner: str = ""

    @property
    def value(self):
        return Decimal(self.amount)


@dataclass(frozen=True)
class Figure:
    """One number with its words. `number`: text of a count or of cents, None while it is not known.

    `section`: the chapter it stands in; `rows` add up to the number. `note`: what it leaves out. `words`: the figure in the
    promise's own manner ("11/15"), where it is one.
    """

    key: str
    section: str
    label: str
    number: str | None
    unit: str = COUNT
    words: str = ""
    note: str = ""
    rows: tuple[Row, ...] = ()

    @property
    def value(self):
        return None if self.number is None else Decimal(self.number)

    @property
    def text(self):
        """As people read it; "" while it is not known."""
        if self.words or self.value is None:
            return self.words
        return format_money(from_cents(int(self.value))) if self.unit == MONEY else count_text(self.value)

    @property
    def sum_of_rows(self):
        return sum((row.value for row in self.rows), Decimal(0))

    @property
    def text_of_sum(self):
        total = self.sum_of_rows
        return format_money(from_cents(int(total))) if self.unit == MONEY else count_text(total)

    @property
    def opens(self):
        """There is something to look at behind it."""
        return bool(self.rows)


@dataclass(frozen=True)
class Gap(Link):
    """What is missing, in a sentence, and the page where it is put right."""

    code: str = ""
    text: str = ""


@dataclass(frozen=True)
class Evidence(Link):
    """One event with its papers. `state` in words; `tone` as for badges; `missing`: what is still open."""

    number: int = 0
    label: str = ""
    day: str = ""
    state: str = ""
    tone: str = "neutral"
    missing: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    model: str = ""
    pk: int | None = None
    version: int | None = None


@dataclass(frozen=True)
class Chapter:
    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Content:
    """A whole report. `facts`: pairs of a label and what is known; `checks`: promises that must agree, in words."""

    title: str
    language: str
    project: str
    funder: str
    starts_on: str
    ends_on: str
    facts: tuple = ()
    chapters: tuple[Chapter, ...] = ()
    figures: tuple[Figure, ...] = ()
    checks: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    number: int = 0
    frozen_on: str = ""
    statement: str = ""
    marks: str = ""
    schema: int = field(default=SCHEMA)

    def figure(self, key):
        return next((figure for figure in self.figures if figure.key == key), None)

    def of_section(self, key):
        return tuple(figure for figure in self.figures if figure.section == key)


def as_json(content):
    """Canonical: sorted keys, no spaces, one way to write each content."""
    return json.dumps(asdict(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text):
    """The Content again; what we no longer know is left out."""
    told = json.loads(text)
    told["facts"] = tuple(tuple(pair) for pair in told["facts"])
    told["figures"] = tuple(_made(Figure, row | {"rows": tuple(_made(Row, each) for each in row["rows"])})
                            for row in told["figures"])
    for name, cls in (("chapters", Chapter), ("gaps", Gap), ("evidence", Evidence)):
        told[name] = tuple(_made(cls, row) for row in told[name])
    return _made(Content, told)


def checksum(text):
    return hashlib.sha256(text.encode()).hexdigest()


def _made(cls, told):
    known = {name: told[name] for name in cls.__dataclass_fields__ if name in told}
    return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in known.items()})
