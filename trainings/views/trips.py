"""Study trips, mobilities and visits of experts: where they go, who receives the group, who goes along (A-19 … A-21, B-18)."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.shared.dates import format_period
from portal.shared.reading import walk, walk_together
from portal.shared.tables import Column
from portal.shared.ui import Action
from portal.shared.verbs import spread
from portal.shared.views import CreatePage, DetailPage, ListPage, UpdatePage
from projects.actions import add_part
from projects.permissions import can_view_workspace
from projects.views.rows import RowMixin
from projects.views.workspace import PROJECT_RULES, route_of
from trainings import permissions
from trainings.actions import trips as actions
from trainings.choices import EventKind, EventStatus, TripDirection
from trainings.filters.trips import TripFilters
from trainings.forms.trips import TripCreateForm, TripDestinationForm, TripForm
from trainings.models import Destination, Event, StudyTrip
from trainings.summaries import nested_in
from trainings.summaries.lessons import lessons_of
from trainings.summaries.trips import (
    JOURNEYS,
    countries_of,
    destinations_for,
    journeys_without_programme,
    quotas,
    stops_of,
    with_figures,
)
from trainings.views.calendar import STATUS_TONES, when
from trainings.views.destinations import destination_table
from trainings.views.tab import TrainingsTab
from trainings.views.trip_tables import lesson_table, places_of, practical_facts, quota_table, stop_table, trip_facts

TRIP_DAYS = ("event__first_day", "event__last_day")
EVENT_RELATIONS = ("event__activity", "event__organiser", "event__municipality", "event__county", "event__region")


def days_of(trip):
    """The days of a journey; without any, the date as it was stated."""
    return when(trip.event)


class TripList(TrainingsTab, ListPage):
    """Where we went and go; a journey is one row, whoever goes along."""

    part = "trips"
    model = StudyTrip
    rule = staticmethod(can_view_workspace)
    parent_link = "event__project"
    template_name = "trainings/studytrip_list.html"
    filterset_class = TripFilters
    page_title = _("Study trips")
    page_lead = _("Trips, mobilities and visits of experts, each with its programme.")
    default_sort = "when"
    empty_title = _("No journeys yet")
    empty_text = _("Plan a trip with its days; stops, hosts and people come afterwards.")
    may_rules = PROJECT_RULES | {"plan": permissions.can_plan_event}
    columns = [
        Column("when", _("When"), kind="period", value=days_of, sort=TRIP_DAYS, empty=_("not known yet")),
        Column("event", pgettext_lazy("a trip", "Journey"), url=StudyTrip.get_absolute_url, sort="event__search_key"),
        Column("kind", _("Kind"), value="event.get_kind_display", sort="event__kind"),
        Column("direction", _("Direction"), value="get_direction_display", sort="direction"),
        Column("countries", _("Countries"), value=lambda row: countries_of(row.event), empty=_("not chosen yet")),
        Column("stops", _("Stops"), kind="number", value="stop_count", sort="stop_count"),
        Column("going", _("Have a place"), kind="number", sort="going"),
        Column("places", _("Places"), kind="number", sort="places"),
        Column("status", _("State"), kind="badge", value="event.get_status_display", sort="event__status",
               tone=lambda row: STATUS_TONES[row.event.status]),
    ]

    def get_queryset(self):
        rows = super().get_queryset().filter(event__archived_at__isnull=True).select_related("event")
        return with_figures(rows).prefetch_related("event__destinations")

    def make_table(self, objects):
        objects = list(objects)
        for trip in objects:
            trip.event.project = self.parent
        return super().make_table(objects)

    def primary_action(self):
        if not self.may.plan:
            return None
        return Action(_("Plan a journey"), reverse("trainings:studytrip-create", args=[self.parent.slug]), icon="plus")

    def get_context_data(self, **kwargs):
        create = reverse("trainings:studytrip-create", args=[self.parent.slug])
        bare = journeys_without_programme(self.parent, self.request.user)
        links = [(event, f"{create}?event={event.pk}" if self.may.plan else "") for event in bare]
        return super().get_context_data(bare=links, **kwargs)


class TripRows(RowMixin, TrainingsTab):
    """Pages about one journey."""

    part = "trips"
    model = StudyTrip
    parent_link = "event__project"
    rule = staticmethod(permissions.can_edit_trip)

    def get_queryset(self):
        return super().get_queryset().select_related(*EVENT_RELATIONS)

    def get_object(self):
        return in_project(super().get_object(), self.parent)

    def to(self, name, *args):
        return reverse(f"trainings:{name}", args=[self.parent.slug, self.object.pk, *args])


def in_project(trip, project):
    """The journey's event and activity need not fetch their project again."""
    trip.event.project = project
    if trip.event.activity_id:
        trip.event.activity.project = project
    return trip


class TripDetail(TripRows, DetailPage):
    """Why, where to, who receives us, who goes along by partner, what we brought home."""

    rule = staticmethod(can_view_workspace)
    about_object = False
    template_name = "trainings/studytrip_detail.html"
    object_rules = {"edit_trip": permissions.can_edit_trip, "read_log": permissions.can_read_trip_log}

    def crumbs_below(self):
        return []

    def actions(self):
        found = [
            Action(_("Print"), self.to("studytrip-print")), Action("PDF", self.to("studytrip-pdf")),
            Action(_("Page of the event"), self.object.event.get_absolute_url()),
        ]
        if self.may.read_log:
            found.insert(0, Action(_("Participants' log"), self.to("tripnote-list")))
        if not self.may.edit_trip:
            return found
        # What is over is no longer planned: then what was learnt comes first.
        over = self.object.event.status == EventStatus.HELD
        found.insert(0, Action(_("Add a stop"), self.to("tripstop-create"), primary=not over, icon="plus"))
        if over:
            found.insert(0, Action(_("Write down a lesson"), self.lesson_url(), primary=True, icon="plus"))
        found.append(Action(_("Add a destination"), self.to("studytrip-destination")))
        found.append(Action(_("Edit"), self.to("studytrip-edit")))
        return found

    def get_context_data(self, **kwargs):
        trip, event, user = self.object, self.object.event, self.request.user
        stops, rows, destinations, nested, lessons = walk_together([
            stops_of(trip, user), quotas(event), destinations_for(event), nested_in(event, user), lessons_of(event),
        ])
        facts = trip_facts(trip, self.period(), places_of(event, rows))
        return super().get_context_data(
            badge=event.get_status_display(), tone=STATUS_TONES[event.status], facts=facts,
            practical=practical_facts(trip), questions=trip.questions.splitlines(),
            stops=stop_table(stops, url=lambda row: self.to("tripstop-edit", row.pk) if self.may.edit_trip else ""),
            unmade=self.stops_without_seminar(stops), destinations=self.destinations(destinations), quotas=quota_table(rows),
            over=[row for row in rows if row.over], people_url=self.people_url(), share_url=self.share_url(),
            seminars=[(row, depth) for depth, row in nested],
            lessons=lesson_table(lessons, self.parent), **kwargs,
        )

    def period(self):
        days = days_of(self.object)
        return format_period(*days) if days else ""

    def stops_without_seminar(self, stops):
        """[(stop, address)] where a joint seminar can be made."""
        if not self.may.edit_trip:
            return []
        return [(stop, self.to("tripstop-seminar", stop.pk)) for stop in stops if stop.date and not stop.seminar_id]

    def destinations(self, rows):
        """Each leads to its decision, and back here."""
        back = f"?next={self.object.get_absolute_url()}"
        for row in rows:
            row.project, row.activity = self.parent, None
            if row.event_id:
                row.event = self.object.event

        def url(row):
            if not permissions.can_edit_destination(self.request.user, row):
                return ""
            return reverse("trainings:destination-decide", args=[self.parent.slug, row.pk]) + back

        return destination_table(rows, url=url) if rows else None

    def people_url(self):
        """The list of names, for those who keep it."""
        if not self.may.read_log:
            return ""
        return route_of("trainings:registration-list", self.parent.slug, self.object.event_id)

    def share_url(self):
        """Where the places of a partner are agreed on, and back here."""
        address = route_of("trainings:eventshare-create", self.parent.slug, self.object.event_id)
        return f"{address}?next={self.object.get_absolute_url()}" if address and self.may.edit_trip else ""

    def lesson_url(self):
        return f"{reverse('trainings:lesson-create', args=[self.parent.slug])}?event={self.object.event_id}"


def direction_of(kind):
    """What a journey of this kind usually is: experts come to us, everybody else goes there."""
    return TripDirection.IN if kind == EventKind.EXPERT_VISIT else TripDirection.OUT


class TripCreate(TripRows, CreatePage):
    about_object = False
    rule = staticmethod(permissions.can_plan_event)
    form_class = TripCreateForm
    page_title = _("Plan a journey")

    def get_instance(self):
        return StudyTrip()

    def get_initial(self):
        """The event that the address names, when it is one of this project."""
        number = self.request.GET.get("event", "")
        if not number.isascii() or not number.isdecimal() or len(number) > 18:
            return {}
        event = Event.objects.filter(project=self.parent, kind__in=JOURNEYS, trip__isnull=True, pk=number).first()
        if event is None:
            return {}
        return {"event": event.pk, "kind": event.kind, "direction": direction_of(event.kind)}

    def save(self, form):
        data, trip = form.cleaned_data, form.instance
        new = None if data.get("event") else form.new_event()
        if new is None:
            trip.event.project = self.parent
        saved = actions.plan_trip(
            trip, by=self.request.user, key=data.get("idempotency_key"), event=new, first=data.get("starts_on"),
            last=data.get("ends_on"),
        )
        return self.done(in_project(saved, self.parent))


class TripEdit(TripRows, UpdatePage):
    form_class = TripForm
    verb = staticmethod(spread(actions.change_trip))


class TripDestination(TripRows, CreatePage):
    """A country this journey may go to."""

    has_object = True
    form_class = TripDestinationForm
    verb = staticmethod(add_part)
    page_title = _("Add a destination")

    def get_instance(self):
        event = self.object.event
        return Destination(project=self.parent, event=event, activity=event.activity)

    def done(self, _saved):
        return super().done(self.object)


# --- on the page of the event ---


def block(page):
    """The programme on the page of the event: for everybody without contacts, lodging and numbers to call."""
    event, user = page.object, page.request.user
    if event.kind not in JOURNEYS:
        return None
    trip = getattr(event, "trip", None)
    works = can_view_workspace(user, event.project)
    if trip is None:
        if not page.may.change:
            return None
        create = f"{reverse('trainings:studytrip-create', args=[event.project.slug])}?event={event.pk}"
        return {"trip": None, "create": Action(_("Write the programme of the journey"), create)}
    trip.event = event
    return {
        "trip": trip, "questions": trip.questions.splitlines(), "stops": stop_table(walk(stops_of(trip, user)), inner=works),
        "url": trip.get_absolute_url() if works else "",
    }
