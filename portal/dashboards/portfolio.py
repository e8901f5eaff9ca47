"""One's projects across programmes, side by side: promises, communities, events, people, money and the next deadline."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import django_filters
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from budgets.summaries.partner import money_by_project
from portal.shared.money import format_money
from portal.shared.rules import signed_in
from portal.shared.tables import Column, format_number
from portal.shared.ui import Crumb
from portal.shared.views import ListPage
from portal.shared.ways import reverse
from projects import measures
from projects.cards import state_words
from projects.filters import ProjectFilters
from projects.models import Organisation, Programme, Project
from projects.permissions import is_staff, memberships_in
from projects.summaries.portfolio import standings_of

COUNTED = ("communities", "events", "participants")
SUMS = ("fulfilled", "counted", "communities", "events", "people", "total")
IN_FILES = [
    Column("counted", _("Promises with a number"), kind="number"),
    Column("state", _("State"), value=lambda row: state_words(row.project), empty=_("not stated")),
]


def here(user):
    return Project.objects.worked_on_by(user).order_by()


class PortfolioFilters(ProjectFilters):
    """Among the projects one works in: what the list of projects asks, and which organisation takes part."""

    audience = mine = publication = None
    organisation = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.none(), method="of_organisation", label=_("Partner")
    )
    scope = {
        "programme": lambda user, _parent: Programme.objects.filter(pk__in=here(user).values("programme")),
        "organisation": lambda user, _parent: Organisation.objects.filter(partnerships__project__in=here(user)).distinct(),
    }

    class Meta:
        model = Project
        fields = ["programme", "type", "country", "state", "year", "organisation"]

    def of_organisation(self, queryset, _name, organisation):
        return queryset.filter(pk__in=organisation.partnerships.values("project"))


@dataclass(frozen=True)
class Row:
    """One project. Numbers are None where nobody knows them; `fulfilled` of the `counted` promises that promise a number."""

    project: Project
    fulfilled: int | None
    counted: int
    communities: int
    events: int
    people: int | None
    total: Decimal | None
    deadline: date | None

    @property
    def fulfilled_text(self):
        """"5/6"; nothing where no number is promised."""
        return "" if self.fulfilled is None else f"{self.fulfilled}/{self.counted}"


def rows_of(projects, user, today):
    """[Row] in the order of the projects: three queries."""
    standings, money = standings_of(projects, also=COUNTED), money_by_project(projects, today)
    return [row_of(project, standings[project.pk], money[project.pk], user, today) for project in projects]


def row_of(project, standing, money, user, today):
    communities, events, people = (measures.get(key) for key in COUNTED)
    count = standing.count
    held = count.total(events)
    # Where nobody counted at any event, how many people came is not known.
    came = count.total(people) if count.anything(people) or not held else None
    ahead = [day for day in (project.ends_on, money.due_on) if day and day >= today]
    return Row(
        project, standing.fulfilled if standing.counted else None, standing.counted, count.total(communities), held, came,
        money.total if sees_sums(user, project) else None, min(ahead, default=None),
    )


def sees_sums(user, project):
    """What the partners have together: who works in the whole project, not in one activity only."""
    return is_staff(user) or any(row.activity_id is None for row in memberships_in(user, project))


def of_project(route):
    """callable(row) -> a page of its project."""
    return lambda row: reverse(route, args=[row.project.slug])


def rows_in(route, **query):
    """callable(row) -> a list over all projects, narrowed to its project."""
    return lambda row: f"{reverse(route)}?{urlencode({'project': row.project.slug} | query)}"


class PortfolioPage(ListPage):
    model = Project
    scope = "worked_on_by"
    rule = signed_in
    filterset_class = PortfolioFilters
    template_name = "dashboards/portfolio.html"
    page_title = _("Portfolio")
    page_lead = _("My projects side by side. Each figure opens its rows. What is not known is left out of the sums, and said.")
    default_sort = "name"
    empty_title = _("You do not work in any project yet")
    columns = [
        Column("name", _("Project"), value="project.acronym", url=of_project("dashboards:overview"), sort="name"),
        Column("programme", _("Programme"), value=lambda row: row.project.programme and row.project.programme.name,
               sort="programme", empty=_("not stated")),
        Column("period", _("Period"), sort="period", empty=_("not stated"),
               value=lambda row: row.project.period_text if row.project.start or row.project.end else ""),
        Column("fulfilled", _("Promises fulfilled"), sort="fulfilled", empty="–", url=of_project("projects:target-list"),
               value="fulfilled_text", export=lambda row: row.fulfilled),
        Column("communities", _("Communities"), kind="number", sort="communities", url=rows_in("communities:community-list")),
        Column("events", _("Events held"), kind="number", sort="events", url=rows_in("trainings:event-list", status="held")),
        Column("people", _("People at events"), kind="number", sort="people", empty=_("not counted"),
               url=rows_in("trainings:event-figures", count="people")),
        Column("total", _("Total budget"), kind="money", sort="total", url=of_project("budgets:project-budget")),
        Column("deadline", _("Next deadline"), kind="date", sort="deadline", empty="–"),
    ]

    def breadcrumbs(self):
        return [Crumb(_("Home"), reverse("dashboards:home")), Crumb(self.get_page_title())]

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

    @cached_property
    def all_rows(self):
        return rows_of(list(self.filterset.qs.order_by("sort_key", "pk")), self.request.user, timezone.localdate())

    def get_rows(self):
        """Sorted here, for most columns are figures; what is not known comes last."""
        key, downwards = self.ordering[1].removeprefix("-"), self.ordering[1].startswith("-")
        if key == "name":
            return self.all_rows[::-1] if downwards else self.all_rows
        by = {
            "programme": lambda row: str(row.project.programme or ""), "period": lambda row: row.project.starts_on,
        }.get(key, lambda row: getattr(row, key))
        known = sorted((row for row in self.all_rows if by(row) not in (None, "")), key=by, reverse=downwards)
        return [*known, *(row for row in self.all_rows if by(row) in (None, ""))]

    def sums(self):
        """{column: sum of what is known}; None where nothing is."""
        known = {name: [getattr(row, name) for row in self.all_rows if getattr(row, name) is not None] for name in SUMS}
        return {name: sum(values) if values else None for name, values in known.items()}

    def make_table(self, objects):
        table, sums = super().make_table(objects), self.sums()
        table.footer = {"name": str(_("Total"))} | {
            name: format_money(value) if name == "total" else format_number(value)
            for name, value in sums.items() if value is not None
        }
        if sums["fulfilled"] is not None:
            table.footer["fulfilled"] = f"{sums['fulfilled']}/{sums['counted']}"
        return table

    def export(self, kind):
        """The file has more beside one another than a page."""
        self.columns = [*self.columns, *IN_FILES]
        return super().export(kind)

    def count_text(self, count):
        return ngettext("%(count)d project", "%(count)d projects", count) % {"count": count}

    def left_out(self):
        """What the sums do not cover, in words."""
        for name, text in (
            ("total", _now("the total budget of %(names)s is not stated")),
            ("people", _now("people at the events of %(names)s are not counted")),
            ("fulfilled", _now("no number is promised in %(names)s")),
        ):
            missing = [row.project.acronym for row in self.all_rows if getattr(row, name) is None]
            if missing:
                yield text % {"names": ", ".join(missing[:6]) + (" …" if len(missing) > 6 else "")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(left_out=list(self.left_out()), **kwargs)
