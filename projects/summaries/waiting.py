"""What waits for a person: things somebody must do, each with the page where it is done."""
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.choices import Publication, Role
from projects.models import Activity, ActivityPartner, Contradiction, Invitation, Project

SOON = timedelta(days=45)


@dataclass(frozen=True)
class Waiting:
    """One thing to do. `due` is the day it should be done by, or None; the most urgent come first."""

    text: str
    project: str
    url: str
    due: date | None = None
    tone: str = "neutral"


def coordinated_by(user):
    """Projects whose coordinator this person is; staff are asked nothing here, they have their own list."""
    return Project.objects.filter(
        pk__in=[m.project_id for m in user.memberships_now() if m.role == Role.COORDINATOR and m.activity_id is None]
    )


def waiting_in_projects(projects, *, invitations=True):
    """Drafts to publish, ends that come near, invitations nobody answered, contradictions nobody decided.

    One query for the contradictions, one for the invitations, and that of `projects` when it is a queryset.
    """
    projects = list(projects)
    found = [waiting for project in projects for waiting in waiting_about(project)]
    if invitations:
        found += waiting_invitations(projects)
    for row in Contradiction.objects.filter(project__in=projects, decided_on=None).select_related("project"):
        if not row.project.is_frozen:
            found.append(
                Waiting(
                    _("Decide: %(what)s") % {"what": row.title}, str(row.project),
                    reverse("projects:content-list", args=[row.project.slug]) + "#contradictions",
                )
            )
    return found


def waiting_about(project):
    """What the project's own state and dates ask for; no query."""
    today = timezone.localdate()
    if project.publication == Publication.DRAFT:
        yield Waiting(_("Publish the project when it is ready"), str(project), page_of(project, "publish"))
    if project.ends_on and today <= project.ends_on <= today + SOON and not project.is_frozen:
        yield Waiting(_("The project ends soon"), str(project), page_of(project, "edit"), project.ends_on, "attention")
    if project.ends_on and project.ends_on < today and not project.phase and project.publication == Publication.ACTIVE:
        yield Waiting(_("The project has ended by its dates: confirm its state"), str(project), page_of(project, "phase"))


def waiting_invitations(projects):
    return [
        Waiting(
            _("Invitation to %(email)s is not answered yet") % {"email": invitation.email}, str(invitation.project),
            reverse("projects:membership-list", args=[invitation.project.slug]),
            timezone.localdate(invitation.expires_at),
        )
        for invitation in Invitation.objects.open().filter(project__in=projects).select_related("project")
    ]


def page_of(project, step):
    """The page on which it is done: "publish", "edit", "phase"."""
    return reverse(f"projects:project-{step}", args=[project.slug])


def most_urgent(waiting):
    """What has a day first, by that day; the rest in the order found."""
    return sorted(waiting, key=lambda item: (item.due is None, item.due or date.max))


def activities_of_organisations(organisations, most):
    """Live activities in which these organisations, or units of theirs, have a part: two queries."""
    roles = ActivityPartner.objects.filter(
        Q(organisation__in=organisations) | Q(organisation__parent__in=organisations)
    )
    return list(
        Activity.objects.live().filter(pk__in=roles.values("activity"))
        .select_related("project").order_by("project__sort_key", "order", "pk")[:most]
    )
