"""A claim's evidence as one numbered ZIP, written while it is sent: the claim's table, then every file, then the indexes."""
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from budgets.exports.claim_table import claim_xlsx, fixed
from budgets.summaries.claim_content import EVENT, said
from portal.shared.exports import write_xlsx
from projects.choices import EvidenceKind
from projects.models import Document
from trainings.exports.evidence_zip import Sent, Sink, fit, member, written

# Read when the index is written, in the language of the page.
NOT_FOR_YOU = gettext_lazy("not shown to you: names stand in it")


@dataclass(frozen=True)
class Entry:
    """One file of the ZIP, as `evidence_zip.written` takes it. `withheld`: this person may not read it."""

    file: Any
    open: Any
    made_at: datetime
    withheld: bool = False

    @property
    def path(self):
        _name, dot, ending = self.file.file_name.rpartition(".")
        suffix = f".{ending.lower()}" if dot else ""
        label = str(EvidenceKind(self.file.kind).label)
        stem = self.file.title if self.file.title.startswith(label) else f"{label} – {self.file.title}"
        return f"{self.file.number:03}_{fit(stem).replace(' ', '_')}{suffix}"

    @property
    def stated_sha256(self):
        return self.file.sha256


def entries_of(content, when, may_read):
    """[Entry] of a claim's files. `may_read`: callable(event key) -> whether this person may read the event's papers."""
    documents = Document.objects.in_bulk([file.document for file in content.files])
    allowed = {key: may_read(key) for key in {file.event_key for file in content.files if file.source == EVENT}}
    return [
        Entry(file, opener(documents.get(file.document)), when, file.source == EVENT and not allowed[file.event_key])
        for file in content.files
    ]


def opener(document):
    def open_it():
        if document is None:
            raise FileNotFoundError
        return document.file.open("rb")

    return open_it


def stream(entries, content, title, when):
    """Yields the ZIP in pieces. All its moments are those of the frozen version: it can be made again."""
    sink, sent, language = Sink(), [], get_language()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        with override(language):
            archive.writestr(member("000_claim.xlsx", when), claim_xlsx(content, when))
        yield sink.take()
        for entry in entries:
            if entry.withheld:
                sent.append(Sent(entry, problem=NOT_FOR_YOU))
                continue
            yield from written(archive, sink, entry, sent)
        with override(language):
            archive.writestr(member("000_index.xlsx", when), fixed(index_xlsx(title, sent), when))
            archive.writestr(member("000_index.html", when), index_html(title, sent, content, when).encode())
        yield sink.take()
    yield sink.take()


# --- the indexes


def columns():
    return [_("No."), _("What it is"), _("Title"), _("Rows of the claim"), _("Event"), _("File"), _("Size, kB"), "SHA-256",
            _("Note")]


def row_of(sent):
    file = sent.entry.file
    return [
        file.number, str(EvidenceKind(file.kind).label), file.title, ", ".join(map(str, file.rows)), said(file.event),
        sent.entry.path if sent.sha256 else "", -(-sent.size // 1024) if sent.sha256 else None, sent.sha256, str(sent.problem),
    ]


def index_xlsx(title, sent):
    return write_xlsx(title, columns(), [row_of(row) for row in sent])


def index_html(title, sent, content, when):
    rows = [{"cells": row_of(row), "url": quote(row.entry.path), "there": bool(row.sha256)} for row in sent]
    return render_to_string("budgets/_claim_index.html", {
        "title": title, "columns": columns(), "rows": rows, "missing": content.missing, "language": get_language(),
        "because": content.incomplete_because, "made": when,
    })
