"""Promises, their formulas, shares and cross-checks. Achieved figures are counted, so they stand on no form."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import ARCHIVE_FILTER, shown, three
from projects.admin.base import (
    PROJECT_FILTER,
    MeasureChoices,
    PartAdmin,
    PartTable,
    RemovablePartAdmin,
    put_part_away,
    take_part_out,
)
from projects.models import CrossCheck, Target, TargetFactor, TargetShare

GROUP = _("Activities and promises")


class FactorTable(PartTable):
    model = TargetFactor
    fields = ["order", "value", *three("label")]


class ShareTable(PartTable):
    model = TargetShare
    fields = ["order", "area", "key", "value"]


@admin.register(Target)
class TargetAdmin(MeasureChoices, PartAdmin):
    group = GROUP
    list_display = [shown("statement", _("promise")), "project", "comparator", "value", "measure"]
    list_filter = ["comparator", "distribution", PROJECT_FILTER, ARCHIVE_FILTER]
    list_select_related = ["project"]
    search_fields = ["statement_et", "statement_lv", "statement_en", "activity__search_key", "project__search_key"]
    inlines = [FactorTable, ShareTable]
    actions = [put_part_away, take_part_out]
    fieldsets = [
        (None, {"fields": ["project", "activity", three("statement"), three("unit"), "order"]}),
        (_("How much"), {"fields": [("comparator", "value"), "per_measure"]}),
        (_("What is counted"), {"fields": ["measure", "reachable_measure"]}),
        (_("How it is divided"), {"fields": [("distribution", "equal_share")]}),
        (_("Why it came out differently"), {"fields": [three("deviation")]}),
    ]


@admin.register(TargetFactor)
class TargetFactorAdmin(RemovablePartAdmin):
    group = GROUP
    list_display = ["__str__", "target", "order"]
    list_filter = [("target__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["target"]
    search_fields = ["label_et", "target__statement_et"]
    fieldsets = [(None, {"fields": ["target", "value", three("label"), "order"]})]


@admin.register(TargetShare)
class TargetShareAdmin(RemovablePartAdmin):
    group = GROUP
    list_display = ["__str__", "target", "order"]
    list_filter = [("target__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["target", "area"]
    search_fields = ["key", "area__name_et", "target__statement_et"]
    fieldsets = [(None, {"fields": ["target", "area", "key", "value", "order"]})]


@admin.register(CrossCheck)
class CrossCheckAdmin(RemovablePartAdmin):
    group = GROUP
    list_display = ["left", "multiplier", "right", "project"]
    list_select_related = ["left", "right", "project"]
    search_fields = ["left__statement_et", "right__statement_et", "project__search_key"]
    fieldsets = [(None, {"fields": ["project", "left", "multiplier", "right", "order"]})]
