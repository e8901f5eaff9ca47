"""How the standard texts are written down: a text is (Estonian, Latvian, English)."""
from dataclasses import dataclass

Text = tuple[str, str, str]
NONE: Text = ("", "", "")


@dataclass(frozen=True)
class Ask:
    """A field of a section, or with `in_table` a column of its table. `options`: one Text per choice."""

    code: str
    kind: str
    label: Text
    help: Text = NONE
    example: Text = NONE
    options: tuple[Text, ...] = ()
    required: bool = False
    limit: int | None = None
    in_table: bool = False


@dataclass(frozen=True)
class Part:
    """A section of the plan."""

    code: str
    kind: str
    title: Text
    help: Text
    asks: tuple[Ask, ...] = ()
    required: bool = True


def column(code, kind, label, **more):
    return Ask(code, kind, label, in_table=True, **more)


def in_languages(name, text):
    """{"title_et": …, "title_lv": …, "title_en": …}"""
    return {f"{name}_{language}": words for language, words in zip(("et", "lv", "en"), text, strict=True)}


def options_in_languages(options):
    """The choices as they are kept: one per line, in the same order in every language."""
    columns = zip(*options, strict=True) if options else NONE
    return in_languages("options", tuple("\n".join(column) for column in columns))
