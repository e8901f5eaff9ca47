"""A project's events: the tab, planning, days, what became of them, destinations and support."""
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.permissions import can_enrol
from portal.shared.tables import Column, Table, format_number
from portal.shared.ui import Action, Stat
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, ArchivePage, CreatePage, RestorePage, UpdatePage
from portal.shared.views.base import ShowPage
from portal.shared.ways import reverse
from projects.actions import add_part, change_part
from projects.models import ActivityPartner
from projects.permissions import can_view_workspace
from projects.views.parts import RemoveRow
from projects.views.workspace import PROJECT_RULES, WorkspaceMixin
from trainings import actions, permissions
from trainings.choices import EventStatus
from trainings.forms import (
    DestinationDecisionForm,
    DestinationForm,
    EventDayForm,
    EventForm,
    HoldForm,
    ReasonForm,
)
from trainings.models import Destination, EventDay
from trainings.summaries import counters, hours_text
from trainings.summaries.feedback import people_at
from trainings.summaries.tab import MOST_LISTED, tab_of
from trainings.views.below import BelowEvent, OneEvent
from trainings.views.calendar import HEADCOUNT, KIND, STATUS, TITLE, WHEN, WHERE
from trainings.views.destinations import destination_table
from trainings.views.tab import TrainingsTab


class ProjectEvents(TrainingsTab, ShowPage):
    """The tab: how many days of those promised, what comes, what waits for its day, what has been."""

    rule = staticmethod(can_view_workspace)
    template_name = "trainings/project_events.html"
    page_title = _("Trainings")
    may_rules = PROJECT_RULES | {"plan": permissions.can_plan_event, "support": can_enrol}

    def to(self, name, *args):
        return reverse(f"trainings:{name}", args=[self.parent.slug, *args])

    def actions(self):
        if not self.may.plan:
            return []
        return [
            Action(_("Plan an event"), self.to("event-quick"), primary=True, icon="plus"),
            Action(_("A series or groups"), self.to("event-series")),
            Action(_("Add a destination"), self.to("destination-create")),
            Action(_("Assign support"), self.to("supportassignment-create")),
        ]

    def get_context_data(self, **kwargs):
        tab = tab_of(self.parent, self.request.user)
        many = max(tab.totals.values(), default=0) > MOST_LISTED
        return super().get_context_data(
            stats=[
                *(Stat(row.unit, row.figure, row.status_text, row.url) for row in counters(self.parent, tab.board)),
                *self.waiting(tab.needs),
            ],
            coming=self.events(tab.coming, _("Coming")),
            undated=self.events(tab.undated, _("Day not known yet")),
            past=self.events(tab.past, _("Held or past"), HEADCOUNT), totals=tab.totals,
            all_events=self.all_events(sum(tab.totals.values())) if many else None,
            overdue=overdue_text(tab.overdue), overdue_action=self.all_overdue() if many else None,
            destinations=self.destinations(tab.destinations), support=self.support(tab.helped), support_total=tab.support,
            support_url=self.listed(
                "supportassignment-list", **({"completed": "false"} if tab.support > MOST_LISTED else {})
            ),
            **kwargs,
        )

    def listed(self, name, **chosen):
        """The address of a list of all that this project has of something."""
        return f"{reverse(f'trainings:{name}')}?{urlencode({'project': self.parent.slug} | chosen)}"

    def all_events(self, count):
        """The Action to the calendar with every event: as many as the parts of this page have together."""
        words = ngettext("%(count)d event", "%(count)d events", count) % {"count": count}
        return Action(words, self.listed("event-list", when="all"))

    def waiting(self, count):
        """[Stat] of the needs that no session answers; nothing when there are none."""
        if not count:
            return []
        needs = reverse("communities:trainingneed-list", args=[self.parent.slug])
        return [Stat(_("needs without a session"), format_number(count), "", f"{needs}?answered=false")]

    def events(self, rows, caption, *more):
        for row in rows:
            row.project = self.parent
        activity = Column("activity", _("Activity"))
        return Table([WHEN, TITLE, KIND, activity, WHERE, STATUS, *more], rows, caption=caption) if rows else None

    def destinations(self, rows):
        """Each leads to its decision, for those who may take it."""
        if self.may.plan and not self.may.edit:
            # Whether an editor answers for an activity is asked of its partners.
            partners = ActivityPartner.objects.select_related("organisation")
            prefetch_related_objects(
                rows, *[Prefetch(f"{way}partners", partners) for way in ("activity__", "event__activity__")]
            )
        for row in rows:
            row.project = self.parent
            for part in (row.activity, row.event):
                if part is not None:
                    part.project = self.parent
        user = self.request.user
        editable = {row.pk for row in rows if permissions.can_edit_destination(user, row)}
        return destination_table(
            rows, url=lambda row: self.to("destination-decide", row.pk) if row.pk in editable else ""
        ) if rows else None

    def all_overdue(self):
        return Action(_("Show"), self.listed("event-list", when="past", status=EventStatus.PLANNED))

    def support(self, rows):
        """Support that is still going on, the first of it; each leads to its log."""
        for row in rows:
            row.enrolment.project = self.parent
        columns = [
            Column("community", _("Community"), value="enrolment",
                   url=lambda row: self.to("supportassignment-detail", row.pk)),
            Column("kind", _("Kind"), value="get_kind_display"),
            Column("label", _("Who, by role")),
            Column("organisation", _("Organisation"), empty=_("not stated")),
            Column("period", _("Period"), kind="period", value=support_period),
            Column("hours", _("Hours"), value=lambda row: hours_text(row.minutes), empty=_("none noted")),
        ]
        return Table(columns, rows, caption=_("Support under way")) if rows else None


def support_period(row):
    return (row.starts_on, row.ends_on) if row.starts_on or row.ends_on else None


def overdue_text(count):
    if not count:
        return ""
    return ngettext(
        "%(n)d event has passed: say whether it was held.", "%(n)d events have passed: say whether they were held.", count
    ) % {"n": count}


class EventRows(OneEvent):
    """Pages about one event of the project."""

    rule = staticmethod(permissions.can_change_event)


class EventCreate(EventRows, CreatePage):
    about_object = False
    rule = staticmethod(permissions.can_plan_event)
    form_class = EventForm
    verb = staticmethod(spread(actions.plan_event))
    page_title = _("Plan an event")


class EventEdit(EventRows, UpdatePage):
    form_class = EventForm
    verb = staticmethod(spread(actions.change_event))


class EventArchive(EventRows, ArchivePage):
    verb = staticmethod(actions.archive_event)
    question = _("Put this event into the archive?")
    explanation = _("For an event that should not be here at all. What was only called off is cancelled instead.")


class EventRestore(EventRows, RestorePage):
    rule = staticmethod(permissions.can_edit_event)
    verb = staticmethod(actions.restore_event)
    question = _("Take this event back out of the archive?")


class EventAction(EventRows, ActionPage):
    """A question about one event."""


class EventHold(EventAction):
    form_class = HoldForm
    question = _("Was this event held?")
    submit_label = _("It was held")
    success_message = _("The event is marked as held.")

    def get_form(self, data=None):
        """Proposes the number of those whom the lists of the days name."""
        form = super().get_form(data)
        form.initial["headcount"] = people_at(self.object)
        return form

    def perform(self, event):
        actions.hold_event(event, by=self.request.user, headcount=self.form.cleaned_data["headcount"])


class EventCancel(EventAction):
    form_class = ReasonForm
    question = _("Cancel this event?")
    explanation = _("It stays in the calendar, marked as cancelled, with the reason.")
    submit_label = _("Cancel the event")
    dangerous = True
    success_message = _("The event is cancelled.")

    def perform(self, event):
        actions.cancel_event(event, by=self.request.user, reason=self.form.cleaned_data["reason"])


class EventPostpone(EventAction):
    form_class = ReasonForm
    question = _("Postpone this event?")
    explanation = _("It stays in the calendar, marked as postponed, with the reason.")
    submit_label = _("Postpone")
    success_message = _("The event is postponed.")

    def perform(self, event):
        actions.postpone_event(event, by=self.request.user, reason=self.form.cleaned_data["reason"])


class EventReplan(EventAction):
    question = _("Plan this event anew?")
    explanation = _("It becomes a planned event again. What was noted before stays in the history.")
    submit_label = _("Plan anew")
    success_message = _("The event is planned again.")

    def perform(self, event):
        actions.replan_event(event, by=self.request.user)


class DayRows(BelowEvent):
    """Pages about a day of an event. While its date is chosen, what speaks against it is told beside it."""

    model = EventDay
    template_name = "trainings/event_form.html"

    def get_context_data(self, **kwargs):
        clashes = reverse("trainings:event-clashes", args=[self.parent.slug])
        return super().get_context_data(**{"clashes_url": clashes, "clash_event": self.owner.pk} | kwargs)


class DayCreate(DayRows, CreatePage):
    form_class = EventDayForm
    verb = staticmethod(spread(actions.add_event_day))
    page_title = _("Add a day")


class DayEdit(DayRows, UpdatePage):
    form_class = EventDayForm
    verb = staticmethod(spread(actions.change_event_day))

    def actions(self):
        return [Action(_("Remove the day"), self.sibling("remove"), danger=True)]


class DayRemove(DayRows, RemoveRow):
    template_name = RemoveRow.template_name
    verb = staticmethod(actions.remove_event_day)
    question = _("Remove this day?")
    explanation = _("For a day that was entered by mistake. It stays in the history.")
    submit_label = _("Remove the day")
    success_message = _("The day is removed.")


class DestinationRows(TrainingsTab):
    model = Destination
    about_object = True
    rule = staticmethod(permissions.can_edit_destination)

    def get_queryset(self):
        return super().get_queryset().select_related("activity", "event__activity")

    def get_object(self):
        row = super().get_object()
        for part in (row.activity, row.event, row.event.activity if row.event_id else None):
            if part is not None:
                part.project = self.parent
        return row

    get_success_url = get_cancel_url = WorkspaceMixin.tab_url


class DestinationCreate(DestinationRows, CreatePage):
    about_object = False
    rule = staticmethod(permissions.can_plan_event)
    form_class = DestinationForm
    verb = staticmethod(add_part)
    page_title = _("Add a destination")


class DestinationEdit(DestinationRows, UpdatePage):
    form_class = DestinationForm
    verb = staticmethod(change_part)

    def actions(self):
        return [Action(_("Remove"), self.sibling("remove"), danger=True)]


class DestinationRemove(DestinationRows, RemoveRow):
    question = _("Remove this destination?")


class DestinationDecide(DestinationRows, ActionPage):
    """Chosen or dropped, with a day and a reason (B-18)."""

    form_class = DestinationDecisionForm
    question = _("What is decided about this destination?")
    submit_label = _("Save the decision")
    success_message = _("The decision is saved.")

    def actions(self):
        return [Action(_("Edit"), self.sibling("edit"))]

    def perform(self, destination):
        answer = self.form.cleaned_data
        actions.decide_destination(
            destination, answer["state"], by=self.request.user, reason=answer["reason"], on=answer["on"]
        )
