"""One place to type in, as it stands on the page: which control, with what text, what is wrong and what others wrote."""
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.formats import get_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from communities.choices import FieldKind
from communities.codes import BOOL, read_typed, shown

LONG = (FieldKind.TEXT,)
SENTENCE = 300
NUMBERS = {FieldKind.NUMBER: "numeric", FieldKind.DECIMAL: "decimal", FieldKind.MONEY: "decimal", FieldKind.LINK: "url"}
# What a browser leaves out of a form when nothing is ticked.
TICKED = {BOOL, FieldKind.CHOICES.value}


def typed(kind, text):
    """What stands in a control: a kept text as people of this language write it, so that reading it gives the same."""
    if not text:
        return ""
    if kind in {FieldKind.DECIMAL, FieldKind.MONEY}:
        return text.removesuffix(".00").replace(".", get_format("DECIMAL_SEPARATOR"))
    if kind in {FieldKind.DAY, FieldKind.MONTH}:
        return shown(kind, text)
    return text


def as_typed(kind, text):
    """A draft in the words of this reader: the verb keeps what it could read in the one canonical form."""
    if kind not in {FieldKind.DECIMAL, FieldKind.MONEY, FieldKind.DAY, FieldKind.MONTH}:
        return text
    try:
        return typed(kind, read_typed(kind, text))
    except ValidationError:
        return text


@dataclass
class Conflict:
    """What somebody else wrote into the same cell. `theirs` is typed text, `shown` is read; `who`, `when` may be unknown."""

    theirs: str
    shown: str
    who: str = ""
    when: object = None


@dataclass
class Control:
    """`row`: "row 3" for those who hear the labels of a grid; `compact`: in a grid. `text`: what stands in it."""

    name: str
    kind: str
    label: str
    text: str = ""
    help: str = ""
    example: str = ""
    required: bool = False
    limit: int = 200
    options: tuple = ()
    row: str = ""
    compact: bool = False
    unsaved: bool = False
    errors: list = field(default_factory=list)
    conflict: Conflict | None = None
    comments: list = field(default_factory=list)

    @property
    def id(self):
        return f"id_{self.name}"

    @property
    def is_group(self):
        """Several boxes under one legend instead of one control under one label."""
        return self.kind == FieldKind.CHOICES

    @property
    def is_box(self):
        return self.kind == BOOL

    @property
    def is_long(self):
        return self.kind in LONG

    @property
    def is_wide(self):
        """A sentence rather than a word."""
        return self.kind == FieldKind.LINE and self.limit >= SENTENCE

    @property
    def unit(self):
        return "€" if self.kind == FieldKind.MONEY and not self.compact else ""

    @property
    def missing(self):
        return self.required and not self.text

    @property
    def has_notes(self):
        return bool(self.errors or self.conflict or self.comments)

    @property
    def target(self):
        """Where a link to this control leads."""
        return f"{self.id}_0" if self.is_group and self.options else self.id

    @property
    def described_by(self):
        parts = []
        if (self.help or self.example) and not self.compact:
            parts.append(f"{self.id}_help")
        if self.errors:
            parts.append(f"{self.id}_error")
        if self.conflict:
            parts.append(f"{self.id}_theirs")
        return " ".join(parts)

    @cached_property
    def html(self):
        """The control itself; every text in it is escaped."""
        attrs = {"data-cell": self.name, "data-kind": self.kind, **self.states()}
        if self.is_group:
            return self.boxes(attrs)
        value = bool(self.text) if self.is_box else self.text
        return self.widget().render(self.name, value, {"id": self.id, **attrs})

    def boxes(self, attrs):
        """Several boxes in one frame: Django's own take a template for each."""
        ticked = set(self.text.split("\n"))
        return format_html(
            '<div class="boxes" id="{}">{}</div>', self.id,
            format_html_join(
                "\n", '<label><input type="checkbox" name="{}" value="{}" id="{}_{}"{}{}> {}</label>',
                (
                    (self.name, value, self.id, place, flatatt(attrs), flatatt({"checked": value in ticked}), label)
                    for place, (value, label) in enumerate(self.offered())
                ),
            ),
        )

    def states(self):
        states = {}
        if self.described_by:
            states["aria-describedby"] = self.described_by
        if self.errors:
            states["aria-invalid"] = "true"
        if self.required and not self.is_group:
            states["aria-required"] = "true"
        if self.compact:
            states["data-label"] = self.label
        if self.unsaved:
            states["data-unsaved"] = "true"
        return states

    def widget(self):
        invalid = " is-invalid" if self.errors else ""
        if self.is_box:
            return forms.CheckboxInput({"class": f"form-check-input{invalid}", "value": "1"}, check_test=bool)
        if self.kind in {FieldKind.CHOICE, FieldKind.YESNO}:
            return forms.Select({"class": f"form-select{invalid}"}, choices=self.offered())
        attrs = {"class": f"form-control{invalid}", "autocomplete": "off"}
        if self.is_long:
            return forms.Textarea(attrs | {"rows": 2 if self.compact else 5, "cols": "40", "data-limit": self.limit})
        if self.kind in NUMBERS:
            attrs |= {"inputmode": NUMBERS[self.kind]}
        return forms.TextInput(attrs)

    def offered(self):
        """The options; what was chosen once stays offered although the list has changed; "—" for not chosen."""
        options = [(str(value), str(label)) for value, label in self.options]
        known = {value for value, _label in options}
        options += [(value, value) for value in self.text.split("\n") if value and value not in known]
        return options if self.is_group else [("", "—"), *options]


@dataclass
class Row:
    """`key`: what the names of its cells begin with. `number`: its place, from 1; `is_open`: its card is unfolded."""

    key: str
    controls: list
    number: int = 0
    computed: tuple = ()
    tone: str = ""
    is_new: bool = False
    is_open: bool = False
    is_first: bool = False
    is_last: bool = False

    @property
    def id(self):
        return f"row-{self.key}"

    @property
    def name(self):
        """The first text of the row, which is its name."""
        first = self.controls[0] if self.controls else None
        if first is None or not first.text:
            return ""
        return dict(first.options).get(first.text, first.text)

    @property
    def named(self):
        return self.name or _("row %(number)d") % {"number": self.number}


@dataclass
class Gone:
    """A row that somebody took out while this person was writing in it. `texts`: (label, cell, text) of what was written."""

    key: str
    name: str
    texts: list
    who: str = ""
    when: object = None

    @property
    def id(self):
        return f"gone-{self.key}"

    @property
    def can_return(self):
        """A question that is asked no more does not come back."""
        return not self.key.startswith("a-")
