"""One event as everybody sees it: days, what is within it, where, for whom, how many came."""
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from portal.shared.dates import format_period
from portal.shared.once import once
from portal.shared.reading import group, read, walk
from portal.shared.rules import public
from portal.shared.structured import Structured
from portal.shared.sums import count_of
from portal.shared.tables import Column, Table, format_number
from portal.shared.ui import Action, Crumb, Fact
from portal.shared.viewers import stand_in, viewer
from portal.shared.views import DetailPage, May
from portal.shared.views.kept import KeptPage
from projects.permissions import can_view_workspace
from projects.views.workspace import route_of
from trainings import actions, permissions
from trainings.choices import EventStatus
from trainings.exports.structured import event_data
from trainings.forms.planning import date_warnings
from trainings.models import AgendaItem, Destination, Event, EventDay, EventShare, EvidenceItem, News, Resource
from trainings.summaries import days_in_words, nested_in
from trainings.summaries.attendance import with_people
from trainings.views.calendar import STATUS_TONES, calendar_crumb, when, where
from trainings.views.destinations import destination_table
from trainings.views.event_slots import slots_of


class EventDetailPage(Structured, KeptPage, DetailPage):
    model = Event
    rule = public
    template_name = "trainings/event_detail.html"
    may_rules = {"edit": permissions.can_edit_event, "change": permissions.can_change_event}

    def get_object(self):
        return shown(self.kwargs["pk"], self.request.user)

    @cached_property
    def may(self):
        if self.object.activity_id:
            self.object.activity.project = self.object.project
        return May(self.may_rules, self.request.user, self.object)

    def breadcrumbs(self):
        above = self.visible_parent
        return [
            *self.way_here(), *([Crumb(str(above), above.get_absolute_url())] if above else []), Crumb(str(self.object))
        ]

    def way_here(self):
        """Whoever works in the project came from its tab and goes back there; everybody else from the calendar."""
        project = self.object.project
        if not can_view_workspace(self.request.user, project):
            return [calendar_crumb()]
        return [
            Crumb(_("Projects"), reverse("projects:project-list")),
            Crumb(str(project), route_of("dashboards:overview", project.slug) or project.get_absolute_url()),
            Crumb(_("Trainings"), reverse("trainings:project-events", args=[project.slug])),
        ]

    @cached_property
    def visible_parent(self):
        """The event around this one, when this person may see it."""
        return self.object.parent if self.object.sees_parent else None

    @cached_property
    def visible_host(self):
        """A community that hosts, unless it is hidden from this person."""
        return self.object.community if self.object.sees_host else None

    def to(self, name, *args):
        return reverse(f"trainings:{name}", args=[self.object.project.slug, self.object.pk, *args])

    def structured_data(self):
        return [event_data(self.object, list(self.object.days.all()), self.request.build_absolute_uri)]

    def actions(self):
        event, may = self.object, self.may
        if event.is_archived:
            return [Action(_("Take back out"), self.to("event-restore"))] if may.edit else []
        if not may.change:
            return []
        has_days = event.first_day is not None
        found = [Action(_("Add a day"), self.to("eventday-create"), primary=not has_days, icon="plus")]
        if event.status in actions.AHEAD:
            if has_days and event.last_day <= timezone.localdate():
                found.insert(0, Action(_("It was held"), self.to("event-hold"), primary=True))
            if event.status == EventStatus.PLANNED:
                found.append(Action(_("Postpone"), self.to("event-postpone")))
            found.append(Action(_("Cancel the event"), self.to("event-cancel")))
        if event.status != EventStatus.PLANNED:
            found.append(Action(_("Plan anew"), self.to("event-replan")))
        return [
            *found, Action(_("Edit"), self.to("event-edit")), Action(_("Copy"), self.to("event-copy")),
            Action(_("Needs it answers"), self.to("event-needs")), Action(_("Archive"), self.to("event-archive")),
        ]

    def page_line(self):
        """When and where in one line: on a phone the list of facts stands far below."""
        dates = when(self.object)
        return " · ".join(part for part in (format_period(*dates) if dates else "", where(self.object)) if part)

    def get_context_data(self, **kwargs):
        event = self.object
        destinations = list(event.destinations.order_by("order", "pk")) if event.has_destinations else []
        nested = [(row, depth) for depth, row in walk(nested_in(event, self.request.user))] if event.has_nested else []
        return super().get_context_data(
            may=self.may, badge=_("Archived") if event.is_archived else event.get_status_display(),
            tone=STATUS_TONES[event.status], stated=event.stated_date.text() if event.stated_date else "",
            facts=self.facts(), days=self.day_table(), nested=nested, slots=slots_of(self), warnings=self.warnings(),
            series=self.others_of_series(), line=self.page_line(),
            destinations=destination_table(destinations) if destinations else None, **kwargs,
        )

    def warnings(self):
        """What speaks against the coming days, for those who can move them."""
        ahead = [day for day in self.object.days.all() if day.date >= timezone.localdate()]
        if not ahead or self.object.status != EventStatus.PLANNED or not self.may.change:
            return []
        return date_warnings(
            ahead, self.object, self.request.user, audiences=list(self.object.audiences.all()), stored=True
        )

    def facts(self):
        event, above, host = self.object, self.visible_parent, self.visible_host
        dates = when(event)
        period = format_period(*dates) if dates else ""
        people = event.people
        facts = [
            Fact(_("When"), period),
            Fact(_("Where"), where(event)),
            Fact(_("How"), event.get_mode_display()),
            Fact(_("Project"), str(event.project), url=event.project.get_absolute_url()),
            Fact(_("Activity"), str(event.activity or "")),
            Fact(_("For whom"), ", ".join(str(row) for row in event.audiences.all())),
            Fact(_("Organiser"), str(event.organiser or "")),
            Fact(_("Places"), format_number(event.capacity) if event.capacity is not None else ""),
        ]
        if event.status == EventStatus.HELD or people is not None:
            told = format_number(people) if people is not None else str(_("not counted"))
            facts.append(Fact(_("How many took part"), told))
        if above:
            facts.insert(0, Fact(_("Within"), str(above), url=above.get_absolute_url()))
        if host:
            facts.insert(3, Fact(_("Host community"), str(host), url=host.get_absolute_url()))
        if event.cohort:
            facts.append(Fact(_("Group of participants"), event.cohort))
        return facts + self.inner_facts()

    def inner_facts(self):
        """For whoever works in the project: the programme, and the needs of the communities he may see."""
        event, user = self.object, self.request.user
        if not can_view_workspace(user, event.project):
            return []
        facts = []
        if event.programme_id:
            event.programme.project = event.project
            facts.append(Fact(_("Training programme"), str(event.programme), url=event.programme.get_absolute_url()))
        if not event.has_needs:
            return facts
        topics = event.needs.visible_to(user).order_by("priority", "pk").values_list("topic", flat=True)
        topics = list(dict.fromkeys(topics))
        return [*facts, Fact(_("Needs it answers"), ", ".join(topics))] if topics else facts

    def others_of_series(self):
        """[(title, when, address)] of the events made together with this one, by their first day."""
        if self.object.series is None:
            return []
        rows = Event.objects.visible_to(self.request.user).live().filter(series=self.object.series).exclude(pk=self.object.pk)
        return [
            (f"{row}: {row.cohort}" if row.cohort else str(row), format_period(*when(row)) if when(row) else "",
             row.get_absolute_url())
            for row in rows.order_by("first_day", "pk")
        ]

    def day_table(self):
        rows = list(self.object.days.all())
        may_change = self.may.change
        columns = [
            Column("date", _("Date"), kind="date",
                   url=lambda row: self.to("eventday-edit", row.pk) if may_change else ""),
            Column("hours", _("Time"), value=hours, empty=_("not stated")),
            Column("kind", _("Kind of day"), value="get_kind_display"),
            Column("days", _("Days"), kind="number", value=lambda row: days_in_words(row.half_days)),
        ]
        if any(row.academic_hours for row in rows):
            columns.append(Column("academic_hours", _("Academic hours"), kind="number"))
        return Table(columns, rows, caption=_("Days")) if rows else None


def with_what_it_says(rows):
    """Events with all that stands once beside them; what one may have several of is asked for when there is any."""
    beside = "project", "activity", "parent", "programme", "organiser", "municipality", "county", "region", "community"
    several = {
        "destinations": Destination.objects, "news": News.objects.live(), "needs": Event.needs.through.objects,
        "lines": AgendaItem.objects, "materials": Resource.objects,
    }
    rows = rows.select_related(*beside, "signup", "report", "trip").annotate(
        proofs=count_of(EvidenceItem.objects.live().filter(document__archived_at=None), per="event"),
        has_nested=Exists(Event.objects.filter(parent=OuterRef("pk"))),
        **{f"has_{name}": Exists(found.filter(event=OuterRef("pk"))) for name, found in several.items()},
    )
    return with_people(rows)


def shown(key, user):
    """The event with its days, shares and audiences, or Http404: one question, put together once for all who are alike."""
    found, audiences, days, shares = read([
        event_asked(key, *viewer(user)), audiences_asked(key), days_asked(key), shares_asked(key),
    ])
    if not found:
        raise Http404
    group(found, "days", days, "event_id")
    (event,) = group(found, "shares", shares, "event_id")
    event._prefetched_objects_cache["audiences"] = [row.audience for row in audiences]
    return event


@once
def event_asked(key, kind, number):
    user = stand_in(kind, number)
    return with_what_it_says(Event.objects.visible_to(user).filter(pk=key)).annotate(
        sees_parent=Exists(Event.objects.visible_to(user).filter(pk=OuterRef("parent"))),
        sees_host=Exists(Community.objects.visible_to(user).filter(pk=OuterRef("community"))),
    )


@once
def audiences_asked(event):
    return Event.audiences.through.objects.filter(event=event).select_related("audience").order_by("audience")


@once
def days_asked(event):
    return EventDay.objects.filter(event=event).order_by("date", "starts_at", "pk")


@once
def shares_asked(event):
    return EventShare.objects.filter(event=event).select_related("organisation").order_by("pk")


def hours(day):
    if day.starts_at is None:
        return ""
    return f"{day.starts_at:%H:%M}–{day.ends_at:%H:%M}" if day.ends_at else f"{day.starts_at:%H:%M}"
