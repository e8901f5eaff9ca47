"""The filter bars of the records behind figures about events and people (X-37)."""
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from communities.filters import PartFilterSet, ProjectFilterSet, choice
from trainings.choices import EventKind
from trainings.models import Event, Person
from trainings.summaries.counted import present

PEOPLE, ANSWERS, PLACES, DAYS = "people", "answers", "places", "days"


class EventFigureFilters(PartFilterSet):
    partner_path = "organiser"

    kind = choice(_("Kind"), EventKind.choices, field_name="kind")
    count = choice(
        _("What is counted"), [(PEOPLE, _("People")), (ANSWERS, _("Feedback")), (PLACES, _("Places"))], method="as_it_is"
    )

    class Meta:
        model = Event
        fields = []

    def by_partner(self, rows, _name, value):
        return rows.of_partner(value)

    @cached_property
    def counted(self):
        """What the page adds up; people when nothing is chosen."""
        return (self.form.cleaned_data.get("count") if self.form.is_valid() else "") or PEOPLE

    @property
    def narrows(self):
        """Does it leave out any event? What is counted leaves out none."""
        return self.is_bound and bool(set(self.form.changed_data) - {"count"})

    def as_it_is(self, rows, _name, _value):
        return rows


class PeopleFilters(ProjectFilterSet):
    """Rows are people of the page's project; the activity is asked of the events they were at."""

    class Meta:
        model = Person
        fields = []

    @cached_property
    def attendances(self):
        """Who was there on which day, after the choice."""
        rows = present(self.parent)
        activity = self.form.cleaned_data.get("activity") if self.form.is_valid() else ""
        return rows.filter(day__event__activity__in=self.branch(activity)) if activity else rows

    def by_activity(self, rows, _name, _value):
        return rows

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).filter(pk__in=self.attendances.order_by().values("one"))
