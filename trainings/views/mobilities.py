"""Person mobilities, person by person, as the programme counts them: never the journey itself (X-19)."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.rules import signed_in
from portal.shared.tables import Column, format_number
from portal.shared.ui import Stat
from portal.shared.views import ListPage
from projects.choices import Country
from projects.models import Project
from projects.permissions import can_view_workspace
from trainings.filters.trips import MobilityFilters
from trainings.models import Attendance
from trainings.summaries.trips import mobilities, mobility_counts, with_names
from trainings.views.calendar import calendar_crumb
from trainings.views.tab import TrainingsTab

COUNTRIES = dict(Country.choices)


def who(row):
    """The person, for those who may read names; empty for everybody else."""
    if not row.named:
        return ""
    return (row.person.root or row.person).name


def sender(row):
    return str((row.person.root or row.person).partner or "")


def relation(row):
    return (row.person.root or row.person).get_affiliation_display()


class MobilityRows:
    """What the project's list and the list behind a figure share."""

    model = Attendance
    filterset_class = MobilityFilters
    default_sort = "when"
    page_lead = _("Each row is one person on one journey. A journey of five people is five mobilities and one trip.")
    empty_title = _("No person mobilities yet")
    empty_text = _("They follow from who was there: note the attendance of a journey that says its kind of mobility.")
    columns = [
        Column("person", _("Participant"), value=who, empty=_("name not shown")),
        Column("journey", _("Journey"), value="day.event", url=lambda row: row.day.event.get_absolute_url(),
               sort="day__event__search_key"),
        Column("direction", _("Direction"), value="day.event.trip.get_direction_display", sort="day__event__trip__direction"),
        Column("kind", _("Kind of person mobility"), value="day.event.trip.get_mobility_kind_display",
               sort="day__event__trip__mobility_kind"),
        Column("country", _("Country"), value=lambda row: COUNTRIES.get(row.goes_to, ""), sort="goes_to", empty=_("not stated")),
        Column("when", _("When"), kind="period", value=lambda row: (row.day.date, row.last_day), sort=("day__date", "last_day")),
        Column("days", _("Days"), kind="number", value="days_there", sort="days_there"),
        Column("sender", _("Sent by partner"), value=sender, empty=_("not stated")),
        Column("affiliation", _("Relation to the organisation"), value=relation, empty=_("not stated")),
    ]

    def get_queryset(self):
        rows = self.chosen(mobilities()).select_related(
            "day__event__trip", "day__event__project", "person__partner", "person__root__partner"
        )
        return with_names(rows, self.request.user)

    def count_text(self, count):
        return ngettext("%(n)s person mobility", "%(n)s person mobilities", count) % {"n": format_number(count)}


class MobilityList(MobilityRows, TrainingsTab, ListPage):
    """Those of one project, with what is still expected."""

    part = "mobilities"
    rule = staticmethod(can_view_workspace)
    parent_link = "day__event__project"
    template_name = "trainings/mobility_list.html"
    page_title = _("Person mobilities")

    def chosen(self, rows):
        return rows.filter(day__event__project=self.parent)

    def get_context_data(self, **kwargs):
        found = mobility_counts(self.parent)
        stats = [
            Stat(_("person mobilities made"), format_number(found.made), self.ways(found)),
            Stat(_("journeys"), format_number(found.journeys), url=reverse("trainings:studytrip-list", args=[self.parent.slug])),
            Stat(_("more have a place on journeys to come"), format_number(found.expected)),
        ]
        return super().get_context_data(stats=stats, unnoted=self.unnoted(found.unnoted), **kwargs)

    def ways(self, found):
        return _("%(out)d out, %(inward)d in") % {"out": found.out, "inward": found.inward}

    def unnoted(self, count):
        """A journey of which nobody noted who went counts nobody: unknown is not zero."""
        if not count:
            return ""
        return ngettext(
            "Of %(n)d journey nobody noted who was there: its people are not counted.",
            "Of %(n)d journeys nobody noted who was there: their people are not counted.", count,
        ) % {"n": count}


class MobilityRecords(MobilityRows, ListPage):
    """The rows behind the figure of a promise, in the projects in which this person works."""

    rule = signed_in
    page_title = _("Person mobilities")

    def chosen(self, rows):
        return rows.filter(day__event__project__in=Project.objects.worked_on_by(self.request.user))

    def breadcrumbs(self):
        return [calendar_crumb(), *super().breadcrumbs()]
