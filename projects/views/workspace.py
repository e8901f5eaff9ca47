"""What every page of a project's workspace shares: the project, the tabs, and what this person may do in it.

    class ProjectCommunities(WorkspaceMixin, ListPage):
        tab = "communities"
        model = Enrolment
        rule = staticmethod(permissions.can_view_workspace)

The mixin stands first. It finds the project by `slug` among the workspaces this person may enter (404 for strangers),
and gives templates `project`, `tab`, `may` and `tabs`. Rights are asked about the project; a page that asks about its row
says `about_object = True` and names the row's own questions in `object_rules`.
"""
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404
from django.urls import NoReverseMatch
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.shared.frames import here
from portal.shared.ui import Crumb, Tab
from portal.shared.views import May
from portal.shared.ways import reverse
from projects import permissions
from projects.models import Project


@dataclass(frozen=True)
class Part:
    """One tab: its key, words, route by name, and the name in `may` that opens it (empty: everybody of the project)."""

    key: str
    label: Any
    route: str
    needs: str = ""


# Routes are named, never imported: the upper apps' pages join by name, and a tab whose app is not installed is left out.
PARTS = (
    Part("overview", _("Overview"), "dashboards:overview"),
    Part("promises", _("Promises"), "projects:target-list"),
    Part("activities", _("Activities"), "projects:activity-list"),
    Part("partners", _("Partners"), "projects:partnership-list"),
    Part("communities", _("Communities"), "communities:project-communities"),
    Part("plans", _("Plans"), "communities:project-plans"),
    Part("trainings", _("Trainings"), "trainings:project-events"),
    Part("budget", _("Budget"), "budgets:project-budget"),
    Part("documents", _("Documents"), "projects:document-list"),
    Part("reports", _("Reports"), "reports:report-list", needs="see_reports"),
    Part("content", _("Content"), "projects:content-list"),
    Part("people", _("People"), "projects:membership-list", needs="see_people"),
    Part("history", _("History"), "projects:project-history", needs="see_history"),
)

PROJECT_RULES = {
    "edit": permissions.can_edit_project,
    "publish": permissions.can_change_publication,
    "manage_people": permissions.can_manage_people,
    "see_people": permissions.can_view_people,
    "see_history": permissions.can_view_history,
    "see_reports": permissions.works_on_whole,
    "add_document": permissions.can_add_document,
}


def route_of(name, *args):
    """The address of a route, or "" where its app is not installed."""
    return route_in(here(), name, args)


@lru_cache(4096)
def route_in(place, name, args):
    """Kept, because the tabs of a project stand on each of its pages; `place` tells languages apart."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def asked_about(rule, subject):
    """The rule, as a question about this subject and no other."""
    return lambda user, _subject: rule(user, subject)


class WorkspaceMixin:
    """Put it before the page class.

    tab             the key of the tab this page stands under
    section         the anchor on the tab's page to which one returns after saving
    about_object    True: the page's rule is asked about its row instead of the project
    may_rules, object_rules    {"edit": predicate}: `may.edit`, asked about the project, and about the row
    """

    parent_model = Project
    parent_scope = "worked_on_by"
    rule = staticmethod(permissions.can_view_workspace)
    tab = "overview"
    section = ""
    about_object = False
    may_rules = PROJECT_RULES
    object_rules = {}

    def get_parent(self):
        """The project by way of the memberships, which are read anyway; staff enter every workspace."""
        user, slug = self.request.user, self.kwargs[self.parent_kwarg]
        if permissions.is_staff(user):
            return super().get_parent()
        for membership in user.memberships_now():
            if membership.project.slug == slug:
                return membership.project
        raise Http404

    @property
    def subject(self):
        return self.object if self.about_object else self.parent

    @cached_property
    def may(self):
        rules = {name: asked_about(rule, self.parent) for name, rule in self.may_rules.items()}
        rules |= {name: asked_about(rule, self.object) for name, rule in self.object_rules.items()}
        return May(rules, self.request.user, self.parent)

    @cached_property
    def parts(self):
        """[(Part, address)] of the tabs this person sees."""
        found = [(part, route_of(part.route, self.parent.slug)) for part in PARTS]
        return [(part, url) for part, url in found if url and (not part.needs or getattr(self.may, part.needs))]

    def tabs(self):
        return [
            Tab(part.label, url, current=True, parts=tuple(self.subtabs())) if part.key == self.tab else Tab(part.label, url)
            for part, url in self.parts
        ]

    def subtabs(self):
        """[Tab] into which this page's tab is divided."""
        return []

    def tab_url(self):
        """The page of this tab, at the section where one came from."""
        url = next((url for part, url in self.parts if part.key == self.tab), self.parent.get_absolute_url())
        return f"{url}#{self.section}" if self.section else url

    get_success_url = tab_url
    get_cancel_url = tab_url

    def sibling(self, verb):
        """The address of another page of the same row: "edit", "remove", "archive"."""
        match = self.request.resolver_match
        return reverse(f"{match.view_name.rpartition('-')[0]}-{verb}", kwargs=match.kwargs)

    def page_eyebrow(self):
        return self.parent.acronym

    def breadcrumbs(self):
        crumbs = [
            Crumb(_("Projects"), reverse("projects:project-list")),
            Crumb(str(self.parent), route_of("dashboards:overview", self.parent.slug) or self.parent.get_absolute_url()),
            *(Crumb(part.label, url) for part, url in self.parts if part.key == self.tab and part.key != "overview"),
            *self.subtab_crumbs(),
            *self.crumbs_below(),
        ]
        here = str(self.get_page_title())
        if str(crumbs[-1].label) != here:
            crumbs.append(Crumb(here))
        return [*crumbs[:-1], Crumb(crumbs[-1].label)]

    def subtab_crumbs(self):
        """[Crumb] of the part of the tab."""
        return []

    def crumbs_below(self):
        """[Crumb] between the tab and this page."""
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"project": self.parent, "tab": self.tab, "may": self.may} | kwargs)


class PartsTab(WorkspaceMixin):
    """A tab that has parts of its own, in the line below the tabs. Put RowMixin or NestedMixin before it: their ways back win.

    A page below the tab says `part = "equipment"` and stands under that part, in the line and in the breadcrumbs; after saving
    one returns to that part. A part whose page is not there, or not for this person, is left out.
    """

    parts_below = ()
    part = "overview"

    @cached_property
    def subparts(self):
        """[(Part, address)] of the parts this person sees."""
        found = [(part, self.address_of(part)) for part in self.parts_below]
        return [(part, url) for part, url in found if url and self.opens(part)]

    def address_of(self, part):
        return route_of(part.route, self.parent.slug)

    def opens(self, part):
        return not part.needs or getattr(self.may, part.needs)

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
