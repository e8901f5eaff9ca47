"""The evidence of events as one numbered ZIP, written while it is sent: never a whole file in memory, none on disk."""
import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from portal.shared.exports import write_xlsx

CHUNK = 64 * 1024
UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")
LONGEST = 60
# Read when the index is written, in the language of the page.
MISSING, CHANGED = gettext_lazy("the file is missing"), gettext_lazy("the file is no longer the one that was uploaded")


@dataclass(frozen=True)
class Entry:
    """One file of the ZIP.

    `folder`: the event's folder, "" for one event alone; `open`: callable() -> a binary file, or bytes; it may raise
    FileNotFoundError. `told`: what the index says of it: event, date, kinds, who asks, title, source.
    """

    number: int
    folder: str
    stem: str
    suffix: str
    open: Callable[[], Any]
    made_at: datetime
    told: dict = field(default_factory=dict)
    stated_sha256: str = ""

    @property
    def path(self):
        name = f"{fit(self.stem)}{self.suffix}"
        return f"{self.folder}/{self.number:03} {name}" if self.folder else f"{self.number:02} {name}"


@dataclass(frozen=True)
class Sent:
    """What became of an entry: its size and checksum, or why it is not there."""

    entry: Entry
    size: int = 0
    sha256: str = ""
    problem: Any = ""


class Sink:
    """A file that is only written to; what it holds is taken away piece by piece."""

    def __init__(self):
        self.pieces = []

    def write(self, data):
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self):
        pass

    def take(self):
        taken, self.pieces = b"".join(self.pieces), []
        return taken


def fit(text):
    """A name that every file system takes."""
    text = UNFIT.sub(" ", unicodedata.normalize("NFC", str(text)))
    return " ".join(text.split())[:LONGEST].strip(" .") or "-"


def stream(entries, title, missing=()):
    """Yields the ZIP of [Entry] in pieces; last come its two indexes. `missing`: [(event, what is still open)]."""
    sink, sent, language = Sink(), [], get_language()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for entry in entries:
            yield from written(archive, sink, entry, sent)
        with override(language):
            extras = {
                "00 index.xlsx": index_xlsx(title, sent, missing), "00 index.html": index_html(title, sent, missing).encode(),
            }
        for name, data in extras.items():
            archive.writestr(member(name, timezone.now()), data)
            yield sink.take()
    yield sink.take()


def written(archive, sink, entry, sent):
    """Write one entry, yield its pieces and note in `sent` what became of it."""
    try:
        source = entry.open()
    except (OSError, ValueError):
        sent.append(Sent(entry, problem=MISSING))
        return
    digest, size = hashlib.sha256(), 0
    with archive.open(member(entry.path, entry.made_at), "w", force_zip64=True) as target:
        for piece in pieces_of(source):
            target.write(piece)
            digest.update(piece)
            size += len(piece)
            yield sink.take()
    yield sink.take()
    differs = entry.stated_sha256 and entry.stated_sha256 != digest.hexdigest()
    problem = CHANGED if differs else ""
    sent.append(Sent(entry, size, digest.hexdigest(), problem))


def pieces_of(source):
    if isinstance(source, bytes):
        yield source
        return
    with source:
        while piece := source.read(CHUNK):
            yield piece


def member(name, when):
    info = zipfile.ZipInfo(name, timezone.localtime(when).timetuple()[:6])
    info.external_attr = 0o644 << 16
    return info


# --- the indexes


def columns():
    return [_("No."), _("Event"), _("Date"), _("What it is"), _("Title"), _("Who asks for it"), _("Where it comes from"),
            _("File"), _("Size, kB"), "SHA-256", _("Note")]


def row_of(sent):
    entry, told = sent.entry, sent.entry.told
    return [
        entry.number, told["event"], told["date"], told["kinds"], told["title"], told["funders"], told["source"], entry.path,
        -(-sent.size // 1024), sent.sha256, sent.problem,
    ]


def index_xlsx(title, sent, missing):
    rows = [row_of(row) for row in sent]
    rows += [[None, event, None, what, _("still missing"), *[None] * 6] for event, what in missing]
    return write_xlsx(title, columns(), rows)


def index_html(title, sent, missing):
    rows = [{"cells": row_of(row), "url": quote(row.entry.path), "there": bool(row.sha256)} for row in sent]
    return render_to_string("trainings/_evidence_index.html", {
        "title": title, "columns": columns(), "rows": rows, "missing": missing, "language": get_language(),
        "made": timezone.localdate(),
    })
