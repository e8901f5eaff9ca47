"""What others changed in one's projects since a moment, counted by kind; the history page tells it line by line."""
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count
from django.utils.text import capfirst

from portal.shared.bulk import ask
from portal.shared.once import once
from projects.models import Project
from projects.permissions import can_view_history
from projects.summaries.trail import manager_of, ways_to_project

LONGEST = 5


@dataclass(frozen=True)
class Changed:
    """`kinds`: [(name of the kind, how many changes)], the most first, `others` the changes of all further kinds."""

    project: Project
    total: int
    kinds: list
    others: int


@lru_cache(maxsize=1)
def parts():
    """{model: the key that leads straight to its project} of everything with a history right below a project."""
    return {
        model: key for model, key in ways_to_project().items() if model._meta.get_field(key).related_model is Project
    }


def changes_by_others(user, since: datetime | None):
    """[Changed] of the projects whose history this person may read, by their names: one query; none without a moment."""
    projects = {row.project_id: row.project for row in user.memberships_now()}
    projects = {pk: project for pk, project in projects.items() if can_view_history(user, project)}
    if since is None or not projects:
        return []
    models = list(parts())
    found = ask([count_of_changes(model, user.pk, projects, since) for model in models])
    counts = {}
    for model, rows in zip(models, found, strict=True):
        for key, count in rows:
            counts.setdefault(key, []).append((count, capfirst(str(model._meta.verbose_name_plural))))
    return sorted((changed(projects[key], rows) for key, rows in counts.items()), key=lambda row: str(row.project))


@once
def count_of_changes(model, user, projects, since):
    rows = manager_of(model).filter(**{f"{parts()[model]}__in": list(projects)}, history_date__gt=since)
    rows = rows.filter(history_user__isnull=False).exclude(history_user=user)
    return rows.order_by().values_list(parts()[model]).annotate(n=Count("history_id"))


def changed(project, rows):
    rows = sorted(rows, key=lambda row: (-row[0], row[1]))
    return Changed(
        project, sum(count for count, _name in rows), [(name, count) for count, name in rows[:LONGEST]],
        sum(count for count, _name in rows[LONGEST:]),
    )
