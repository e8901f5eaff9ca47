"""The pages on which a day begins: one's home, and one project at a glance."""
from django.utils.translation import gettext_lazy as _

from portal.dashboards.home import MOST_LATER, home
from portal.dashboards.permissions import oversees, own_memberships
from portal.dashboards.project import overview
from portal.shared.rules import signed_in
from portal.shared.ui import Action
from portal.shared.views import ShowPage
from portal.shared.ways import reverse
from projects import permissions
from projects.actions.visits import arrive
from projects.views.project import publication_actions
from projects.views.workspace import WorkspaceMixin


class HomePage(ShowPage):
    """What waits for me, what comes next, what changed since I was here, my projects and lists."""

    rule = signed_in
    template_name = "dashboards/home.html"
    page_title = _("Home")

    def get_context_data(self, **kwargs):
        user, whole = self.request.user, self.request.GET.get("waiting") == "all"
        return super().get_context_data(
            home=home(user, arrive(user), whole=whole), may_create=permissions.can_create_project(user), **kwargs
        )


class OverviewPage(WorkspaceMixin, ShowPage):
    """One project at a glance, for those who work in it."""

    tab = "overview"
    template_name = "dashboards/overview.html"
    page_title = _("Overview")

    def actions(self):
        """Editing the project first, then what leads it on: publish, close, reopen."""
        slug = self.parent.slug
        own = Action(_("My part in it"), reverse("dashboards:partner", args=[slug]))
        edit = Action(_("Edit the project"), reverse("projects:project-edit", args=[slug]), icon="edit")
        return [
            *([own] if own_memberships(self.request.user, self.parent) else []), *([edit] if self.may.edit else []),
            *publication_actions(self.parent, self.may),
        ]

    def get_context_data(self, **kwargs):
        user, project = self.request.user, self.parent
        coordinates, whole = permissions.coordinates(user, project), self.request.GET.get("waiting") == "all"
        found = overview(project, user, coordinates=coordinates, oversees=oversees(user, project))
        later = found.care.later if found.care else []
        return super().get_context_data(
            overview=found, coordinates=coordinates, later=later if whole else later[:MOST_LATER], whole=whole,
            works_here=bool(permissions.memberships_in(user, project)), **kwargs
        )
