"""What happened with communities that everybody may know of."""
from django.utils.translation import gettext as _

from communities.models import ActionPlan
from portal.shared.once import once
from portal.shared.ways import reverse
from projects.summaries.happened import Happened


def plans_approved(project, most):
    """The newest action plans that were approved; of communities that are hidden from the public not a word (C-07).

    A walk (`portal.shared.reading`).
    """
    (rows,) = yield [approved_rows(project.pk, str(most))]
    return [
        Happened(f"plan-{row.pk}", row.approved_on, text_of(row), url_of(row), is_demo=row.is_demo) for row in rows
    ]


@once
def approved_rows(project, most):
    """`most`: a number in words, for a slice is part of the question."""
    rows = ActionPlan.objects.visible_to(None).approved().filter(project=project, approved_on__isnull=False)
    return rows.select_related("enrolment__community", "group").order_by("-approved_on", "-pk")[: int(most)]


def text_of(plan):
    whose = plan.enrolment.community if plan.enrolment_id else plan.group
    return _("An action plan was approved: %(whose)s") % {"whose": whose}


def url_of(plan):
    return reverse("communities:community-detail", args=[plan.enrolment.community_id]) if plan.enrolment_id else ""
