"""Person mobilities, person by person, as the programme counts them: never the journey itself (X-19)."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from portal.shared.sorting import sort_key
from portal.shared.tables import Column, format_number
from portal.shared.ui import Stat
from portal.shared.views import ListPage
from projects.permissions import can_view_workspace
from trainings.filters.trips import MobilityFilters
from trainings.models import StudyTrip
from trainings.summaries.trips import counted_journeys, mobilities, mobility_counts
from trainings.views.tab import TrainingsTab


def who(row):
    """The person, for those who may read names; the expert who comes to us is known by his visit."""
    if row.person is None:
        return str(row.trip.get_mobility_kind_display())
    return row.name if row.named else ""


def sender(row):
    return str(row.person.partner or "") if row.person is not None else ""


def relation(row):
    return row.person.get_affiliation_display() if row.person is not None else ""


# How the rows are sorted: they are made of people and journeys, so no column of the database does it.
ORDERS = {
    "journey": lambda row: sort_key(row.event.title),
    "direction": lambda row: row.trip.direction,
    "kind": lambda row: row.trip.mobility_kind,
    "country": lambda row: sort_key(row.country),
    "when": lambda row: (row.first is not None, row.first),
    "days": lambda row: row.days or 0,
    "sender": lambda row: sort_key(sender(row)),
}


class MobilityList(TrainingsTab, ListPage):
    """Those of one project, with what is still expected."""

    part = "mobilities"
    rule = staticmethod(can_view_workspace)
    parent_link = "event__project"
    template_name = "trainings/mobility_list.html"
    model = StudyTrip
    filterset_class = MobilityFilters
    default_sort = "-when"
    page_title = _("Person mobilities")
    page_lead = _("Each row is one person on one journey. A journey of five people is five mobilities and one trip.")
    empty_title = _("No person mobilities yet")
    empty_text = _("They follow from who was there: note the attendance of a journey that says its kind of mobility.")
    columns = [
        Column("person", _("Participant"), value=who, empty=_("name not shown")),
        Column(
            "journey", pgettext_lazy("a trip", "Journey"), value="event", url=lambda row: row.event.get_absolute_url(),
            sort="journey",
        ),
        Column("direction", _("Direction"), value="trip.get_direction_display", sort="direction"),
        Column("kind", _("Kind of person mobility"), value="trip.get_mobility_kind_display", sort="kind"),
        Column("country", _("Country"), sort="country", empty=_("not stated")),
        Column("when", _("When"), kind="period", value=lambda row: (row.first, row.last) if row.first else None, sort="when"),
        Column("days", _("Days"), kind="number", sort="days"),
        Column("sender", _("Sent by partner"), value=sender, sort="sender", empty=_("not stated")),
        Column("affiliation", _("Relation to the organisation"), value=relation, empty=_("not stated")),
    ]

    def get_queryset(self):
        return counted_journeys().filter(event__project=self.parent)

    @cached_property
    def made(self):
        """All of them, whatever the filter leaves."""
        return mobilities(self.get_queryset(), self.request.user)

    def get_rows(self):
        parameter, rows = self.ordering[1], self.made
        if self.filterset.is_used:
            left = set(self.filterset.qs.values_list("pk", flat=True))
            rows = [row for row in rows if row.trip.pk in left]
        return sorted(rows, key=ORDERS[parameter.removeprefix("-")], reverse=parameter.startswith("-"))

    def count_text(self, count):
        return ngettext("%(n)s person mobility", "%(n)s person mobilities", count) % {"n": format_number(count)}

    def get_context_data(self, **kwargs):
        found = mobility_counts(self.parent, self.made)
        stats = [
            Stat(_("person mobilities made"), format_number(found.made), self.ways(found)),
            Stat(_("journeys"), format_number(found.journeys)),
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
