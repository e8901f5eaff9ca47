"""The places communities lie in."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities.admin.base import PLACES
from communities.models import County, Municipality, Place, Region, RegionScheme
from portal.shared.admin import PortalModelAdmin, TabularRows, shown, three


@admin.register(County)
class CountyAdmin(PortalModelAdmin):
    group = PLACES
    list_display = [shown("name", _("county"), order="sort_key"), "code", "column", "row"]
    search_fields = ["name_et", "name_lv", "name_en", "code"]
    fieldsets = [(None, {"fields": ["code", three("name"), "regions"]}), (_("On the map"), {"fields": [("column", "row")]})]


@admin.register(Municipality)
class MunicipalityAdmin(PortalModelAdmin):
    group = PLACES
    list_display = ["name", "kind", "country", "county", "region", "ended_on", "successor"]
    list_filter = ["kind", "country", "county"]
    list_select_related = ["county", "region", "successor"]
    search_fields = ["search_key"]
    fieldsets = [
        (None, {"fields": ["code", ("name", "kind"), "country", ("county", "region"), "organisation"]}),
        (_("What came after it"), {"fields": ["ended_on", "successor"]}),
    ]


@admin.register(Place)
class PlaceAdmin(PortalModelAdmin):
    group = PLACES
    list_display = ["name", "kind", "municipality"]
    list_filter = ["kind", ("municipality__county", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["search_key", "municipality__search_key"]
    fieldsets = [(None, {"fields": [("name", "kind"), "municipality", ("latitude", "longitude")]})]


class RegionTable(TabularRows):
    model = Region
    fields = ["order", "code", *three("name")]


@admin.register(RegionScheme)
class RegionSchemeAdmin(PortalModelAdmin):
    group = PLACES
    list_display = [shown("name", _("name")), "code", "country"]
    list_filter = ["country"]
    search_fields = ["name_et", "name_lv", "name_en", "code"]
    inlines = [RegionTable]
    fieldsets = [(None, {"fields": ["code", three("name"), "country"]})]


@admin.register(Region)
class RegionAdmin(PortalModelAdmin):
    group = PLACES
    list_display = [shown("name", _("region")), "scheme", "code", "order"]
    list_filter = ["scheme"]
    list_select_related = ["scheme"]
    search_fields = ["name_et", "name_lv", "name_en", "code"]
    fieldsets = [(None, {"fields": ["scheme", "code", three("name"), "order"]})]
