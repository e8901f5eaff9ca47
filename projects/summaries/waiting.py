"""What waits for a person: things somebody must do, each with the page where it is done.

Many kinds of things wait, and home shows them all: each floor says its part as a Question, and all of them together are asked
in one query (`answers`).
"""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.shared.bulk import ask
from portal.shared.once import Asked, once
from portal.shared.ways import reverse
from projects.choices import Publication, Role
from projects.models import Contradiction, Invitation, Project

SOON = timedelta(days=45)


@dataclass(frozen=True)
class Waiting:
    """One thing to do. `due` is the day it should be done by, or None; the most urgent come first."""

    text: str
    project: str
    url: str
    due: date | None = None
    tone: str = "neutral"

    @property
    def is_late(self):
        return self.due is not None and self.due < timezone.localdate()


class Untold:
    """A Waiting that is put into words once somebody reads it: of thousands, most are only counted. `tell(*about)` -> Waiting."""

    tone = "attention"

    def __init__(self, tell, *about, due=None):
        self.tell, self.about, self.due = tell, about, due

    @cached_property
    def waiting(self):
        return self.tell(*self.about)

    @property
    def is_late(self):
        return self.due is not None and self.due < timezone.localdate()

    def __getattr__(self, name):
        if name not in {"text", "project", "url"}:
            raise AttributeError(name)
        return getattr(self.waiting, name)


@dataclass(frozen=True)
class Question:
    """A part of what may wait. `rows`: a values_list queryset, or one that is made once; `told`: callable(list of tuples, in any
    order) -> [Waiting]."""

    rows: QuerySet | Asked
    told: Callable


def answers(questions):
    """[Waiting] of all questions, in their order: one query."""
    questions = list(questions)
    found = ask([question.rows for question in questions])
    return [item for question, rows in zip(questions, found, strict=True) for item in question.told(rows)]


def keys_of(projects):
    """[key] of Projects, of a queryset of them (one query), or of what are keys already."""
    if hasattr(projects, "values_list"):
        return list(projects.values_list("pk", flat=True))
    return [getattr(row, "pk", row) for row in projects]


def coordinated_by(user):
    """Projects whose coordinator this person is; staff are asked nothing here, they have their own list."""
    return Project.objects.filter(
        pk__in=[m.project_id for m in user.memberships_now() if m.role == Role.COORDINATOR and m.activity_id is None]
    )


@once
def undecided(projects):
    rows = Contradiction.objects.filter(project__in=projects, decided_on=None)
    return rows.values_list("project", "order", "pk", "title_et", "title_lv", "title_en")


def contradictions_asked(projects):
    """The Question: contradictions nobody decided. `projects`: Projects."""
    open_ones = {project.pk: project for project in projects if not project.is_frozen}

    def told(found):
        for key, _order, pk, et, lv, en in sorted(found, key=lambda row: row[:3]):
            project, title = open_ones[key], Contradiction(pk=pk, title_et=et, title_lv=lv, title_en=en).title
            url = reverse("projects:content-list", args=[project.slug]) + "#contradictions"
            yield Waiting(_("Decide: %(what)s") % {"what": title}, str(project), url)

    return Question(undecided(open_ones), told)


def waiting_about(project):
    """What the project's own state and dates ask for; no query."""
    today = timezone.localdate()
    if project.publication == Publication.DRAFT:
        yield Waiting(_("Publish the project when it is ready"), str(project), page_of(project, "publish"))
    if project.ends_on and today <= project.ends_on <= today + SOON and not project.is_frozen:
        yield Waiting(_("The project ends soon"), str(project), page_of(project, "edit"), project.ends_on, "attention")
    if project.ends_on and project.ends_on < today and not project.phase and project.publication == Publication.ACTIVE:
        yield Waiting(_("The project has ended by its dates: confirm its state"), str(project), page_of(project, "phase"))


def unanswered(projects):
    # Not a question made once: it is about this very moment.
    return Invitation.objects.open().filter(project__in=projects).values_list("pk", "project", "email", "expires_at")


def invitations_asked(projects):
    """The Question: invitations nobody answered yet. `projects`: Projects."""
    known = {project.pk: project for project in projects}

    def told(found):
        for _pk, key, email, expires_at in sorted(found):
            yield Waiting(
                _("Invitation to %(email)s is not answered yet") % {"email": email}, str(known[key]),
                reverse("projects:membership-list", args=[known[key].slug]), timezone.localdate(expires_at),
            )

    return Question(unanswered(known), told)


def page_of(project, step):
    """The page on which it is done: "publish", "edit", "phase"."""
    return reverse(f"projects:project-{step}", args=[project.slug])


def most_urgent(waiting):
    """What has a day first, by that day; then what wants attention, then the rest, each in the order found."""
    return sorted(waiting, key=lambda item: (item.due is None, item.due or date.max, item.tone == "neutral"))
