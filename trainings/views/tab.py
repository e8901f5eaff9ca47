"""The Trainings tab of a workspace and its parts.

A page below the tab says `part = "programmes"` and stands under that part, in the line below the tabs and in the breadcrumbs;
after saving one returns to that part. A part whose page is not there, or not for this person, is left out.
"""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.shared.ui import Crumb, Tab
from projects.views.workspace import Part, WorkspaceMixin, route_of
from trainings.permissions import can_see_participants

PARTS = (
    Part("overview", _("Overview"), "trainings:project-events"),
    Part("programmes", _("Programmes"), "trainings:trainingprogramme-list"),
    Part("people", _("Participants"), "trainings:person-list", needs="see_participants"),
    Part("report", _("How many people"), "trainings:people-report"),
    Part("feedback", _("Feedback"), "trainings:project-feedback"),
    Part("evidence", _("Evidence"), "trainings:project-evidence"),
    Part("trips", _("Study trips"), "trainings:studytrip-list"),
    Part("mobilities", _("Mobilities"), "trainings:mobility-list"),
    Part("lessons", _("Lessons"), "trainings:lesson-list"),
    Part("support", _("Support"), "trainings:project-support"),
    Part("toolbox", _("Toolbox"), "trainings:resource-list"),
)

def address_of(route, slug):
    """The project's own page, or the list of all projects narrowed to this one."""
    own = route_of(route, slug)
    everywhere = "" if own else route_of(route)
    return own or (f"{everywhere}?project={slug}" if everywhere else "")


# Asked about the project, whatever questions a page has of its own.
PART_RULES = {"see_participants": can_see_participants}


class TrainingsTab(WorkspaceMixin):
    """Put RowMixin or NestedMixin before it: their ways back win."""

    tab = "trainings"
    part = "overview"

    @cached_property
    def subparts(self):
        """[(Part, address)] of the parts this person sees."""
        found = [(part, address_of(part.route, self.parent.slug)) for part in PARTS]
        return [(part, url) for part, url in found if url and self.opens(part)]

    def opens(self, part):
        return not part.needs or PART_RULES[part.needs](self.request.user, self.parent)

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
