"""What a browser sent of a section of a plan: which texts, which rows in which order, which button."""
import uuid

from django.utils.functional import cached_property

from communities.choices import FieldKind
from communities.codes import CellName
from communities.forms.editor_controls import TICKED
from portal.shared.requests import read_json

GONE, KEEP = "gone:", "keep:"


def typed_grid(section):
    """The section's table when its rows are typed here, or None."""
    return section.grid if section.grid is not None and section.grid.is_typed else None


def row_key_of(name):
    """"services-5" of "services-5-price", "" of an answer and of what is no name."""
    cell = CellName.parse(name)
    return cell.row_key if cell else ""


def gone_key(name):
    """By what a lost text is offered back: its row; its own name when its question is asked no more."""
    return row_key_of(name) or name


def is_new(key):
    return key.partition("-")[2].startswith("new")


class Sent:
    """What a browser sent of a section. `texts` holds every cell that stood on the page, also boxes that were not ticked.

    `do`: "save", "next", "add", "paste", "discard", "up:<row>", "down:<row>", "remove:<row>", "restore:<row>", "letgo:<row>",
    "settle:<comment>"; anything else saves. `key`: by which the browser knows its form again after saving.
    """

    def __init__(self, data, section):
        self.data, self.section, self.grid = data, section, typed_grid(section)
        self.do, _colon, self.what = data.get("do", "save").partition(":")
        self.gone_texts = {
            name.removeprefix(GONE): data[name] for name in data
            if name.startswith(GONE) and CellName.parse(name.removeprefix(GONE))
        }
        self.bases = {name: base for name, base in read_bases(data.get("bases", "")).items() if name not in self.let_go}
        self.key = read_uuid(data.get("idempotency_key", ""))
        self.block = data.get("block", "")

    @cached_property
    def removed(self):
        """Rows taken out on the page or by the button pressed."""
        keys = [*self.data.getlist("removed"), *([self.what] if self.do == "remove" else [])]
        return [key for key in dict.fromkeys(keys) if self.is_row(key)]

    @cached_property
    def rows(self):
        """Keys of the rows on the page, in their order there, after the button pressed."""
        keys = [key for key in dict.fromkeys(self.data.getlist("order")) if self.is_row(key)]
        if self.do in {"up", "down"} and self.what in keys:
            place = keys.index(self.what)
            keys.insert(max(place + (1 if self.do == "down" else -1), 0), keys.pop(place))
        return [key for key in keys if key not in self.removed]

    def is_row(self, key):
        grid = self.grid
        return grid is not None and bool(grid.headings) and row_key_of(f"{key}-{grid.headings[0].name}") == key and (
            key.startswith(f"{grid.slug}-")
        )

    @cached_property
    def everything(self):
        """{cell: typed text} of all that was sent, blank new rows too."""
        texts = {question.cell.name: question.cell.kind for question in self.section.questions}
        for key in self.rows:
            texts |= {f"{key}-{heading.name}": heading.kind for heading in self.grid.headings}
        found = {}
        for name, kind in texts.items():
            if name in self.data or self.was_shown(name, kind):
                found[name] = read_text(self.data, name, kind)
        return found

    def was_shown(self, name, kind):
        return kind in TICKED and (name in self.bases or is_new(row_key_of(name)))

    @cached_property
    def chosen_theirs(self):
        return {key.removeprefix(KEEP) for key, value in self.data.items() if key.startswith(KEEP) and value == "theirs"}

    @property
    def let_go(self):
        """Cells of a row about which this person decided that it stays away; their drafts are forgotten."""
        return set(self.texts_of(self.what)) if self.do == "letgo" else set()

    @cached_property
    def gone(self):
        """{cell: text} of rows that others took out and about which nothing is decided yet."""
        decided = self.texts_of(self.what) if self.do in {"restore", "letgo"} else {}
        return {name: text for name, text in self.gone_texts.items() if name not in decided}

    def texts_of(self, key):
        """{cell: text} that was typed in a row that is gone."""
        return {name: text for name, text in self.gone_texts.items() if gone_key(name) == key}

    @cached_property
    def texts(self):
        """{cell: typed text} for the verb: without blank new rows and without cells where theirs was chosen."""
        blank = self.blank_rows
        return dict.fromkeys(self.let_go, "") | self.gone | {
            name: text for name, text in self.everything.items()
            if name not in self.chosen_theirs and row_key_of(name) not in blank
        }

    @cached_property
    def blank_rows(self):
        """New rows that say nothing but what a new row says by itself."""
        return {
            key for key in self.rows if is_new(key) and all(
                self.everything.get(f"{key}-{heading.name}", "") in {"", heading.initial} for heading in self.grid.headings
            )
        }

    @cached_property
    def order(self):
        """The rows in order when this person moved any of them, otherwise None: then others' order stays."""
        known = self.data.get("base_order", "").split()
        old = [key for key in self.rows if not is_new(key)]
        fresh = [key for key in self.rows if is_new(key) and key not in self.blank_rows]
        as_it_was = [key for key in known if key in old]
        if self.rows[: len(old)] == old and old == as_it_was:
            return None
        return [key for key in self.rows if key in old or key in fresh]


def read_bases(text):
    """{cell: digest}; what cannot be read counts as nothing, and then others' words win no silent victory either."""
    try:
        bases = read_json(text or "{}")
    except ValueError:
        return {}
    if not isinstance(bases, dict):
        return {}
    return {name: base[:64] for name, base in bases.items() if isinstance(base, str) and CellName.parse(name)}


def read_uuid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def read_text(data, name, kind):
    if kind == FieldKind.CHOICES:
        return "\n".join(data.getlist(name))
    return data.get(name, "")
