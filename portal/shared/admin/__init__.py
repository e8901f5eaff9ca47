"""Django admin through the portal's own verbs: the same checks, the same history, the same guard against stale saves.

    @admin.register(Community)
    class CommunityAdmin(PortalModelAdmin):
        group = _("Communities")
        add_verb = staticmethod(actions.add_community)        # (row, by=, key=, m2m=) -> the saved row
        change_verb = staticmethod(actions.change_community)  # (row, by=, version=, m2m=)
        remove_verb = None                                    # (row, by=); None: it is put away, never deleted
        fieldsets = [(None, {"fields": ["name", "kind"]})]
"""
from portal.shared.admin.forms import PageForm, Refused, RowForm, already_sent
from portal.shared.admin.merging import merge_two
from portal.shared.admin.pages import PortalModelAdmin, StackedRows, TabularRows
from portal.shared.admin.parts import ARCHIVE_FILTER, bulk, dated, put_away, shown, take_out, three

__all__ = [
    "ARCHIVE_FILTER", "PageForm", "PortalModelAdmin", "Refused", "RowForm", "StackedRows", "TabularRows", "already_sent",
    "bulk", "dated", "merge_two", "put_away", "shown", "take_out", "three",
]
