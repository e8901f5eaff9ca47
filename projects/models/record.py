"""What the project keeps: contacts, documents, sources, stated facts and contradictions."""
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, ProseField, SearchKeyField, Translated, trio
from portal.shared.models import Archivable, ArchivableQuerySet
from portal.shared.refusals import at_field
from portal.shared.ways import reverse
from projects.choices import DocumentKind, FactState, Language, Visibility
from projects.models.activity import Activity
from projects.models.organisation import Organisation
from projects.models.partnership import ProjectArea
from projects.models.project import Project, ProjectPart, ProjectPartQuerySet

# It stands in a header: scheme, host and perhaps a port, and nothing else.
ORIGIN = RegexValidator(
    r"^https://[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?(:[0-9]{2,5})?\Z",
    _("Write the address as https:// and the host, without a path."),
)

class Contact(ProjectPart):
    """Whom to ask. Shown to the public only with a dated consent."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="contacts",
    )
    area = models.ForeignKey(
        ProjectArea, verbose_name=_("area"), null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    role_et, role_lv, role_en = trio(LineField, _("role"), max_length=120)
    place_et, place_lv, place_en = trio(LineField, _("where"), required=False, max_length=120)
    person = LineField(_("person's name"), blank=True, default="", max_length=120)
    email = models.EmailField(_("e-mail"), blank=True, default="")
    phone = LineField(_("phone"), blank=True, default="", max_length=40)
    is_public = models.BooleanField(_("shown to the public"), default=False)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    role = Translated("role")
    place = Translated("place")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(consent_on__isnull=False),
                name="contact_public_only_with_consent",
                violation_error_message=_("A contact is shown to the public only with a dated consent."),
            )
        ]

    def __str__(self):
        return self.role


class DocumentQuerySet(ArchivableQuerySet, ProjectPartQuerySet):
    def public(self):
        return self.live().filter(visibility=Visibility.PUBLIC, project__in=Project.objects.public())


class Document(ProjectPart, Archivable):
    """A file of the project. It lies in private storage and is only handed out by a view that asks who you are."""

    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    title = LineField(_("title"))
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind.choices, default=DocumentKind.OTHER)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ET)
    visibility = models.CharField(
        _("who may see it"), max_length=12, choices=Visibility.choices, default=Visibility.PROJECT
    )
    file = models.FileField(_("file"), upload_to="documents/%Y/%m/", max_length=200)
    file_name = LineField(_("file name"), editable=False, default="")
    content_type = models.CharField(_("content type"), max_length=100, editable=False, default="")
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False, default=0)
    sha256 = models.CharField(_("checksum"), max_length=64, editable=False, default="")
    retain_until = models.DateField(_("kept until"), null=True, blank=True)
    search_key = SearchKeyField(of=("title", "file_name"))
    history = HistoricalRecords()
    objects = DocumentQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["project", "-created_at", "-pk"]
        indexes = [models.Index(fields=["created_at", "id"], name="document_in_order")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("projects:document-download", args=[self.project.slug, self.pk])


class Source(ProjectPart):
    """A text that states facts: who published it, when it was read, from whose point of view it speaks."""

    title = LineField(_("title"))
    publisher = models.ForeignKey(
        Organisation, verbose_name=_("published by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="published_sources",
    )
    publisher_note = LineField(_("publisher in words"), blank=True, default="")
    perspective_et, perspective_lv, perspective_en = trio(LineField, _("whose point of view"), required=False)
    read_on = models.DateField(_("read on"), null=True, blank=True)
    text = ProseField(
        _("the text itself"), max_length=60_000, null=True, blank=True,
        help_text=_("As it stands there, typing errors kept. Shown to people of the project only."),
    )
    perspective = Translated("perspective")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.title


class StatedFact(ProjectPart):
    """One fact as a source states it, told in our words, with the place where it stands."""

    source = models.ForeignKey(
        Source, verbose_name=_("source"), null=True, blank=True, on_delete=models.PROTECT, related_name="facts"
    )
    code = LineField(_("code"), max_length=12, blank=True, default="")
    statement_et, statement_lv, statement_en = trio(LineField, _("fact"), max_length=300)
    value = LineField(_("value as stated"), max_length=300, blank=True, default="")
    location = LineField(_("where in the source"), max_length=60, blank=True, default="")
    quote = LineField(
        _("the sentence in the source"), max_length=1000, null=True, blank=True,
        help_text=_("Word for word; shown to people of the project only."),
    )
    state = models.CharField(_("state"), max_length=10, choices=FactState.choices, default=FactState.STATED)
    note_et, note_lv, note_en = trio(LineField, _("note"), required=False, max_length=300)
    is_public = models.BooleanField(_("shown to the public"), default=True)
    statement = Translated("statement")
    note = Translated("note")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("stated fact")
        verbose_name_plural = _("stated facts")

    def __str__(self):
        return self.statement


class Contradiction(ProjectPart):
    """Two statements that do not fit. Both are shown, with who decided and when; neither is silently corrected."""

    title_et, title_lv, title_en = trio(LineField, _("what does not fit"), max_length=300)
    first_et, first_lv, first_en = trio(LineField, _("one statement"), max_length=300)
    second_et, second_lv, second_en = trio(LineField, _("other statement"), max_length=300)
    decision_et, decision_lv, decision_en = trio(LineField, _("decision"), required=False, max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="decided_contradictions",
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    title = Translated("title")
    first = Translated("first")
    second = Translated("second")
    decision = Translated("decision")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("contradiction")
        verbose_name_plural = _("contradictions")

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.decision_et and not self.decided_on:
            raise at_field("decided_on", _("Say when it was decided."), "undated_decision")


class EmbedSite(ProjectPart):
    """A web site that may show this project's public box in a frame: the address it begins with, and whose it is."""

    origin = LineField(
        _("address of the site"), max_length=120, validators=[ORIGIN], help_text=_("For example https://www.example.org")
    )
    note = LineField(_("whose site"), blank=True, default="")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("site with our box")
        verbose_name_plural = _("sites with our box")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "origin"], name="embedsite_once",
                violation_error_message=_("This site is already listed."),
            )
        ]

    def __str__(self):
        return self.origin
