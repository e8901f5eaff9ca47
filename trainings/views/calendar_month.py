"""The public calendar as a month: a sheet of weeks, and below it the same days as a table."""
from datetime import time
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.once import once
from portal.shared.reading import read
from portal.shared.requests import query_with
from portal.shared.rules import public
from portal.shared.tables import Column
from portal.shared.ui import Action, Crumb
from portal.shared.views import ListPage
from portal.shared.views.kept import KeptPage
from trainings.exports.calendar import RELATIONS, write_ics
from trainings.filters import MonthFilters, within
from trainings.filters.events import name_of, value_of
from trainings.models import Event, EventDay
from trainings.summaries import month_sheet
from trainings.summaries.calendar import where, with_signup
from trainings.views.calendar import CalendarPage, calendar_crumb, state
from trainings.views.event import hours

DAY_COLUMNS = [
    Column("date", _("Date"), kind="date", sort=("date", "starts_at")),
    Column("hours", _("Time"), value=hours, empty=_("not stated")),
    Column("title", _("Event"), value="event.title", url=lambda day: day.event.get_absolute_url(), sort="event__search_key"),
    Column("kind", _("Kind"), value="event.get_kind_display", sort="event__kind"),
    Column("project", _("Project"), value="event.project.acronym", sort="event__project__sort_key"),
    Column("where", _("Where"), value=lambda day: where(day.event), empty=_("not stated")),
    Column("status", _("State"), kind="badge", value=lambda day: state(day, day.event)[0], sort="event__status",
           tone=lambda day: state(day, day.event)[1]),
]


@once
def days_listed(first, minute, most):
    """The days of a month as everybody sees them. `minute`: a kept page is no newer than that either."""
    events = Event.objects.visible_to(None).live().order_by().values("pk")
    days = with_signup(EventDay.objects.filter(event__in=events, **within(first)), "event", minute)
    return days.select_related(*RELATIONS).order_by("date", "starts_at", "pk")[: int(most)]


class EventMonthPage(KeptPage, CalendarPage, ListPage):
    """One month: the chosen one, or the nearest in which something happens."""

    model = Event
    rule = public
    view = "calendar-month"
    template_name = "trainings/calendar_month.html"
    filterset_class = MonthFilters
    page_title = _("Calendar")
    page_lead = _("Trainings, seminars and trips of the projects.")
    columns = DAY_COLUMNS
    default_sort = "date"
    paginate_by = 500
    empty_title = _("Nothing happens in this month")

    def breadcrumbs(self):
        return [calendar_crumb(), Crumb(_("Month"))]

    def get(self, request, *args, **kwargs):
        if request.GET.get("format") == "ics":
            return write_ics(self.get_rows(), name=self.export_name, url_of=self.absolute)
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().live()

    @cached_property
    def first(self):
        """The first day of the month on the sheet."""
        now, months = timezone.localdate().replace(day=1), self.filterset.months
        nearest = next((month for month in months if month >= now), months[-1] if months else now)
        return self.filterset.chosen_month or nearest

    @property
    def export_name(self):
        return f"{self.page_title} {value_of(self.first)}"

    def get_rows(self):
        """The days of the month, in the order of the table."""
        if self.is_plain():
            minute = timezone.now().replace(second=0, microsecond=0)
            days = read([days_listed(self.first, minute, str(self.paginate_by + 1))])[0]
            if len(days) <= self.paginate_by:
                return days
        days = EventDay.objects.filter(event__in=self.filterset.qs.order_by().values("pk"), **within(self.first))
        return with_signup(days, "event").select_related(*RELATIONS).order_by(*self.ordering[0])

    def count_text(self, count):
        days = ngettext("%(count)d day", "%(count)d days", count) % {"count": count}
        return f"{name_of(self.first)}: {days}"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        file = Action("iCal", query_with(self.request, format="ics", page=None))
        return context | {"exports": [*context["exports"], file], "sheet": self.sheet(context["page_obj"].object_list)}

    def sheet(self, days):
        months = self.filterset.offered_months()
        place, now = months.index(self.first), timezone.localdate().replace(day=1)
        rows = sorted(days, key=lambda day: (day.date, day.starts_at or time.min, day.pk))
        return {
            "title": name_of(self.first),
            "weeks": month_sheet(rows, self.first, timezone.localdate()),
            "before": self.month_link(months[place - 1]) if place else None,
            "after": self.month_link(months[place + 1]) if place + 1 < len(months) else None,
            "now": self.month_link(now) if now != self.first else None,
            "years": [
                (year, [self.month_link(month, date_format(month, "F")) for month in group])
                for year, group in groupby(self.filterset.months, key=lambda month: month.year)
            ],
        }

    def month_link(self, first, label=""):
        return Action(label or name_of(first), query_with(self.request, month=value_of(first), page=None, format=None))
