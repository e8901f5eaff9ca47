"""Contacts, documents, and what the sources say."""
from django import forms
from django.contrib import admin
from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, Refused, already_sent, shown, three
from projects import actions
from projects.admin.base import PROJECT_FILTER, PartAdmin, RemovablePartAdmin, put_part_away, take_part_out
from projects.models import Contact, Contradiction, Document, EmbedSite, Source, StatedFact

GROUP, SOURCES = _("Contacts and documents"), _("What the sources say")


@admin.register(Contact)
class ContactAdmin(PartAdmin):
    group = GROUP
    list_display = [shown("role", _("role")), "organisation", "area", "project", "is_public"]
    list_filter = ["is_public", PROJECT_FILTER]
    list_select_related = ["organisation", "area", "project"]
    search_fields = ["role_et", "role_lv", "role_en", "organisation__search_key", "project__search_key"]
    fieldsets = [
        (None, {"fields": ["project", "organisation", "area", three("role"), three("place"), "order"]}),
        (_("How to reach"), {"fields": ["person", ("email", "phone")]}),
        (_("Who may see it"), {"fields": [("is_public", "consent_on")]}),
    ]


@admin.register(Document)
class DocumentAdmin(PartAdmin):
    """The file is checked by content and named by us, here as on the pages."""

    group = GROUP
    list_display = ["title", "project", "kind", "visibility", "language", "created_at"]
    list_filter = ["kind", "visibility", "language", PROJECT_FILTER, ARCHIVE_FILTER]
    search_fields = ["search_key", "project__search_key"]
    readonly_fields = ["open_file", "size", "sha256"]
    actions = [put_part_away, take_part_out]
    # Private files have no address, so the usual box with its link to the present file cannot be used.
    formfield_overrides = PortalModelAdmin.formfield_overrides | {models.FileField: {"widget": forms.FileInput}}
    fieldsets = [
        (None, {"fields": ["project", "activity", "title", ("kind", "language"), "visibility", "retain_until", "order"]}),
        (_("File"), {"fields": ["file", "open_file", ("size", "sha256")]}),
    ]

    @admin.display(description=_("present file"))
    def open_file(self, document):
        if document.pk is None:
            return "–"
        return format_html('<a href="{}">{}</a>', document.get_absolute_url(), document.file_name)

    def add_row(self, request, row, form):
        upload, key = form.cleaned_data["file"], form.cleaned_data.get("idempotency_key")
        made = self.told(lambda: actions.add_document(row, upload, by=request.user, key=key))
        if made is not row:
            raise Refused(already_sent())

    @staticmethod
    def change_verb(row, **how):
        """A file that was just chosen is not stored yet; what is stored stays."""
        chosen = getattr(row.file, "file", None) if not row.file._committed else None
        return actions.change_document(row, upload=chosen, **how)


@admin.register(Source)
class SourceAdmin(RemovablePartAdmin):
    group = SOURCES
    list_display = ["title", "publisher", "project", "read_on"]
    list_select_related = ["publisher", "project"]
    search_fields = ["title", "publisher__search_key", "project__search_key"]
    fieldsets = [
        (None, {"fields": ["project", "title", "publisher", "publisher_note", three("perspective"), "read_on", "order"]}),
        (_("Text"), {"fields": ["text"]}),
    ]


@admin.register(StatedFact)
class StatedFactAdmin(RemovablePartAdmin):
    group = SOURCES
    list_display = ["code", shown("statement", _("fact")), "value", "project", "state", "is_public"]
    list_filter = ["state", "is_public", PROJECT_FILTER]
    search_fields = ["code", "statement_et", "statement_lv", "statement_en", "value", "project__search_key"]
    fieldsets = [
        (None, {"fields": ["project", "code", three("statement"), "value", ("source", "location"), "quote"]}),
        (_("How sure it is"), {"fields": ["state", three("note"), "is_public", "order"]}),
    ]


@admin.register(Contradiction)
class ContradictionAdmin(RemovablePartAdmin):
    group = SOURCES
    list_display = [shown("title", _("what does not fit")), "project", "decided_by", "decided_on"]
    list_select_related = ["project", "decided_by"]
    search_fields = ["title_et", "title_lv", "title_en", "project__search_key"]
    fieldsets = [
        (None, {"fields": ["project", three("title"), three("first"), three("second"), "order"]}),
        (_("Decision"), {"fields": [three("decision"), ("decided_by", "decided_on")]}),
    ]


@admin.register(EmbedSite)
class EmbedSiteAdmin(RemovablePartAdmin):
    group = GROUP
    list_display = ["origin", "note", "project"]
    search_fields = ["origin", "note", "project__search_key"]
    fieldsets = [(None, {"fields": ["project", "origin", "note", "order"]})]
