"""Support of communities, lessons learnt, and the toolbox."""
from fractions import Fraction

from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from communities.measures import rescue_region
from portal.shared.once import once
from projects import measures
from projects.measures import Measure, Row
from trainings.choices import SupportKind
from trainings.measures.events import last_day, parts
from trainings.models import Lesson, Resource, SupportAssignment, SupportEntry

MUNICIPALITY = "enrolment__community__municipality"


@once
def support_groups(projects):
    return (
        SupportAssignment.objects.filter(enrolment__project__in=projects)
        .annotate(
            county=F(f"{MUNICIPALITY}__county__code"), rescue=rescue_region(f"{MUNICIPALITY}__county"),
        )
        .order_by()
        .values_list(
            "enrolment__project", "enrolment__activity", "kind", "county", "rescue", "organisation", "starts_on",
            "completed_on",
        )
        .annotate(n=Count("pk"))
    )


def tally_support(projects):
    """Support agreed, by the day it begins, and support completed, by the day it was."""
    (groups,) = yield [support_groups(projects)]
    for project, activity, kind, county, region, partner, starts_on, completed_on, n in groups:
        belongs = parts("", county, region, str(partner or ""))
        yield Row(project, n, activity, frozenset({kind, "agreed"}), belongs, on=starts_on)
        if completed_on:
            yield Row(project, n, activity, frozenset({kind, "completed"}), belongs, on=completed_on)


@once
def log_groups(projects):
    path = f"assignment__{MUNICIPALITY}__county"
    return (
        SupportEntry.objects.filter(assignment__enrolment__project__in=projects)
        .annotate(county=F(f"{path}__code"), rescue=rescue_region(path))
        .order_by()
        .values_list(
            "assignment__enrolment__project", "assignment__enrolment__activity", "assignment__kind", "county", "rescue",
            "assignment__organisation", "date",
        )
        .annotate(minutes=Sum("minutes"), n=Count("pk"))
    )


def tally_support_log(projects):
    """Hours and meetings of the logs of support."""
    (groups,) = yield [log_groups(projects)]
    for project, activity, kind, county, region, partner, on, minutes, n in groups:
        belongs = parts("", county, region, str(partner or ""))
        yield Row(project, Fraction(minutes, 60), activity, frozenset({kind, "hours"}), belongs, on=on)
        yield Row(project, n, activity, frozenset({kind, "meetings"}), belongs, on=on)


@once
def lesson_groups(projects):
    return by_day(Lesson.objects.live().annotate(day=Coalesce(last_day("event__"), TruncDate("created_at"))), projects)


@once
def resource_groups(projects):
    return by_day(Resource.objects.live().filter(published_on__isnull=False).annotate(day=F("published_on")), projects)


def by_day(rows, projects):
    return rows.filter(project__in=projects).order_by().values_list("project", "event__activity", "day").annotate(n=Count("pk"))


def tally_learning(projects):
    """Lessons learnt, by the last day of the event they came of or else the day they were written down, and published things of
    the toolbox; those of an activity came of its events."""
    answers = yield [lesson_groups(projects), resource_groups(projects)]
    for groups, tag in zip(answers, ("lesson", "resource"), strict=True):
        for project, activity, day, n in groups:
            yield Row(project, n, activity, frozenset({tag}), on=day)


def register():
    measures.register_tally("support", tally_support)
    measures.register_tally("support_log", tally_support_log)
    measures.register_tally("learning", tally_learning)
    support, log = "trainings:supportassignment-list", "trainings:supportentry-list"
    for key, kind, label in (
        ("facilitators", SupportKind.FACILITATOR, _("facilitators at work")),
        ("mentors", SupportKind.MENTOR, _("mentors at work")),
        ("experts", SupportKind.EXPERT, _("experts at work")),
        ("dialogues_planned", SupportKind.DIALOGUE, _("dialogues agreed")),
    ):
        tags = frozenset({kind.value, "agreed"})
        measures.register(Measure(key, label, "support", tags, support, {"kind": kind.value}))
    measures.register(
        Measure("dialogues", _("dialogues held"), "support", frozenset({SupportKind.DIALOGUE.value, "completed"}),
                support, {"kind": SupportKind.DIALOGUE.value, "completed": "true"})
    )
    measures.register(
        Measure("support_hours", _("hours of support"), "support_log", frozenset({"hours"}), log, public=False)
    )
    measures.register(
        Measure("support_meetings", _("meetings of support"), "support_log", frozenset({"meetings"}), log, public=False)
    )
    measures.register(
        Measure("lessons", _("lessons learnt"), "learning", frozenset({"lesson"}), "trainings:lesson-list", of_project=True,
                public=False)
    )
    measures.register(
        Measure("resources", _("materials in the toolbox"), "learning", frozenset({"resource"}), "trainings:resource-list",
                {"state": "published"})
    )
