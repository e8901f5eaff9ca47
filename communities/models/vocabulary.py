"""Open lists of communities. A list that ends in "jne" is never closed: coordinators add, admins merge (X-33)."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, Translated, trio
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned


class ServiceKind(Versioned, Archivable):
    """What a community service is about: home help for the elderly, youth work, culture … (A-09)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_et, name_lv, name_en = trio(LineField, _("kind of service"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = Translated("name")
    history = HistoricalRecords()
    objects = ArchivableQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of service")
        verbose_name_plural = _("kinds of services")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name
