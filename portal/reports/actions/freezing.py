"""Freezing a report: its content and checksum, and the papers made of it, written once. Opening it again for the next version."""
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portal.reports.actions.reports import locked_draft
from portal.reports.choices import ReportState
from portal.reports.exports.paper import report_book, report_paper
from portal.reports.models import Report, ReportVersion
from portal.reports.summaries.content import as_json, checksum
from portal.reports.summaries.live import content_of
from portal.shared import verbs
from portal.shared.papers import PdfUnavailable, paper_docx, paper_pdf
from portal.shared.refusals import at_field
from projects.actions.documents import add_document
from projects.actions.notices import people_of, tell
from projects.actions.project import require_open
from projects.choices import DocumentKind, NoticeKind, Role, Visibility
from projects.models import Document

WHOLE_PROJECT = (Role.COORDINATOR, Role.AUDITOR, Role.EDITOR, Role.READER)
PAPERS = {
    "pdf": (lambda content: paper_pdf(report_paper(content)), "pdf"),
    "word": (lambda content: paper_docx(report_paper(content)), "docx"),
    "sheet": (lambda content: report_book(content), "xlsx"),
}


def freeze_report(report, *, by, version):
    """Write the report down for good and return its ReportVersion; everybody of the whole project is told.

    Its papers are documents of the project. Where the server writes no PDF, `pdf` is None. Raises StaleSave when the report was
    changed since `version`, ValidationError "frozen" when it is frozen already or the project is closed.
    """
    # Papers are drawn before the lock: nobody else's writing waits for them. They count only if nothing changed meanwhile.
    drawn = drawn_now(report)
    with transaction.atomic():
        current = locked_draft(report)
        current.state = ReportState.FROZEN
        current = verbs.update(current, by=by, version=version)
        content, text = content_now(current)
        papers = drawn[1] if drawn is not None and drawn[0] == text else papers_of(content)
        frozen = verbs.create(ReportVersion(
            report=current, number=content.number, content=text, sha256=checksum(text),
            made_by=by if getattr(by, "is_authenticated", False) else None, **documents_of(current, content, papers, by),
        ), by=by)
        tell(
            NoticeKind.REPORT, people=people_of(current.project, WHOLE_PROJECT), subject=current.title,
            detail=str(frozen.number), project=current.project, route="reports:reportversion-detail",
            args=(current.project.slug, current.pk, frozen.pk), key=f"report:{current.pk}:{frozen.number}", by=by,
        )
    return frozen


def drawn_now(report):
    """(content as text, its papers) of the report as it stands, or None when it is no draft."""
    current = Report.objects.select_related("project", "programme").filter(pk=report.pk, state=ReportState.DRAFT).first()
    if current is None:
        return None
    content, text = content_now(current)
    return text, papers_of(content)


def content_now(report):
    """(Content, the same as canonical text) of the report's next version."""
    last = ReportVersion.objects.filter(report=report).aggregate(last=Max("number"))["last"]
    content = content_of(report, number=(last or 0) + 1, frozen_on=timezone.localdate().isoformat())
    return content, as_json(content)


def papers_of(content):
    """{field: bytes} of the papers; without those that this server cannot write."""
    found = {}
    for field, (make, _ending) in PAPERS.items():
        with suppress(PdfUnavailable):
            found[field] = make(content)
    return found


def documents_of(report, content, papers, by):
    """{field: Document} of the papers, kept as they are."""
    found = {}
    for field, data in papers.items():
        ending = PAPERS[field][1]
        name = f"{slugify(report.project.acronym or report.project.slug)}-{slugify(content.title)}-v{content.number}.{ending}"
        # Reports are not for people of one activity, who may open documents "of the project"; the report's own page gives
        # its papers to everybody whose role is for the whole project.
        document = Document(
            project=report.project, title=f"{content.title} (v{content.number}, {ending.upper()})"[-200:],
            kind=DocumentKind.REPORT, language=report.language, visibility=Visibility.COORDINATORS,
        )
        found[field] = add_document(document, SimpleUploadedFile(name, data), by=by)
    return found


@transaction.atomic
def reopen_report(report, *, reason, by):
    """Make a frozen report a draft again; what was frozen stays, the next freeze is the next version. Returns the Report.

    Raises ValidationError: "not_frozen", "reason", "frozen" for a closed project.
    """
    current = Report.objects.select_for_update(of=("self",)).select_related("project", "programme").get(pk=report.pk)
    require_open(current.project)
    if not current.is_frozen:
        raise ValidationError(_("The report is not frozen."), code="not_frozen")
    if not reason.strip():
        raise at_field("reason", _("Say why."), "reason")
    current.state = ReportState.DRAFT
    return verbs.update(current, by=by, version=current.version, reason=reason)
