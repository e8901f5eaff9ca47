"""Rounds of looking at a community's potential."""
from django.db import transaction
from django.db.models import Max

from communities.actions.days import require_past
from communities.models import Assessment, Enrolment
from portal.shared import verbs
from projects.actions.project import require_open


@transaction.atomic
def record_assessment(assessment, *, by, key=None):
    """The next round of a community's assessment; its number is given here, one after the last."""
    project = assessment.enrolment.project
    require_open(project)
    require_past(assessment.assessed_on, "assessed_on")
    Enrolment.objects.select_for_update().get(pk=assessment.enrolment_id)
    last = Assessment.objects.filter(enrolment=assessment.enrolment_id).aggregate(last=Max("round"))["last"]
    assessment.round = (last or 0) + 1
    return verbs.create(assessment, by=by, key=key)


def change_assessment(assessment, *, by, version, reason=""):
    require_open(assessment.enrolment.project)
    require_past(assessment.assessed_on, "assessed_on")
    return verbs.update(assessment, by=by, version=version, reason=reason)
