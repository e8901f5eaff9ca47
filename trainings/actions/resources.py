"""The toolbox: materials are added by a project's editors and published by its coordinator."""
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions import add_document, change_part
from projects.actions.project import require_open
from projects.choices import DocumentKind, Language, Visibility
from projects.models import Document
from trainings.actions.evidence import FOR_THE_PROJECT
from trainings.models import Resource


@transaction.atomic
def add_resource(resource, *, by, upload=None, audiences=(), topics=(), key=None):
    """A new material, for the people of the project only. `upload`: a file that becomes a document of the project."""
    require_open(resource.project)
    resource.published_on = None
    if upload:
        # The same form sent twice makes one document, too.
        resource.document = kept(resource, upload, by=by, key=uuid5(key, "document") if key else None)
    return verbs.create(resource, by=by, m2m={"audiences": audiences, "topics": topics}, key=key)


@transaction.atomic
def change_resource(resource, *, by, version, upload=None, audiences=None, topics=None, reason=""):
    """Raises ValidationError(code="document_not_public") when the public would be led to a file it may not fetch."""
    require_open(resource.project)
    if upload:
        resource.document = kept(resource, upload, by=by)
    if resource.published_on and resource.document_id and not is_open_to_all(resource.document):
        raise at_field(
            "document", _("The public sees this material: choose a public document, or withdraw it first."),
            "document_not_public",
        )
    given = {"audiences": audiences, "topics": topics}
    m2m = {name: rows for name, rows in given.items() if rows is not None}
    return verbs.update(resource, by=by, version=version, m2m=m2m or None, reason=reason)


@transaction.atomic
def publish_resource(resource, *, by):
    """Everybody sees it from today, and may fetch its document: there is one door for files, and it asks the document.

    Raises ValidationError with code "archived" for a material or a document in the archive, "personal" for a document that
    proves an event with names or prices in it. Twice is once.
    """
    resource = locked_resource(resource)
    if resource.is_archived:
        raise ValidationError(_("It is in the archive."), code="archived")
    document = resource.document
    if document is not None:
        if document.is_archived:
            raise ValidationError(_("Its document is in the archive."), code="archived")
        if document.evidence_items.exclude(kind__in=FOR_THE_PROJECT).exists():
            raise ValidationError(
                _("Names or prices may stand in this document: it is evidence, and stays with the coordinators."), code="personal"
            )
        if document.visibility != Visibility.PUBLIC:
            document.visibility = Visibility.PUBLIC
            change_part(document, by=by, version=document.version, reason=str(resource))
    if resource.published_on is None:
        resource.published_on = timezone.localdate()
    return verbs.update(resource, by=by, version=resource.version)


@transaction.atomic
def withdraw_resource(resource, *, by):
    """Back to the people of the project. Its document keeps the visibility it has. Twice is once."""
    resource = locked_resource(resource)
    resource.published_on = None
    return verbs.update(resource, by=by, version=resource.version)


def archive_resource(resource, *, by, reason=""):
    require_open(resource.project)
    return verbs.archive(resource, by=by, reason=reason)


def restore_resource(resource, *, by, reason=""):
    require_open(resource.project)
    return verbs.restore(resource, by=by, reason=reason)


def kept(resource, upload, *, by, key=None):
    """The uploaded file as a document of the project; raises ValidationError at `file` for what we do not take."""
    upload.seek(0)  # read before, when two people saved at once and their changes are merged
    language = resource.language if resource.language in Language.values else Language.ET
    document = Document(
        project=resource.project, title=resource.title, kind=DocumentKind.GUIDE, language=language,
        visibility=Visibility.PUBLIC if resource.published_on else Visibility.PROJECT,
    )
    return add_document(document, upload, by=by, key=key)


def is_open_to_all(document):
    return document.visibility == Visibility.PUBLIC and not document.is_archived


def locked_resource(resource):
    require_open(resource.project)
    return Resource.objects.select_for_update().get(pk=resource.pk)
