"""The filter bars of events and their days."""
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.filters import PartFilterSet, choice
from communities.filters.base import MOST_OFFERED
from communities.models import County
from portal.shared.dates import PartialDate
from portal.shared.once import once
from portal.shared.reading import walk_together
from projects.models import Audience, Project
from trainings.choices import DayKind, EventKind, EventMode, EventStatus
from trainings.models import Event, EventDay
from trainings.summaries.calendar import one_a_month, signup_open

COMING, PAST, WHOLE = "coming", "past", "all"
OPEN = "open"
AHEAD = (EventStatus.PLANNED, EventStatus.POSTPONED)
TIMES = [(COMING, _("Coming")), (PAST, _("Past")), (WHOLE, _("Any time"))]


def of_event():
    return EventDay.objects.filter(event=OuterRef("pk"))


def coming(events, today=None):
    """Events with a day that has not passed, and planned ones whose day is not known yet."""
    return events.filter(Q(last_day__gte=today or timezone.localdate()) | Q(first_day__isnull=True, status__in=AHEAD))


def past(events, today=None):
    """Events all of whose days have passed."""
    return events.filter(last_day__lt=today or timezone.localdate())


@dataclass(frozen=True)
class Offers:
    projects: list
    audiences: list
    counties: list
    months: list


def offers_asked(user, *, months):
    """Walk: the Offers to this person; see `portal.shared.reading`."""
    person = user if getattr(user, "is_authenticated", False) else None
    asked = [offered_projects(person), offered_audiences(), offered_counties(), *([offered_months(person)] if months else [])]
    # What everybody may choose from is one question; that of one person is not worth keeping.
    projects, audiences, counties, *rest = yield [question.queryset() for question in asked] if person else asked
    return Offers(projects, audiences, counties, [date(year, month, 1) for found in rest for year, month in found])


@once
def offered_projects(person):
    return Project.objects.visible_to(person)[: MOST_OFFERED + 1]


@once
def offered_audiences():
    return Audience.objects.all()


@once
def offered_counties():
    return County.objects.all()


@once
def offered_months(person):
    """[(year, month)] in which something happens."""
    days = EventDay.objects.filter(Exists(Event.objects.visible_to(person).live().filter(pk=OuterRef("event"))))
    months = one_a_month(days).annotate(year=ExtractYear("date"), month=ExtractMonth("date")).values_list("year", "month")
    return months.order_by("year", "month")


class EventFilters(PartFilterSet):
    """Without any choice the calendar shows what is coming; a link with one shows all that fits (X-37).

    The empty form proposes what is coming, so that whoever only chooses an audience there is not led to the past.
    """

    search_in = ["search_key"]
    partner_path = "organiser"

    when = choice(_("When"), TIMES, method="by_time")
    month = choice(_("Month"), method="by_month")
    kind = choice(_("Kind"), EventKind.choices, field_name="kind")
    status = choice(_("State"), EventStatus.choices, field_name="status")
    audience = choice(_("Audience"), method="by_audience")
    county = choice(_("County"), method="by_county")
    signup = choice(_("Signing up"), [(OPEN, _("Open now"))], method="by_signup")
    mode = choice(_("How"), EventMode.choices, field_name="mode")

    class Meta:
        model = Event
        fields = []

    def __init__(self, data=None, *args, **kwargs):
        chosen = data is not None and any(data.get(name) for name in self.names())
        super().__init__(data if chosen else None, *args, **kwargs)
        self.filters["audience"].extra["choices"] = [(str(row.pk), row.name) for row in self.audiences]
        self.filters["county"].extra["choices"] = [(str(row.pk), str(row)) for row in self.offers.counties]
        if "month" in self.filters:
            self.filters["month"].extra["choices"] = [(value_of(first), name_of(first)) for first in self.offered_months()]
        if "when" in self.filters and not chosen:
            self.form.fields["when"].initial = COMING

    @classmethod
    def names(cls):
        """What may stand behind the question mark."""
        return ["search", *cls.base_filters]

    def offered_months(self):
        return self.months

    @cached_property
    def offers(self):
        """What there is to choose from: one query."""
        return walk_together([offers_asked(self.user, months=bool(self.base_filters.get("month")))])[0]

    @property
    def projects(self):
        return self.offers.projects

    @property
    def audiences(self):
        return self.offers.audiences

    @property
    def months(self):
        """The first days of the months in which something happens."""
        return self.offers.months

    @cached_property
    def chosen_month(self):
        """The first day of the chosen month, or None."""
        wanted = self.data.get("month", "") if self.data else ""
        return next((first for first in self.offered_months() if value_of(first) == wanted), None)

    def at_any_time(self):
        """The rows that every other choice leaves, coming or past. Only of a form without a fault."""
        rows = self.queryset.all()
        for name, value in self.form.cleaned_data.items() if self.is_bound else ():
            rows = rows if name == "when" else self.filters[name].filter(rows, value)
        return rows

    def by_time(self, rows, _name, value):
        return {COMING: coming, PAST: past, WHOLE: lambda rows: rows}[value](rows)

    def by_month(self, rows, _name, _value):
        return rows.filter(Exists(of_event().filter(**within(self.chosen_month))))

    def by_audience(self, rows, _name, value):
        return rows.filter(pk__in=Event.audiences.through.objects.filter(audience=value).values("event"))

    def by_partner(self, rows, _name, value):
        return rows.of_partner(value)

    def by_county(self, rows, _name, value):
        return rows.filter(Q(county=value) | Q(municipality__county=value))

    def by_signup(self, rows, _name, _value):
        return rows.filter(signup_open())


class MonthFilters(EventFilters):
    """A sheet always shows one month, so a month narrows nothing here; empty months between others can be turned to."""

    when = None
    # It goes along with every choice; one turns the leaves above the sheet.
    month = choice(_("Month"), method="by_month", widget=forms.HiddenInput)

    def offered_months(self):
        now = timezone.localdate().replace(day=1)
        known = [*self.months, now]
        found, month, last = [], min(known), max(known)
        while month <= last:
            found.append(month)
            month = following(month)
        return found

    @property
    def is_used(self):
        return self.is_bound and bool(set(self.form.changed_data) - {"month"})

    def by_month(self, rows, _name, _value):
        return rows


class FeedFilters(EventFilters):
    """A feed is asked again for years: it follows no month and no open door, and what has been held stays in it."""

    when = month = signup = None


def value_of(first):
    """A month as it stands in an address: "2026-11"."""
    return f"{first:%Y-%m}"


def name_of(first):
    """A month as people read it: "november 2026"."""
    return PartialDate(first.year, first.month).text()


def following(first):
    """The first day of the next month."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def within(first):
    """Lookups of a month that begins on `first`."""
    return {"date__gte": first, "date__lt": following(first)}


class EventDayFilters(PartFilterSet):
    project_path = "event__project"
    activity_path = "event__activity"
    partner_path = "event__organiser"

    kind = choice(_("Kind of day"), DayKind.choices, field_name="kind")
    event_kind = choice(_("Kind of event"), EventKind.choices, field_name="event__kind")

    class Meta:
        model = EventDay
        fields = []

    def by_partner(self, rows, _name, value):
        return rows.filter(event__in=Event.objects.of_partner(value))
