"""How many different people? One sentence, a table to take away, and what is not in them."""
from datetime import date, timedelta

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.shared.requests import query_with
from portal.shared.tables import Column, Table, format_day
from portal.shared.ui import Action, Crumb, Tab
from portal.shared.views.base import ShowPage
from portal.shared.views.lists import EXPORTS, table_file
from portal.shared.ways import reverse
from projects.permissions import can_view_people, can_view_workspace
from trainings.filters.persons import WAYS, PeopleReportFilters
from trainings.summaries.people_count import PERIODS
from trainings.summaries.people_report import FEWEST, lines_by, notes_of, sentence, uncounted
from trainings.views.tab import TrainingsTab

HIDDEN = f"< {FEWEST}"


def shown(name):
    """A figure in a file: a small one is told to be small."""
    return lambda line: HIDDEN if getattr(line, name) is None else getattr(line, name)


def figure(name, label, **kwargs):
    return Column(name, label, kind="number", empty=HIDDEN, export=shown(name), **kwargs)


class PeopleReport(TrainingsTab, ShowPage):
    """Everybody of the project sees the figures; who may see names comes from them to the people."""

    part = "report"
    rule = staticmethod(can_view_workspace)
    template_name = "trainings/people_report.html"
    page_title = _("How many different people?")
    page_lead = _("Counted from attendance: each person once, however his name was written.")

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        if wanted in EXPORTS:
            return table_file(self.table(), wanted, str(self.page_title))
        return self.show()

    @cached_property
    def sees_names(self):
        return can_view_people(self.request.user, self.parent)

    @cached_property
    def hides_small(self):
        """In a sensitive project a number below five could tell who somebody is (X-26)."""
        return self.parent.sensitive and not self.sees_names

    @cached_property
    def filterset(self):
        filters = PeopleReportFilters(self.request.GET, user=self.request.user, parent=self.parent, request=self.request)
        if self.hides_small:
            # Two questions side by side would tell the few by whom the answers differ.
            filters.filters = {name: each for name, each in filters.filters.items() if name == "by"}
        return filters

    @cached_property
    def turnout(self):
        return self.filterset.turnout

    def breadcrumbs(self):
        """The part of the tab and this page are one."""
        *above, part, _here = super().breadcrumbs()
        return [*above, Crumb(part.label)]

    def ways(self):
        """[Tab] of how the people can stand side by side."""
        way = self.filterset.way
        return [Tab(label, query_with(self.request, by=key, format=None), current=key == way) for key, label in WAYS]

    def table(self):
        way = self.filterset.way
        words = dict(WAYS)
        lines = lines_by(self.turnout, way, hidden=self.hides_small)
        is_new = way in PERIODS or self.turnout.since is not None
        columns = [
            Column("label", words[way], url=self.people_url if self.sees_names else None),
            figure("people", _("Different people")),
            *([figure("new", _("For the first time")), figure("returning", _("Came back"))] if is_new else []),
            figure("often", _("At least %(n)d times") % {"n": self.turnout.often}),
            figure("villages", _("Villages")),
            figure("events", _("Events")),
            figure("times", _("Participations")),
            figure("hours", _("Academic hours")),
        ]
        return Table(columns, lines, caption=words[way])

    def people_url(self, line):
        """The people of a line: as many rows as the figure says."""
        way, choice = self.filterset.way, self.turnout.choice
        if way not in PERIODS:
            return self.list_url(**{way: line.key})
        if choice.times > 1:
            # They came so often in the whole time, not in each of its parts.
            return ""
        first, last = period_of(date.fromisoformat(line.key), way)
        since, until = max(first, choice.since or first), min(last, choice.until or last)
        return self.list_url(since=since.isoformat(), until=until.isoformat())

    def list_url(self, **asked):
        query = query_with(self.request, by=None, format=None, took_part="true", **asked)
        return f"{reverse('trainings:person-list', args=[self.parent.slug])}{query}"

    def get_context_data(self, **kwargs):
        figures, choice = self.turnout.figures(), self.turnout.choice
        return super().get_context_data(
            filterset=self.filterset, table=self.table(), list_url=self.list_url() if self.sees_names else "",
            period=period_in_words(choice),
            sentence=sentence(figures, self.turnout.often, since=choice.since, hidden=self.hides_small),
            notes=[] if self.hides_small else notes_of(figures, uncounted(self.parent)), in_periods=self.filterset.way in PERIODS,
            hides_small=self.hides_small, ways=self.ways(),
            exports=[Action(kind.upper(), query_with(self.request, format=kind)) for kind in EXPORTS], **kwargs,
        )


def period_of(first, way):
    """The first and the last day of a year or a month that begins on `first`."""
    months = 12 if way == "year" else 1
    following = date(first.year + (first.month + months - 1) // 12, (first.month + months - 1) % 12 + 1, 1)
    return first, following - timedelta(days=1)


def period_in_words(choice):
    """The period asked about; "" for the whole time."""
    since, until = (format_day(day)[0] if day else "" for day in (choice.since, choice.until))
    return f"{since}–{until}" if since or until else ""


