"""Promises. A target is a sentence; the achieved figure is counted, never typed."""
from math import prod

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, Translated, trio
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from projects.choices import Comparator, Distribution
from projects.models.activity import Activity
from projects.models.partnership import ProjectArea
from projects.models.project import ProjectPart, ProjectPartQuerySet


class TargetQuerySet(ArchivableQuerySet, ProjectPartQuerySet):
    pass


class Target(ProjectPart, Archivable):
    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    statement_et, statement_lv, statement_en = trio(LineField, _("promise"), max_length=300)
    unit_et, unit_lv, unit_en = trio(
        LineField, _("unit"), max_length=60, help_text=_("As it stands after a number: “communities”, “study days”.")
    )
    measure = LineField(
        _("measure"), max_length=60, blank=True, default="", help_text=_("What is counted; empty: nothing counts yet.")
    )
    comparator = models.CharField(
        _("how exact"), max_length=10, choices=Comparator.choices, default=Comparator.EXACTLY
    )
    value = models.PositiveIntegerField(
        _("number"), null=True, blank=True, help_text=_("Empty: no number is promised, or the formula gives it.")
    )
    per_measure = LineField(
        _("for each"), max_length=60, blank=True, default="",
        help_text=_("A measure: then the number is promised for each one of it (two facilitators per community)."),
    )
    distribution = models.CharField(
        _("divided"), max_length=8, choices=Distribution.choices, blank=True, default=Distribution.NONE
    )
    equal_share = models.PositiveIntegerField(
        _("the same for each"), null=True, blank=True, help_text=_("For “one per county” write 1.")
    )
    deviation_et, deviation_lv, deviation_en = trio(
        LineField, _("reason of the difference"), required=False, max_length=300
    )
    reachable_measure = LineField(
        _("reachable by"), max_length=60, blank=True, default="",
        help_text=_("A measure that tells how much can still be reached now."),
    )
    statement = Translated("statement")
    unit = Translated("unit")
    deviation = Translated("deviation")
    history = HistoricalRecords()
    objects = TargetQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        constraints = [
            models.CheckConstraint(
                condition=~Q(comparator="open") | Q(value__isnull=True),
                name="target_open_has_no_number",
                violation_error_message=_("Where no number is promised, leave the number empty."),
            ),
            models.CheckConstraint(
                condition=Q(equal_share__isnull=True) | ~Q(distribution=""),
                name="target_equal_share_needs_distribution",
                violation_error_message=_("Say by what the promise is divided."),
            ),
        ]

    def __str__(self):
        return self.statement

    def clean(self):
        super().clean()
        if self.activity_id and self.project_id and self.activity.project_id != self.project_id:
            raise at_field("activity", _("Choose one of this project."), "foreign_project")

    def planned(self):
        """The promised number: the formula's product when there is a formula, else the number; None when open."""
        factors = [factor.value for factor in self.factors.all()]
        return prod(factors) if factors else self.value


class TargetChildQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(target__in=Target.objects.visible_to(user))


class TargetFactor(Versioned):
    """One factor of a formula: "2 runs" × "12 people" × "1 dialogue"."""

    target = models.ForeignKey(Target, verbose_name=_("promise"), on_delete=models.CASCADE, related_name="factors")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    value = models.PositiveIntegerField(_("number"))
    label_et, label_lv, label_en = trio(LineField, _("what"), max_length=80)
    label = Translated("label")
    history = HistoricalRecords()
    objects = TargetChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("factor")
        verbose_name_plural = _("formula")
        ordering = ["target", "order", "pk"]

    def __str__(self):
        return f"{self.value} {self.label}"


class TargetShare(Versioned):
    """One part of a promise: 4 of the 17 communities are in area Ape. `key` names an upper app's item (a county)."""

    target = models.ForeignKey(Target, verbose_name=_("promise"), on_delete=models.CASCADE, related_name="shares")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    area = models.ForeignKey(
        ProjectArea, verbose_name=_("area"), null=True, blank=True, on_delete=models.PROTECT, related_name="shares"
    )
    key = LineField(pgettext_lazy("part of a promise", "item"), max_length=40, blank=True, default="")
    value = models.PositiveIntegerField(_("number"), null=True, blank=True)
    history = HistoricalRecords()
    objects = TargetChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("share")
        verbose_name_plural = _("shares")
        ordering = ["target", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                "target", Coalesce("area", 0), "key", name="targetshare_once",
                violation_error_message=_("This part already has a share."),
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=False) | ~Q(key=""), name="targetshare_names_its_part",
                violation_error_message=_("Say which part the share is for."),
            ),
        ]

    def __str__(self):
        return f"{self.area or self.key}: {self.value if self.value is not None else '–'}"


class CrossCheck(ProjectPart):
    """Two promises that must agree: 15 communities × 2 facilitators = 30 trained people (C-16)."""

    left = models.ForeignKey(Target, verbose_name=_("promise"), on_delete=models.CASCADE, related_name="checks_left")
    multiplier = models.PositiveIntegerField(_("times"), default=1)
    right = models.ForeignKey(
        Target, verbose_name=_("must equal"), on_delete=models.CASCADE, related_name="checks_right"
    )
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("cross-check")
        verbose_name_plural = _("cross-checks")

    def __str__(self):
        return f"{self.left} × {self.multiplier} = {self.right}"
