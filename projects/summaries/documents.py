"""Documents of all projects: which ones a person may know of, and until when each is kept."""
from django.db.models import Q
from django.utils import timezone

from portal.shared import rollups
from projects.choices import Role, Visibility
from projects.models import Document, Project
from projects.summaries.retention import Retention, retentions_of

KEPT, UNKNOWN, PAST = "kept", "unknown", "past"
DOCUMENTS = "documents_shown"


def documents_open_to(user):
    """What everybody may fetch, and of one's own projects everything but what is for other projects' coordinators only."""
    if not getattr(user, "is_authenticated", False):
        return Document.objects.public()
    if user.is_staff:
        return Document.objects.live()
    whole = [row.project_id for row in user.memberships_now() if row.role == Role.COORDINATOR and row.activity_id is None]
    own = Q(project__in=Project.objects.worked_on_by(user)) & (Q(project__in=whole) | ~Q(visibility=Visibility.COORDINATORS))
    # The columns of `public()`, not its keys: under an OR all public documents would be worked out first.
    return Document.objects.live().filter(own | Q(visibility=Visibility.PUBLIC, project__in=Project.objects.public()))


def retention_by_project(documents):
    """{project key: Retention} of the projects these documents belong to: three queries."""
    projects = Project.objects.filter(pk__in=documents.order_by().values("project"))
    return retentions_of(projects.select_related("programme__parent__parent"))


def kept_until(document, retentions):
    """The Retention of one document: the day somebody stated for it, otherwise what follows for its project."""
    if document.retain_until:
        return Retention(until=document.retain_until, at_least=document.retain_until)
    return retentions.get(document.project_id) or Retention()


def by_retention(documents, wanted, retentions, today=None):
    """Those still kept (KEPT), those whose time is over (PAST), or those of which it is not known (UNKNOWN)."""
    today = today or timezone.localdate()
    if wanted == UNKNOWN:
        open_ended = [key for key, kept in retentions.items() if kept.until is None]
        return documents.filter(retain_until__isnull=True, project__in=open_ended)
    if wanted == PAST:
        over = [key for key, kept in retentions.items() if kept.until is not None and kept.until < today]
        return documents.filter(Q(retain_until__lt=today) | Q(retain_until__isnull=True, project__in=over))
    still = [key for key, kept in retentions.items() if kept.until is not None and kept.until >= today]
    return documents.filter(Q(retain_until__gte=today) | Q(retain_until__isnull=True, project__in=still))


def register():
    rollups.register_count(DOCUMENTS, Document.objects.public)
