"""News of the projects."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, bulk, shown, three
from trainings.actions import news as actions
from trainings.admin.base import GROUP, PROJECT_FILTER
from trainings.models import News


@admin.register(News)
class NewsAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.add_news)
    change_verb = staticmethod(actions.change_news)
    list_display = [shown("title", _("title")), "project", "happened_on", "published_on"]
    list_filter = [PROJECT_FILTER, ARCHIVE_FILTER]
    list_select_related = ["project"]
    search_fields = ["search_key", "project__search_key"]
    readonly_fields = ["published_on"]
    actions = [
        bulk(_("Publish"), actions.publish_news, "publish"),
        bulk(_("Withdraw"), actions.withdraw_news, "withdraw"),
        bulk(_("Put into the archive"), actions.archive_news, "put_away"),
        bulk(_("Take back out of the archive"), actions.restore_news, "take_out"),
    ]
    fieldsets = [
        (None, {"fields": ["project", three("title"), three("text"), ("happened_on", "published_on")]}),
        (_("What it belongs to"), {"fields": ["activity", "event", "order"]}),
    ]
