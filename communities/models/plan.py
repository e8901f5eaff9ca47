"""Action plans, what they answer, and the rows of the tables that a template names."""
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.choices import PlanStatus
from communities.models.community import Enrolment
from communities.models.template import FieldTemplate, PlanTemplate, SectionTemplate
from portal.shared.fields import LineField, PartialDateField, ProseField
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.text import in_short
from portal.shared.ways import reverse
from projects.choices import Language
from projects.models import CooperationGroup, Organisation, Project
from projects.models.project import ProjectPart, ProjectPartQuerySet

# A plan that the village approved stays approved, whatever comes after.
APPROVED = (PlanStatus.APPROVED, PlanStatus.RUNNING, PlanStatus.REVIEWED, PlanStatus.COMPLETED)


class ActionPlanQuerySet(ProjectPartQuerySet):
    @same_for_all(most=True)
    def visible_to(self, user):
        shown = Enrolment.objects.visible_to(user).filter(pk=OuterRef("enrolment"))
        project = Project.objects.visible_to(user).filter(pk=OuterRef("project"))
        return self.filter(Q(Exists(shown)) | Q(Exists(project), enrolment__isnull=True))

    def awaiting_decision(self):
        return self.filter(status__in=[PlanStatus.SUBMITTED, PlanStatus.ENDORSED])

    def approved(self):
        return self.filter(status__in=APPROVED)


class ActionPlan(ProjectPart):
    """A plan of one community, or of a group of municipalities; the partner who writes it is not its owner."""

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("community"), null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    group = models.ForeignKey(
        CooperationGroup, verbose_name=_("cooperation group"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="plans",
    )
    template = models.ForeignKey(
        PlanTemplate, verbose_name=_("plan template"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="plans",
    )
    title = LineField(_("title"))
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.ET, db_default="et"
    )
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
        indexes = [models.Index(fields=["title", "id"], name="actionplan_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False, group__isnull=True)
                | Q(enrolment__isnull=True, group__isnull=False),
                name="actionplan_of_one_subject",
                violation_error_message=_("A plan belongs to a community or to a group of municipalities."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=APPROVED) | Q(approved_on__isnull=False),
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


class PlanPartQuerySet(ArchivableQuerySet):
    """Rows of a plan are seen by whoever sees the plan in its workspace."""

    @same_for_all
    def visible_to(self, user):
        plans = ActionPlan.objects.visible_to(user).filter(project__in=Project.objects.worked_on_by(user))
        return self.filter(plan__in=plans)


class Entry(Versioned, Archivable):
    """A row of a table that the template names; its cells are answers. Taking it out archives it."""

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), on_delete=models.PROTECT, related_name="entries"
    )
    section = models.ForeignKey(
        SectionTemplate, verbose_name=_("section"), on_delete=models.PROTECT, related_name="entries"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of a section")
        verbose_name_plural = _("rows of sections")
        ordering = ["plan", "section", "order", "pk"]

    def __str__(self):
        return f"{self.section} {self.order}"


class Answer(Versioned):
    """What a plan says in one field, or in one cell of an entry: text in one form per kind of field."""

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), on_delete=models.PROTECT, related_name="answers"
    )
    field = models.ForeignKey(
        FieldTemplate, verbose_name=_("field"), on_delete=models.PROTECT, related_name="answers"
    )
    entry = models.ForeignKey(
        Entry, verbose_name=_("row of a section"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="answers",
    )
    text = ProseField(_("answer"), max_length=10000, blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["plan", "field", "pk"]
        constraints = [
            models.UniqueConstraint(
                "plan", "field", Coalesce("entry", 0), name="answer_once",
                violation_error_message=_("This field was already answered."),
            )
        ]

    def __str__(self):
        return in_short(self.text)
