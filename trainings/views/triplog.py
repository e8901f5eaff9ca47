"""The log of a journey: each participant writes his own by his private link, the organiser reads all."""
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from portal.shared import errors, throttles
from portal.shared.rules import public
from portal.shared.tables import Column
from portal.shared.ui import Action, Crumb
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, CreatePage, ListPage, UpdatePage
from portal.shared.views.base import find
from portal.shared.ways import reverse
from projects.views.workspace import PROJECT_RULES, route_of
from trainings import permissions
from trainings.actions import trips as actions
from trainings.forms.trips import NoteForm
from trainings.models import Registration, StudyTrip, TripNote
from trainings.summaries.trips import is_log_open, log_opens, log_wanted_by
from trainings.views.stops import owner_trip
from trainings.views.tab import TrainingsTab

MOST, HOUR = 60, 60 * 60


class OwnLog:
    """Pages opened by the token of a registration with a place on a journey; 404 for any other address.

    Nobody keeps a copy of them, and nothing about the person stands in the address but the token.
    """

    rule = public
    model = TripNote
    form_class = NoteForm
    object = None

    def load(self):
        rows = Registration.objects.with_place().filter(
            token=self.kwargs["token"], person__erased_at__isnull=True, event__archived_at__isnull=True
        )
        self.registration = find(rows.select_related("event__project", "person"))
        self.trip = StudyTrip.objects.filter(event=self.registration.event_id).first()
        if self.trip is None:
            raise Http404
        self.trip.event = self.registration.event
        if self.has_object:
            self.object = find(self.notes(), pk=self.kwargs["pk"])
            self.object.trip, self.object.person = self.trip, self.registration.person
        return self.registration

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST":
            wait = throttles.hit("trip-log", kwargs["token"], most=MOST, seconds=HOUR)
            if wait:
                return errors.too_many(request, retry_after=wait)
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def notes(self):
        return TripNote.objects.filter(trip=self.trip, person=self.registration.person_id)

    def get_form(self, data=None, files=None):
        return NoteForm(data, files, instance=self.get_instance(), user=self.request.user, parent=self.trip)

    def to(self, name, *args):
        return reverse(f"trainings:{name}", args=[self.registration.token, *args])

    def get_success_url(self):
        return self.to("tripnote-own")

    get_cancel_url = get_success_url

    def page_eyebrow(self):
        return str(self.trip)

    def breadcrumbs(self):
        return []


class LogOwn(OwnLog, CreatePage):
    """What I wrote, and the next entry."""

    template_name = "trainings/tripnote_own.html"
    page_title = _("My log of the journey")
    verb = staticmethod(spread(actions.write_note))
    submit_label = _("Add to my log")

    def get_instance(self):
        return TripNote(trip=self.trip, person=self.registration.person)

    @cached_property
    def is_open(self):
        return is_log_open(self.trip)

    def get_cancel_url(self):
        return ""

    def done(self, _saved):
        super().done(_saved)
        return HttpResponseRedirect(self.to("tripnote-own"))

    def get_context_data(self, **kwargs):
        rows = self.notes().select_related("stop").order_by("pk")
        notes = [(row, self.to("tripnote-change", row.pk), self.to("tripnote-withdraw", row.pk)) for row in rows]
        back = route_of("trainings:registration-own", self.registration.token)
        return super().get_context_data(
            notes=notes, is_open=self.is_open, opens=log_opens(self.trip), wanted_by=log_wanted_by(self.trip),
            frozen=self.trip.event.project.is_frozen, back=back, **kwargs,
        )


class OwnNote(OwnLog):
    """One entry of one's own."""

    has_object = True

    def get_page_title(self):
        return self.page_title or getattr(self, "question", "")


class NoteChange(OwnNote, UpdatePage):
    page_title = _("Change what I wrote")
    verb = staticmethod(spread(actions.change_note))


class NoteWithdraw(OwnNote, ActionPage):
    question = _("Take this entry out of my log?")
    submit_label = _("Remove")
    dangerous = True
    success_message = _("It is removed.")
    form_class = None

    def get_form(self, data=None):
        return None

    @property
    def explanation(self):
        return Truncator(self.object.saw).chars(200)

    def perform(self, _registration):
        actions.withdraw_note(self.object, by=self.request.user)


# --- for the organiser ---


def shortened(name):
    return lambda row: Truncator(getattr(row, name)).chars(300)


class NoteList(TrainingsTab, ListPage):
    """All entries of a journey, with names: for whoever keeps the list of its people, and the auditor."""

    part = "trips"
    model = TripNote
    about_object = False
    rule = staticmethod(permissions.can_read_trip_log)
    page_title = _("Participants' log")
    page_lead = _("Written by the participants themselves, by their private links.")
    default_sort = "person"
    empty_title = _("Nobody has written yet")
    empty_text = _("Participants are asked to write within a week after the journey.")
    may_rules = PROJECT_RULES | {"plan": permissions.can_plan_event}

    def load(self):
        super().load()
        self.owner = owner_trip(self)
        return self.owner

    @property
    def subject(self):
        return self.parent

    def get_queryset(self):
        return TripNote.objects.filter(trip=self.owner).select_related("person", "stop")

    def get_columns(self):
        return [
            Column("person", _("Participant"), sort="person__sort_key"),
            Column("stop", _("Where"), sort="stop__place", empty=_("the whole journey")),
            Column("saw", _("What I saw"), value=shortened("saw"), export=lambda row: row.saw),
            Column("surprised", _("What surprised me"), value=shortened("surprised"), export=lambda row: row.surprised),
            Column("idea", _("An idea for us"), value=shortened("idea"), export=lambda row: row.idea),
            Column("whom_to_write", _("Whom to write to, as a role")),
            *([Column("lesson", _("Lesson"), value=lambda row: _("Make a lesson of it"), url=self.lesson_url,
                      export=lambda row: "")] if self.may.plan else []),
        ]

    def lesson_url(self, row):
        return f"{reverse('trainings:lesson-create', args=[self.parent.slug])}?note={row.pk}"

    def crumbs_below(self):
        return [Crumb(str(self.owner), self.owner.get_absolute_url())]

    def actions(self):
        return [Action(_("Page of the journey"), self.owner.get_absolute_url())]
