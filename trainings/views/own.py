"""The private page of somebody who signed up: the token in the address opens it, no account does.

    class OwnLog(ByToken, ...):       # pages of other parts below /r/<token>/ begin so
        self.object                   # his Registration, with its person, event and project
"""
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.shared.rules import public
from portal.shared.tables import format_day
from portal.shared.ui import Action, Crumb, Fact
from portal.shared.views import ActionPage, UpdatePage
from portal.shared.views.base import Page, ShowPage, find
from portal.shared.ways import reverse
from trainings.actions import consents as verbs_of_consents
from trainings.actions import signup as verbs_of_signup
from trainings.actions.mails import days_in_words
from trainings.choices import RegistrationStatus, TripDirection
from trainings.exports import write_ics
from trainings.forms.signup import OwnConsentsForm, OwnForm
from trainings.models import Event, EventDay, Person, Registration, Signup, SpecialNeeds, StudyTrip
from trainings.summaries.calendar import where
from trainings.summaries.places import begins_at, place_in_queue
from trainings.views.remembered import remember

TONES = {
    RegistrationStatus.PLACE: "good", RegistrationStatus.WAITING: "attention", RegistrationStatus.CANCELLED: "neutral",
}


class ByToken(Page):
    """A page about the registration its address names; 404 for any other. No cache keeps it, no search engine lists it."""

    rule = public
    model = Registration

    def load(self):
        self.object = self.get_registration()
        return self.object

    def get_registration(self):
        rows = Registration.objects.select_related(
            "person", "event__project", "event__municipality", "event__county", "event__region"
        )
        return find(rows.filter(person__erased_at__isnull=True), token=self.kwargs["token"])

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    @property
    def registration(self):
        return self.object

    def own(self, part=""):
        """The address of a page below this registration's own: "" or "cancel"."""
        return reverse(f"trainings:registration-own{part and '-'}{part}", args=[self.kwargs["token"]])

    def breadcrumbs(self):
        return []

    def get_success_url(self):
        return self.own()

    get_cancel_url = get_success_url

    @cached_property
    def has_begun(self):
        begins = begins_at(self.registration.event)
        return begins is not None and begins <= timezone.now()

    @property
    def may_take_back(self):
        """A consent can be taken back at any time, in a closed project too."""
        return self.registration.status != RegistrationStatus.CANCELLED

    @property
    def may_change(self):
        registration = self.registration
        return registration.status != RegistrationStatus.CANCELLED and not registration.event.project.is_frozen


class OwnPage(ByToken, ShowPage):
    template_name = "trainings/registration_own.html"
    page_title = _("Your registration")

    def get(self, request, *args, **kwargs):
        """This browser may say "I am here" at the door with one tap."""
        return remember(request, super().get(request, *args, **kwargs), self.registration)

    def page_eyebrow(self):
        return self.registration.event.project.acronym

    def get_context_data(self, **kwargs):
        registration = self.registration
        signup = Signup.objects.filter(event=registration.event).first()
        has_place = registration.status == RegistrationStatus.PLACE
        return super().get_context_data(
            event=registration.event, tone=TONES[registration.status], badge=registration.get_status_display(),
            said=self.said(), facts=self.facts(), may_change=self.may_change, has_begun=self.has_begun,
            online_url=signup.online_url if signup and has_place else "",
            practical=signup.practical if signup and has_place else "",
            consents=self.consents(), calendar_url=self.own("calendar"), steps=self.steps(), event_url=self.event_url(), **kwargs,
        )

    def event_url(self):
        """The event's own page, unless it is hidden from the public."""
        event = self.registration.event
        return event.get_absolute_url() if Event.objects.visible_to(None).filter(pk=event.pk).exists() else ""

    def said(self):
        """Where somebody stands, in one sentence."""
        if self.registration.status == RegistrationStatus.PLACE:
            return _("You have a place.")
        if self.registration.status == RegistrationStatus.WAITING:
            return _("You are number %(number)d on the waiting list.") % {"number": place_in_queue(self.registration)}
        return _("You are no longer signed up.")

    def facts(self):
        event, person = self.registration.event, self.registration.person
        needs = SpecialNeeds.objects.filter(registration=self.registration).first()
        return [
            Fact(_("When"), "; ".join(days_in_words(event))),
            Fact(_("Where"), where(event)),
            Fact(_("Name"), person.name),
            Fact(_("E-mail"), person.email),
            Fact(_("Phone"), person.phone),
            Fact(_("Village or town"), person.village or str(person.community or "")),
            Fact(_("Organisation"), person.organisation),
            *([Fact(_("Food"), needs.diet)] if needs and needs.diet else []),
            *([Fact(_("What you need in order to take part"), needs.access)] if needs and needs.access else []),
        ]

    def consents(self):
        """[(wording, since when, until when or "")]: the proof of what was agreed to."""
        rows = self.registration.consents.select_related("text").order_by("pk")
        return [
            (row.text.text, format_day(row.given_at)[0], format_day(row.withdrawn_at)[0] if row.withdrawn_at else "")
            for row in rows
        ]

    def afterwards(self):
        """[Action]: what somebody who came finds once the event has begun."""
        return [Action(_("Certificate and materials"), self.own("came"))] if self.has_begun else []

    def steps(self):
        """[Action]: what one can do here."""
        consents = Action(_("Consents"), self.own("consents"))
        if not self.may_change:
            return [consents] if self.registration.event.project.is_frozen and self.may_take_back else []
        found = [Action(_("Change my details"), self.own("edit")), consents]
        if not self.has_begun:
            return [*found, Action(_("Give my place back"), self.own("cancel"), danger=True)]
        return [*self.log(), *found]

    def log(self):
        """[Action]: those who are or were on a journey write down what they saw."""
        registration = self.registration
        travelled = StudyTrip.objects.filter(event=registration.event, direction=TripDirection.OUT)
        if registration.status != RegistrationStatus.PLACE or not travelled.exists():
            return []
        return [Action(_("My log of the journey"), reverse("trainings:tripnote-own", args=[registration.token]))]


class OwnBelow(ByToken):
    """A page that somebody comes to from his own page and returns from."""

    def breadcrumbs(self):
        return [Crumb(_("Your registration"), self.own()), Crumb(str(self.get_page_title()))]

    def load(self):
        subject = super().load()
        if not self.may_change:
            raise Http404
        return subject


class OwnEdit(OwnBelow, UpdatePage):
    """The form is about the person; what belongs to this registration alone stands on it, too."""

    model = Person
    form_class = OwnForm
    page_title = _("Change my details")

    def load(self):
        self.held = self.get_registration()
        self.object = self.held.person
        if not self.may_change:
            raise Http404
        return self.object

    @property
    def registration(self):
        return self.held

    @property
    def subject(self):
        return self.object

    def get_initial(self):
        needs = SpecialNeeds.objects.filter(registration=self.held).first()
        return {
            "language": self.held.language, "note": self.held.note, "diet": needs.diet if needs else "",
            "access": needs.access if needs else "",
        }

    def save(self, form):
        self.told = {name: form.cleaned_data[name] for name in ("language", "note", "diet", "access")}
        return super().save(form)

    def verb(self, person, *, by, version):
        return verbs_of_signup.change_own(person, self.held, version=version, **self.told)


class OwnConsents(OwnBelow, ActionPage):
    """Give a consent, or take it back. Without the list of participants there is no place."""

    question = _("What do you agree to?")
    explanation = _("You can take a consent back at any time. What was agreed to until then stays noted.")
    submit_label = _("Save")
    success_message = _("Saved.")
    may_change = ByToken.may_take_back

    def get_form(self, data=None):
        standing = self.registration.consents.filter(withdrawn_at__isnull=True).select_related("text").order_by("pk")
        given = {consent.text.kind: consent.text for consent in standing}
        return OwnConsentsForm(data, given=given, user=self.request.user, parent=self.registration.event.project)

    def perform(self, registration):
        verbs_of_consents.change_consents(registration, self.form.consents)


class OwnCancel(OwnBelow, ActionPage):
    question = _("Give your place back?")
    explanation = _("Whoever waits longest gets it. If you change your mind, you sign up anew.")
    submit_label = _("Give my place back")
    success_message = _("You are no longer signed up.")
    dangerous = True

    def perform(self, registration):
        verbs_of_signup.cancel_registration(registration)


class OwnCalendar(ByToken):
    """The event's days as a file for one's own calendar."""

    def get(self, request, *args, **kwargs):
        event = self.registration.event
        days = list(EventDay.objects.filter(event=event).order_by("date", "starts_at", "pk"))
        if not days:
            messages.info(request, _("The day is not known yet."))
            return HttpResponseRedirect(self.own())
        for day in days:
            day.event = event
        return write_ics(days, name=event.title, url_of=lambda row: request.build_absolute_uri(row.get_absolute_url()))
