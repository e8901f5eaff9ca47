"""Assessments and action plans: enough to count them; the editor comes with its own issue."""
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.choices import PlanStatus
from communities.models.community import Enrolment
from portal.shared.fields import LineField, PartialDateField
from portal.shared.models import Versioned
from portal.shared.refusals import at_field
from projects.models import CooperationGroup, Organisation, Project
from projects.models.project import ProjectPart, ProjectPartQuerySet


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def done(self):
        return self.filter(assessed_on__isnull=False)


class Assessment(Versioned):
    """One round of looking at a community's potential and resources."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("community"), on_delete=models.PROTECT, related_name="assessments"
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    assessed_on = models.DateField(_("assessed on"), null=True, blank=True)
    method = LineField(_("method"), blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["enrolment", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "round"], name="assessment_round_once",
                violation_error_message=_("This round already exists."),
            )
        ]

    def __str__(self):
        return f"{self.enrolment} {self.round}"


class ActionPlanQuerySet(ProjectPartQuerySet):
    def visible_to(self, user):
        shown = Enrolment.objects.visible_to(user)
        return self.filter(
            Q(enrolment__in=shown) | Q(enrolment__isnull=True, project__in=Project.objects.visible_to(user))
        )

    def awaiting_decision(self):
        return self.filter(status=PlanStatus.SUBMITTED)

    def approved(self):
        return self.filter(status=PlanStatus.APPROVED)


class ActionPlan(ProjectPart):
    """A plan of one community, or of a group of municipalities; the partner who writes it is not its owner."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("community"), null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    group = models.ForeignKey(
        CooperationGroup, verbose_name=_("cooperation group"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="plans",
    )
    title = LineField(_("title"))
    author = models.ForeignKey(
        Organisation, verbose_name=_("drawn up by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="plans",
    )
    start = PartialDateField(_("start"))
    end = PartialDateField(_("end"))
    status = models.CharField(_("state"), max_length=10, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = ActionPlanQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False, group__isnull=True)
                | Q(enrolment__isnull=True, group__isnull=False),
                name="actionplan_of_one_subject",
                violation_error_message=_("A plan belongs to a community or to a group of municipalities."),
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(approved_on__isnull=False),
                name="actionplan_approved_has_day",
                violation_error_message=_("An approved plan has the day of its approval."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("communities:actionplan-detail", args=[self.project.slug, self.pk])

    def clean(self):
        super().clean()
        for name in ("enrolment", "group"):
            part = getattr(self, name)
            if part and self.project_id and part.project_id != self.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")
