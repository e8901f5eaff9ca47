"""The records behind the figures about people: how many, how long, where from (X-37). Names only for those who keep them."""
from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Sum
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.models import Community
from portal.shared.paging import InOrder
from portal.shared.rules import public
from portal.shared.sorting import sort_key
from portal.shared.tables import Column, format_number
from portal.shared.ui import Crumb
from portal.shared.views import ListPage
from projects.permissions import can_view_people, can_view_workspace
from projects.views.workspace import route_of
from trainings.choices import EventStatus
from trainings.filters.records import ANSWERS, PEOPLE, PLACES, EventFigureFilters, PeopleFilters
from trainings.models import Event, Person
from trainings.summaries.came import came_to_all, whose_people_are_known
from trainings.summaries.counted import (
    days_of_people,
    events_of_people,
    people_of,
    places_of,
    villages_of,
    with_answers,
    with_people,
)
from trainings.summaries.people_report import FEWEST
from trainings.summaries.persons import described
from trainings.views.calendar import KIND, PROJECT, STATUS, TITLE, WHEN, calendar_crumb
from trainings.views.tab import TrainingsTab

COUNTED = {
    PEOPLE: Column("came", _("People"), kind="number", sort="came", empty=_("not counted")),
    ANSWERS: Column("answers", _("Answers"), kind="number", sort="answers"),
    PLACES: Column("capacity", _("Places"), kind="number", sort="capacity"),
}
TOO_FEW = f"< {FEWEST}"
TITLES = {PEOPLE: _("People at events"), ANSWERS: _("Answers about events"), PLACES: _("Places at events")}


class EventFigures(ListPage):
    """Events with the figure somebody asks for; the sum at the top is the figure of the promise.

    Of events within events only the one with the most people is listed: the others' are among them (X-16).
    """

    model = Event
    rule = public
    filterset_class = EventFigureFilters
    default_sort = "-when"
    empty_title = _("Nothing is counted yet")

    def get_page_title(self):
        return TITLES[self.filterset.counted]

    @property
    def page_lead(self):
        if self.filterset.counted == ANSWERS:
            return _("Feedback is given without a name; here stands how many people gave it.")
        return _("Of events within events the one with the most people is counted.")

    def get_columns(self):
        return [WHEN, TITLE, KIND, PROJECT, STATUS, COUNTED[self.filterset.counted]]

    def get_queryset(self):
        rows = super().get_queryset().live().exclude(status=EventStatus.CANCELLED)
        return with_answers(with_people(rows.select_related("project")))

    @cached_property
    def held(self):
        return self.filterset.qs.filter(status=EventStatus.HELD)

    @cached_property
    def came(self):
        """What is kept of all events, or None where the page is about some of them or about something else."""
        return None if self.filterset.narrows or self.filterset.counted != PEOPLE else came_to_all(self.request.user)

    @cached_property
    def most(self):
        """Of each nest the event that counts, or None: an answer is given about one event alone."""
        counted = self.filterset.counted
        if counted == ANSWERS:
            return None
        return places_of(self.filterset.qs) if counted == PLACES else people_of(self.held)

    @cached_property
    def chosen(self):
        """The events that are counted."""
        if self.came:
            return whose_people_are_known(self.held).exclude(pk__in=self.came.others)
        return self.held.filter(answers__gt=0) if self.most is None else self.filterset.qs.filter(pk__in=list(self.most.events))

    def get_rows(self):
        order, _parameter = self.ordering
        return self.chosen.order_by(*order)

    def count_bound(self):
        return None if self.came else super().count_bound()

    def known_count(self, bound):
        return self.came.events if self.came else None

    def count_text(self, count):
        known = self.came or self.most
        if known is None:
            total = self.chosen.order_by().aggregate(sum=Sum("answers"))["sum"] or 0
        else:
            total = known.total or 0
        words = {
            PEOPLE: ngettext("%(n)s person counted", "%(n)s people counted", total),
            ANSWERS: ngettext("%(n)s answer", "%(n)s answers", total),
            PLACES: ngettext("%(n)s place", "%(n)s places", total),
        }[self.filterset.counted] % {"n": format_number(total)}
        rows = ngettext("%(count)d event", "%(count)d events", count) % {"count": count}
        if self.filterset.counted == PEOPLE and known.unknown:
            unknown = _t("not counted at %(n)d") % {"n": known.unknown}
            rows = f"{rows}; {unknown}"
        return f"{words} ({rows})"

    def breadcrumbs(self):
        return [calendar_crumb(), Crumb(self.get_page_title())]


class PeopleTab(TrainingsTab):
    """Pages about the people of the project's events, after a choice of activity."""

    part = "report"
    rule = staticmethod(can_view_workspace)
    filterset_class = PeopleFilters
    empty_title = _("Nobody is noted yet")
    empty_text = _("People are counted here once somebody noted who was at an event.")

    @cached_property
    def hides_small(self):
        """As in the report: what few have in common could tell who somebody is in a sensitive project (X-26)."""
        return self.parent.sensitive and not can_view_people(self.request.user, self.parent)


class PersonRecords(PeopleTab, ListPage):
    """Each person once who took part, with the days he was there."""

    model = Person
    scope = ""
    page_title = _("People who took part")
    page_lead = _("Each row is one person, however often he came. Names are shown to those who keep the lists.")
    default_sort = "-events"
    columns = [
        Column("name", _("Participant"), empty=_("name not shown")),
        Column("audience", _("Audience"), empty=_("not stated")),
        Column("partner", _("Sent by"), empty=_("not stated")),
        Column("events", _("Events"), kind="number", sort="events"),
        Column("days", _("Days"), kind="number"),
    ]

    def get_queryset(self):
        return super().get_queryset().ones().select_related("audience", "partner")

    def get_rows(self):
        """By how many events they were at, counted in one query: the database would count for each person anew."""
        people = self.filterset.qs
        if self.ordering[1].removeprefix("-") != "events":
            return people
        down = self.ordering[1].startswith("-")
        keys = sorted(people.order_by().values_list("pk", flat=True), key=lambda pk: (self.events.get(pk, 0), pk), reverse=down)
        return InOrder(people, keys)

    @cached_property
    def events(self):
        return events_of_people(self.filterset.attendances)

    def get_columns(self):
        own = {
            "name": {"url": self.page_of, "value": lambda row: row.name if row.pk in self.named else ""},
            "days": {"value": lambda row: self.days[row.pk]}, "events": {"value": lambda row: self.events.get(row.pk, 0)},
        }
        shown = [column for column in self.columns if not self.hides_small or column.key not in {"audience", "partner"}]
        return [replace(column, **own.get(column.key, {})) for column in shown]

    def page_of(self, row):
        return route_of("trainings:person-detail", self.parent.slug, row.pk) if row.pk in self.named else ""

    def make_table(self, objects):
        """Names are asked for of the rows that are shown; a file has all of them."""
        shown = {"pk__in": [row.pk for row in objects]} if isinstance(objects, list) else {"project": self.parent}
        self.named = set(Person.objects.visible_to(self.request.user).filter(**shown).values_list("pk", flat=True))
        return super().make_table(objects)

    @cached_property
    def days(self):
        return days_of_people(self.filterset.attendances)

    def count_text(self, count):
        people = ngettext("%(n)s person", "%(n)s people", count) % {"n": format_number(count)}
        total = sum(self.days.values())
        days = ngettext("%(n)s day of a person", "%(n)s days of people", int(total)) % {"n": format_number(total)}
        return f"{people}, {days}" if total else people


@dataclass(frozen=True)
class Village:
    """`people`: how many different people came from it; None: too few to say."""

    name: str
    people: int | None


class VillageList(PeopleTab, ListPage):
    """The villages from which people came, each once in spite of spelling."""

    model = Person
    scope = ""
    page_title = _("Villages people came from")
    page_lead = _("As people stated them, or as their community is called.")
    columns = [
        Column("name", _("Village or town"), empty=_("name not shown")),
        Column("people", _("People"), kind="number", empty=TOO_FEW,
               export=lambda row: TOO_FEW if row.people is None else row.people),
    ]

    def get_rows(self):
        """People of a community that this person may not see give no name to their village."""
        people = described(self.parent)
        named = {person.community for person in people.values()} - {None}
        seen = set(Community.objects.visible_to(self.request.user).filter(pk__in=named).values_list("pk", flat=True))
        homes, names, counts = villages_of(people), {}, Counter()
        for one in sorted(set(self.filterset.attendances.order_by().values_list("one", flat=True)) & homes.keys()):
            if people[one].community is None or people[one].community in seen:
                names.setdefault(homes[one], people[one].village)
            counts[homes[one]] += 1
        rows = [
            Village("", None) if self.hides_small and number < FEWEST else Village(names.get(key, ""), number)
            for key, number in counts.items()
        ]
        return sorted(rows, key=lambda row: (-(row.people or 0), sort_key(row.name)))

    def count_text(self, count):
        return ngettext("%(n)s village", "%(n)s villages", count) % {"n": format_number(count)}
