"""What stands behind one enrolment: on what its readiness rests, who may see it, and how many there are of what."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communities.choices import CriterionPurpose
from communities.models.community import COUNTED
from communities.summaries.calls import criteria_of


@dataclass(frozen=True)
class Readiness:
    """`by`: who decided, empty when nobody did or nobody knows; `met`, `missing`: the project's criteria for readiness."""

    by: str
    met: tuple
    missing: tuple


@dataclass(frozen=True)
class Counted:
    """How many communities, and in how many enrolments: one community may take part in several activities (C-22)."""

    communities: int
    enrolments: int


def counted_of(enrolments):
    """Of those that take part: applied, withdrawn and rejected ones do not."""
    rows = [row for row in enrolments if row.status in COUNTED]
    return Counted(len({row.community_id for row in rows}), len(rows))


def is_hidden(row):
    """Hidden from the public and from other partners (C-07)."""
    return row.sensitive or (row.activity_id is not None and row.activity.sensitive)


def seen_by(row):
    """Who sees a hidden enrolment, in words, as `Enrolment.objects.visible_to` answers; [] when it is not hidden."""
    if not is_hidden(row):
        return []
    partner = [_("the people of %(partner)s") % {"partner": row.author}] if row.author_id else []
    return [
        _("the coordinators and auditors of the whole project"), *partner,
        _("the community's own representatives and experts"), _("the administrators of the portal"),
    ]


def readiness_of(row, *, names):
    """Readiness of an enrolment whose criteria are fetched: two queries. `names`: may the reader see who decided?"""
    asked = criteria_of(row.project_id, CriterionPurpose.READINESS)
    ticked = {criterion.pk for criterion in row.criteria.all()}
    by = declared_by(row) if names and row.ready_on else ""
    return Readiness(
        by, tuple(each for each in asked if each.pk in ticked), tuple(each for each in asked if each.pk not in ticked)
    )


def declared_by(row):
    """The name of whoever last called it ready."""
    named = ""
    for ready_on, name in row.history.order_by("-history_id").values_list("ready_on", "history_user__name")[:100]:
        if ready_on != row.ready_on:
            break
        named = name or ""
    return named
