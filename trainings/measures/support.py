"""Support of communities, lessons learnt, and the toolbox."""
from fractions import Fraction

from django.db.models import Count, F, Sum
from django.utils.translation import gettext_lazy as _

from communities.measures import rescue_region
from projects import measures
from projects.measures import Measure, Row
from trainings.choices import SupportKind
from trainings.measures.events import parts
from trainings.models import Lesson, Resource, SupportAssignment, SupportEntry

MUNICIPALITY = "enrolment__community__municipality"


def tally_support(project):
    groups = (
        SupportAssignment.objects.filter(enrolment__project=project)
        .annotate(
            county=F(f"{MUNICIPALITY}__county__code"), rescue=rescue_region(f"{MUNICIPALITY}__county"),
        )
        .order_by()
        .values_list("enrolment__activity", "kind", "county", "rescue", "organisation", "completed_on")
        .annotate(n=Count("pk"))
    )
    for activity, kind, county, region, partner, completed_on, n in groups:
        tags = {kind, "completed"} if completed_on else {kind}
        yield Row(n, activity, frozenset(tags), parts("", county, region, str(partner or "")))


def tally_support_log(project):
    """Hours and meetings of the logs of support."""
    path = f"assignment__{MUNICIPALITY}__county"
    groups = (
        SupportEntry.objects.filter(assignment__enrolment__project=project)
        .annotate(county=F(f"{path}__code"), rescue=rescue_region(path))
        .order_by()
        .values_list(
            "assignment__enrolment__activity", "assignment__kind", "county", "rescue", "assignment__organisation"
        )
        .annotate(minutes=Sum("minutes"), n=Count("pk"))
    )
    for activity, kind, county, region, partner, minutes, n in groups:
        belongs = parts("", county, region, str(partner or ""))
        yield Row(Fraction(minutes, 60), activity, frozenset({kind, "hours"}), belongs)
        yield Row(n, activity, frozenset({kind, "meetings"}), belongs)


def tally_learning(project):
    """Lessons learnt and published things of the toolbox; those of an activity came of its events."""
    for rows, tag in (
        (Lesson.objects.live(), "lesson"), (Resource.objects.live().filter(published_on__isnull=False), "resource")
    ):
        for activity, n in rows.filter(project=project).order_by().values_list("event__activity").annotate(n=Count("pk")):
            yield Row(n, activity, frozenset({tag}))


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
        measures.register(Measure(key, label, "support", frozenset({kind.value}), support, {"kind": kind.value}))
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
