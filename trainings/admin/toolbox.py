"""The toolbox, the open lists, and who has a calendar address (never the address itself)."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, bulk, merge_two, put_away, shown, take_out, three
from portal.shared.verbs import spread
from trainings.actions import resources as actions
from trainings.actions.calendar import close_calendar_feed
from trainings.admin.base import GROUP, PROJECT_FILTER
from trainings.models import CalendarFeed, ParticipantRole, Resource, ResourceKind


@admin.register(Resource)
class ResourceAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(spread(actions.add_resource))
    change_verb = staticmethod(spread(actions.change_resource))
    list_display = ["title", "kind", "project", "language", "published_on"]
    list_filter = ["kind", "language", PROJECT_FILTER, ARCHIVE_FILTER]
    list_select_related = ["kind", "project"]
    search_fields = ["search_key", "project__search_key"]
    readonly_fields = ["published_on"]
    actions = [
        bulk(_("Publish"), actions.publish_resource, "publish"),
        bulk(_("Withdraw"), actions.withdraw_resource, "withdraw"),
        bulk(_("Put into the archive"), actions.archive_resource, "put_away"),
        bulk(_("Take back out of the archive"), actions.restore_resource, "take_out"),
    ]
    fieldsets = [
        (None, {"fields": ["project", "kind", "title", "summary", ("language", "year"), "published_on"]}),
        (_("Where it is"), {"fields": ["url", "document"]}),
        (_("For whom"), {"fields": ["audiences", "topics"]}),
        (_("Good to know"), {"fields": [("author", "licence"), "event", ("minutes", "captions"), "order"]}),
    ]


class TermAdmin(PortalModelAdmin):
    group = GROUP
    list_display = [shown("name", _("name")), "code", "order"]
    list_filter = [ARCHIVE_FILTER]
    search_fields = ["name_et", "name_lv", "name_en", "code"]
    actions = [merge_two, put_away, take_out]
    fieldsets = [(None, {"fields": ["code", three("name"), "order"]})]


admin.site.register(ResourceKind, TermAdmin)
admin.site.register(ParticipantRole, TermAdmin)


@admin.register(CalendarFeed)
class CalendarFeedAdmin(PortalModelAdmin):
    """Who has an address and since when; an administrator may close one, and never reads it."""

    group = GROUP
    remove_verb = staticmethod(close_calendar_feed)
    list_display = ["user", "made_at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__name"]
    readonly_fields = ["user", "made_at"]
    fieldsets = [(None, {"fields": ["user", "made_at"]})]

    def has_add_permission(self, request):
        return False
