"""How the end of a project, and of its activities, moved: read-only (X-05)."""
from django.utils.translation import gettext as _

from portal.shared.reading import parts_of, walk_together
from portal.shared.tables import format_day
from projects.models import PeriodChange


def period_changes(project):
    """Every move of an end in the project, its activities' too, in the order decided; with their documents: one query."""
    return walk_together([changes_asked(project)])[0]


def changes_asked(project):
    """Walk: what `period_changes` gives; see `portal.shared.reading`."""
    (rows,) = yield [parts_of(PeriodChange, project.pk, related=("activity", "document"), order=("decided_on", "pk"))]
    for row in rows:
        row.document.project = project
    return rows


def of_whole(changes):
    """Those of the project itself."""
    return [change for change in changes if change.activity_id is None]


def first_planned_end(project, changes=None):
    """The end that was planned before it moved for the first time, a PartialDate; None when it still holds."""
    moved = of_whole(period_changes(project) if changes is None else changes)
    return moved[0].before if moved else None


def in_words(change):
    """"extended to 31.12.2025 on 20.05.2025: deliveries were late"."""
    later = change.before is None or change.after > change.before
    words = _("extended to %(after)s on %(day)s: %(reason)s") if later else _("shortened to %(after)s on %(day)s: %(reason)s")
    return words % {"after": change.after.text(), "day": format_day(change.decided_on)[0], "reason": change.reason}


def moves_of(activity):
    """Every move of one activity's end, with its paper: one query."""
    rows = list(PeriodChange.objects.filter(activity=activity).select_related("document").order_by("decided_on", "pk"))
    for row in rows:
        row.document.project = activity.project
    return rows
