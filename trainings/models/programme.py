"""A programme of training: what a project teaches, built from what its communities need."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, ProseField, SearchKeyField, Translated, trio
from portal.shared.models import Archivable, ArchivableQuerySet
from portal.shared.refusals import at_field
from portal.shared.ways import reverse
from projects.models import Activity, Audience
from projects.models.project import ProjectPart, ProjectPartQuerySet


class TrainingProgrammeQuerySet(ArchivableQuerySet, ProjectPartQuerySet):
    pass


class TrainingProgramme(ProjectPart, Archivable):
    """Its targets are the promises of its activity, or of the whole project: they are not typed again here."""

    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="training_programmes",
    )
    title_et, title_lv, title_en = trio(LineField, _("title"))
    text_et, text_lv, text_en = trio(ProseField, _("what it is for"), required=False)
    audiences = models.ManyToManyField(
        Audience, verbose_name=_("audiences"), blank=True, related_name="training_programmes"
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search_key = SearchKeyField(of=("title_et", "title_lv", "title_en"))
    title = Translated("title")
    text = Translated("text")
    history = HistoricalRecords(m2m_fields=[audiences])
    objects = TrainingProgrammeQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("training programme")
        verbose_name_plural = _("training programmes")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("trainings:trainingprogramme-detail", args=[self.project.slug, self.pk])

    def clean(self):
        super().clean()
        if self.activity_id and self.project_id and self.activity.project_id != self.project_id:
            raise at_field("activity", _("Choose one of this project."), "foreign_project")
