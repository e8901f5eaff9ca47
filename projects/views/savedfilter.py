"""Lists that somebody wants to see again: save one, open one, take one out."""
from urllib.parse import urlencode

from django.urls import NoReverseMatch, Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.rules import signed_in
from portal.shared.saved import Kept, View
from portal.shared.tables import Column
from portal.shared.views import ActionPage, CreatePage, ListPage
from portal.shared.ways import reverse
from projects.actions import savedfilters
from projects.forms.savedfilter import SavedFilterForm
from projects.models import SavedFilter
from projects.summaries.saved import saved_ways, way_to


def kept_for(request, query):
    """What the filter bar of the open list offers to this person. One query."""
    here = request.path
    views = [
        View(way.name, way.url, way.url == (f"{here}?{query}" if query else here))
        for way in saved_ways(request.user) if way.url.partition("?")[0] == here
    ]
    address = urlencode({"address": f"{here}?{query}"})
    save_url = f"{reverse('projects:savedfilter-create')}?{address}" if query and not any(v.current for v in views) else ""
    return Kept(views, save_url, reverse("projects:savedfilter-list"))


class SavedFilterList(ListPage):
    """One's own saved views, each a way to its list."""

    model = SavedFilter
    rule = signed_in
    page_title = _("Saved views")
    page_lead = _("Lists as you want to see them again. Only you see them here and on your home page.")
    empty_title = _("No view is saved yet")
    empty_text = _("Narrow a list by its filters, and choose “Save this view”.")
    default_sort = "name"

    def get_columns(self):
        return [
            Column("name", _("Name"), sort="name", url=lambda row: way_to(row)),
            Column("list", _("List"), value=list_of),
            Column("made_at", _("Saved"), kind="date", sort="made_at"),
            Column(
                "remove", _("Remove"), value=lambda row: _("Remove"), export=lambda row: None,
                url=lambda row: reverse("projects:savedfilter-remove", args=[row.pk]),
            ),
        ]

    def count_text(self, count):
        return ngettext("%(count)d saved view", "%(count)d saved views", count) % {"count": count}


def list_of(row):
    """The heading of the list to which a saved view leads."""
    try:
        page = resolve(way_to(row).partition("?")[0]).func.view_class
    except (Resolver404, NoReverseMatch, AttributeError):
        return ""
    return page.page_title


class SavedFilterCreate(CreatePage):
    model = SavedFilter
    rule = signed_in
    form_class = SavedFilterForm
    verb = staticmethod(savedfilters.save_filter)
    page_title = _("Save this view")
    page_lead = _("Give it a name by which you will know it again.")
    success_message = _("The view is saved.")

    def get_initial(self):
        return {"address": self.request.GET.get("address", "")}

    def get_success_url(self):
        return way_to(self.object) or reverse("projects:savedfilter-list")

    def get_cancel_url(self):
        return reverse("projects:savedfilter-list")


class SavedFilterRemove(ActionPage):
    model = SavedFilter
    rule = signed_in
    question = _("Remove this saved view?")
    explanation = _("The list itself stays as it is.")
    submit_label = _("Remove")
    success_message = _("The view is removed.")
    dangerous = True

    def perform(self, row):
        savedfilters.remove_filter(row, by=self.request.user)

    def get_success_url(self):
        return reverse("projects:savedfilter-list")

    get_cancel_url = get_success_url
