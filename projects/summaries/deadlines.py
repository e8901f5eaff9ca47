"""Days by which something ends or must be done. Each app tells its own; whoever may open the thing sees its day."""
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared.once import once
from projects.choices import ActivityStatus
from projects.models import Activity, Project
from projects.summaries.promises import subtree

PROJECT, ACTIVITY, CLAIM, EQUIPMENT, EVENT = "project", "activity", "claim", "equipment", "event"
KINDS = {
    PROJECT: _("End of a project"), ACTIVITY: _("End of an activity"), CLAIM: _("Report and payment claim"),
    EQUIPMENT: _("Check of equipment"), EVENT: _("Event"),
}


@dataclass(frozen=True)
class Deadline:
    """One day. `key` names it for ever ("claim-12"); `day`: the last one on which it is in time; `stated`: the day as people
    wrote it, where it is less exact. `where()`: the address of its page, which most of a long list are never asked for."""

    key: str
    kind: str
    day: date
    text: str
    project: Project
    where: Callable[[], str]
    stated: str = ""

    @property
    def url(self):
        return self.where()

    @property
    def kind_text(self):
        return KINDS[self.kind]

    def is_late(self, today):
        return self.day < today

    def days_left(self, today):
        return (self.day - today).days


@dataclass(frozen=True)
class Scope:
    """Whose days are asked for. `projects`: {key: Project}; `whole`: keys of those this person works in as a whole; `branches`:
    {key of a project: keys of activities, with all below them} where he works for some activities only."""

    user: object
    projects: dict
    whole: set = field(default_factory=set)
    branches: dict = field(default_factory=dict)

    @property
    def keys(self):
        """(projects, those of them that are his as a whole, activities), as questions made once take them."""
        return sorted(self.projects), sorted(self.whole), sorted({key for keys in self.branches.values() for key in keys})


def of_branch(whole, parts, path="activity"):
    """The Q of rows that belong to one of these activities, or to a project as a whole."""
    return Q(project__in=whole) | Q(**{f"{path}__in": parts})


def scope_of(user):
    """Open projects of a person: none, one or two queries. Staff have all."""
    if user.is_staff:
        projects = {row.pk: row for row in Project.objects.all() if not row.is_frozen}
        return Scope(user, projects, set(projects))
    rows = [row for row in user.memberships_now() if not row.project.is_frozen]
    projects = {row.project_id: row.project for row in rows}
    whole = {row.project_id for row in rows if row.activity_id is None}
    single = {row.activity_id: row.project_id for row in rows if row.project_id not in whole}
    branches = {}
    if single:
        below = subtree(Activity.objects.filter(project__in=set(single.values())).values_list("pk", "parent_id"))
        for key, project in single.items():
            branches.setdefault(project, set()).update(below.get(key, {key}))
    return Scope(user, projects, whole, branches)


def ends_asked(scope, today, until=None):
    """Walk: ends of projects that still run, and of activities that are not done; see `portal.shared.reading`."""
    found = [
        Deadline(f"project-{row.pk}", PROJECT, row.ends_on, str(row), row, row.get_absolute_url, stated(row.end))
        for row in scope.projects.values() if row.ends_on and today <= row.ends_on <= (until or date.max)
    ]
    (rows,) = yield [activities_ending(*scope.keys, today, until)]
    for row in rows:
        row.project = scope.projects[row.project_id]
        found.append(
            Deadline(f"activity-{row.pk}", ACTIVITY, row.ends_on, str(row), row.project, row.get_absolute_url, stated(row.end))
        )
    return found


@once
def activities_ending(projects, whole, parts, today, until):
    rows = Activity.objects.live().filter(of_branch(whole, parts, "pk"), project__in=projects, ends_on__gte=today)
    rows = rows.exclude(status__in=[ActivityStatus.DONE, ActivityStatus.CANCELLED])
    return rows.filter(ends_on__lte=until) if until else rows


def stated(end):
    """"2026", where only the year is known; "" for a whole day."""
    return end.text() if end is not None and not end.day else ""


def last_day(today, months):
    """The last day of a look ahead of some months; None for all there is."""
    return today + timedelta(days=round(months * 30.44)) if months else None
