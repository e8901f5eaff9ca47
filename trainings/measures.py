"""What trainings contribute to promises: events, days, people, support. Registered in AppConfig.ready().

Days are counted from `EventDay` only: a two-day seminar within a trip is two days once, because its days are its own
rows and the trip's days are the trip's (X-16).
"""
from decimal import Decimal

from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from communities.measures import rescue_region
from projects import measures
from projects.measures import Measure, Row
from trainings.choices import DayKind, EventKind, EventStatus, SupportKind
from trainings.models import Event, EventDay, SupportAssignment

COUNTY = Coalesce("event__county__code", "event__municipality__county__code")


def tally_days(project):
    """Whole days held; half a day is 0,5."""
    groups = (
        EventDay.objects.filter(event__project=project, event__status=EventStatus.HELD, event__archived_at=None)
        .annotate(
            county=COUNTY,
            rescue=Coalesce(
                "event__region__code", rescue_region("event__county"), rescue_region("event__municipality__county")
            ),
        )
        .order_by()
        .values_list("event__activity", "kind", "event__kind", "event__cohort", "county", "rescue")
        .annotate(halves=Sum("half_days"))
    )
    for activity, kind, event_kind, cohort, county, region, halves in groups:
        amount = Decimal(halves) / 2
        yield Row(amount, activity, frozenset({kind, event_kind}), parts(cohort, county, region))


def tally_events(project):
    groups = (
        Event.objects.filter(project=project).held()
        .annotate(
            where=Coalesce("county__code", "municipality__county__code"),
            rescue=Coalesce("region__code", rescue_region("county"), rescue_region("municipality__county")),
        )
        .order_by()
        .values_list("activity", "kind", "cohort", "where", "rescue")
        .annotate(n=Count("pk"), people=Sum("headcount"))
    )
    for activity, kind, cohort, county, region, n, people in groups:
        yield Row(n, activity, frozenset({kind, "event"}), parts(cohort, county, region))
        if people:
            yield Row(people, activity, frozenset({"people"}), parts(cohort, county, region))


def tally_support(project):
    groups = (
        SupportAssignment.objects.filter(enrolment__project=project)
        .annotate(
            county=F("enrolment__community__municipality__county__code"),
            rescue=rescue_region("enrolment__community__municipality__county"),
        )
        .order_by()
        .values_list("enrolment__activity", "kind", "county", "rescue", "completed_on")
        .annotate(n=Count("pk"))
    )
    for activity, kind, county, region, completed_on, n in groups:
        tags = {kind, "completed"} if completed_on else {kind}
        yield Row(n, activity, frozenset(tags), parts("", county, region))


def parts(cohort, county, region):
    return {"cohort": cohort or "", "county": county or "", "region": region or ""}


def cohorts(project):
    names = Event.objects.filter(project=project).exclude(cohort="").order_by("cohort").values_list("cohort", flat=True)
    return [(name, name) for name in names.distinct()]


EVENT_MEASURES = {
    "trainings": (EventKind.TRAINING, _("trainings held")),
    "seminars": (EventKind.SEMINAR, _("seminars held")),
    "workshops": (EventKind.WORKSHOP, _("workshops held")),
    "webinars": (EventKind.WEBINAR, _("webinars held")),
    "inspiration_days": (EventKind.INSPIRATION, _("inspiration days held")),
    "meetings": (EventKind.MEETING, _("network meetings held")),
    "trips": (EventKind.TRIP, _("study trips made")),
    "mobilities": (EventKind.MOBILITY, _("learning mobilities made")),
    "expert_visits": (EventKind.EXPERT_VISIT, _("visits of invited experts")),
}


def register():
    measures.register_tally("days", tally_days)
    measures.register_tally("events", tally_events)
    measures.register_tally("support", tally_support)
    measures.register_distribution("cohort", cohorts)
    days, events, support = "trainings:eventday-list", "trainings:event-list", "trainings:supportassignment-list"
    held = {"status": EventStatus.HELD.value}
    for key, (kind, label) in EVENT_MEASURES.items():
        measures.register(
            Measure(key, label, "events", frozenset({kind.value}), events, {**held, "kind": kind.value})
        )
    measures.register(Measure("events", _("events held"), "events", frozenset({"event"}), events, held))
    measures.register(Measure("participants", _("people who took part"), "events", frozenset({"people"}), events, held))
    measures.register(Measure("days", _("days held"), "days", records=days))
    measures.register(
        Measure("days_theory", _("theory days held"), "days", frozenset({DayKind.THEORY.value}), days,
                {"kind": DayKind.THEORY.value})
    )
    measures.register(
        Measure("days_practice", _("practice days held"), "days", frozenset({DayKind.PRACTICE.value}), days,
                {"kind": DayKind.PRACTICE.value})
    )
    measures.register(
        Measure("days_seminar", _("seminar days held"), "days", frozenset({EventKind.SEMINAR.value}), days,
                {"event_kind": EventKind.SEMINAR.value})
    )
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
