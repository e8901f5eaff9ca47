"""The Estonian and Latvian catalogues: found in our sources, merged and compiled without GNU gettext.

English needs no catalogue: msgids are English. Libraries' own words that have no good Estonian or Latvian stand in
`EXTRA` (portal/library_words.py) and are translated like ours; our catalogue is asked before theirs.
"""
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

from portal.library_words import EXTRA, EXTRA_PLURALS

LANGUAGES = {
    "et": "nplurals=2; plural=(n != 1);",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
}
PLURALS = {"et": 2, "lv": 3}
ROOTS = ("projects", "communities", "trainings", "budgets", "portal", "templates")
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}
# A function may be imported under a name of the file's own.
RENAMED = re.compile(r"\b(n?p?gettext(?:_lazy|_noop)?) as (\w+)")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


@dataclass(frozen=True, order=True)
class Message:
    """What stands in a source: English, its plural ("" when it has none) and its context ("" for none)."""

    text: str
    plural: str = ""
    context: str = ""


def path_of(language):
    return Path(settings.BASE_DIR) / "portal" / "locale" / language / "LC_MESSAGES" / "django.po"


def found():
    """{Message: first file that says it, from the project's root} of all our sources, libraries' words included."""
    base, messages = Path(settings.BASE_DIR), {}
    for root in ROOTS:
        for path in sorted((base / root).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                for message in messages_in(path):
                    messages.setdefault(message, str(path.relative_to(base)))
    for text in EXTRA:
        messages.setdefault(Message(text), "portal/library_words.py")
    for one, many in EXTRA_PLURALS:
        messages.setdefault(Message(one, many), "portal/library_words.py")
    return messages


def messages_in(path):
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What is left of a template is Python enough for a tokenizer, but for its indentation.
        source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).split("\n"))
    return messages_of(source)


def messages_of(source):
    """The messages of Python source."""
    keywords = {alias: KEYWORDS[name] for name, alias in RENAMED.findall(source)} | KEYWORDS
    for _line, function, texts, _comments in extract_python(BytesIO(source.encode()), keywords, (), {}):
        texts = texts if isinstance(texts, tuple) else (texts,)
        places = keywords[function] or (1,)
        context = next((texts[place[0] - 1] for place in places if isinstance(place, tuple)), "")
        words = [texts[place - 1] for place in places if not isinstance(place, tuple) and place <= len(texts)]
        if words and all(isinstance(word, str) and word for word in words):
            yield Message(words[0], words[1] if len(words) > 1 else "", context or "")


def merged(language):
    """The catalogue as it should be: every message found, with the translation it already has, and nothing else."""
    path = path_of(language)
    old = {}
    if path.exists():
        for entry in polib.pofile(str(path)):
            old[Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "")] = entry
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit", "Language": language,
        "MIME-Version": "1.0", "Plural-Forms": LANGUAGES[language],
    }
    for message, file in sorted(found().items(), key=lambda pair: (pair[1], pair[0])):
        catalogue.append(entry_of(message, file, old.get(message), language))
    return catalogue


def entry_of(message, file, known, language):
    entry = polib.POEntry(msgid=message.text, occurrences=[(file, "")], msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural = message.plural
        forms = known.msgstr_plural if known else {}
        entry.msgstr_plural = {number: forms.get(number, "") for number in range(PLURALS[language])}
    elif known:
        entry.msgstr = known.msgstr
    if any("%" in text for text in (message.text, message.plural)) and "%(" in message.text:
        entry.flags.append("python-format")
    return entry


def write(language):
    """Merge and compile one catalogue; returns it."""
    path, catalogue = path_of(language), merged(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    path.with_suffix(".mo").write_bytes(catalogue.to_binary())
    return catalogue


def faults(language):
    """What is wrong with a catalogue, one sentence each; nothing when it is complete and fresh."""
    path = path_of(language)
    if not path.exists():
        return [f"{language}: there is no catalogue"]
    stored, wanted = polib.pofile(str(path)), merged(language)
    complaints = []
    if {key_of(entry) for entry in stored} != {key_of(entry) for entry in wanted}:
        complaints.append(f"{language}: the catalogue and the sources differ: run `make messages`")
    for entry in stored:
        if entry.fuzzy:
            complaints.append(f"{language}: fuzzy: {entry.msgid}")
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(texts):
            complaints.append(f"{language}: not translated: {entry.msgid}")
        complaints += [f"{language}: placeholders differ: {entry.msgid}" for text in texts if text and differs(entry, text)]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != stored.to_binary():
        complaints.append(f"{language}: the compiled catalogue is stale: run `make messages`")
    return complaints


def key_of(entry):
    return Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "")


def differs(entry, text):
    """A translation names the same placeholders; a plural form may leave out the number."""
    wanted, got = placeholders(entry.msgid_plural or entry.msgid), placeholders(text)
    return not got <= wanted | placeholders(entry.msgid) if entry.msgid_plural else got != wanted


def placeholders(text):
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}
