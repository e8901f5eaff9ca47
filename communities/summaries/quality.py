"""What is not in order with plans: read-only, one Question for the console."""
from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.choices import PlanStatus
from communities.models import ActionPlan
from portal.shared.once import once
from portal.shared.ways import reverse
from projects.summaries.quality import OVERDUE, Finding
from projects.summaries.waiting import Question

LONG = timedelta(days=30)
WAITS = (PlanStatus.SUBMITTED, PlanStatus.ENDORSED)
KINDS = {"plans": (OVERDUE, _("Plans that wait for a decision for more than 30 days"))}


@once
def waiting_long(projects, day):
    rows = ActionPlan.objects.filter(project__in=projects, status__in=WAITS, submitted_on__lt=day)
    return rows.values_list("project", "pk", "title", "submitted_on")


def questions(projects, today, *, at_a_glance=False):
    """[Question]. `projects`: {key: Project}; closed ones are not asked about."""
    going = {pk: project for pk, project in projects.items() if not project.is_frozen}

    def told(found):
        for project, pk, title, since in found:
            days = (today - since).days
            words = ngettext("It has waited for %(days)d day.", "It has waited for %(days)d days.", days) % {"days": days}
            url = reverse("communities:actionplan-detail", args=[going[project].slug, pk])
            yield Finding("plans", going[project], title, words, url, since)

    yield Question(waiting_long(going, today - LONG), told)
