"""Templates are data: which sections a plan has, what they ask, and the statements of an assessment.

A template of no project and no programme is the standard one; a programme's or a project's own begins as a copy of it.
"""
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.choices import FieldKind, SectionKind
from portal.shared.fields import LineField, ProseField, Translated, trio
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.seen import same_for_all
from projects.models import Programme, Project


class TemplateQuerySet(ArchivableQuerySet):
    @same_for_all
    def visible_to(self, user):
        """Standard and programmes' templates are shared; a project's own is its people's."""
        return self.filter(Q(project__isnull=True) | Q(project__in=Project.objects.worked_on_by(user)))

    def standard(self):
        return self.live().filter(project__isnull=True, programme__isnull=True)


class Template(Versioned, Archivable):
    """Whose it is; at most one live template per owner."""

    name_et, name_lv, name_en = trio(LineField, _("name"), max_length=160)
    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    project = models.ForeignKey(
        Project, verbose_name=_("project"), null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    name = Translated("name")
    objects = TemplateQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return self.name


class PlanTemplate(Template):
    """The sections of an action plan, and whether the municipality must endorse it before the village approves it."""

    needs_endorsement = models.BooleanField(_("the municipality endorses the plan"), default=True)
    history = HistoricalRecords()

    class Meta(Template.Meta):
        verbose_name = _("plan template")
        verbose_name_plural = _("plan templates")
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=True) | Q(programme__isnull=True), name="plantemplate_one_owner",
                violation_error_message=_("A template belongs to a programme or to a project."),
            )
        ]


class SectionTemplate(Versioned, Archivable):
    """One section of a plan. `code` names it in addresses and never changes."""

    template = models.ForeignKey(
        PlanTemplate, verbose_name=_("plan template"), on_delete=models.PROTECT, related_name="sections"
    )
    code = models.SlugField(_("code"), max_length=40)
    kind = models.CharField(_("kind"), max_length=12, choices=SectionKind.choices, default=SectionKind.FIELDS)
    title_et, title_lv, title_en = trio(LineField, _("title"), max_length=120)
    help_et, help_lv, help_en = trio(ProseField, _("help"), required=False)
    required = models.BooleanField(_("required before submitting"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = Translated("title")
    help = Translated("help")
    history = HistoricalRecords()
    objects = ArchivableQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a plan template")
        verbose_name_plural = _("sections of plan templates")
        ordering = ["template", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "code"], name="sectiontemplate_once",
                violation_error_message=_("The template already has this section."),
            )
        ]

    def __str__(self):
        return self.title


class FieldTemplate(Versioned, Archivable):
    """One thing a section asks: a field of its own, or (`in_table`) a column of the section's table.

    `options`: the choices, one per line and in the same order in every language; an answer keeps the Estonian one.
    `code`: what computations know the field by; a project's own fields have any.
    """

    section = models.ForeignKey(
        SectionTemplate, verbose_name=_("section of a plan template"), on_delete=models.PROTECT, related_name="fields"
    )
    code = models.SlugField(_("code"), max_length=40)
    kind = models.CharField(_("kind"), max_length=8, choices=FieldKind.choices, default=FieldKind.TEXT)
    in_table = models.BooleanField(_("column of the table"), default=False)
    label_et, label_lv, label_en = trio(LineField, _("label"), max_length=160)
    help_et, help_lv, help_en = trio(LineField, _("help"), required=False, max_length=400)
    example_et, example_lv, example_en = trio(LineField, _("example"), required=False, max_length=400)
    options_et, options_lv, options_en = trio(ProseField, _("choices, one per line"), required=False)
    required = models.BooleanField(_("required before submitting"), default=False)
    limit = models.PositiveSmallIntegerField(
        _("longest text, in characters"), null=True, blank=True, validators=[MaxValueValidator(10000)]
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    label = Translated("label")
    help = Translated("help")
    example = Translated("example")
    options = Translated("options")
    history = HistoricalRecords()
    objects = ArchivableQuerySet.as_manager()

    class Meta:
        verbose_name = _("field of a plan template")
        verbose_name_plural = _("fields of plan templates")
        ordering = ["section", "in_table", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "code"], name="fieldtemplate_once",
                violation_error_message=_("The section already has this field."),
            )
        ]

    def __str__(self):
        return self.label


class AssessmentTemplate(Template):
    """The statements a community scores from 0 to 4, in blocks, and how a score reads."""

    history = HistoricalRecords()

    class Meta(Template.Meta):
        verbose_name = _("assessment template")
        verbose_name_plural = _("assessment templates")
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=True) | Q(programme__isnull=True), name="assessmenttemplate_one_owner",
                violation_error_message=_("A template belongs to a programme or to a project."),
            )
        ]


class AssessmentBlock(Versioned):
    template = models.ForeignKey(
        AssessmentTemplate, verbose_name=_("assessment template"), on_delete=models.PROTECT, related_name="blocks"
    )
    code = models.SlugField(_("code"), max_length=10)
    title_et, title_lv, title_en = trio(LineField, _("title"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = Translated("title")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("block of statements")
        verbose_name_plural = _("blocks of statements")
        ordering = ["template", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "code"], name="assessmentblock_once",
                violation_error_message=_("The template already has this block."),
            )
        ]

    def __str__(self):
        return self.title


class Statement(Versioned, Archivable):
    block = models.ForeignKey(
        AssessmentBlock, verbose_name=_("block of statements"), on_delete=models.PROTECT, related_name="statements"
    )
    text_et, text_lv, text_en = trio(LineField, _("statement"))
    training_et, training_lv, training_en = trio(LineField, _("training that helps"), required=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = Translated("text")
    training = Translated("training")
    history = HistoricalRecords()
    objects = ArchivableQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["block", "order", "pk"]

    def __str__(self):
        return self.text


class ScoreBand(Versioned):
    """How a score from 0 to 100 reads: from this number up, until the next band begins."""

    template = models.ForeignKey(
        AssessmentTemplate, verbose_name=_("assessment template"), on_delete=models.PROTECT, related_name="bands"
    )
    starts_at = models.PositiveSmallIntegerField(_("from score"), validators=[MaxValueValidator(100)])
    text_et, text_lv, text_en = trio(LineField, _("how it reads"))
    text = Translated("text")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reading of a score")
        verbose_name_plural = _("readings of scores")
        ordering = ["template", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "starts_at"], name="scoreband_once",
                violation_error_message=_("The template already has a reading from this score."),
            )
        ]

    def __str__(self):
        return f"{self.starts_at}: {self.text}"
