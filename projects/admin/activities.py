"""Activities and what belongs to them."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import ARCHIVE_FILTER, shown, three
from projects.admin.base import PROJECT_FILTER, PartAdmin, PartTable, RemovablePartAdmin, put_part_away, take_part_out
from projects.models import Activity, ActivityDependency, ActivityPartner, Deliverable

GROUP = _("Activities and promises")


class ActivityPartnerTable(PartTable):
    model = ActivityPartner
    fields = ["organisation", "role", *three("description")]


class DependencyTable(PartTable):
    model = ActivityDependency
    fk_name = "activity"
    fields = ["after"]


@admin.register(Activity)
class ActivityAdmin(PartAdmin):
    group = GROUP
    list_display = ["__str__", "project", "kind", "status", "start", "end"]
    list_filter = ["kind", "status", "sensitive", PROJECT_FILTER, ARCHIVE_FILTER]
    search_fields = ["search_key", "project__search_key"]
    inlines = [ActivityPartnerTable, DependencyTable]
    actions = [put_part_away, take_part_out]
    fieldsets = [
        (None, {"fields": ["project", "parent", ("number", "order"), three("title"), three("alias"), three("text")]}),
        (_("What kind"), {"fields": [("kind", "status"), ("is_joint", "sensitive")]}),
        (_("When"), {"fields": [("start", "end")]}),
        (_("For whom, where, about what"), {"fields": ["audiences", "areas", "topics"]}),
    ]


@admin.register(ActivityPartner)
class ActivityPartnerAdmin(RemovablePartAdmin):
    group = GROUP
    list_display = ["__str__", "activity", "role"]
    list_filter = ["role", ("activity__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["activity", "organisation"]
    search_fields = ["organisation__search_key", "activity__search_key", "description_et"]
    fieldsets = [(None, {"fields": ["activity", "organisation", three("description"), "role"]})]


@admin.register(ActivityDependency)
class ActivityDependencyAdmin(RemovablePartAdmin):
    group = GROUP
    list_display = ["activity", "after"]
    list_filter = [("activity__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["activity", "after"]
    search_fields = ["activity__search_key", "after__search_key"]
    fieldsets = [(None, {"fields": ["activity", "after"]})]


@admin.register(Deliverable)
class DeliverableAdmin(RemovablePartAdmin):
    group = GROUP
    list_display = [shown("title", _("deliverable")), "project", "activity", "state"]
    list_filter = ["state", PROJECT_FILTER]
    list_select_related = ["project", "activity"]
    search_fields = ["title_et", "title_lv", "title_en", "activity__search_key", "project__search_key"]
    fieldsets = [(None, {"fields": ["project", "activity", three("title"), "state", "url", "order"]})]
