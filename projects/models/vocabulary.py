"""Open lists: a source that ends in "jne" is never a closed list. Coordinators add, admins merge."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, ProseField, Translated, trio
from portal.shared.models import Versioned


class Audience(Versioned):
    """For whom something is done: communities, municipalities, community developers …"""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_et, name_lv, name_en = trio(LineField, _("audience"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = Translated("name")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class Topic(Versioned):
    """What something is about. A fund may be a topic, and then it finances nothing (B-10)."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_et, name_lv, name_en = trio(LineField, _("topic"), max_length=160)
    name = Translated("name")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["code"]

    def __str__(self):
        return self.name


class GlossaryTerm(Versioned):
    """A method or word with its meaning, so that nobody has to guess what ABCD is."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    term_et, term_lv, term_en = trio(LineField, _("term"), max_length=160)
    meaning_et, meaning_lv, meaning_en = trio(ProseField, _("meaning"))
    term = Translated("term")
    meaning = Translated("meaning")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ["code"]

    def __str__(self):
        return self.term
