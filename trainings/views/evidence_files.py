"""What leaves with an event's evidence: single files, papers the portal writes, and everything as one numbered ZIP."""
from datetime import date

from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _now

from portal.shared.papers import PdfUnavailable, paper_docx, paper_pdf, paper_response, pdf_unavailable
from portal.shared.papers.pdf import load_weasyprint
from portal.shared.reading import walk_together
from portal.shared.views.base import Page
from projects.choices import EvidenceKind
from projects.permissions import can_view_workspace
from projects.views.document import sent
from trainings import permissions
from trainings.exports.event_papers import agenda_paper, report_paper
from trainings.exports.evidence_zip import Entry, fit, stream
from trainings.exports.feedback_paper import feedback_paper
from trainings.exports.trip_paper import trip_paper
from trainings.models import AgendaItem, EventDay, EvidenceItem, StudyTrip
from trainings.summaries.attendance import taken_part
from trainings.summaries.evidence import MADE, pack_of
from trainings.summaries.trips import quotas, stops_of
from trainings.views.evidence import EvidenceItems, EvidenceRows
from trainings.views.papers import certificates_response
from trainings.views.trip_tables import host_of
from trainings.views.trips import days_of

KINDS = {"html", "pdf", "docx"}


class EvidenceDownload(EvidenceItems, Page):
    """The file of a piece of evidence, whatever its document's own visibility: names may stand in it."""

    has_object = True
    rule = staticmethod(permissions.can_read_event_papers)

    def get_queryset(self):
        rows = EvidenceItem.objects.filter(event__project=self.parent, event=self.kwargs["event_pk"])
        return rows.filter(document__archived_at=None).select_related("document")

    def get(self, request, *args, **kwargs):
        return sent(self.object.document)


class EvidencePaper(EvidenceRows, Page):
    """An agenda or a report that the portal writes. Certificates hold names and are for fewer people."""

    has_object = True
    about_object = False
    rule = staticmethod(can_view_workspace)

    def get(self, request, *args, **kwargs):
        what, kind, event = self.kwargs["what"], self.kwargs["kind"], self.object
        if kind not in KINDS:
            raise Http404
        try:
            if what == EvidenceKind.CERTIFICATE and permissions.can_read_event_papers(request.user, event):
                return certificates_response(event, taken_part(event), kind)
            if what not in (EvidenceKind.AGENDA, EvidenceKind.REPORT):
                raise Http404
            return paper_response(written(event, what, request.user), kind, f"{EvidenceKind(what).label} {event.pk}")
        except PdfUnavailable as error:
            return pdf_unavailable(
                request, error, word_url=self.to("evidence-paper", what, "docx"),
                print_url=self.to("evidence-paper", what, "html"),
            )


def written(event, what, user):
    """The Paper that the portal writes of an event."""
    if what == EvidenceKind.FEEDBACK:
        return feedback_paper(event)
    if what == EvidenceKind.REPORT:
        return report_paper(event)
    trip = StudyTrip.objects.filter(event=event).first()
    if trip is None or AgendaItem.objects.filter(event=event).exists():
        return agenda_paper(event)
    trip.event = event
    stops, rows = walk_together([stops_of(trip, user), quotas(event)])
    for stop in stops:
        stop.host_text = host_of(stop)
    return trip_paper(trip, days_of(trip), stops, rows)


class EvidenceZip(EvidenceRows, Page):
    """Everything of one event, numbered in the order of the checklist."""

    has_object = True
    rule = staticmethod(permissions.can_read_event_papers)

    def get(self, request, *args, **kwargs):
        self.object.project = self.parent
        pack = pack_of(self.object)
        word = _now("Evidence")
        title = f"{word} – {self.object}"
        return zip_response(entries_of([pack], request.user, folders=False), title, missing_of([pack]))


def zip_response(entries, title, missing):
    response = StreamingHttpResponse(stream(entries, title, missing), content_type="application/zip")
    name = f"{fit(title)} {timezone.localdate():%Y-%m-%d}.zip"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def missing_of(packs):
    """[(event, kind)] of what is required and not there."""
    return [(str(pack.event), str(line.label)) for pack in packs for line in pack.open]


def entries_of(packs, user, *, folders):
    """[Entry] of some Packs of one project; `folders`: each event's files lie in a folder of their own."""
    found, days = [], first_days([pack.event for pack in packs])
    for place, pack in enumerate(packs, start=1):
        day = days.get(pack.event.pk)
        when = f"{day:%Y-%m-%d} " if day else ""
        folder = f"{place:03} {fit(f'{when}{pack.event}')}" if folders else ""
        start = len(found) + 1
        found += entries_of_event(pack, user, folder, start, day)
    return found


def entries_of_event(pack, user, folder, start, day):
    """A document that serves several kinds stands once; what the portal writes comes where no document lies."""
    found, documents = [], {}
    for item in pack.items:
        documents.setdefault(item.document, []).append(item)
    asked = {line.kind: ", ".join(dict.fromkeys(str(demand.programme) for demand in line.demands)) for line in pack.lines}
    order = [line.kind for line in pack.lines]
    pieces = [
        (order.index(items[0].kind) if items[0].kind in order else len(order), document_piece(document, items))
        for document, items in documents.items()
    ]
    for place, line in enumerate(pack.lines):
        if line.state == MADE:
            pieces.append((place, made_piece(pack.event, line, user)))
    for number, (_place, piece) in enumerate(sorted(pieces, key=lambda pair: pair[0]), start=start):
        kinds = piece.pop("kinds")
        told = {
            "event": str(pack.event), "date": day, "title": piece.pop("title"), "source": piece.pop("source"),
            "kinds": ", ".join(str(EvidenceKind(kind).label) for kind in kinds),
            "funders": "; ".join(dict.fromkeys(asked[kind] for kind in kinds if asked.get(kind))),
        }
        found.append(Entry(number=number, folder=folder, told=told, **piece))
    return found


def document_piece(document, items):
    _name, dot, ending = document.file_name.rpartition(".")
    label = str(EvidenceKind(items[0].kind).label)
    return {
        "stem": document.title if document.title.startswith(label) else f"{label} – {document.title}",
        "suffix": f".{ending.lower()}" if dot else "",
        "open": lambda: document.file.open("rb"), "made_at": items[0].created_at, "stated_sha256": document.sha256,
        "kinds": [item.kind for item in items], "title": document.title, "source": _now("uploaded"),
    }


def made_piece(event, line, user):
    suffix = ".pdf" if writes_pdf() else (".html" if line.kind == EvidenceKind.CERTIFICATE else ".docx")
    return {
        "stem": str(line.label), "suffix": suffix, "open": made_now(event, line.kind, user, suffix), "made_at": timezone.now(),
        "kinds": [line.kind], "title": str(line.label), "source": _now("written by the portal"),
    }


def made_now(event, kind, user, suffix):
    """callable() -> the paper as bytes, in the language of the page, made when its turn in the ZIP comes."""
    language = get_language()

    def make():
        with override(language):
            try:
                if kind == EvidenceKind.CERTIFICATE:
                    return certificates_response(event, taken_part(event), suffix[1:]).content
                return (paper_pdf if suffix == ".pdf" else paper_docx)(written(event, kind, user))
            except Http404 as error:
                raise FileNotFoundError from error

    return make


def writes_pdf():
    try:
        load_weasyprint()
    except PdfUnavailable:
        return False
    return True


def first_days(events):
    """{event key: its first day}."""
    found: dict[int, date] = {}
    for event, day in EventDay.objects.filter(event__in=events).order_by("-date").values_list("event", "date"):
        found[event] = day
    return found
