"""People in the admin: their rows as they are, without whatever was merged into whom; that is decided on the portal's pages."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import PortalModelAdmin
from trainings.actions.persons import add_apart, add_person, change_person, remove_person, take_back_apart
from trainings.admin.base import GROUP, PROJECT_FILTER
from trainings.models import Person, PersonApart


@admin.register(Person)
class PersonAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(add_person)
    change_verb = staticmethod(change_person)
    remove_verb = staticmethod(remove_person)
    list_display = ["name", "project", "village", "organisation", "audience", "partner", "merged_into", "erased_at"]
    list_filter = [PROJECT_FILTER, "audience", "affiliation", ("erased_at", admin.EmptyFieldListFilter)]
    list_select_related = ["project", "audience", "partner", "merged_into"]
    search_fields = ["search_key", "project__search_key"]
    readonly_fields = ["merged_into", "erased_at"]
    fieldsets = [
        (None, {"fields": ["project", "name", ("email", "phone")]}),
        (_("From where"), {"fields": ["community", ("village", "municipality")]}),
        (_("As what"), {"fields": ["organisation", ("role", "affiliation"), ("audience", "partner")]}),
        (_("Decided on the portal's pages"), {"fields": ["merged_into", "erased_at"]}),
    ]


@admin.register(PersonApart)
class PersonApartAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(add_apart)
    remove_verb = staticmethod(take_back_apart)
    list_display = ["first", "second", "created_at"]
    list_filter = [("first__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["first", "second"]
    search_fields = ["first__search_key", "second__search_key"]
    fieldsets = [(None, {"fields": ["first", "second"]})]
