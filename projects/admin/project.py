"""Projects, their partners, areas, groups and what is told about them."""
from functools import partial

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import PortalModelAdmin, bulk, shown, three
from projects import actions
from projects.admin.base import PROJECT_FILTER, MeasureChoices, PartBlocks, PartTable, RemovablePartAdmin
from projects.choices import Phase
from projects.models import (
    Activity,
    Challenge,
    CooperationGroup,
    FundingLink,
    GroupMembership,
    Narrative,
    Partnership,
    Project,
    ProjectArea,
    Result,
    Stage,
    Target,
    TargetGroup,
)

GROUP, PARTNERS, STORY = _("Projects"), _("Partners and areas"), _("What is told about projects")


def confirm(phase, label):
    return bulk(label, partial(confirm_phase, phase=phase), f"confirm_{phase}")


def confirm_phase(project, *, by, phase):
    return actions.confirm_phase(project, phase, by=by)


class PartnershipTable(PartTable):
    model = Partnership
    fields = ["order", "organisation", "role", "area", "joined", "left"]


class AreaTable(PartTable):
    model = ProjectArea
    fields = ["order", *three("name")]


class NarrativeBlocks(PartBlocks):
    model = Narrative
    fields = [("order", "kind"), three("text"), three("level")]


class ActivityTable(PartTable):
    """The short view; everything else stands on the activity's own page."""

    model = Activity
    fields = ["order", "number", "title_et", "kind", "status", "start", "end"]
    remove_verb = None


class TargetTable(MeasureChoices, PartTable):
    model = Target
    fields = ["order", "statement_et", "unit_et", "measure", "comparator", "value"]
    remove_verb = None


@admin.register(Project)
class ProjectAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.create_project)
    change_verb = staticmethod(actions.change_project)
    list_display = ["acronym", shown("title", _("title")), "programme", "publication",
                    shown("starts_on", _("start"), "starts_on"), shown("ends_on", _("end"), "ends_on")]
    list_filter = ["publication", "type", "phase", "sensitive", "is_example", "programme"]
    list_select_related = ["programme"]
    search_fields = ["search_key"]
    prepopulated_fields = {"slug": ["acronym"]}
    readonly_fields = ["publication", "phase", "phase_basis"]
    inlines = [PartnershipTable, AreaTable, NarrativeBlocks, ActivityTable, TargetTable]
    fieldsets = [
        (None, {"fields": [("acronym", "slug"), three("title"), three("summary"), "type", "is_example"]}),
        (_("When"), {"fields": [("planned_start", "planned_end", "period_is_tentative"), ("actual_start", "actual_end")]}),
        (
            _("Whose money"),
            {"fields": ["programme", "reference_code", three("legal_basis"), "countries"]},
        ),
        (_("Who may see it"), {"fields": [("publication", "sensitive"), ("phase", "phase_basis")]}),
    ]
    actions = [
        bulk(_("Publish"), actions.publish_project, "publish"),
        bulk(_("Close"), actions.close_project, "close"),
        bulk(_("Reopen"), actions.reopen_project, "reopen"),
        bulk(_("Put into the archive"), actions.archive_project, "archive"),
        confirm(Phase.PLANNED, _("Confirm: it is planned")),
        confirm(Phase.RUNNING, _("Confirm: it is in progress")),
        confirm(Phase.COMPLETED, _("Confirm: it is completed")),
    ]


@admin.register(Partnership)
class PartnershipAdmin(RemovablePartAdmin):
    group = PARTNERS
    list_display = ["organisation", "project", "role", "area", "activity"]
    list_filter = ["role", PROJECT_FILTER]
    list_select_related = ["organisation", "project", "area", "activity"]
    search_fields = ["organisation__search_key", "project__search_key"]
    fieldsets = [
        (None, {"fields": ["project", "organisation", "role", "area", "activity", ("joined", "left"), "order"]}),
        (_("Note"), {"fields": [three("note")]}),
    ]


@admin.register(ProjectArea)
class ProjectAreaAdmin(RemovablePartAdmin):
    group = PARTNERS
    list_display = [shown("name", _("area")), "project", "order"]
    search_fields = ["name_et", "name_lv", "name_en", "project__search_key"]
    fieldsets = [(None, {"fields": ["project", three("name"), "order"]})]


class GroupMembershipTable(PartTable):
    model = GroupMembership
    fields = ["organisation", "joined", "left"]


@admin.register(CooperationGroup)
class CooperationGroupAdmin(RemovablePartAdmin):
    group = PARTNERS
    list_display = [shown("name", _("group")), "project", "stated_size", "formed_by"]
    list_select_related = ["project", "formed_by"]
    search_fields = ["name_et", "name_lv", "name_en", "project__search_key"]
    inlines = [GroupMembershipTable]
    fieldsets = [
        (None, {"fields": ["project", three("name"), "stated_size", "formed_by", three("area_note"), "order"]}),
    ]


@admin.register(GroupMembership)
class GroupMembershipAdmin(RemovablePartAdmin):
    group = PARTNERS
    list_display = ["organisation", "group", "joined", "left"]
    list_filter = []
    list_select_related = ["organisation", "group"]
    search_fields = ["organisation__search_key", "group__name_et"]
    fieldsets = [(None, {"fields": ["group", "organisation", ("joined", "left")]})]


@admin.register(TargetGroup)
class TargetGroupAdmin(RemovablePartAdmin):
    group = STORY
    list_display = [shown("name", _("target group")), "project", "kind", "parent", "sensitive"]
    list_filter = ["kind", "sensitive", PROJECT_FILTER]
    list_select_related = ["project", "parent"]
    search_fields = ["search_key", "project__search_key"]
    fieldsets = [(None, {"fields": ["project", three("name"), "kind", "parent", "sensitive", "order"]})]


@admin.register(Narrative)
class NarrativeAdmin(RemovablePartAdmin):
    group = STORY
    list_display = ["__str__", "project", "kind", "order"]
    list_filter = ["kind", PROJECT_FILTER]
    search_fields = ["text_et", "text_lv", "text_en", "project__search_key"]
    fieldsets = [(None, {"fields": ["project", "kind", three("text"), three("level"), "order"]})]


@admin.register(Challenge)
class ChallengeAdmin(RemovablePartAdmin):
    group = STORY
    list_display = [shown("text", _("challenge")), "project", "order"]
    search_fields = ["text_et", "text_lv", "text_en", "project__search_key"]
    fieldsets = [(None, {"fields": ["project", three("text"), "order"]})]


@admin.register(Result)
class ResultAdmin(RemovablePartAdmin):
    group = STORY
    list_display = [shown("text", _("result")), "project", "direction", "intended_only"]
    list_filter = ["direction", "intended_only", PROJECT_FILTER]
    search_fields = ["text_et", "text_lv", "text_en", "project__search_key"]
    fieldsets = [
        (None, {"fields": ["project", three("text"), "direction", three("subject"), "intended_only", "baseline", "order"]}),
    ]


@admin.register(Stage)
class StageAdmin(RemovablePartAdmin):
    group = STORY
    list_display = [shown("title", _("stage")), "project", shown("status", _("state as stated"))]
    search_fields = ["title_et", "title_lv", "title_en", "project__search_key"]
    fieldsets = [(None, {"fields": ["project", three("title"), three("status"), "order"]})]


@admin.register(FundingLink)
class FundingLinkAdmin(RemovablePartAdmin):
    group = STORY
    list_display = ["__str__", "project", "role", "order"]
    list_filter = ["role", PROJECT_FILTER]
    list_select_related = ["project", "organisation", "programme"]
    search_fields = ["label_et", "organisation__search_key", "programme__search_key", "project__search_key"]
    fieldsets = [(None, {"fields": ["project", "role", "organisation", "programme", three("label"), "order"]})]
