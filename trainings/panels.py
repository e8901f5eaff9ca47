"""What trainings show on a community's page: its support, and the events it hosts. Registered in AppConfig.ready()."""
from django.utils.translation import gettext_lazy as _

from communities.panels import Panel, register
from portal.shared.tables import Column, Table
from trainings.models import Event, SupportAssignment
from trainings.views.calendar import KIND, PROJECT, STATUS, TITLE, WHEN, with_days


def support_table(community, user):
    rows = list(
        SupportAssignment.objects.visible_to(user).filter(enrolment__community=community)
        .select_related("enrolment__project", "organisation").order_by("starts_on", "pk")
    )
    columns = [
        Column("kind", _("Kind"), value="get_kind_display"),
        Column("label", _("Who, by role")),
        Column("project", _("Project"), value="enrolment.project.acronym"),
        Column("period", _("Period"), kind="period", value=lambda row: period(row)),
        Column("completed_on", _("Completed on"), kind="date", empty=_("not yet")),
    ]
    return Table(columns, rows, caption=_("Support of the community")) if rows else None


def period(row):
    return (row.starts_on, row.ends_on) if row.starts_on or row.ends_on else None


def hosted_table(community, user):
    events = Event.objects.visible_to(user).live().filter(community=community).select_related("project")
    rows = list(with_days(events).order_by("first_day", "pk"))
    return Table([WHEN, TITLE, KIND, PROJECT, STATUS], rows, caption=_("Events it hosts")) if rows else None


def register_all():
    register(Panel("support", _("Support of the community"), support_table))
    register(Panel("hosted", _("Events it hosts"), hosted_table))
