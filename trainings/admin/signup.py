"""Sign-ups, registrations and wordings in the admin. What people eat and need, and their private links, never stand here."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import PortalModelAdmin, bulk, three
from trainings.actions.consents import word_consent
from trainings.actions.signup import cancel_registration, change_signup, offer_signup, promote_registration
from trainings.admin.base import GROUP
from trainings.models import Consent, ConsentText, Registration, Signup

EVENT_PROJECT = ("event__project", admin.RelatedOnlyFieldListFilter)


@admin.register(Signup)
class SignupAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(offer_signup)
    change_verb = staticmethod(change_signup)
    list_display = ["event", "opens_at", "closes_at", "waiting_list"]
    list_filter = ["waiting_list", EVENT_PROJECT]
    list_select_related = ["event"]
    search_fields = ["event__search_key"]
    fieldsets = [
        (None, {"fields": ["event", ("opens_at", "closes_at"), "waiting_list", ("asks_diet", "asks_access"), "language"]}),
        (_("What people are told"), {"fields": ["online_url", three("practical")]}),
    ]


class LookedAt(PortalModelAdmin):
    """Made by people themselves, or by verbs with more to decide than a row of fields."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        # The list and its actions stay, a row's own page is only looked at.
        return obj is None and super().has_change_permission(request, obj)


@admin.register(Registration)
class RegistrationAdmin(LookedAt):
    group = GROUP
    list_display = ["person", "event", "status", "source", "queued_at"]
    list_filter = ["status", "source", EVENT_PROJECT]
    list_select_related = ["person", "event"]
    search_fields = ["person__search_key", "event__search_key"]
    actions = [
        bulk(_("Give a place"), promote_registration, "promote"),
        bulk(_("Cancel the registration"), cancel_registration, "cancel"),
    ]
    fieldsets = [
        (None, {"fields": ["event", "person", "status", "source", "language", "note"]}),
        (_("When"), {"fields": [("queued_at", "promoted_at"), ("cancelled_at", "cancel_reason")]}),
    ]


@admin.register(ConsentText)
class ConsentTextAdmin(PortalModelAdmin):
    """A wording is added, never changed: what somebody agreed to stays as he read it."""

    group = GROUP
    add_verb = staticmethod(word_consent)
    list_display = ["kind", "number", "project", "valid_from"]
    list_filter = ["kind", ("project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["project"]
    search_fields = ["text_et", "text_lv", "text_en"]
    fieldsets = [(None, {"fields": ["project", "kind", three("text"), "valid_from"]})]

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request, obj)


@admin.register(Consent)
class ConsentAdmin(LookedAt):
    group = GROUP
    list_display = ["registration", "text", "given_at", "withdrawn_at"]
    list_filter = ["text__kind", ("registration__event__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["registration__person", "registration__event", "text"]
    search_fields = ["registration__person__search_key", "registration__event__search_key"]
    fieldsets = [(None, {"fields": ["registration", "text", ("given_at", "withdrawn_at")]})]
