"""The public calendar: a list, a month's sheet, and a file for one's own calendar program."""
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.dates import PartialDate
from portal.shared.requests import query_with
from portal.shared.rules import public
from portal.shared.tables import Column, Table, format_number
from portal.shared.ui import Action, Crumb
from portal.shared.views import ListPage
from portal.shared.views.kept import KeptPage
from portal.shared.views.lists import table_file
from trainings.choices import EventStatus
from trainings.exports.calendar import RELATIONS, write_ics
from trainings.filters import PAST, WHOLE, EventFilters, coming, within
from trainings.models import Event, EventDay
from trainings.summaries import headcounts, month_sheet
from trainings.summaries.calendar import where

STATUS_TONES = {
    EventStatus.PLANNED: "info", EventStatus.HELD: "good", EventStatus.POSTPONED: "attention",
    EventStatus.CANCELLED: "warning",
}


def calendar_crumb():
    return Crumb(_("Calendar"), reverse("trainings:event-list"))


def with_days(events):
    """First and last day of each event as `first_day`, `last_day`; None when no day is known."""
    days = EventDay.objects.filter(event=OuterRef("pk"))
    return events.annotate(
        first_day=Subquery(days.order_by("date").values("date")[:1]),
        last_day=Subquery(days.order_by("-date").values("date")[:1]),
    )


def when(event):
    """The days as a pair; without any, the date as it was stated, which may lack its year."""
    if event.first_day:
        return (event.first_day, event.last_day)
    return (event.stated_date, event.stated_date) if event.stated_date else None


WHEN = Column("when", _("When"), kind="period", value=when, sort=("first_day", "last_day"), empty=_("not known yet"))
TITLE = Column("title", _("Event"), url=Event.get_absolute_url, sort="search_key")
KIND = Column("kind", _("Kind"), value="get_kind_display", sort="kind")
PROJECT = Column("project", _("Project"), value="project.acronym", sort="project__sort_key")
WHERE = Column("where", _("Where"), value=where, empty=_("not stated"))
STATUS = Column("status", _("State"), kind="badge", value="get_status_display",
                tone=lambda row: STATUS_TONES[row.status], sort="status")
HEADCOUNT = Column("headcount", _("People"), kind="number", sort="headcount", empty=_("not counted"))


class EventListPage(KeptPage, ListPage):
    """What is coming, or whatever the filter asks for. Events whose day is not known stand apart (C-20)."""

    model = Event
    rule = public
    template_name = "trainings/event_list.html"
    filterset_class = EventFilters
    page_title = _("Calendar")
    page_lead = _("Trainings, seminars and trips of the projects.")
    empty_title = _("Nothing is coming at the moment")
    empty_text = _("Choose “Past” or “All” to see what has been.")
    columns = [WHEN, TITLE, KIND, PROJECT, WHERE, STATUS]

    def get_columns(self):
        """How many came is asked of what has been, not of what is coming."""
        return [*self.columns, HEADCOUNT] if self.filterset.is_used else self.columns

    def get(self, request, *args, **kwargs):
        if request.GET.get("format") == "ics":
            return self.calendar_file()
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        rows = super().get_queryset().live().select_related("project", "municipality", "county", "region")
        return with_days(rows)

    @property
    def default_sort(self):
        """What comes next stands first; in the past, what was last."""
        return "-when" if self.request.GET.get("when") in {PAST, WHOLE} else "when"

    @cached_property
    def chosen_rows(self):
        """Dated and undated together: as many as the figure that leads here (X-37)."""
        rows = super().get_rows()
        return rows if self.filterset.is_used else coming(rows)

    def get_rows(self):
        return self.chosen_rows.filter(first_day__isnull=False)

    @cached_property
    def undated(self):
        return list(self.chosen_rows.filter(first_day__isnull=True))

    def export(self, kind):
        """Everything that is on the page, undated events last."""
        rows = [*self.get_rows(), *self.undated]
        return table_file(self.make_table(rows), kind, str(self.page_title))

    def calendar_file(self):
        days = EventDay.objects.filter(event__in=self.chosen_rows.order_by().values("pk"))
        days = days.select_related(*RELATIONS).order_by("date", "starts_at", "pk")
        return write_ics(days, name=str(self.page_title), url_of=self.absolute)

    def absolute(self, event):
        return self.request.build_absolute_uri(event.get_absolute_url())

    def count_text(self, count):
        count += len(self.undated)
        text = ngettext("%(count)d event", "%(count)d events", count) % {"count": count}
        if self.filterset.data.get("status") == EventStatus.HELD:
            text = f"{text}, {people_text(self.chosen_rows)}"
        return text

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        file = Action("iCal", query_with(self.request, format="ics", page=None))
        return context | {
            "exports": [*context["exports"], file], "undated": self.undated_table(), "sheet": self.sheet(),
        }

    def undated_table(self):
        if not self.undated:
            return None
        return Table([WHEN, TITLE, KIND, PROJECT, WHERE, STATUS], self.undated, caption=_("Day not known yet"))

    def sheet(self):
        """The sheet of the chosen month, or of the nearest one in which something happens."""
        months, today = self.filterset.months, timezone.localdate()
        if not months:
            return None
        now = today.replace(day=1)
        first = self.filterset.chosen_month or next((month for month in months if month >= now), months[-1])
        place = months.index(first)
        days = EventDay.objects.filter(event__in=self.sheet_events().values("pk"), **within(first))
        return {
            "title": PartialDate(first.year, first.month).text(),
            "weeks": month_sheet(days.select_related("event").order_by("date", "starts_at", "pk"), first, today),
            "before": self.month_link(months[place - 1]) if place else None,
            "after": self.month_link(months[place + 1]) if place + 1 < len(months) else None,
        }

    def sheet_events(self):
        """What the filter leaves; with nothing chosen also the days of this month that have passed."""
        rows = self.filterset.qs if self.filterset.is_used else self.get_queryset()
        return rows.order_by()

    def month_link(self, first):
        label = PartialDate(first.year, first.month).text()
        return Action(label, query_with(self.request, month=f"{first:%Y-%m}", page=None, format=None))


def people_text(events):
    """How many people were counted, and at how many events nobody counted: unknown is not zero."""
    people, uncounted = headcounts(events)
    if people is None:
        return _("people not counted")
    text = ngettext("%(n)s person counted", "%(n)s people counted", people) % {"n": format_number(people)}
    if uncounted:
        text = f"{text} ({_('not counted at %(n)d') % {'n': uncounted}})"
    return text
