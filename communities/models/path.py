"""The path of a plan: what was decided, what was said about it, how it stood then, and what is not saved yet."""
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.choices import PlanStep
from communities.models.plan import ActionPlan, PlanPartQuerySet
from communities.models.template import SectionTemplate
from portal.shared.fields import LineField, ProseField
from portal.shared.models import Versioned
from portal.shared.text import in_short
from projects.models import Document

LONGEST_CONTENT = 2_000_000


class PlanDecision(Versioned):
    """One step of the path: who decided what, when, on which paper; at a meeting, how many were there and in favour."""

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), on_delete=models.PROTECT, related_name="decisions"
    )
    step = models.CharField(_("step"), max_length=10, choices=PlanStep.choices)
    body = LineField(_("decided by"), max_length=160, blank=True, default="", help_text=_("A body or a role, not a name."))
    decided_on = models.DateField(_("decided on"))
    note = ProseField(_("note"), blank=True, default="")
    document = models.ForeignKey(
        Document, verbose_name=_("minutes or decision"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="plan_decisions",
    )
    present = models.PositiveIntegerField(_("people present"), null=True, blank=True)
    in_favour = models.PositiveIntegerField(_("in favour"), null=True, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a plan")
        verbose_name_plural = _("decisions on plans")
        ordering = ["plan", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_favour__isnull=True) | Q(present__isnull=True) | Q(in_favour__lte=F("present")),
                name="plandecision_in_favour_were_present",
                violation_error_message=_("No more people can be in favour than were present."),
            )
        ]

    def __str__(self):
        return self.get_step_display()


class PlanVersion(models.Model):
    """A plan as it stood at one step, frozen: written once, never changed."""

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    step = models.CharField(_("step"), max_length=10, choices=PlanStep.choices)
    made_at = models.DateTimeField(_("made"), auto_now_add=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )
    content = models.TextField(_("content"), max_length=LONGEST_CONTENT)
    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="planversion_once",
                violation_error_message=_("This version already exists."),
            )
        ]

    def __str__(self):
        return f"{self.plan} {self.number}"


class PlanComment(Versioned):
    """A remark about a plan, a section of it, or one cell (named as `communities.codes.cells` names it)."""

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), on_delete=models.PROTECT, related_name="comments"
    )
    section = models.ForeignKey(
        SectionTemplate, verbose_name=_("section"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="comments",
    )
    cell = LineField(_("field"), max_length=80, blank=True, default="")
    text = ProseField(_("comment"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("written by"), on_delete=models.PROTECT, related_name="plan_comments"
    )
    resolved_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a plan")
        verbose_name_plural = _("comments on plans")
        ordering = ["plan", "pk"]

    def __str__(self):
        return in_short(self.text)


class PlanReview(Versioned):
    """The yearly look back: what was done, what was not, what changes. Unfinished tasks are carried over."""

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), on_delete=models.PROTECT, related_name="reviews"
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    reviewed_on = models.DateField(_("reviewed on"))
    done = ProseField(_("what was done"), blank=True, default="")
    not_done = ProseField(_("what was not done"), blank=True, default="")
    changes = ProseField(_("what we change"), blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly review")
        verbose_name_plural = _("yearly reviews")
        ordering = ["plan", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year"], name="planreview_once",
                violation_error_message=_("This year was already reviewed."),
            )
        ]

    def __str__(self):
        return f"{self.plan} {self.year}"


class PlanDraft(models.Model):
    """What one person typed and has not saved: a cell, its text, and the digest of the text it began from.

    A row with an empty cell only says that the person has the section open (`seen_at`).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="plan_drafts"
    )
    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), on_delete=models.CASCADE, related_name="drafts"
    )
    section = models.SlugField(_("section"), max_length=40)
    cell = models.CharField(_("field"), max_length=80, blank=True, default="")
    base = models.CharField(max_length=64, blank=True, default="")
    text = models.TextField(_("text"), max_length=10000, blank=True, default="")
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        ordering = ["plan", "user", "section", "cell"]
        constraints = [models.UniqueConstraint(fields=["user", "plan", "section", "cell"], name="plandraft_once")]

    def __str__(self):
        return f"{self.plan}: {self.cell}"
