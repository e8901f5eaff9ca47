"""Partners who hold an event together, each with his part and his places (X-18)."""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.tables import Column, Table
from portal.shared.ui import Action
from portal.shared.views import CreatePage, UpdatePage
from projects.permissions import can_view_workspace
from projects.views.parts import RemoveRow
from trainings.actions.details import add_detail, change_detail, remove_detail
from trainings.forms.details import EventShareForm
from trainings.models import EventShare
from trainings.summaries.shares import parts_of, places_given
from trainings.views.below import BelowEvent


def block(page):
    """For whoever works in the project; the parts came with the event."""
    event = page.object
    if not can_view_workspace(page.request.user, event.project):
        return None
    may_change = page.may.change
    shares = list(event.shares.all())
    if not shares and not may_change:
        return None
    actions = [Action(_("Add a partner's part"), page.to("eventshare-create"), icon="plus")] if may_change else []
    return {"table": share_table(page, shares) if shares else None, "actions": actions, "note": places_note(event, shares)}


def share_table(page, shares):
    may_change, halves = page.may.change, sum(day.half_days for day in page.object.days.all())
    columns = [
        Column("organisation", _("Partner"), value="share.organisation",
               url=lambda row: page.to("eventshare-edit", row.share.pk) if may_change else ""),
        Column("weight", _("Parts"), kind="number", value="share.weight"),
        Column("percent", _("Share"), kind="percent"),
        Column("days", _("Days of it"), kind="number"),
        Column("places", _("Places for its people"), kind="number", value="share.places", empty=_("not stated")),
    ]
    return Table(columns, parts_of(page.object, shares, halves), caption=_("Partners' parts"))


def places_note(event, shares):
    """How many places are left for everybody, when partners have theirs."""
    given = places_given(shares)
    if given is None or event.capacity is None:
        return ""
    free = max(event.capacity - given, 0)
    return ngettext("%(n)d place is for everybody.", "%(n)d places are for everybody.", free) % {"n": free}


class ShareRows(BelowEvent):
    model = EventShare

    def get_success_url(self):
        return f"{super().get_success_url()}#shares"

    def get_cancel_url(self):
        return self.get_success_url()


class ShareCreate(ShareRows, CreatePage):
    form_class = EventShareForm
    verb = staticmethod(add_detail)
    page_title = _("Add a partner's part")
    page_lead = _("For an event that partners hold together: each gets its part, the project counts the event once.")


class ShareEdit(ShareRows, UpdatePage):
    form_class = EventShareForm
    verb = staticmethod(change_detail)

    def actions(self):
        return [Action(_("Remove"), self.sibling("remove"), danger=True)]


class ShareRemove(ShareRows, RemoveRow):
    verb = staticmethod(remove_detail)
    question = _("Remove this partner's part?")
