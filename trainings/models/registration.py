"""Signing up for an event: the offer, the places and the waiting list, consents, and needs that are soon forgotten."""
import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, ProseField, Translated, trio
from portal.shared.models import Versioned
from portal.shared.refusals import at_field
from projects.choices import Language
from projects.models import Project
from trainings.choices import ConsentKind, RegistrationSource, RegistrationStatus
from trainings.models.details import EventPartQuerySet
from trainings.models.event import Event
from trainings.models.person import Person


def new_token():
    """256 bits: whoever holds it is taken for the person who signed up."""
    return secrets.token_urlsafe(32)


class Signup(Versioned):
    """How one signs up for an event. Without this row an event takes no registrations."""

    event = models.OneToOneField(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="signup")
    opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Empty means: open as soon as the event is public.")
    )
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Empty means: when the event begins.")
    )
    waiting_list = models.BooleanField(
        _("waiting list"), default=True, help_text=_("When all places are taken, people can wait for one.")
    )
    asks_diet = models.BooleanField(_("asks about food"), default=False)
    asks_access = models.BooleanField(_("asks what somebody needs in order to take part"), default=True)
    language = models.CharField(
        _("language of the event"), max_length=2, choices=Language.choices, default=Language.ET
    )
    online_url = models.URLField(
        _("address of the online room"), blank=True, default="", max_length=300,
        help_text=_("Only people with a place see it."),
    )
    practical_et, practical_lv, practical_en = trio(
        ProseField, _("good to know"), required=False,
        help_text=_("How to get there, what to bring, what there is to eat."),
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    practical = Translated("practical")
    history = HistoricalRecords()
    objects = EventPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["event"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=models.F("opens_at")),
                name="signup_closes_after_opening",
                violation_error_message=_("The end must be after the beginning."),
            )
        ]

    def __str__(self):
        return str(self.event)


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.kept_by(user))

    def standing(self):
        """Those with a place and those who wait."""
        return self.exclude(status=RegistrationStatus.CANCELLED)

    def with_place(self):
        return self.filter(status=RegistrationStatus.PLACE)

    def waiting(self):
        """The waiting list in its order."""
        return self.filter(status=RegistrationStatus.WAITING).order_by("queued_at", "pk")


class Registration(Versioned):
    """One person's place at one event, or his place in the queue. The token opens it without an account."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(
        Person, verbose_name=_("participant"), on_delete=models.PROTECT, related_name="registrations"
    )
    status = models.CharField(
        _("state"), max_length=10, choices=RegistrationStatus.choices, default=RegistrationStatus.PLACE
    )
    source = models.CharField(
        _("how"), max_length=8, choices=RegistrationSource.choices, default=RegistrationSource.WEB
    )
    language = models.CharField(_("language of messages"), max_length=2, choices=Language.choices, default=Language.ET)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    queued_at = models.DateTimeField(_("signed up"), default=timezone.now, editable=False)
    promoted_at = models.DateTimeField(_("got a place"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    cancel_reason = LineField(_("reason"), blank=True, default="", max_length=200)
    note = LineField(_("message to the organiser"), blank=True, default="", max_length=300)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords(excluded_fields=["token"])
    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["event", "queued_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"], condition=~Q(status="cancelled"), name="registration_once",
                violation_error_message=_("This person is signed up already."),
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.event}"

    def clean(self):
        super().clean()
        if self.event_id and self.person_id and self.event.project_id != self.person.project_id:
            raise at_field("person", _("Choose one of this project."), "foreign_project")


class SpecialNeeds(models.Model):
    """What somebody eats and needs: apart from everything else, without history, gone 30 days after the event (P-67)."""

    registration = models.OneToOneField(
        Registration, verbose_name=_("registration"), on_delete=models.CASCADE, related_name="needs"
    )
    diet = LineField(_("food"), blank=True, default="", max_length=200)
    access = LineField(_("what is needed in order to take part"), blank=True, default="", max_length=300)

    class Meta:
        verbose_name = _("special needs")
        verbose_name_plural = _("special needs")
        ordering = ["registration"]

    def __str__(self):
        return _("special needs")


class ConsentText(Versioned):
    """The words somebody agrees to. A new wording is a new row with the next number; what was agreed to never changes."""

    project = models.ForeignKey(
        Project, verbose_name=_("project"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="consent_texts", help_text=_("Empty means: for all projects that have no wording of their own."),
    )
    kind = models.CharField(_("about"), max_length=8, choices=ConsentKind.choices)
    number = models.PositiveSmallIntegerField(_("wording number"), default=1)
    text_et, text_lv, text_en = trio(ProseField, _("wording"))
    valid_from = models.DateField(_("valid from"))
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    text = Translated("text")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("wording of a consent")
        verbose_name_plural = _("wordings of consents")
        ordering = ["project", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "number"], name="consenttext_numbered", nulls_distinct=False,
                violation_error_message=_("This wording has its number already."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"


class Consent(Versioned):
    """Somebody agreed to one wording, and perhaps took it back. Never deleted: it is the proof (P-68)."""

    registration = models.ForeignKey(
        Registration, verbose_name=_("registration"), on_delete=models.PROTECT, related_name="consents"
    )
    text = models.ForeignKey(
        ConsentText, verbose_name=_("wording"), on_delete=models.PROTECT, related_name="consents"
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["registration", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "text"], name="consent_once",
                violation_error_message=_("This consent was given already."),
            )
        ]

    def __str__(self):
        return str(self.text)
