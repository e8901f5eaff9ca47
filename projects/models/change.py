"""What changed in a project that others must know of: a period that was extended, texts that fell behind."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, PartialDateField, ProseField
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from projects.choices import Language
from projects.models.activity import Activity
from projects.models.project import Project, ProjectPart
from projects.models.record import Document


class PeriodChange(ProjectPart):
    """The end of the project, or of one activity, was moved: from when to when, why, and on whose paper (X-05)."""

    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="period_changes", help_text=_("Empty means: the whole project."),
    )
    before = PartialDateField(_("end until now"), editable=False)
    after = PartialDateField(_("new end"))
    reason = ProseField(_("reason"))
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="period_changes"
    )
    decided_on = models.DateField(_("decided on"))
    decided_by = LineField(_("decided by"), max_length=160)
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("change of the period")
        verbose_name_plural = _("changes of the period")
        ordering = ["project", "decided_on", "pk"]

    def __str__(self):
        before = self.before.text() if self.before else "–"
        return f"{before} → {self.after.text() if self.after else '–'}"

    def clean(self):
        super().clean()
        for name in ("activity", "document"):
            if getattr(self, f"{name}_id") and self.project_id and getattr(self, name).project_id != self.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")
        if not self.after:
            raise at_field("after", _("Say when it ends now."), "no_end")


class StaleTextQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at__isnull=True)

    @same_for_all
    def visible_to(self, user):
        return self.filter(project__in=Project.objects.worked_on_by(user))


class StaleText(models.Model):
    """A translation that fell behind: its Estonian sentence changed, or it names a day that no longer holds.

    `about` is "app.model:pk" of the row, `field` the text's name without its language. Nothing is typed here: the portal
    opens the row when the source changes and closes it when the translation follows or somebody says that it still holds.
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), null=True, blank=True, on_delete=models.PROTECT, related_name="stale_texts"
    )
    about = models.CharField(_("row"), max_length=120)
    label = LineField(_("where"))
    field = models.CharField(_("text"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    before = ProseField(_("sentence until now"), blank=True, default="")
    after = ProseField(_("changed sentence"), blank=True, default="")
    since = models.DateTimeField(_("since"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("settled by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )
    objects = StaleTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text to translate anew")
        verbose_name_plural = _("texts to translate anew")
        ordering = ["project", "-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "field", "language"], condition=Q(settled_at__isnull=True), name="staletext_open_once",
                violation_error_message=_("This text is already marked."),
            )
        ]

    def __str__(self):
        return f"{self.label} ({self.get_language_display()})"
