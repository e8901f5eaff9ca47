"""The public calendar as a list. The same filter makes the month (calendar_month) and the feed (feeds)."""
import time
from dataclasses import replace

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.once import once
from portal.shared.reading import read
from portal.shared.requests import query_with
from portal.shared.rules import public
from portal.shared.tables import Column, Table, format_number
from portal.shared.ui import Action, Crumb, Tab
from portal.shared.views import ListPage
from portal.shared.views.kept import KeptPage
from portal.shared.views.lists import table_file
from projects.views.workspace import route_of
from trainings.choices import EventStatus
from trainings.exports.calendar import RELATIONS, write_ics
from trainings.filters import COMING, PAST, WHOLE, EventFilters, FeedFilters, coming
from trainings.filters.events import AHEAD
from trainings.models import Event, EventDay
from trainings.summaries import headcounts
from trainings.summaries.attendance import with_people
from trainings.summaries.calendar import where, with_signup

STATUS_TONES = {
    EventStatus.PLANNED: "info", EventStatus.HELD: "good", EventStatus.POSTPONED: "attention",
    EventStatus.CANCELLED: "warning",
}


# So long nobody looks again whether all that is coming fits on one page.
CROWDED_SECONDS = 600


def calendar_crumb():
    return Crumb(_("Calendar"), reverse("trainings:event-list"))


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


def state(row, event):
    """(words, tone) of an event's state; while one can sign up, that is what matters. `row`: as `with_signup` left it."""
    if row.signup_room:
        return _("Sign-up open"), "good"
    if row.signup_open:
        return _("Waiting list open"), "attention"
    return event.get_status_display(), STATUS_TONES[event.status]


STATE = replace(STATUS, value=lambda row: state(row, row)[0], tone=lambda row: state(row, row)[1])
HEADCOUNT = Column("headcount", _("People"), kind="number", value="people", sort="people", empty=_("not counted"))


class CalendarPage:
    """What the list and the month share: two ways to see the same events, pages by audience, the feed of what is chosen."""

    view = ""

    def views(self):
        """The same events seen another way; the filter goes along."""
        query = query_with(self.request, format=None, page=None, sort=None, month=None).rstrip("?")
        ways = [("event-list", _("List")), ("calendar-month", _("Month"))]
        found = [Tab(label, reverse(f"trainings:{name}") + query, name == self.view) for name, label in ways]
        deadlines = route_of("dashboards:deadlines") if self.request.user.is_authenticated else ""
        return [*found, Tab(_("Deadlines"), deadlines)] if deadlines else found

    def audience_links(self):
        return [
            Action(row.name, url) for row in self.filterset.audiences if (url := route_of("site:audience", row.code))
        ]

    def is_plain(self):
        """The calendar as it is opened, and as everybody sees it."""
        return not (
            self.request.user.is_authenticated or self.filterset.is_used
            or self.request.GET.keys() & {"page", "sort", "format", "after", "before", "count"}
        )

    def absolute(self, event):
        return self.request.build_absolute_uri(event.get_absolute_url())

    def get_context_data(self, **kwargs):
        wrong = self.filterset.form.errors
        chosen = {
            name: value for name in FeedFilters.names() if (value := self.request.GET.get(name)) and name not in wrong
        }
        return super().get_context_data(
            views=self.views(), audience_links=self.audience_links(), feed=feed_of(self.request, chosen), **kwargs
        )


def feed_of(request, chosen):
    """The addresses of a public feed: for a calendar program that is asked to open it, and to be copied.

    `chosen`: {filter: value} that narrow it.
    """
    query = f"?{urlencode(chosen)}" if chosen else ""
    address = request.build_absolute_uri(reverse("trainings:calendar-feed") + query)
    return {"address": address, "open": f"webcal://{address.partition('://')[2]}", "narrowed": bool(chosen)}


def listed(today, minute):
    """What is coming, as everybody sees it. `minute`: a kept page is no newer than that either."""
    rows = Event.objects.visible_to(None).live().select_related("project", "municipality", "county", "region")
    return coming(with_signup(rows, now=minute), today)


@once
def coming_listed(today, minute, most):
    return listed(today, minute).filter(first_day__isnull=False).order_by("first_day", "last_day", "pk")[: int(most)]


@once
def undated_listed(today, minute):
    return listed(today, minute).filter(first_day__isnull=True).order_by("pk")


class EventListPage(KeptPage, CalendarPage, ListPage):
    """What is coming, or whatever the filter asks for. Events whose day is not known stand apart (C-20)."""

    model = Event
    rule = public
    view = "event-list"
    template_name = "trainings/event_list.html"
    filterset_class = EventFilters
    page_title = _("Calendar")
    page_lead = _("Trainings, seminars and trips of the projects.")
    empty_title = _("Nothing is coming at the moment")
    empty_text = _("Choose “Past” or “All” to see what has been.")
    columns = [WHEN, TITLE, KIND, PROJECT, WHERE, STATE]
    crowded_until = 0

    def get_columns(self):
        """How many came is asked of what has been, not of what is coming."""
        asks = self.filterset.is_used and self.request.GET.get("when") != COMING
        return [*self.columns, HEADCOUNT] if asks else self.columns

    def get(self, request, *args, **kwargs):
        if request.GET.get("format") == "ics":
            return self.calendar_file()
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        rows = super().get_queryset().live().select_related("project", "municipality", "county", "region")
        return with_signup(with_people(rows))

    @property
    def default_sort(self):
        """What comes next stands first; in the past, what was last."""
        return "-when" if self.request.GET.get("when") in {PAST, WHOLE} else "when"

    @cached_property
    def chosen_rows(self):
        """Dated and undated together: as many as the figure that leads here (X-37)."""
        rows = super().get_rows()
        return rows if self.filterset.is_used else coming(rows)

    @cached_property
    def everybodys(self):
        """(dated, undated) of the page that everybody opens, where all that is coming fits on it; otherwise None. One query."""
        if not self.is_plain() or time.monotonic() < EventListPage.crowded_until:
            return None
        today, minute = timezone.localdate(), timezone.now().replace(second=0, microsecond=0)
        dated, undated = read([coming_listed(today, minute, str(self.paginate_by + 1)), undated_listed(today, minute)])
        if len(dated) > self.paginate_by:
            EventListPage.crowded_until = time.monotonic() + CROWDED_SECONDS
            return None
        return dated, undated

    def get_rows(self):
        if self.everybodys:
            return self.everybodys[0]
        if self.time != COMING:
            return self.chosen_rows.filter(first_day__isnull=False)
        # What is coming and has a day has one that is not over.
        rows = self.filterset.at_any_time().order_by(*self.ordering[0])
        return rows.filter(last_day__gte=timezone.localdate())

    @cached_property
    def time(self):
        """COMING (as the page opens), PAST or WHOLE; "" where the choice says none, or something wrong."""
        if not self.filterset.is_used:
            return COMING
        return self.filterset.form.cleaned_data["when"] if self.filterset.form.is_valid() else ""

    @cached_property
    def undated(self):
        if self.everybodys:
            return self.everybodys[1]
        if self.time == PAST:
            return []  # its days have passed, so it has some
        rows = self.chosen_rows
        if self.time == COMING:
            rows = self.filterset.at_any_time().filter(status__in=AHEAD).order_by(*self.ordering[0])
        return list(rows.filter(first_day__isnull=True))

    def export(self, kind):
        """Everything that is on the page, undated events last."""
        rows = [*self.get_rows(), *self.undated]
        return table_file(self.make_table(rows), kind, str(self.page_title))

    def calendar_file(self):
        days = EventDay.objects.filter(event__in=self.chosen_rows.order_by().values("pk"))
        days = days.select_related(*RELATIONS).order_by("date", "starts_at", "pk")
        return write_ics(days, name=str(self.page_title), url_of=self.absolute)

    def count_text(self, count):
        count += len(self.undated)
        text = ngettext("%(count)d event", "%(count)d events", count) % {"count": count}
        if self.filterset.data.get("status") == EventStatus.HELD:
            text = f"{text}, {people_text(self.chosen_rows)}"
        return text

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        file = Action("iCal", query_with(self.request, format="ics", page=None))
        return context | {"exports": [*context["exports"], file], "undated": self.undated_table()}

    def undated_table(self):
        if not self.undated:
            return None
        return Table([WHEN, TITLE, KIND, PROJECT, WHERE, STATE], self.undated, caption=_("Day not known yet"))


def people_text(events):
    """How many people were counted, and at how many events nobody counted: unknown is not zero."""
    people, uncounted = headcounts(events)
    if people is None:
        return _("people not counted")
    text = ngettext("%(n)s person counted", "%(n)s people counted", people) % {"n": format_number(people)}
    if uncounted:
        unknown = _("not counted at %(n)d") % {"n": uncounted}
        text = f"{text} ({unknown})"
    return text
