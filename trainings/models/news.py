"""News: what happened, told to everybody. A piece may begin from an event, and is published by a person."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, ProseField, SearchKeyField, Translated, trio
from portal.shared.models import Archivable, ArchivableQuerySet
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.models import Activity, Project
from projects.models.project import ProjectPart, ProjectPartQuerySet
from trainings.models.event import Event
from trainings.models.resource import is_published


class NewsQuerySet(ArchivableQuerySet, ProjectPartQuerySet):
    def public(self):
        return self.filter(is_published())

    @same_for_all
    def visible_to(self, user):
        """What is published, and everything of one's own projects."""
        if not getattr(user, "is_authenticated", False):
            return self.public()
        return self.filter(Q(project__in=Project.objects.worked_on_by(user)) | is_published())


class News(ProjectPart, Archivable):
    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT, related_name="news"
    )
    event = models.ForeignKey(
        Event, verbose_name=_("event"), null=True, blank=True, on_delete=models.PROTECT, related_name="news"
    )
    title_et, title_lv, title_en = trio(LineField, _("title"))
    text_et, text_lv, text_en = trio(ProseField, _("text"), max_length=10_000)
    happened_on = models.DateField(_("happened on"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search_key = SearchKeyField(of=("title_et", "title_lv", "title_en"))
    title = Translated("title")
    text = Translated("text")
    history = HistoricalRecords()
    objects = NewsQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")
        ordering = ["-published_on", "-pk"]
        indexes = [models.Index(fields=["published_on", "id"], name="news_in_order")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("trainings:news-detail", args=[self.pk])

    def clean(self):
        super().clean()
        for name in ("activity", "event"):
            if getattr(self, f"{name}_id") and self.project_id and getattr(self, name).project_id != self.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")
