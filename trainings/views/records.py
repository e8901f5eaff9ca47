"""The records behind the figures about days and support (X-37)."""
from dataclasses import replace

from django.db.models import Subquery, Sum
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.rules import public, signed_in
from portal.shared.tables import Column, format_number
from portal.shared.ui import Crumb
from portal.shared.views import ListPage
from portal.shared.ways import reverse
from projects.models import Project
from projects.permissions import works_in
from trainings.choices import EventStatus
from trainings.filters import EventDayFilters, SupportEntryFilters, SupportFilters
from trainings.models import Event, EventDay, SupportAssignment, SupportEntry
from trainings.summaries import days_in_words, hours_number, hours_text, sum_of_days, with_minutes
from trainings.summaries.counted import counted_days
from trainings.views.calendar import calendar_crumb


class EventDayListPage(ListPage):
    """Days held, row by row. The sum at the top is the figure of the promise; half a day is 0,5."""

    model = EventDay
    rule = public
    filterset_class = EventDayFilters
    page_title = _("Days held")
    page_lead = _("Each row is a day, or half a day, of an event that took place; a day within a day counts once.")
    default_sort = "-date"
    empty_title = _("No days held yet")
    columns = [
        Column("date", _("Date"), kind="date", sort="date"),
        Column("event", _("Event"), url=lambda row: row.event.get_absolute_url(), sort="event__search_key"),
        Column("event_kind", _("Kind of event"), value="event.get_kind_display", sort="event__kind"),
        Column("project", _("Project"), value="event.project.acronym", sort="event__project__sort_key"),
        Column("kind", _("Kind of day"), value="get_kind_display", sort="kind"),
        Column("days", _("Days"), kind="number", value=lambda row: days_in_words(row.half_days), sort="half_days"),
        Column("academic_hours", _("Academic hours"), kind="number", sort="academic_hours"),
    ]

    def get_queryset(self):
        # Days to come are passed over: from the latest one back, thousands of them would be looked at.
        last = Event.objects.filter(status=EventStatus.HELD, last_day__isnull=False).order_by("-last_day").values("last_day")[:1]
        held = super().get_queryset().filter(event__status=EventStatus.HELD, event__archived_at=None, date__lte=Subquery(last))
        return held.select_related("event__project")

    @cached_property
    def counted(self):
        """The days of a workshop within a seminar are the seminar's (X-16)."""
        return counted_days(self.filterset.qs)

    def get_rows(self):
        order, _parameter = self.ordering
        return self.counted.order_by(*order)

    def count_text(self, count):
        """The sum first: it is what the figure says. Of everything that ever was no figure leads here."""
        rows = ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}
        if self.count_bound() is not None and count >= self.count_bound():
            return rows
        total = sum_of_days(self.counted)
        days = ngettext("%(n)s day", "%(n)s days", int(total)) % {"n": format_number(total)}
        return f"{days} ({rows})"

    def breadcrumbs(self):
        return [calendar_crumb(), Crumb(self.page_title)]


class SupportListPage(ListPage):
    """Mentors, facilitators, experts and leaders of dialogues, by role; those of hidden communities stay hidden."""

    model = SupportAssignment
    rule = public
    filterset_class = SupportFilters
    page_title = _("Support of communities")
    page_lead = _("Who supports which community, by role.")
    default_sort = "community"
    empty_title = _("No support yet")
    columns = [
        Column("community", _("Community"), value="enrolment.community",
               url=lambda row: row.enrolment.community.get_absolute_url(), sort="enrolment__community__sort_key"),
        Column("kind", _("Kind"), value="get_kind_display", sort="kind"),
        Column("label", _("Who, by role"), sort="label"),
        Column("phase", _("Stage supported"), value="get_phase_display", sort="phase"),
        Column("organisation", _("Organisation"), sort="organisation__sort_key", empty=_("not stated")),
        Column("project", _("Project"), value="enrolment.project.acronym", sort="enrolment__project__sort_key"),
        Column("period", _("Period"), kind="period", sort="starts_on",
               value=lambda row: (row.starts_on, row.ends_on) if row.starts_on or row.ends_on else None),
        Column("hours", _("Hours"), value=lambda row: hours_text(row.minutes), sort="minutes",
               export=lambda row: hours_number(row.minutes), empty=_("none noted")),
        Column("completed_on", _("Completed on"), kind="date", sort="completed_on", empty=_("not yet")),
    ]

    def get_columns(self):
        """Who works in the project comes from here to the log."""
        return [replace(column, url=self.log_url) if column.key == "label" else column for column in self.columns]

    def log_url(self, row):
        return support_page(row) if works_in(self.request.user, row.enrolment.project) else ""

    def get_queryset(self):
        rows = super().get_queryset().select_related("enrolment__community", "enrolment__project", "organisation")
        return with_minutes(rows)

    def count_text(self, count):
        return ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}

    def breadcrumbs(self):
        return [calendar_crumb(), Crumb(self.page_title)]


class SupportEntryListPage(ListPage):
    """The logs of the projects in which this person works, meeting by meeting: for the report, and to take away."""

    model = SupportEntry
    rule = signed_in
    filterset_class = SupportEntryFilters
    page_title = _("Support logs")
    page_lead = _("Each row is one meeting with a community.")
    default_sort = "-date"
    empty_title = _("Nothing is written into the logs yet")
    columns = [
        Column("date", _("Day"), kind="date", sort="date"),
        Column("community", _("Community"), value="assignment.enrolment", sort="assignment__enrolment__community__sort_key",
               url=lambda row: support_page(row.assignment)),
        Column("kind", _("Kind"), value="assignment.get_kind_display", sort="assignment__kind"),
        Column("label", _("Who, by role"), value="assignment.label", sort="assignment__label"),
        Column("project", _("Project"), value="assignment.enrolment.project.acronym"),
        Column("hours", _("Hours"), value=lambda row: hours_text(row.minutes), sort="minutes",
               export=lambda row: hours_number(row.minutes)),
        Column("form", _("How"), value="get_form_display", sort="form"),
        Column("people", _("People present"), kind="number", sort="people"),
        Column("discussed", _("What was discussed"), value=lambda row: Truncator(row.discussed).chars(140),
               export=lambda row: row.discussed),
        Column("agreed", _("What was agreed"), value=lambda row: Truncator(row.agreed).chars(140),
               export=lambda row: row.agreed),
    ]

    def get_queryset(self):
        here = Project.objects.worked_on_by(self.request.user)
        rows = super().get_queryset().filter(assignment__enrolment__project__in=here)
        return rows.select_related("assignment__enrolment__community", "assignment__enrolment__project")

    def count_text(self, count):
        """The hours first: they are what the report asks for."""
        minutes = self.filterset.qs.order_by().aggregate(sum=Sum("minutes"))["sum"]
        rows = ngettext("%(count)d row", "%(count)d rows", count) % {"count": count}
        return f"{hours_text(minutes)} ({rows})" if minutes else rows

    def breadcrumbs(self):
        return [calendar_crumb(), Crumb(self.page_title)]


def support_page(assignment):
    return reverse("trainings:supportassignment-detail", args=[assignment.enrolment.project.slug, assignment.pk])
