"""Support for a community: mentors, facilitators, experts, leaders of dialogues. Roles, not names."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.models import Enrolment
from portal.shared.fields import LineField
from portal.shared.models import Versioned
from projects.models import Organisation
from trainings.choices import SupportKind


class SupportAssignmentQuerySet(models.QuerySet):
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
