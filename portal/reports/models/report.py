"""A report to a funder: a period, chapters of words, figures counted by the portal, and the versions that were frozen."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from budgets.models import ReportingPeriod
from portal.reports.choices import ReportState, SectionKey
from portal.shared.fields import LineField, ProseField
from portal.shared.models import Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.choices import Language
from projects.models import Document, Programme
from projects.models.project import ProjectPart

LONGEST_CONTENT = 5_000_000


class Report(ProjectPart):
    """What the project reports about some months to one funder. Figures are counted until it is frozen, never typed."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("reported to"), null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    period = models.ForeignKey(
        ReportingPeriod, verbose_name=_("reporting period"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="reports",
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ET)
    title = LineField(_("title"))
    state = models.CharField(
        _("state"), max_length=6, choices=ReportState.choices, default=ReportState.DRAFT, editable=False
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["project", "-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="report_days_in_order",
                violation_error_message=_("The end date cannot be before the start date."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:report-detail", args=[self.project.slug, self.pk])

    @property
    def is_frozen(self):
        return self.state == ReportState.FROZEN

    def clean(self):
        super().clean()
        if self.period_id and self.project_id and self.period.project_id != self.project_id:
            raise at_field("period", _("Choose one of this project."), "foreign_project")


class ReportChildQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(report__in=Report.objects.visible_to(user))


class ReportSection(Versioned):
    """One chapter. `suggested` is what the portal wrote from what happened; `text` what stands in the report."""

    report = models.ForeignKey(Report, verbose_name=_("report"), on_delete=models.PROTECT, related_name="sections")
    key = models.CharField(_("chapter"), max_length=12, choices=SectionKey.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    suggested = ProseField(_("suggested text"), max_length=10_000, blank=True, default="", editable=False)
    text = ProseField(_("text"), max_length=10_000, blank=True, default="")
    history = HistoricalRecords()
    objects = ReportChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("chapter of a report")
        verbose_name_plural = _("chapters of a report")
        ordering = ["report", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="reportsection_once")]

    def __str__(self):
        return self.get_key_display()


class ReportVersion(models.Model):
    """A report as it was frozen: its words, its figures and the rows and versions behind each, and the papers made of it.

    `content` is canonical JSON and `sha256` its checksum; the papers are documents of the project. Written once: the
    database refuses to change it.
    """

    report = models.ForeignKey(Report, verbose_name=_("report"), on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(pgettext_lazy("running number", "number"))
    content = models.TextField(_("content"), max_length=LONGEST_CONTENT)
    sha256 = models.CharField(_("checksum"), max_length=64)
    pdf = models.ForeignKey(
        Document, verbose_name=_("PDF"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    word = models.ForeignKey(
        Document, verbose_name=_("Word"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sheet = models.ForeignKey(
        Document, verbose_name=_("Excel"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("frozen by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("frozen"), auto_now_add=True)
    objects = ReportChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("frozen report")
        verbose_name_plural = _("frozen reports")
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="reportversion_once")]

    def __str__(self):
        return f"{self.report} {self.number}"
