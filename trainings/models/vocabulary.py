"""Open lists of trainings. A list that ends in "jne" is never closed: coordinators add, admins merge (X-33)."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, Translated, trio
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned


class Term(Versioned, Archivable):
    """A line of an open list."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_et, name_lv, name_en = trio(LineField, _("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    objects = ArchivableQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "pk"]


class ParticipantRole(Term):
    """What somebody does at home: deputy mayor, head of development, village elder … (C-10)."""

    name = Translated("name")
    history = HistoricalRecords()

    class Meta(Term.Meta):
        verbose_name = _("participant's role")
        verbose_name_plural = _("participants' roles")

    def __str__(self):
        return self.name


class ResourceKind(Term):
    """What a thing in the toolbox is: guide, article, webinar … (C-19)."""

    name = Translated("name")
    history = HistoricalRecords()

    class Meta(Term.Meta):
        verbose_name = _("kind of material")
        verbose_name_plural = _("kinds of materials")

    def __str__(self):
        return self.name
