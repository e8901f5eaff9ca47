"""What people said afterwards, and what proves that an event took place."""
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, ProseField
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from projects.choices import EvidenceKind, Language
from projects.models import Document
from trainings.models.event import Event

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]
SCORES = ("content", "trainer", "organisation", "usable")


def score(label):
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=ONE_TO_FIVE)


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.kept_by(user))


class Feedback(models.Model):
    """One answer about an event: nobody's, so it has no author, no hour and no history. Empty means: not answered."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="feedback")
    given_on = models.DateField(_("given on"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ET)
    content = score(_("the content met my expectations"))
    trainer = score(_("the trainer"))
    organisation = score(_("the organisation"))
    usable = score(_("I can use it at home"))
    recommend = models.PositiveSmallIntegerField(
        _("how likely I would recommend it"), null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(10)],
    )
    useful = ProseField(_("what was most useful"), blank=True, default="")
    change = ProseField(_("what to change"), blank=True, default="")
    next_month = ProseField(_("what I shall do differently in the next month"), blank=True, default="")
    need = ProseField(_("what else I should like to learn"), blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["event", "pk"]
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 1, f"{name}__lte": 5}),
                    name=f"feedback_{name}_one_to_five", violation_error_message=_("Choose from 1 to 5."),
                )
                for name in SCORES
            ),
            models.CheckConstraint(
                condition=Q(recommend__isnull=True) | Q(recommend__lte=10), name="feedback_recommend_to_ten",
                violation_error_message=_("Choose from 0 to 10."),
            ),
        ]

    def __str__(self):
        return str(self.event)


class EvidenceItemQuerySet(ArchivableQuerySet):
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.kept_by(user))


class EvidenceItem(Versioned, Archivable):
    """A document that proves something about an event; it serves every funder's checklist that asks for its kind."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("what it is"), max_length=12, choices=EvidenceKind.choices)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="evidence_items"
    )
    for_participants = models.BooleanField(
        _("given to those who came"), default=False, help_text=_("Slides, handouts: participants open it by their link.")
    )
    note = LineField(_("note"), blank=True, default="", max_length=300)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = EvidenceItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["event", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind", "document"], name="evidenceitem_once",
                violation_error_message=_("This document stands here already."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.document}"
