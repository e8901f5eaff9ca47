"""The worded parts of a page: actions, tabs, facts, steps, people, promises."""

from dataclasses import dataclass, field

from portal.shared.ui.figures import RingFigure


@dataclass(frozen=True)
class Action:
    """Something the reader can do next. `post` makes a small form of it; `icon` is a name in `icons.svg`."""

    label: str
    url: str
    primary: bool = False
    icon: str = ""
    post: bool = False
    danger: bool = False


@dataclass(frozen=True)
class Crumb:
    """One step of the way to this page; the last one has no url."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Tab:
    """A part of a workspace. `count` is shown when it is not None; `parts`: what the current one is divided into."""

    label: str
    url: str
    current: bool = False
    count: int | None = None
    parts: tuple["Tab", ...] = ()


@dataclass(frozen=True)
class Stat:
    """One figure with its name: "Training days", "19 of 26", "7 to go"."""

    label: str
    value: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Fact:
    """A line of a fact list. An empty value prints as "not stated", because unknown is not zero."""

    label: str
    value: str = ""
    note: str = ""
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Step:
    """A step of a journey. `state`: done, current, late or todo; `when` and `note` are read as they stand."""

    label: str
    state: str = "todo"
    when: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody to turn to. Give contact details only when the reader may see them."""

    name: str
    role: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Promise:
    """A target in its own words, with the figure that answers it.

    `figure`: "11 of 15 counties"; `gaps`: names still missing; `reason`: why it will differ; `to_check`: what
    does not fit, like a division with another sum; `note`: what can still be reached; `url`: the records behind it.
    """

    sentence: str
    ring: RingFigure
    figure: str = ""
    gaps: tuple[str, ...] = field(default_factory=tuple)
    reason: str = ""
    to_check: str = ""
    note: str = ""
    status: str = ""
    tone: str = "neutral"
    url: str = ""
