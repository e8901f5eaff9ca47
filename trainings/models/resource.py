"""The toolbox (aardekast): guides, articles and recordings, for whoever needs them."""
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, ProseField, SearchKeyField
from portal.shared.models import Archivable, ArchivableQuerySet
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.models import Audience, Document, Project, Topic
from projects.models.project import ProjectPart, ProjectPartQuerySet
from trainings.models.event import Event
from trainings.models.vocabulary import ResourceKind

LANGUAGES = [("et", _("Estonian")), ("lv", _("Latvian")), ("en", _("English")), ("ru", _("Russian"))]


def is_published():
    """Q: what everybody sees of materials and of news; also told of one's own rows, so by their columns."""
    shown = Q(published_on__isnull=False, published_on__lte=timezone.localdate(), archived_at__isnull=True)
    return shown & Q(project__in=Project.objects.public())


class ResourceQuerySet(ArchivableQuerySet, ProjectPartQuerySet):
    def public(self):
        return self.filter(is_published())

    @same_for_all
    def visible_to(self, user):
        """What is published, and everything of one's own projects."""
        if not getattr(user, "is_authenticated", False):
            return self.public()
        return self.filter(Q(project__in=Project.objects.worked_on_by(user)) | is_published())


class Resource(ProjectPart, Archivable):
    """One thing in the toolbox: a file or an address, with what one must know in order to use it."""

    kind = models.ForeignKey(
        ResourceKind, verbose_name=_("kind of material"), on_delete=models.PROTECT, related_name="resources"
    )
    title = LineField(_("title"))
    summary = ProseField(_("what it is about"), blank=True, default="")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    audiences = models.ManyToManyField(Audience, verbose_name=_("audiences"), blank=True, related_name="resources")
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="resources")
    author = LineField(_("author"), blank=True, default="", max_length=160)
    licence = LineField(_("licence"), blank=True, default="", max_length=80)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    url = models.URLField(_("address on the web"), blank=True, default="", max_length=300)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, on_delete=models.PROTECT, related_name="resources"
    )
    event = models.ForeignKey(
        Event, verbose_name=_("recorded at"), null=True, blank=True, on_delete=models.PROTECT, related_name="resources"
    )
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    captions = models.BooleanField(_("has captions"), null=True, blank=True)
    published_on = models.DateField(
        _("public since"), null=True, blank=True, help_text=_("Empty means: only people of the project see it.")
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    search_key = SearchKeyField(of=("title", "summary", "author"))
    history = HistoricalRecords(m2m_fields=[audiences, topics])
    objects = ResourceQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        indexes = [models.Index(fields=["published_on", "id"], name="resource_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") | Q(document__isnull=False), name="resource_leads_somewhere",
                violation_error_message=_("Give an address or a document."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("trainings:resource-detail", args=[self.pk])

    def clean(self):
        super().clean()
        for name in ("document", "event"):
            row = getattr(self, name)
            if row is not None and self.project_id and row.project_id != self.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")
