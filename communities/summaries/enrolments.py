"""What stands behind one enrolment: on what its readiness rests, who may see it, and how many there are of what."""
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from communities.choices import CriterionPurpose
from communities.models import Criterion, Enrolment
from communities.models.community import COUNTED
from portal.shared.once import once


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


@once
def criteria_asked(project, enrolment):
    ticked = Enrolment.criteria.through.objects.filter(enrolment=enrolment, criterion=OuterRef("pk"))
    rows = Criterion.objects.filter(project=project, purpose=CriterionPurpose.READINESS)
    return rows.annotate(is_met=Exists(ticked)).order_by("order", "pk")


def readiness_of(row, *, names):
    """Walk: Readiness of an enrolment. `names`: may the reader see who decided (`row.ready_by`, `with_decider`)?"""
    (asked,) = yield [criteria_asked(row.project_id, row.pk)]
    return Readiness(
        row.ready_by if names and row.ready_on and row.ready_by else "",
        tuple(each for each in asked if each.is_met), tuple(each for each in asked if not each.is_met),
    )


def with_decider(rows):
    """Enrolments with `ready_by`: the name of whoever called it ready on that day, None when nobody knows."""
    history = Enrolment.history.model.objects.filter(id=OuterRef("pk"), ready_on=OuterRef("ready_on"))
    return rows.annotate(ready_by=Subquery(history.order_by("history_id").values("history_user__name")[:1]))
