"""What reading a text gives: findings beside their sentences, what was dropped, and what does not fit."""

from dataclasses import asdict, dataclass, field, replace

# Kinds of findings.
DATE, AMOUNT, COUNT, CODE, ORGANISATION, COUNTRY, PROGRAMME = (
    "date",
    "amount",
    "count",
    "code",
    "organisation",
    "country",
    "programme",
)
NAME, STORY, ACTIVITY = "name", "story", "activity"


# No project states more than this of one kind; a text that does is not read to its end.
MOST = 400


@dataclass(frozen=True)
class Finding:
    """One thing that the text says. `start`, `end`: where in the cleaned text; `sentence`: the whole sentence around it.

    `value` is in one canonical form: an ISO date or "start/end", an amount in euros with cents, a whole number, a name in the
    nominative. `role` says what it is there for; `data` holds what depends on the kind; `confidence` is between 0 and 1.
    """

    kind: str
    value: str
    sentence: str
    start: int
    end: int
    confidence: float = 0.9
    role: str = ""
    data: dict = field(default_factory=dict)

    def but(self, *, role=None, confidence=None, **data):
        return replace(
            self,
            role=self.role if role is None else role,
            data={**self.data, **data},
            confidence=self.confidence if confidence is None else confidence,
        )


@dataclass(frozen=True)
class Dropped:
    """A piece that is no part of the project's text. `reason`: banner, menu, markup, repeated or person."""

    reason: str
    text: str


@dataclass(frozen=True)
class Clash:
    """Two statements that do not fit. `kind`: parts, total, rule, alike or number; `first` and `second` in words."""

    kind: str
    about: str
    first: str
    second: str
    sentence: str = ""


@dataclass(frozen=True)
class Reading:
    """`text`: the text as it is kept, its typing errors too."""

    text: str
    findings: tuple = ()
    dropped: tuple = ()
    clashes: tuple = ()

    def of(self, kind, *roles):
        return [row for row in self.findings if row.kind == kind and (not roles or row.role in roles)]

    def as_dict(self):
        return asdict(self)
