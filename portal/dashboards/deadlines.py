"""The calendar of deadlines: ends, claims, checks and events of one's own projects, by month, as a table and as a feed."""
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain, groupby

import django_filters
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View

from budgets.summaries.deadlines import claims_asked
from communities.summaries.deadlines import checks_asked
from portal.shared.filters import PortalFilterSet
from portal.shared.paging import AWAY, page_of
from portal.shared.reading import walk_together
from portal.shared.requests import query_with
from portal.shared.rules import RuleRequired, public, signed_in
from portal.shared.tables import Column, Table
from portal.shared.ui import Action
from portal.shared.views import ShowPage
from portal.shared.views.lists import EXPORTS, table_file
from portal.shared.ways import reverse
from projects.models import Project
from projects.summaries.deadlines import KINDS, Deadline, ends_asked, last_day, scope_of
from trainings.summaries.deadlines import events_asked, owner_of_feed, token_of

YEAR = "12"
PER_PAGE = 100
AHEAD = [("3", _("Three months")), ("12", _("A year")), ("0", _("All there is"))]
SECRET = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def deadlines_of(scope, today, until=None):
    """[Deadline], the earliest first, those that are late too: one query."""
    parts = walk_together([
        ends_asked(scope, today, until), claims_asked(scope, until), checks_asked(scope, until), events_asked(scope, today, until)
    ])
    return sorted(chain.from_iterable(parts), key=lambda row: (row.day, row.kind, row.key))


class DeadlineFilters(PortalFilterSet):
    """The rows come from all apps and are narrowed in Python; this only says by what."""

    project = django_filters.ChoiceFilter(label=_("Project"), method="as_it_is")
    kind = django_filters.ChoiceFilter(choices=list(KINDS.items()), label=_("Kind"), method="as_it_is")
    ahead = django_filters.ChoiceFilter(choices=AHEAD, label=_("How far ahead"), method="as_it_is", empty_label=None)

    class Meta:
        model = Project
        fields = []

    def __init__(self, *args, projects, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["project"].extra["choices"] = [(row.slug, row.acronym) for row in projects]
        self.form.fields["ahead"].required = False
        self.form.fields["ahead"].initial = YEAR

    def as_it_is(self, rows, _name, _value):
        return rows

    def chosen(self, name):
        return (self.form.cleaned_data.get(name) if self.form.is_valid() else "") or ""


@dataclass(frozen=True)
class Month:
    """The days of one month; `first` is None for those that are late."""

    first: date | None
    title: str
    table: Table


class Deadlines(ShowPage):
    rule = signed_in
    template_name = "dashboards/deadlines.html"
    page_title = _("Deadlines")
    page_lead = _("What ends and what is due in your projects, the nearest first.")

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        if wanted in EXPORTS:
            return table_file(Table(self.columns(), self.rows, caption=self.page_title), wanted, str(self.page_title))
        if wanted == "ics":
            return calendar_file(self.rows, request, as_attachment=True)
        return self.show()

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def scope(self):
        return scope_of(self.request.user)

    @cached_property
    def filterset(self):
        projects = sorted(self.scope.projects.values(), key=lambda row: bytes(row.sort_key))
        return DeadlineFilters(
            self.request.GET, Project.objects.none(), user=self.request.user, request=self.request, projects=projects
        )

    @cached_property
    def rows(self):
        project, kind = self.filterset.chosen("project"), self.filterset.chosen("kind")
        until = last_day(self.today, int(self.filterset.chosen("ahead") or YEAR))
        return [
            row for row in deadlines_of(self.scope, self.today, until)
            if project in ("", row.project.slug) and kind in ("", row.kind)
        ]

    @cached_property
    def page(self):
        return page_of(self.rows, self.request.GET, PER_PAGE)

    def columns(self):
        return [
            Column("day", _("Day"), kind="date"),
            Column("what", _("What"), value="text", url=lambda row: row.url),
            Column("kind", _("Kind"), value=lambda row: str(row.kind_text)),
            Column("project", _("Project"), value="project.acronym"),
            Column("left", _("How long"), kind="badge", value=self.left, tone=self.tone),
            Column("stated", _("As stated"), empty=""),
        ]

    def left(self, row):
        days = row.days_left(self.today)
        if days < 0:
            return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days} if days else _now("today")

    def tone(self, row):
        return "attention" if row.is_late(self.today) else "info" if row.days_left(self.today) <= 14 else "neutral"

    def months(self):
        """Those of the page that are late together, the others by month."""
        rows = list(self.page.object_list)
        late = [row for row in rows if row.is_late(self.today)]
        found = [Month(None, str(_("Late")), self.table(late, _("Late")))] if late else []
        for (year, month), together in groupby(rows[len(late) :], key=lambda row: (row.day.year, row.day.month)):
            first = date(year, month, 1)
            title = date_format(first, "F Y")
            found.append(Month(first, title, self.table(list(together), title)))
        return found

    def table(self, rows, caption):
        hidden = set() if any(row.stated for row in self.rows) else {"stated"}
        hidden |= {"project"} if len(self.scope.projects) == 1 else set()
        columns = [column for column in self.columns() if column.key not in hidden]
        return Table(columns, rows, caption=caption)

    def get_context_data(self, **kwargs):
        count = len(self.rows)
        exports = [Action(kind.upper(), query_with(self.request, format=kind, **AWAY)) for kind in EXPORTS]
        return super().get_context_data(
            filterset=self.filterset, months=self.months(), page_obj=self.page, today=self.today,
            count_text=ngettext("%(count)d deadline", "%(count)d deadlines", count) % {"count": count},
            exports=[*exports, Action("iCal", query_with(self.request, format="ics", **AWAY))], feed=self.feed(), **kwargs,
        )

    def feed(self):
        """One's own address, once one has made it under My calendar."""
        token = token_of(self.request.user)
        if not token:
            return ""
        return self.request.build_absolute_uri(reverse("dashboards:deadline-feed", args=[token]))


class DeadlineFeed(RuleRequired, View):
    """All of a person's deadlines for a calendar program. Whoever holds the address is taken for its owner."""

    rule = public

    def get(self, request, token):
        owner = owner_of_feed(token)
        if owner is None:
            raise Http404
        rows = deadlines_of(scope_of(owner), timezone.localdate())
        response = calendar_file(rows, request, as_attachment=False)
        response["ETag"] = quote_etag(sha256(response.content).hexdigest()[:32])
        response = get_conditional_response(request, etag=response["ETag"], response=response)
        for header, value in SECRET.items():
            response.headers[header] = value
        return response


def calendar_file(rows, request, *, as_attachment):
    """Deadlines as whole days that take nobody's time. The same rows give the same bytes."""
    from icalendar import Calendar  # 4 MB, for calendars alone

    calendar = Calendar()
    name = _now("Deadlines")
    for key, value in (
        ("version", "2.0"), ("prodid", f"-//Talgud//Talgud//{(get_language() or 'et')[:2].upper()}"), ("method", "PUBLISH"),
        ("x-wr-calname", name),
    ):
        calendar.add(key, value)
    for row in rows:
        calendar.add_component(entry_of(row, request))
    disposition = content_disposition_header(as_attachment=as_attachment, filename=f"{name}.ics")
    return HttpResponse(
        calendar.to_ical(), content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def entry_of(row: Deadline, request):
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("uid", f"deadline-{row.key}@talgud")
    entry.add("dtstamp", row.project.updated_at)
    entry.add("dtstart", row.day)
    entry.add("summary", f"{row.kind_text}: {row.text}")
    entry.add("description", str(row.project))
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    entry.add("url", request.build_absolute_uri(row.url))
    return entry
