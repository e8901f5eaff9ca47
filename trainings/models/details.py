"""What an event may have besides its days: a programme of the day, partners who share it, what became of it."""
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, ProseField
from portal.shared.models import Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from projects.models import Organisation
from trainings.models.event import Event, EventDay


class EventPartQuerySet(models.QuerySet):
    """What belongs to an event is seen by whoever sees the event."""

    @same_for_all
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.visible_to(user))


class AgendaItem(Versioned):
    """A line of the day's programme: from when, what about, in what manner, who leads it (a role, not a name)."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="agenda")
    day = models.ForeignKey(
        EventDay, verbose_name=_("day"), null=True, blank=True, on_delete=models.PROTECT, related_name="agenda"
    )
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)
    topic = LineField(_("topic"))
    method = LineField(_("in what manner"), blank=True, default="", max_length=120)
    led_by = LineField(_("led by, as a role"), blank=True, default="", max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = EventPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a day's programme")
        verbose_name_plural = _("programmes of days")
        ordering = ["event", "day__date", "starts_at", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("starts_at")),
                name="agendaitem_times_in_order",
                violation_error_message=_("The end must be after the beginning."),
            )
        ]

    def __str__(self):
        return self.topic

    def clean(self):
        super().clean()
        if self.day_id and self.event_id and self.day.event_id != self.event_id:
            raise at_field("day", _("Choose a day of this event."), "foreign_day")


class EventShare(Versioned):
    """One partner's part in a joint event: `weight` splits what it counts, `places` how many people he may send (X-18)."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="shares")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="event_shares"
    )
    weight = models.PositiveSmallIntegerField(
        pgettext_lazy("of a joint event", "share"), default=1, validators=[MinValueValidator(1)],
        help_text=_("Parts, not percent: 2 and 1 mean two thirds and one third."),
    )
    places = models.PositiveSmallIntegerField(_("places for its people"), null=True, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = EventPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner's part in an event")
        verbose_name_plural = _("partners' parts in events")
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"], name="eventshare_once",
                violation_error_message=_("This partner has a part already."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1), name="eventshare_weight_positive",
                violation_error_message=_("A share is at least 1."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.weight}"


class EventReport(Versioned):
    """What became of an event: told afterwards, closed when the evidence is together."""

    event = models.OneToOneField(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="report")
    summary = ProseField(_("what happened, in short"), blank=True, default="")
    feedback_comment = ProseField(
        _("the organiser on the feedback"), blank=True, default="",
        help_text=_("Needed when a mean is below 4.0: what will be done differently."),
    )
    thanked_at = models.DateTimeField(_("thanks sent"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = EventPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of an event")
        verbose_name_plural = _("reports of events")
        ordering = ["event"]

    def __str__(self):
        return str(self.event)
