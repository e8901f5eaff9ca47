"""The list of people of an event, for those who keep it: who comes, who waits, write somebody down, tell a change."""
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.models import Community
from portal.shared.tables import Column, format_day
from portal.shared.ui import Action, Crumb, Fact
from portal.shared.views import ActionPage, CreatePage, DetailPage, ListPage, UpdatePage
from portal.shared.views.base import find
from portal.shared.ways import reverse
from projects.permissions import can_view_people
from trainings import permissions
from trainings.actions import mails
from trainings.actions.registrations import register_many
from trainings.actions.signup import (
    cancel_registration,
    change_signup,
    offer_signup,
    promote_registration,
    sign_up,
)
from trainings.choices import RegistrationSource, RegistrationStatus
from trainings.filters.registrations import RegistrationFilters
from trainings.forms.registrations import (
    PasteForm,
    ReasonOfCancelForm,
    RegistrationForm,
    SignupSettingsForm,
    TellForm,
)
from trainings.models import Person, Registration, Signup, SpecialNeeds
from trainings.summaries.places import place_in_queue, places_of
from trainings.views.below import BelowEvent
from trainings.views.own import TONES
from trainings.views.signup import place_lines


class People(BelowEvent):
    """Pages about registrations of one event. Names stand on them."""

    model = Registration
    part = "people"

    def get_queryset(self):
        rows = Registration.objects.filter(event=self.kwargs["event_pk"], event__project=self.parent)
        return rows.select_related("person__partner", "person__community", "person__role", "person__audience")

    def to(self, name, *args):
        return reverse(f"trainings:{name}", args=[self.parent.slug, self.owner.pk, *args])

    def get_success_url(self):
        return self.to("registration-list")

    get_cancel_url = get_success_url

    def crumbs_below(self):
        return [Crumb(str(self.owner), self.owner.get_absolute_url()), Crumb(_("People signed up"), self.to("registration-list"))]

    @cached_property
    def shown_communities(self):
        """Keys of the participants' communities that this reader may know of: a sensitive one is not named (C-07)."""
        theirs = Registration.objects.filter(event=self.owner).values("person__community")
        return set(Community.objects.visible_to(self.request.user).filter(pk__in=theirs).values_list("pk", flat=True))

    def home_of(self, person):
        """The village somebody told, otherwise his community."""
        return person.village or (person.community if person.community_id in self.shown_communities else "")

    @cached_property
    def may_change(self):
        return permissions.can_change_event(self.request.user, self.owner)


class RegistrationList(People, ListPage):
    rule = staticmethod(permissions.can_read_event_papers)
    filterset_class = RegistrationFilters
    default_sort = "queued"
    page_title = _("People signed up")
    empty_title = _("Nobody has signed up yet")

    def get_columns(self):
        return [
            Column("name", _("Name"), value="person.name", sort="person__sort_key",
                   url=lambda row: self.to("registration-detail", row.pk)),
            Column("status", _("State"), kind="badge", value="get_status_display", sort="status",
                   tone=lambda row: TONES[row.status]),
            Column("email", _("E-mail"), value="person.email"),
            Column("phone", _("Phone"), value="person.phone"),
            Column("village", _("Village or town"), value=lambda row: self.home_of(row.person)),
            Column("organisation", _("Organisation"), value="person.organisation"),
            Column("partner", _("Sent by partner"), value="person.partner", empty=""),
            Column("queued", _("Signed up"), kind="date", value="queued_at", sort="queued_at"),
            Column("source", _("How"), value="get_source_display", sort="source"),
        ]

    def actions(self):
        user, found = self.request.user, []
        if self.may_change:
            found = [
                Action(_("Write somebody down"), self.to("registration-create"), primary=True, icon="plus"),
                Action(_("Paste a list"), self.to("registration-paste")),
                Action(_("Tell a change"), self.to("registration-tell")),
            ]
        if permissions.can_see_needs(user, self.owner):
            found.append(Action(_("Food and other needs"), self.to("specialneeds-list")))
        return found

    def count_text(self, count):
        return ngettext("%(count)d person", "%(count)d people", count) % {"count": count}

    def crumbs_below(self):
        return super().crumbs_below()[:1]

    def get_context_data(self, **kwargs):
        lines = place_lines(places_of(self.owner), keeps=True)
        return super().get_context_data(lead=" ".join(str(line) for line in lines), **kwargs)


class RegistrationDetail(People, DetailPage):
    """One person's registration, and what can be done about it."""

    rule = staticmethod(permissions.can_read_event_papers)
    template_name = "trainings/registration_detail.html"

    def get_page_title(self):
        return self.object.person.name

    def actions(self):
        if not self.may_change or self.object.status == RegistrationStatus.CANCELLED:
            return []
        found = [Action(_("Cancel the registration"), self.to("registration-cancel", self.object.pk), danger=True)]
        if self.object.status == RegistrationStatus.WAITING:
            found.insert(0, Action(_("Give a place"), self.to("registration-promote", self.object.pk), primary=True))
        return found

    def get_context_data(self, **kwargs):
        row = self.object
        row.event = self.owner
        return super().get_context_data(
            badge=row.get_status_display(), tone=TONES[row.status], facts=self.facts(), consents=self.consents(), **kwargs
        )

    def facts(self):
        row, person = self.object, self.object.person
        waits = row.status == RegistrationStatus.WAITING
        moments = [
            (_("Signed up"), row.queued_at), (_("Got a place"), row.promoted_at), (_("Cancelled"), row.cancelled_at),
        ]
        return [
            *([Fact(_("Number on the waiting list"), str(place_in_queue(row)))] if waits else []),
            Fact(_("E-mail"), person.email),
            Fact(_("Phone"), person.phone),
            Fact(_("Village or town"), str(self.home_of(person))),
            Fact(_("Organisation"), person.organisation),
            Fact(_("Sent by partner"), str(person.partner or "")),
            Fact(_("Role"), str(person.role or "")),
            Fact(_("Audience"), str(person.audience or "")),
            Fact(_("How"), row.get_source_display()),
            Fact(_("Language of messages"), row.get_language_display()),
            *(Fact(label, format_day(moment)[0]) for label, moment in moments if moment),
            *([Fact(_("Reason"), row.cancel_reason)] if row.cancel_reason else []),
            *([Fact(_("Message to the organiser"), row.note)] if row.note else []),
        ]

    def consents(self):
        rows = self.object.consents.select_related("text").order_by("pk")
        return [
            (str(row.text), format_day(row.given_at)[0], format_day(row.withdrawn_at)[0] if row.withdrawn_at else "")
            for row in rows
        ]


class RegistrationCreate(People, CreatePage):
    form_class = RegistrationForm
    page_title = _("Write somebody down")
    submit_label = _("Write down")

    def get_instance(self):
        return Person(project=self.parent)

    def save(self, form):
        made = sign_up(self.owner, **form.answers(), source=RegistrationSource.STAFF, by=self.request.user)
        if made.status == RegistrationStatus.WAITING:
            messages.info(self.request, _("All places are taken: the person is on the waiting list."))
        return self.done(made)


class RegistrationPaste(People, ActionPage):
    """Everybody on the list or, when something is wrong with one line, nobody."""

    has_object = False
    form_class = PasteForm
    question = _("Paste a list of people")
    explanation = _("Whoever is signed up already is left out. Everybody with an e-mail gets a confirmation.")
    submit_label = _("Write down")

    def perform(self, _event):
        self.outcome = register_many(self.owner, self.form.cleaned_data["people"], by=self.request.user)

    @property
    def success_message(self):
        text = _("Signed up: %(place)d. On the waiting list: %(waiting)d. Left out, as they are signed up already: %(already)d.")
        return text % self.outcome


class OneRegistration(People, ActionPage):
    """A question about one person's registration."""

    def get_success_url(self):
        return self.to("registration-detail", self.object.pk)

    get_cancel_url = get_success_url

    def get_page_title(self):
        return self.question


class RegistrationCancel(OneRegistration):
    form_class = ReasonOfCancelForm
    question = _("Cancel this registration?")
    explanation = _("The participant gets a mail. Whoever waits longest gets the place.")
    submit_label = _("Cancel the registration")
    success_message = _("The registration is cancelled.")
    dangerous = True

    def perform(self, _event):
        cancel_registration(self.object, by=self.request.user, reason=self.form.cleaned_data["reason"])


class RegistrationPromote(OneRegistration):
    question = _("Give this person a place?")
    explanation = _("Before those who wait longer. There must be a free place.")
    submit_label = _("Give a place")
    success_message = _("The person has a place now.")

    def perform(self, _event):
        promote_registration(self.object, by=self.request.user)


class RegistrationTell(People, ActionPage):
    has_object = False
    form_class = TellForm
    question = _("Tell everybody about a change")
    explanation = _("Everybody with a place or on the waiting list gets a mail, with the days and the place as they are now.")
    submit_label = _("Send")

    def perform(self, _event):
        text = self.form.cleaned_data["text"]
        self.told = mails.tell_registered(self.owner, "event_changed", by=self.request.user, reason=text)

    @property
    def success_message(self):
        return ngettext("%(n)d mail is on its way.", "%(n)d mails are on their way.", self.told) % {"n": self.told}


class SignupRows(BelowEvent):
    model = Signup
    form_class = SignupSettingsForm
    page_title = _("How one signs up")

    def get_object(self):
        return find(Signup.objects.filter(event__project=self.parent), event=self.kwargs["event_pk"])

    def get_success_url(self):
        return f"{self.owner.get_absolute_url()}#signup"

    get_cancel_url = get_success_url


class SignupCreate(SignupRows, CreatePage):
    verb = staticmethod(offer_signup)
    submit_label = _("Open the sign-up")

    def get(self, request, *args, **kwargs):
        if Signup.objects.filter(event=self.owner).exists():
            return HttpResponseRedirect(reverse("trainings:signup-edit", args=[self.parent.slug, self.owner.pk]))
        return super().get(request, *args, **kwargs)


class SignupEdit(SignupRows, UpdatePage):
    verb = staticmethod(change_signup)

    def actions(self):
        if not can_view_people(self.request.user, self.parent):
            return []
        return [Action(_("Wordings of consents"), reverse("trainings:consenttext-list", args=[self.parent.slug]))]


class SpecialNeedsList(People, ListPage):
    """For the kitchen and the door. It is looked at and printed, but handed out as no file: the rows are soon forgotten."""

    model = SpecialNeeds
    rule = staticmethod(permissions.can_see_needs)
    page_title = _("Food and other needs")
    page_lead = _("Deleted 30 days after the event. Take no copies.")
    empty_title = _("Nobody has told of any")
    columns = [
        Column("name", _("Name"), value="registration.person.name"),
        Column("status", _("State"), value="registration.get_status_display"),
        Column("diet", _("Food"), empty=""),
        Column("access", _("What is needed in order to take part"), empty=""),
    ]

    def get(self, request, *args, **kwargs):
        return self.show()

    def get_queryset(self):
        rows = SpecialNeeds.objects.filter(
            registration__event=self.kwargs["event_pk"], registration__event__project=self.parent
        )
        return rows.select_related("registration__person").order_by("registration__person__sort_key", "pk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"exports": []}
