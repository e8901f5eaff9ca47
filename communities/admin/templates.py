"""Templates and kinds of services: shared ones are changed here, projects' own in their workspace."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities.actions import templates as actions
from communities.admin.base import TEMPLATES
from communities.models import (
    AssessmentBlock,
    AssessmentTemplate,
    FieldTemplate,
    PlanTemplate,
    ScoreBand,
    SectionTemplate,
    ServiceKind,
    Statement,
)
from portal.shared import verbs
from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, TabularRows, merge_two, put_away, shown, take_out, three


class TemplateAdmin(PortalModelAdmin):
    group = TEMPLATES
    list_display = [shown("name", _("name")), "programme", "project"]
    list_filter = [ARCHIVE_FILTER, ("programme", admin.RelatedOnlyFieldListFilter), ("project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["programme", "project"]
    search_fields = ["name_et", "name_lv", "name_en"]
    actions = [put_away, take_out]


class PartAdmin(PortalModelAdmin):
    group = TEMPLATES
    actions = [put_away, take_out]


class SectionTable(TabularRows):
    model = SectionTemplate
    fields = ["code", "title_et", "kind", "required", "order"]


@admin.register(PlanTemplate)
class PlanTemplateAdmin(TemplateAdmin):
    inlines = [SectionTable]
    fieldsets = [(None, {"fields": [three("name"), ("programme", "project"), "needs_endorsement"]})]


class FieldTable(TabularRows):
    model = FieldTemplate
    change_verb = staticmethod(actions.change_field)
    fields = ["code", "label_et", "kind", "in_table", "required", "order"]


@admin.register(SectionTemplate)
class SectionTemplateAdmin(PartAdmin):
    list_display = [shown("title", _("title")), "template", "code", "kind", "required", "order"]
    list_filter = ["kind", "template", ARCHIVE_FILTER]
    list_select_related = ["template"]
    search_fields = ["title_et", "title_lv", "title_en", "code"]
    inlines = [FieldTable]
    fieldsets = [(None, {"fields": ["template", ("code", "kind", "order"), three("title"), three("help"), "required"]})]


@admin.register(FieldTemplate)
class FieldTemplateAdmin(PartAdmin):
    change_verb = staticmethod(actions.change_field)
    list_display = [shown("label", _("label")), "section", "code", "kind", "in_table", "required", "order"]
    list_filter = ["kind", "section__template", ARCHIVE_FILTER]
    list_select_related = ["section"]
    search_fields = ["label_et", "label_lv", "label_en", "code"]
    fieldsets = [
        (None, {"fields": ["section", ("code", "kind", "order"), ("in_table", "required", "limit"), three("label")]}),
        (_("Help and example"), {"fields": [three("help"), three("example"), three("options")]}),
    ]


class BlockTable(TabularRows):
    model = AssessmentBlock
    fields = ["code", "title_et", "order"]


class BandTable(TabularRows):
    model = ScoreBand
    remove_verb = staticmethod(verbs.remove)
    fields = ["starts_at", "text_et", "text_lv", "text_en"]


@admin.register(AssessmentTemplate)
class AssessmentTemplateAdmin(TemplateAdmin):
    inlines = [BlockTable, BandTable]
    fieldsets = [(None, {"fields": [three("name"), ("programme", "project")]})]


class StatementTable(TabularRows):
    model = Statement
    fields = ["text_et", "training_et", "order"]


@admin.register(AssessmentBlock)
class AssessmentBlockAdmin(PortalModelAdmin):
    group = TEMPLATES
    list_display = [shown("title", _("title")), "template", "code", "order"]
    list_filter = ["template"]
    list_select_related = ["template"]
    search_fields = ["title_et", "title_lv", "title_en"]
    inlines = [StatementTable]
    fieldsets = [(None, {"fields": ["template", ("code", "order"), three("title")]})]


@admin.register(Statement)
class StatementAdmin(PartAdmin):
    list_display = [shown("text", _("statement")), "block", "order"]
    list_filter = ["block__template", ARCHIVE_FILTER]
    list_select_related = ["block"]
    search_fields = ["text_et", "text_lv", "text_en"]
    fieldsets = [(None, {"fields": ["block", "order", three("text"), three("training")]})]


@admin.register(ScoreBand)
class ScoreBandAdmin(PortalModelAdmin):
    group = TEMPLATES
    remove_verb = staticmethod(verbs.remove)
    list_display = ["starts_at", shown("text", _("how it reads")), "template"]
    list_filter = ["template"]
    list_select_related = ["template"]
    search_fields = ["text_et", "text_lv", "text_en"]
    fieldsets = [(None, {"fields": ["template", "starts_at", three("text")]})]


@admin.register(ServiceKind)
class ServiceKindAdmin(PortalModelAdmin):
    group = TEMPLATES
    list_display = [shown("name", _("kind of service")), "code", "order"]
    list_filter = [ARCHIVE_FILTER]
    search_fields = ["name_et", "name_lv", "name_en", "code"]
    actions = [merge_two, put_away, take_out]
    fieldsets = [(None, {"fields": ["code", three("name"), "order"]})]
