"""What waits about trainings, said as Questions, so that a page may ask all of them at once with those of other floors."""
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.shared.once import once
from portal.shared.ways import reverse
from projects.choices import Publication
from projects.models import EvidenceRule
from projects.summaries.quality import spoken
from projects.summaries.waiting import Question, Untold, Waiting, keys_of
from trainings.choices import EventStatus
from trainings.models import Event, EventReport
from trainings.models.event import EVERYTHING

FROZEN = [Publication.CLOSED, Publication.ARCHIVED]
NAMED = ("project__acronym", "pk", "title_et", "title_lv", "title_en", "project__slug")


def named_rows(events):
    """What `about_events` reads of those events of a queryset whose projects are open."""
    return events.exclude(project__publication__in=FROZEN).values_list(*NAMED)


def about_events(rows, told):
    """The Question whose rows are `named_rows`: `told(event)` says what waits, by project and in their order. It wants attention,
    and has no day."""
    return Question(rows, lambda found: [Untold(tell_of, told, row) for row in sorted(found)])


class ProjectNamed(NamedTuple):
    acronym: str
    slug: str

    def __str__(self):
        return self.acronym


class EventNamed(NamedTuple):
    """As much of an event as what waits about it is told by."""

    pk: int
    title: str
    project: ProjectNamed

    def __str__(self):
        return self.title

    get_absolute_url = Event.get_absolute_url


def tell_of(told, row):
    acronym, pk, et, lv, en, slug = row
    return told(EventNamed(pk, spoken([et, lv, en]), ProjectNamed(acronym, slug)))


@once
def overdue_rows(projects, today, *keep):
    return named_rows(Event.objects.kept_in(*keep).filter(project__in=projects).overdue(today))


def overdue_asked(projects, today, keep=EVERYTHING):
    """Planned events whose days have passed: somebody must say whether they were held. `keep`: `keep_of` who is asked."""
    return about_events(overdue_rows(keys_of(projects), today, *keep), say_whether_held)


def say_whether_held(event):
    return Waiting(
        _("Say whether it was held: %(event)s") % {"event": event}, str(event.project), event.get_absolute_url(),
        tone="attention",
    )


def unclosed(events):
    """Those of a queryset that were held and of which a funder wants to see evidence that nobody has closed yet."""
    programme = OuterRef("project__programme")
    rules = EvidenceRule.objects.filter(
        Q(rule_set__programme=programme) | Q(rule_set__programme__strands=programme)
        | Q(rule_set__programme__strands__strands=programme)
        | Q(rule_set__programme__funding_links__project=OuterRef("project")),
        Q(event_kind="") | Q(event_kind=OuterRef("kind")),
    )
    closed = EventReport.objects.filter(event=OuterRef("pk"), closed_on__isnull=False)
    return events.live().filter(Exists(rules), ~Exists(closed), status=EventStatus.HELD)


@once
def unclosed_counts(projects):
    rows = unclosed(Event.objects.filter(project__in=projects)).exclude(project__publication__in=FROZEN)
    return rows.order_by().values_list("project__acronym", "project__slug").annotate(n=Count("pk"))


def evidence_asked(projects):
    """One line a project: events whose evidence is not closed."""

    def told(found):
        for acronym, slug, count in sorted(found):
            text = ngettext(
                "Close the evidence of %(n)d event that was held", "Close the evidence of %(n)d events that were held", count
            )
            url = f"{reverse('trainings:project-evidence', args=[slug])}?waiting=on"
            yield Waiting(text % {"n": count}, acronym, url, tone="attention")

    return Question(unclosed_counts(keys_of(projects)), told)


@once
def unclosed_rows(projects, *keep):
    return named_rows(unclosed(Event.objects.kept_in(*keep).filter(project__in=projects)))


def own_evidence_asked(projects, keep):
    """One line an event, for those who keep only some events of a project: the project's list shows all."""
    return about_events(unclosed_rows(keys_of(projects), *keep), close_evidence)


def close_evidence(event):
    url = reverse("trainings:event-evidence", args=[event.project.slug, event.pk])
    return Waiting(_("Close the evidence: %(event)s") % {"event": event}, str(event.project), url, tone="attention")
