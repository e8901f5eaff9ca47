"""Signing up without an account, and what an event's page says about it."""
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from portal.shared import errors, throttles
from portal.shared.rules import public
from portal.shared.tables import format_day
from portal.shared.ui import Action, Crumb
from portal.shared.views.base import Page, ShowPage, find
from portal.shared.ways import reverse
from trainings.actions.mails import days_in_words
from trainings.actions.signup import remind, sign_up
from trainings.choices import RegistrationStatus
from trainings.forms.signup import SignupForm
from trainings.models import Event, Signup
from trainings.permissions import keeps_event
from trainings.summaries.calendar import where
from trainings.summaries.places import Door, closes_at, door_of, places_of
from trainings.views.calendar import calendar_crumb

WRONG, CONFLICT = 422, 409
MOST, HOUR = 10, 60 * 60
PLACE, WAITING = RegistrationStatus.PLACE, RegistrationStatus.WAITING


def block(page):
    """On the event's page: how many places are left and the way in; for those who keep the list, the list."""
    event = page.object
    signup, user = getattr(event, "signup", None), page.request.user
    keeps = page.may.change or (user.is_authenticated and keeps_event(user, event))
    if signup is None and not keeps:
        return None
    door, places = door_of(event, signup), places_of(event)
    actions = []
    if door == Door.OPEN and (places.has_room() or signup.waiting_list):
        label = _("Sign up") if may_get_place(places) else _("Put me on the waiting list")
        actions.append(Action(label, reverse("trainings:signup", args=[event.pk]), primary=True))
    if keeps:
        actions.append(Action(_("Participants"), page.to("registration-list")))
    if page.may.change and signup:
        actions.append(Action(_("How one signs up"), page.to("signup-edit")))
    elif page.may.change:
        actions.append(Action(_("Open the sign-up"), page.to("signup-create")))
    return {"lines": [*door_lines(event, signup, door), *place_lines(places, keeps)], "actions": actions}


def may_get_place(places):
    """Whether there is a free place for anybody: a partner's kept places count for whoever that partner sends."""
    return any(places.has_room(partner) for partner in (None, *places.quotas))


def door_lines(event, signup, door):
    if signup is None:
        return [_("One cannot sign up for this event on the portal.")]
    if door == Door.NOT_OPEN:
        return [_("The sign-up opens on %(when)s.") % {"when": format_day(signup.opens_at)[0]}]
    if door == Door.CLOSED:
        return [_("The sign-up is closed.")]
    ends = closes_at(event, signup) if door == Door.OPEN else None
    return [_("You can sign up until %(when)s.") % {"when": format_day(ends)[0]}] if ends else []


def place_lines(places, keeps):
    lines = []
    if places.capacity is not None:
        free = max(0, places.capacity - places.taken)
        text = ngettext("%(n)d place of %(all)d is free.", "%(n)d places of %(all)d are free.", free)
        lines.append(text % {"n": free, "all": places.capacity})
    elif keeps:
        lines.append(ngettext("%(n)d person is signed up.", "%(n)d people are signed up.", places.taken) % {"n": places.taken})
    if places.waiting:
        lines.append(ngettext("%(n)d person is waiting.", "%(n)d people are waiting.", places.waiting) % {"n": places.waiting})
    return lines


class OfEvent(Page):
    """A public page below an event that takes registrations; 404 for every other event."""

    rule = public
    model = Event

    def load(self):
        self.object = self.get_object()
        self.signup = Signup.objects.filter(event=self.object).first()
        if self.signup is None:
            raise Http404
        return self.object

    def get_queryset(self):
        return super().get_queryset().select_related("project", "municipality", "county", "region")

    def get_object(self):
        return find(self.get_queryset(), pk=self.kwargs["event_pk"])

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def breadcrumbs(self):
        event = self.object
        return [calendar_crumb(), Crumb(str(event), event.get_absolute_url()), Crumb(str(self.get_page_title()))]

    def get_context_data(self, **kwargs):
        event = self.object
        about = [", ".join(days_in_words(event)), where(event)]
        return super().get_context_data(about=[line for line in about if line], signup=self.signup, **kwargs)


class SignupPage(OfEvent):
    """One short form. The answer is the same whether the portal knows somebody or not: what he has already, a mail tells."""

    template_name = "trainings/signup.html"
    page_title = _("Sign up")

    @cached_property
    def door(self):
        return door_of(self.object, self.signup)

    @cached_property
    def places(self):
        return places_of(self.object)

    @property
    def is_open(self):
        return self.door == Door.OPEN and (self.signup.waiting_list or may_get_place(self.places))

    def get_form(self, data=None):
        return SignupForm(data, event=self.object, signup=self.signup, user=self.request.user)

    def get(self, request, *args, **kwargs):
        return self.show(form=self.get_form() if self.is_open else None)

    def post(self, request, *args, **kwargs):
        if not self.is_open:
            return self.show(CONFLICT, form=None)
        form = self.get_form(request.POST)
        if form.is_of_a_robot:
            return self.thank(PLACE)
        if not form.is_valid():
            return self.show(WRONG, form=form)
        wait = throttles.hit("sign-up", throttles.client_of(request), most=MOST, seconds=HOUR)
        if wait:
            return errors.too_many(request, retry_after=wait)
        return self.sign_up(form)

    def sign_up(self, form):
        answers, user = form.answers(), self.request.user
        partner = answers["partner"]
        expected = PLACE if self.places.has_room(partner.pk if partner else None) else WAITING
        try:
            made = sign_up(self.object, **answers, language=get_language(), by=user if user.is_authenticated else None)
        except ValidationError as error:
            code = getattr(error, "code", None)
            if code == "already":
                remind(self.object, name=answers["name"], email=answers["email"])
                return self.thank(expected)
            if code in {"closed", "not_open", "full", "frozen"}:
                return self.refuse()
            form.add_verb_errors(error)
            return self.show(WRONG, form=form)
        return self.thank(made.status)

    def refuse(self):
        """The last place went, or the door closed, while somebody was typing."""
        for name in ("door", "places"):
            self.__dict__.pop(name, None)
        return self.show(CONFLICT, form=None)

    def thank(self, answer):
        return HttpResponseRedirect(f"{reverse('trainings:signup-done', args=[self.object.pk])}?answer={answer}")

    def get_context_data(self, **kwargs):
        lines = [*door_lines(self.object, self.signup, self.door), *place_lines(self.places, keeps=False)]
        if self.signup.language != get_language():
            lines.append(_("Language of the event: %(language)s.") % {"language": self.signup.get_language_display()})
        waits = self.is_open and not may_get_place(self.places)
        return super().get_context_data(
            lines=lines, waits=waits, submit_label=_("Put me on the waiting list") if waits else _("Sign up"),
            practical=self.signup.practical, **kwargs,
        )


class SignupDone(OfEvent, ShowPage):
    """What happens next. It names nobody, so that anybody may see it."""

    template_name = "trainings/signup_done.html"

    def get_page_title(self):
        return _("All places are taken just now") if self.waits else _("You are signed up")

    @property
    def waits(self):
        return self.request.GET.get("answer") == WAITING

    def get_context_data(self, **kwargs):
        return super().get_context_data(waits=self.waits, **kwargs)
