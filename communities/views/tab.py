"""The Communities tab of a workspace and its parts.

A page below the tab says `part = "equipment"` and stands under that part, in the line below the tabs and in the breadcrumbs;
after saving one returns to that part. A part whose page is not there, or not for this person, is left out.
"""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.shared.ui import Crumb, Tab
from projects.views.workspace import Part, WorkspaceMixin, route_of

PARTS = (
    Part("overview", _("Overview"), "communities:project-communities"),
    Part("journey", _("Journey"), "communities:project-journey"),
    Part("assessments", _("Assessments"), "communities:assessment-overview"),
    Part("resources", _("Resources"), "communities:project-assets"),
    Part("needs", _("Training needs"), "communities:trainingneed-list"),
    Part("equipment", _("Equipment"), "communities:equipment-list"),
    Part("services", _("Services"), "communities:servicedelivery-list"),
    Part("calls", _("Calls"), "communities:call-list"),
    Part("templates", _("Templates"), "communities:plantemplate-list", needs="edit"),
)


class CommunitiesTab(WorkspaceMixin):
    """Put RowMixin or NestedMixin before it: their ways back win."""

    tab = "communities"
    part = "overview"

    @cached_property
    def subparts(self):
        """[(Part, address)] of the parts this person sees."""
        found = [(part, route_of(part.route, self.parent.slug)) for part in PARTS]
        return [(part, url) for part, url in found if url and (not part.needs or getattr(self.may, part.needs))]

    def subtabs(self):
        return [Tab(part.label, url, current=part.key == self.part) for part, url in self.subparts]

    def subtab_crumbs(self):
        return [Crumb(part.label, url) for part, url in self.subparts if part.key == self.part and part.key != "overview"]

    def tab_url(self):
        url = next((url for part, url in self.subparts if part.key == self.part), None)
        if url is None:
            return super().tab_url()
        return f"{url}#{self.section}" if self.section else url

    get_success_url = tab_url
    get_cancel_url = tab_url
