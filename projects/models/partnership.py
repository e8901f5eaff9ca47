"""Who takes part in a project, in which role, for which area, and in which groups."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, PartialDateField, SearchKeyField, Translated, trio
from portal.shared.models import Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from projects.choices import PartnerRole, TargetGroupKind
from projects.models.organisation import Organisation
from projects.models.project import ProjectPart, ProjectPartQuerySet


class ProjectArea(ProjectPart):
    """A target area. It is neither a partner nor a municipality: area Setomaa is not Setomaa Liit."""

    name_et, name_lv, name_en = trio(LineField, _("area"), max_length=120)
    name = Translated("name")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name_et"],
                name="projectarea_once",
                violation_error_message=_("The project already has this area."),
            )
        ]

    def __str__(self):
        return self.name


class PartnershipQuerySet(ProjectPartQuerySet):
    def core(self):
        """Partners of the whole project; those of one activity come apart (counted 5 and 6 in E-15)."""
        return self.exclude(role=PartnerRole.ACTIVITY_ONLY)


class Partnership(ProjectPart):
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="partnerships"
    )
    role = models.CharField(
        _("role"), max_length=14, choices=PartnerRole.choices, blank=True, default="",
        help_text=_("Leave empty when the role is not stated."),
    )
    area = models.ForeignKey(
        ProjectArea, verbose_name=_("area"), null=True, blank=True, on_delete=models.PROTECT, related_name="partnerships"
    )
    activity = models.ForeignKey(
        "projects.Activity", verbose_name=_("only in this activity"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="scoped_partnerships",
        help_text=_("For a partner in one activity; may stay empty until the activity is known."),
    )
    joined = PartialDateField(_("joined"))
    left = PartialDateField(_("left"))
    note_et, note_lv, note_en = trio(LineField, _("note"), required=False, max_length=300)
    note = Translated("note")
    history = HistoricalRecords()
    objects = PartnershipQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"],
                name="partnership_once",
                violation_error_message=_("This organisation is already a partner of the project."),
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(role="lead"),
                name="partnership_one_lead",
                violation_error_message=_("The project already has a lead partner."),
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=True) | Q(role="activity_only"),
                name="partnership_scope_only_for_activity_partner",
                violation_error_message=_("Only a partner in one activity is tied to an activity."),
            ),
        ]

    def __str__(self):
        return str(self.organisation)

    def clean(self):
        super().clean()
        for name in ("area", "activity"):
            part = getattr(self, name)
            if part and self.project_id and part.project_id != self.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")


class CooperationGroup(ProjectPart):
    """A named group of municipalities. The size is what is stated; the members may be unnamed (E-12)."""

    name_et, name_lv, name_en = trio(LineField, _("group"))
    stated_size = models.PositiveSmallIntegerField(_("stated number of members"), null=True, blank=True)
    formed_by = models.ForeignKey(
        Organisation, verbose_name=_("formed by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="formed_groups",
    )
    area_note_et, area_note_lv, area_note_en = trio(LineField, _("where"), required=False)
    name = Translated("name")
    area_note = Translated("area_note")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("cooperation group")
        verbose_name_plural = _("cooperation groups")

    def __str__(self):
        return self.name


class GroupMembershipQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(group__in=CooperationGroup.objects.visible_to(user))


class GroupMembership(Versioned):
    group = models.ForeignKey(
        CooperationGroup, verbose_name=_("group"), on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="group_memberships"
    )
    joined = PartialDateField(_("joined"))
    left = PartialDateField(_("left"))
    history = HistoricalRecords()
    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the group")
        verbose_name_plural = _("members of the group")
        ordering = ["group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "organisation"],
                name="groupmembership_once",
                violation_error_message=_("This organisation is already in the group."),
            )
        ]

    def __str__(self):
        return str(self.organisation)


class TargetGroup(ProjectPart):
    """People or organisations the project is about. A sensitive group is only ever shown as a whole."""

    name_et, name_lv, name_en = trio(LineField, _("target group"))
    kind = models.CharField(_("kind"), max_length=12, choices=TargetGroupKind.choices)
    parent = models.ForeignKey(
        "self", verbose_name=_("within"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("Only totals are ever recorded or shown; never persons.")
    )
    search_key = SearchKeyField(of=("name_et", "name_lv", "name_en"))
    name = Translated("name")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")

    def __str__(self):
        return self.name
