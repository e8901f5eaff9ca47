"""What a project does: a tree of activities, each with its people, places, order and state."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from portal.shared.dates import format_period
from portal.shared.fields import (
    BoundField,
    LineField,
    PartialDateField,
    ProseField,
    SearchKeyField,
    Translated,
    trio,
)
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.choices import ActivityKind, ActivityRole, ActivityStatus, DeliverableState
from projects.models.organisation import Organisation
from projects.models.partnership import ProjectArea
from projects.models.project import ProjectPart, ProjectPartQuerySet
from projects.models.vocabulary import Audience, Topic


class ActivityQuerySet(ArchivableQuerySet, ProjectPartQuerySet):
    """Parts of a project that can be put away."""


class Activity(ProjectPart, Archivable):
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    number = LineField(pgettext_lazy("running number", "number"), max_length=12, blank=True, default="")
    title_et, title_lv, title_en = trio(LineField, _("title"))
    alias_et, alias_lv, alias_en = trio(LineField, _("also called"), required=False)
    text_et, text_lv, text_en = trio(ProseField, _("description"), required=False)
    kind = models.CharField(_("kind"), max_length=14, choices=ActivityKind.choices, default=ActivityKind.OTHER)
    is_joint = models.BooleanField(_("carried out jointly"), default=False)
    sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("Communities in it are hidden from the public and other partners.")
    )
    status = models.CharField(
        _("state"), max_length=10, choices=ActivityStatus.choices, default=ActivityStatus.PLANNED
    )
    start = PartialDateField(_("start"))
    end = PartialDateField(_("end"))
    starts_on = BoundField(of=("start",), edge="lower")
    ends_on = BoundField(of=("end",), edge="upper")
    audiences = models.ManyToManyField(Audience, verbose_name=_("audiences"), blank=True, related_name="activities")
    areas = models.ManyToManyField(ProjectArea, verbose_name=_("areas"), blank=True, related_name="activities")
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="activities")
    search_key = SearchKeyField(of=("title_et", "title_lv", "title_en", "alias_et", "number"))
    title = Translated("title")
    alias = Translated("alias")
    text = Translated("text")
    history = HistoricalRecords(m2m_fields=[audiences, areas, topics])
    objects = ActivityQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [models.Index(fields=["id"], name="activity_sensitive", condition=Q(sensitive=True))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=models.F("pk")),
                name="activity_not_its_own_parent",
                violation_error_message=_("An activity cannot be part of itself."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="activity_period_in_order",
                violation_error_message=_("The end date cannot be before the start date."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self):
        return reverse("projects:activity-detail", args=[self.project.slug, self.pk])

    @property
    def period_text(self):
        return format_period(self.start, self.end)

    def clean(self):
        super().clean()
        if self.start and self.end and self.start.lower and self.end.upper and self.end.upper < self.start.lower:
            raise at_field("end", _("The end date cannot be before the start date."), "period_backwards")
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.project_id != self.project_id:
                raise at_field("parent", _("Choose one of this project."), "foreign_project")
            if above.pk in seen:
                raise at_field("parent", _("An activity cannot be part of itself."), "circle")
            seen.add(above.pk)
            above = above.parent


class ActivityChildQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(activity__in=Activity.objects.visible_to(user))


class ActivityPartner(Versioned):
    """Who answers for an activity or helps in it: an organisation, one of its units, or somebody only described."""

    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), on_delete=models.PROTECT, related_name="partners"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="activity_roles",
    )
    description_et, description_lv, description_en = trio(LineField, _("described as"), required=False)
    role = models.CharField(_("role"), max_length=12, choices=ActivityRole.choices, default=ActivityRole.RESPONSIBLE)
    description = Translated("description")
    history = HistoricalRecords()
    objects = ActivityChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner in the activity")
        verbose_name_plural = _("partners in the activity")
        ordering = ["activity", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation", "role"],
                name="activitypartner_once",
                violation_error_message=_("This organisation already has that role here."),
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(description_et=""),
                name="activitypartner_names_somebody",
                violation_error_message=_("Name an organisation, or describe it."),
            ),
        ]

    def __str__(self):
        return str(self.organisation) if self.organisation_id else self.description


class ActivityDependency(Versioned):
    """`activity` should come after `after`. It warns, it never blocks (A-15)."""

    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), on_delete=models.PROTECT, related_name="comes_after"
    )
    after = models.ForeignKey(Activity, verbose_name=_("after"), on_delete=models.PROTECT, related_name="comes_before")
    history = HistoricalRecords()
    objects = ActivityChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("order of activities")
        verbose_name_plural = _("order of activities")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "after"], name="activitydependency_once",
                violation_error_message=_("This order is already noted."),
            ),
            models.CheckConstraint(
                condition=~Q(activity=models.F("after")), name="activitydependency_not_itself",
                violation_error_message=_("An activity cannot follow itself."),
            ),
        ]

    def __str__(self):
        return f"{self.after} → {self.activity}"


class Deliverable(ProjectPart):
    """A thing the project leaves behind: a website, an information system, a toolbox."""

    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="deliverables",
    )
    title_et, title_lv, title_en = trio(LineField, _("deliverable"))
    state = models.PositiveSmallIntegerField(
        _("state"), choices=DeliverableState.choices, default=DeliverableState.PLANNED
    )
    url = models.URLField(_("web address"), blank=True, default="", max_length=200)
    title = Translated("title")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")

    def __str__(self):
        return self.title
