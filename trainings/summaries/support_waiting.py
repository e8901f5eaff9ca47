"""What waits of the support of communities: ends that have passed, and mentors whose work nobody looked at halfway."""
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from projects.summaries.waiting import Waiting
from trainings.choices import SupportKind
from trainings.models import SupportAssignment


def support_waiting(projects, today):
    """[Waiting]: say whether a support is completed; look at a mentor's aims halfway. One query."""
    rows = (
        SupportAssignment.objects.filter(enrolment__project__in=projects, completed_on__isnull=True, ends_on__isnull=False)
        .filter(Q(ends_on__lt=today) | Q(kind=SupportKind.MENTOR, starts_on__lt=today))
        .select_related("enrolment__community", "enrolment__project", "outcome").order_by("ends_on", "pk")
    )
    found = []
    for row in rows:
        project, outcome = row.enrolment.project, getattr(row, "outcome", None)
        if project.is_frozen:
            continue
        if row.ends_on < today:
            words, due = _("Say whether it is completed: %(support)s"), row.ends_on
            url = reverse("trainings:supportassignment-complete", args=[project.slug, row.pk])
        elif halfway(row) <= today and (outcome is None or outcome.midway_on is None):
            words, due, url = _("Look at the aims halfway: %(support)s"), halfway(row), outcome_page(row, outcome)
        else:
            continue
        found.append(Waiting(words % {"support": row}, str(project), url, due=due, tone="attention"))
    return found


def halfway(row):
    return row.starts_on + (row.ends_on - row.starts_on) / 2


def outcome_page(row, outcome):
    """Where what came of a support is told, for the first time or again."""
    slug = row.enrolment.project.slug
    if outcome is None:
        return reverse("trainings:supportoutcome-create", args=[slug, row.pk])
    return reverse("trainings:supportoutcome-edit", args=[slug, row.pk, outcome.pk])
