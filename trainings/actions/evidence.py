"""Putting evidence together, and closing an event when it is all there."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions import add_document
from projects.actions.project import require_open
from projects.choices import DocumentKind, EvidenceKind, Visibility
from projects.models import Document
from trainings.actions.feedback import report_of
from trainings.choices import EventStatus
from trainings.models import Event, EventReport, EvidenceItem
from trainings.summaries.evidence import pack_of

# What holds no names and no prices; all else is for coordinators and whoever keeps the event.
FOR_THE_PROJECT = {
    EvidenceKind.AGENDA, EvidenceKind.FEEDBACK, EvidenceKind.PHOTO, EvidenceKind.MATERIAL, EvidenceKind.REPORT,
    EvidenceKind.NEWS,
}
FILED_AS = {
    EvidenceKind.PHOTO: DocumentKind.PHOTO, EvidenceKind.CONTRACT: DocumentKind.CONTRACT,
    EvidenceKind.REPORT: DocumentKind.REPORT, EvidenceKind.MATERIAL: DocumentKind.GUIDE,
}


@transaction.atomic
def add_evidence(item, *, by, upload=None, title="", key=None):
    """Put a document beside an event: a new `upload`, or `item.document`, which lies in the project already.

    The upload becomes a document of the project, seen by its people only when its kind holds neither names nor prices. Raises
    ValidationError at `file`, at `document` (code "foreign_project"), at `for_participants` (code "personal"), or with code
    "archived".
    """
    event = locked_event(item.event)
    require_harmless(item)
    if upload is not None:
        item.document = add_document(new_document(event, item.kind, title or title_of(event, item.kind)), upload, by=by, key=key)
        sent_before = EvidenceItem.objects.filter(event=event, kind=item.kind, document=item.document).first()
        return sent_before or verbs.create(item, by=by)
    if item.document.project_id != event.project_id or item.document.is_archived:
        raise at_field("document", _("Choose one of this project."), "foreign_project")
    again = EvidenceItem.objects.archived().filter(event=event, kind=item.kind, document=item.document).first()
    if again is not None:
        again.for_participants, again.note = item.for_participants, item.note
        verbs.update(again, by=by, version=again.version)
        return verbs.restore(again, by=by)
    return verbs.create(item, by=by, key=key)


def new_document(event, kind, title):
    seen = Visibility.PROJECT if kind in FOR_THE_PROJECT else Visibility.COORDINATORS
    return Document(
        project=event.project, activity_id=event.activity_id, title=title[:200], visibility=seen,
        kind=FILED_AS.get(kind, DocumentKind.OTHER),
    )


def title_of(event, kind):
    """What an upload is called when nobody says."""
    return f"{EvidenceKind(kind).label}: {event.title}"


@transaction.atomic
def change_evidence(item, *, by, version, reason=""):
    """Change its note, or whether participants get it; its kind only while the event is not closed."""
    event = locked_event(item.event)
    require_harmless(item)
    moved = EvidenceItem.objects.get(pk=item.pk).kind != item.kind
    if moved:
        require_unclosed(event)
    saved = verbs.update(item, by=by, version=version, reason=reason)
    if moved:
        hide_document(item, by=by)
    return saved


def hide_document(item, *, by):
    """A list of names that was filed as a picture was seen by the whole project: now that it is known, no longer."""
    document = Document.objects.select_for_update().get(pk=item.document_id)
    elsewhere = EvidenceItem.objects.live().filter(document=document, kind__in=FOR_THE_PROJECT)
    if item.kind not in FOR_THE_PROJECT and document.visibility == Visibility.PROJECT and not elsewhere.exists():
        document.visibility = Visibility.COORDINATORS
        verbs.update(document, by=by, version=document.version)


@transaction.atomic
def archive_evidence(item, *, by, reason=""):
    """Take a piece of evidence out of the pack; its document stays where it lies."""
    require_unclosed(locked_event(item.event))
    return verbs.archive(item, by=by, reason=reason)


@transaction.atomic
def restore_evidence(item, *, by, reason=""):
    locked_event(item.event)
    return verbs.restore(item, by=by, reason=reason)


@transaction.atomic
def close_event(event, *, by):
    """The event is finished: held, and every required line of its funders' checklists is green.

    Returns the EventReport. Raises ValidationError with code "not_held", "incomplete" or "no_comment".
    """
    event = locked_event(event)
    if event.status != EventStatus.HELD:
        raise ValidationError(_("Only an event that was held can be closed."), code="not_held")
    pack = pack_of(event)
    if pack.open:
        raise ValidationError(
            _("Still missing: %(what)s."), code="incomplete", params={"what": ", ".join(str(line.label) for line in pack.open)}
        )
    if pack.lacks_comment:
        raise ValidationError(
            _("A mean of the feedback is below 4.0: write the organiser's comment first."), code="no_comment"
        )
    report = report_of(event, by=by)
    if report.closed_on is None:
        report.closed_on = timezone.localdate()
        verbs.update(report, by=by, version=report.version)
    return report


@transaction.atomic
def reopen_event(event, *, by, reason):
    """Take the closing back, with a reason."""
    locked_event(event)
    if not reason:
        raise at_field("reason", _("Say why."), "no_reason")
    report = report_of(event, by=by)
    report.closed_on = None
    return verbs.update(report, by=by, version=report.version, reason=reason)


def locked_event(event):
    """The event as it is now, locked, with its project; raises ValidationError(code="archived")."""
    require_open(event.project)
    event = Event.objects.select_for_update(of=("self",)).select_related("project__programme").get(pk=event.pk)
    if event.is_archived:
        raise ValidationError(_("The event is in the archive."), code="archived")
    return event


def require_harmless(item):
    if item.for_participants and item.kind not in FOR_THE_PROJECT:
        raise at_field(
            "for_participants", _("Participants never get papers in which names or prices may stand."), "personal"
        )


def require_unclosed(event):
    if EventReport.objects.filter(event=event, closed_on__isnull=False).exists():
        raise ValidationError(_("The event is closed. Open it again first."), code="closed")
