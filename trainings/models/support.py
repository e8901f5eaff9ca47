"""Support for a community: mentors, facilitators, experts, leaders of dialogues. Roles, not names."""
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.models import Enrolment
from portal.shared.fields import LineField, ProseField
from portal.shared.models import Versioned
from portal.shared.seen import same_for_all
from projects.models import Organisation
from trainings.choices import SupportForm, SupportKind, SupportPhase
from trainings.models.registration import Registration


class SupportAssignmentQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class SupportAssignment(Versioned):
    """Somebody supports a community for a while: a mentor for four months, two facilitators per community."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("community"), on_delete=models.PROTECT, related_name="support"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=SupportKind.choices)
    label = LineField(_("who, by role"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="support_assignments",
    )
    phase = models.CharField(
        _("supports"), max_length=8, choices=SupportPhase.choices, blank=True, default="", db_default="",
        help_text=_("Planning the service, delivering it, or both.")
    )
    aims = ProseField(_("aims"), blank=True, default="", db_default="")
    registration = models.ForeignKey(
        Registration, verbose_name=_("participant who leads it"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="dialogues", help_text=_("For a dialogue: who of the group holds it with this community (C-12)."),
    )
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    extension_reason = LineField(_("reason of the extension"), blank=True, default="", max_length=300)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = SupportAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("support of a community")
        verbose_name_plural = _("support of communities")
        ordering = ["enrolment", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="supportassignment_period_in_order",
                violation_error_message=_("The end date cannot be before the start date."),
            )
        ]

    def __str__(self):
        return f"{self.enrolment}: {self.label}"


class SupportOutcomeQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(assignment__in=SupportAssignment.objects.visible_to(user))


class SupportOutcome(Versioned):
    """What came of a support: halfway, how much of the aims is reached; at the end, what changed and what remains."""

    assignment = models.OneToOneField(
        SupportAssignment, verbose_name=_("support of a community"), on_delete=models.PROTECT, related_name="outcome"
    )
    midway_on = models.DateField(_("looked at halfway on"), null=True, blank=True)
    midway_percent = models.PositiveSmallIntegerField(
        _("aims reached halfway (%)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    changed = ProseField(_("what changed"), blank=True, default="")
    remains = ProseField(_("what remains"), blank=True, default="")
    recommend = models.PositiveSmallIntegerField(
        _("would recommend (0–10)"), null=True, blank=True, validators=[MaxValueValidator(10)]
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = SupportOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome of a support")
        verbose_name_plural = _("outcomes of support")
        ordering = ["assignment"]

    def __str__(self):
        return str(self.assignment)


class SupportEntryQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(assignment__in=SupportAssignment.objects.visible_to(user))


class SupportEntry(Versioned):
    """One meeting of an expert or mentor with the community: the log that adds up to hours."""

    assignment = models.ForeignKey(
        SupportAssignment, verbose_name=_("support of a community"), on_delete=models.PROTECT, related_name="entries"
    )
    date = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(24 * 60)]
    )
    form = models.CharField(_("how"), max_length=6, choices=SupportForm.choices, default=SupportForm.ONSITE)
    people = models.PositiveIntegerField(_("people present"), null=True, blank=True)
    discussed = ProseField(_("what was discussed"))
    agreed = ProseField(_("what was agreed"), blank=True, default="")
    next_on = models.DateField(_("next meeting"), null=True, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = SupportEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a support log")
        verbose_name_plural = _("entries of support logs")
        ordering = ["assignment", "date", "pk"]
        indexes = [models.Index(fields=["date", "id"], name="supportentry_in_order")]

    def __str__(self):
        return f"{self.assignment} {self.date:%d.%m.%Y}"
