"""What waits of the support of communities: ends that have passed, and mentors whose work nobody looked at halfway."""
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.shared.once import once
from portal.shared.ways import reverse
from projects.choices import Publication
from projects.summaries.waiting import Question, Waiting, answers, keys_of
from trainings.choices import SupportKind
from trainings.models import SupportAssignment


def support_waiting(projects, today):
    """[Waiting]: say whether a support is completed; look at a mentor's aims halfway. One query."""
    return answers([support_asked(projects, today)])


@once
def open_rows(projects, today):
    rows = (
        SupportAssignment.objects.filter(enrolment__project__in=projects, completed_on__isnull=True, ends_on__isnull=False)
        .exclude(enrolment__project__publication__in=[Publication.CLOSED, Publication.ARCHIVED])
        .filter(Q(ends_on__lt=today) | Q(kind=SupportKind.MENTOR, starts_on__lt=today, outcome__midway_on__isnull=True))
    )
    names = ("enrolment__community__name", "enrolment__project__slug", "enrolment__project__acronym", "outcome")
    return rows.values_list("ends_on", "pk", "starts_on", "label", *names)


def support_asked(projects, today):
    """The same as a Question."""

    def told(found):
        for ends_on, pk, starts_on, label, community, slug, acronym, outcome in sorted(found, key=lambda row: row[:2]):
            half = starts_on + (ends_on - starts_on) / 2 if starts_on else None
            if ends_on < today:
                words, due = _("Say whether it is completed: %(support)s"), ends_on
                url = reverse("trainings:supportassignment-complete", args=[slug, pk])
            elif half is not None and half <= today:
                words, due, url = _("Look at the aims halfway: %(support)s"), half, outcome_url(slug, pk, outcome)
            else:
                continue
            yield Waiting(words % {"support": f"{community}: {label}"}, acronym, url, due=due, tone="attention")

    return Question(open_rows(keys_of(projects), today), told)


def outcome_page(row, outcome):
    """Where what came of a support is told, for the first time or again."""
    return outcome_url(row.enrolment.project.slug, row.pk, outcome.pk if outcome else None)


def outcome_url(slug, support, outcome):
    """The same by keys; `outcome` is None before there is one."""
    if outcome is None:
        return reverse("trainings:supportoutcome-create", args=[slug, support])
    return reverse("trainings:supportoutcome-edit", args=[slug, support, outcome])
