"""What happened in a project, from its records: always true, because nobody types it. Upper apps add theirs."""
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from projects.models import PeriodChange


@dataclass(frozen=True)
class Happened:
    """One thing that happened. `key` names it for ever ("event-12"); `url`: the page where more stands, "" when there is none;
    `more`: a sentence below it; `is_demo`: invented for the demo."""

    key: str
    day: date
    text: str
    url: str = ""
    more: str = ""
    is_demo: bool = False


def newest(*lists, most=None):
    """Several lists as one, the newest first."""
    rows = sorted((row for rows in lists for row in rows), key=lambda row: (row.day, row.key), reverse=True)
    return rows[:most] if most else rows


def periods_extended(project, rows=None):
    """Each time the end was moved, with the reason: one query, or none where the rows are known."""
    if rows is None:
        rows = PeriodChange.objects.filter(project=project).select_related("activity")
    return [
        Happened(
            f"period-{row.pk}", row.decided_on, moved(row), f"{project.get_absolute_url()}#activity-{row.activity_id}"
            if row.activity_id else project.get_absolute_url(), row.reason,
        )
        for row in rows
    ]


def moved(row):
    """„The project now ends: 31.12.2025 (before that: 30.06.2025)“"""
    words = {"after": row.after.text(), "before": row.before.text() if row.before else _("not stated")}
    if row.activity_id:
        return _("“%(activity)s” now ends: %(after)s (before that: %(before)s)") % (words | {"activity": str(row.activity)})
    return _("The project now ends: %(after)s (before that: %(before)s)") % words
