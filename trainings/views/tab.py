"""The Trainings tab of a workspace and its parts."""
from django.utils.translation import gettext_lazy as _

from projects.views.workspace import Part, PartsTab, route_of
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
    Part("news", _("News"), "trainings:news-list"),
)

# Asked about the project, whatever questions a page has of its own.
PART_RULES = {"see_participants": can_see_participants}


class TrainingsTab(PartsTab):
    tab = "trainings"
    parts_below = PARTS

    def address_of(self, part):
        """The project's own page, or the list of all projects narrowed to this one."""
        own = super().address_of(part)
        everywhere = "" if own else route_of(part.route)
        return own or (f"{everywhere}?project={self.parent.slug}" if everywhere else "")

    def opens(self, part):
        return not part.needs or PART_RULES[part.needs](self.request.user, self.parent)
