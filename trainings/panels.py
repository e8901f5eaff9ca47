"""What trainings show about a community: its support, the events it hosts, and the stage "trained" of its journey.

Registered in AppConfig.ready().
"""
from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.choices import StepOwner
from communities.panels import Panel, register, register_answers, register_on_enrolment
from communities.summaries import journey
from portal.shared.once import once
from portal.shared.tables import Column, Table
from portal.shared.viewers import stand_in, viewer
from trainings.choices import EventKind
from trainings.models import Event, Lesson, SupportAssignment
from trainings.summaries import hours_text, with_minutes
from trainings.summaries.counted import present
from trainings.summaries.programme import is_answered
from trainings.views.calendar import KIND, PROJECT, STATUS, TITLE, WHEN

HOURS = Column("hours", _("Hours"), value=lambda row: hours_text(row.minutes), empty=_("none noted"))

TEACHING = (EventKind.TRAINING, EventKind.WORKSHOP, EventKind.WEBINAR, EventKind.SEMINAR)


def support_table(community, user):
    (rows,) = yield [support_asked(community.pk, *viewer(user))]
    columns = [
        Column("kind", _("Kind"), value="get_kind_display"),
        Column("label", _("Who, by role")),
        Column("project", _("Project"), value="enrolment.project.acronym"),
        Column("period", _("Period"), kind="period", value=lambda row: period(row)),
        HOURS,
        Column("completed_on", _("Completed on"), kind="date", empty=_("not yet")),
    ]
    return Table(columns, rows, caption=_("Support of the community")) if rows else None


def support_in_project(enrolment, user):
    """On the page of one enrolment; each leads to its log."""
    (rows,) = yield [support_in_project_asked(enrolment.pk)]
    slug = enrolment.project.slug
    columns = [
        Column("label", _("Who, by role"), url=lambda row: reverse("trainings:supportassignment-detail", args=[slug, row.pk])),
        Column("kind", _("Kind"), value="get_kind_display"),
        Column("phase", _("Stage supported"), value="get_phase_display"),
        Column("period", _("Period"), kind="period", value=period),
        HOURS,
        Column("completed_on", _("Completed on"), kind="date", empty=_("not yet")),
    ]
    return Table(columns, rows, caption=_("Support of the community")) if rows else None


def lessons_in_plans(enrolment, user):
    """What was learnt elsewhere and stands in the community's plans (A-20)."""
    (rows,) = yield [lessons_asked(enrolment.pk)]
    for row in rows:
        row.project = enrolment.project
    columns = [
        Column("practice", _("Lesson"), url=Lesson.get_absolute_url),
        Column("event", _("Learnt at"), empty=_("not stated")),
        Column("first_step", _("First step"), empty=_("not stated")),
        Column("state", _("State"), kind="badge", value="get_state_display"),
    ]
    return Table(columns, rows, caption=_("Lessons in its plans")) if rows else None


def period(row):
    return (row.starts_on, row.ends_on) if row.starts_on or row.ends_on else None


def hosted_table(community, user):
    (rows,) = yield [hosted_asked(community.pk, *viewer(user))]
    return Table([WHEN, TITLE, KIND, PROJECT, STATUS], rows, caption=_("Events it hosts")) if rows else None


@once
def support_asked(community, kind, number):
    rows = SupportAssignment.objects.visible_to(stand_in(kind, number)).filter(enrolment__community=community)
    return with_minutes(rows).select_related("enrolment__project", "organisation").order_by("starts_on", "pk")


@once
def support_in_project_asked(enrolment):
    return with_minutes(SupportAssignment.objects.filter(enrolment=enrolment)).order_by("starts_on", "pk")


@once
def lessons_asked(enrolment):
    return Lesson.objects.live().filter(plan__enrolment=enrolment).select_related("event").order_by("order", "pk")


@once
def hosted_asked(community, kind, number):
    events = Event.objects.visible_to(stand_in(kind, number)).live().filter(community=community)
    return events.select_related("project").order_by("first_day", "pk")


@once
def days_taught(projects, communities, partners):
    held = Event.objects.held().filter(
        Q(community__in=communities) | Q(community__isnull=True, organiser__in=partners), project__in=projects, kind__in=TEACHING,
    )
    return held.order_by().values_list("project", "community", "organiser").annotate(day=Min("first_day"))


@once
def days_learnt(projects, communities):
    """(project, community, first day) of communities from which somebody was at a training of the project."""
    there = present().filter(
        day__event__project__in=projects, day__event__kind__in=TEACHING, person__community__in=communities
    )
    return there.order_by().values_list("day__event__project", "person__community").annotate(first=Min("day__date"))


def look_trained(enrolments):
    """Somebody of the community was at a training of the project; or one was held for the community itself or, for no community
    in particular, by the partner who works with it. The day is the first one on which that was."""
    projects, homes = {row.project_id for row in enrolments}, {row.community_id for row in enrolments}
    partners, days = {row.author_id for row in enrolments if row.author_id}, {}
    groups, taught = yield [days_taught(projects, homes, partners), days_learnt(projects, homes)]
    for project, community, organiser, day in [*groups, *((project, home, None, day) for project, home, day in taught)]:
        key = (project, "community", community) if community else (project, "partner", organiser)
        days.setdefault(key, []).append(day)
    found = {}
    for row in enrolments:
        own = days.get((row.project_id, "community", row.community_id), [])
        partners = days.get((row.project_id, "partner", row.author_id), []) if row.author_id else []
        if own or partners:
            found[row.pk] = min(filter(None, (*own, *partners)), default=None)
    return found, {}


def register_all():
    register_answers("trainings", is_answered)
    journey.register(
        journey.Stage(
            "trained", _("Trained"), 40, journey.Next(_("Hold a training for the community"), StepOwner.PARTNER),
            look_trained, beside=True, public=False,
        )
    )
    register(Panel("support", _("Support of the community"), support_table))
    register_on_enrolment(Panel("support", _("Support of the community"), support_in_project))
    register_on_enrolment(Panel("lessons", _("Lessons in its plans"), lessons_in_plans))
    register(Panel("hosted", _("Events it hosts"), hosted_table))
