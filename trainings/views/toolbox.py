"""The toolbox (aardekast): what the projects give to everybody who wants to do the same (C-19)."""
from urllib.parse import urlsplit

from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.requests import query_with
from portal.shared.rules import public
from portal.shared.tables import Column
from portal.shared.ui import Action, Crumb, Fact, Tab
from portal.shared.views import DetailPage, ListPage
from portal.shared.views.kept import KeptPage
from portal.shared.ways import reverse
from projects.permissions import can_download_document, can_view_workspace
from projects.views.workspace import route_of
from trainings import permissions
from trainings.filters.resources import ResourceFilters
from trainings.models import Event, Resource
from trainings.summaries.resources import shown_resources
from trainings.views.published import PublishedPage

# More projects than these get no button each; the way then leads through the project.
MOST_BUTTONS = 4
NEWEST, BY_TITLE = "-published", "title"


def toolbox_crumb():
    return Crumb(_("Toolbox"), reverse("trainings:resource-list"))


def workspace_crumbs(project):
    return [
        Crumb(_("Projects"), reverse("projects:project-list")),
        Crumb(str(project), route_of("dashboards:overview", project.slug) or project.get_absolute_url()),
        Crumb(_("Trainings"), reverse("trainings:project-events", args=[project.slug])),
    ]


def names(rows):
    return ", ".join(str(row) for row in rows)


def length_text(minutes):
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes} if minutes else ""


def card_of(resource):
    """A material as it stands in lists: what it is, for whom, and a line of small facts."""
    facts = [resource.author, str(resource.year or ""), resource.get_language_display(), length_text(resource.minutes)]
    return {
        "resource": resource,
        "facts": " · ".join(str(fact) for fact in facts if fact),
        "audiences": names(resource.audiences.all()),
        "draft": resource.published_on is None,
    }


COLUMNS = [
    Column("title", _("Title"), url=Resource.get_absolute_url, sort="search_key"),
    Column("kind", _("Kind"), sort=("kind__order", "search_key")),
    Column("language", _("Language"), value="get_language_display", sort="language"),
    Column("audiences", _("Audiences"), value=lambda row: names(row.audiences.all())),
    Column("topics", _("Topics"), value=lambda row: names(row.topics.all())),
    Column("summary", _("What it is about")),
    Column("author", _("Author"), sort="author"),
    Column("year", _("Year"), value=lambda row: str(row.year or ""), export=lambda row: row.year, sort="year"),
    Column("licence", _("Licence")),
    Column("url", _("Address"), kind="link"),
    Column("minutes", _("Length in minutes"), kind="number", empty=""),
    Column("project", _("Project"), value="project.acronym", sort="project__sort_key"),
    Column("published", _("Public since"), kind="date", value="published_on", sort="published_on", empty=_("not published")),
]


class ResourceListPage(KeptPage, ListPage):
    """Everybody sees what is published; the people of a project also what waits to be."""

    model = Resource
    rule = public
    template_name = "trainings/resource_list.html"
    filterset_class = ResourceFilters
    page_title = _("Toolbox")
    page_lead = _("Guides, articles and recordings of the projects, free to use.")
    columns = COLUMNS
    default_sort = NEWEST
    paginate_by = 24
    empty_title = _("The toolbox is still empty")

    def get_queryset(self):
        rows = shown_resources(self.request.user)
        # Cards tell no topics; the file does.
        return rows if self.request.GET.get("format") else rows.prefetch_related(None).prefetch_related("audiences")

    def known_count(self, bound):
        """The shelves tell it, unless something else is asked than one of them, or a project."""
        form = self.filterset.form
        chosen = form.cleaned_data if form.is_valid() else {"not": "understood"}
        if any(value for name, value in chosen.items() if name not in {"kind", "project"}):
            return None
        return sum(shelf.count for shelf in self.filterset.shelves if chosen.get("kind") in {None, "", str(shelf.kind.pk)})

    def breadcrumbs(self):
        """Whoever works in the chosen project came from its tab and goes back there."""
        project = self.filterset.chosen_project
        if project is None or not can_view_workspace(self.request.user, project):
            return [Crumb(self.page_title)]
        return [*workspace_crumbs(project), Crumb(self.page_title)]

    @cached_property
    def own_projects(self):
        """The projects to which this person may add: the chosen one, or his own."""
        user, chosen = self.request.user, self.filterset.chosen_project
        if not user.is_authenticated:
            return []
        projects = [chosen] if chosen else list({row.project_id: row.project for row in user.memberships_now()}.values())
        return [project for project in projects if permissions.can_plan_event(user, project)]

    def actions(self):
        mine = self.own_projects
        if len(mine) == 1:
            return [Action(_("Add a material"), create_url(mine[0]), primary=True, icon="plus")]
        if len(mine) > MOST_BUTTONS:
            return []
        label = _("Add to %(project)s")
        return [Action(label % {"project": project}, create_url(project), icon="plus") for project in mine]

    def count_text(self, count):
        return ngettext("%(count)d material", "%(count)d materials", count) % {"count": count}

    def orders(self):
        """The two orders a reader asks for; the file has all of them."""
        now = self.ordering[1]
        ways = [(NEWEST, _("Newest first")), (BY_TITLE, _("By title"))]
        return [Tab(label, query_with(self.request, sort=key, page=None, format=None), now == key) for key, label in ways]

    def shelf_links(self):
        """One way to each kind, in the chosen project when there is one: it leads to as many as it says (X-37)."""
        chosen, project = self.request.GET.get("kind", ""), self.filterset.chosen_project
        base = {"project": project.slug} if project else {}
        shelves = [(str(shelf.kind.pk), str(shelf.kind), shelf.count) for shelf in self.filterset.shelves]
        whole = ("", _("All"), sum(count for _key, _label, count in shelves))
        return [
            Tab(label, f"?{urlencode(base | ({'kind': key} if key else {}))}", current=chosen == key, count=count)
            for key, label, count in [whole, *shelves]
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "cards": [card_of(row) for row in context["page_obj"].object_list],
            "shelves": self.shelf_links(), "orders": self.orders(),
        }


def create_url(project):
    return reverse("trainings:resource-create", args=[project.slug])


class ResourceDetail(KeptPage, PublishedPage, DetailPage):
    """One material: what one must know in order to use it, and the way to it."""

    route = "trainings:resource"
    model = Resource
    rule = public
    template_name = "trainings/resource_detail.html"
    may_rules = {
        "edit": permissions.can_edit_resource, "change": permissions.can_change_resource,
        "publish": permissions.can_publish_resource,
    }

    def get_queryset(self):
        rows = super().get_queryset().select_related("kind", "project", "document", "event")
        return rows.prefetch_related("audiences", "topics")

    def breadcrumbs(self):
        return [toolbox_crumb(), Crumb(str(self.object))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            may=self.may, badge=self.badge(), ways=self.ways(), facts=self.facts(), **kwargs
        )

    def ways(self):
        """Where the material lies: its address, and its file when this person may fetch it."""
        row, found = self.object, []
        if row.document is not None:
            row.document.project = row.project
            if can_download_document(self.request.user, row.document):
                note = f"{row.document.file_name}, {-(-row.document.size // 1024)} kB"
                found.append({"label": _("Download"), "url": row.document.get_absolute_url(), "icon": "download", "note": note})
        if row.url:
            found.append({"label": _("Go to the page"), "url": row.url, "icon": "link", "note": urlsplit(row.url).hostname or ""})
        return found

    @cached_property
    def visible_event(self):
        """The event it comes from, when this person may see it."""
        if not self.object.event_id:
            return None
        return Event.objects.visible_to(self.request.user).filter(pk=self.object.event_id).first()

    def facts(self):
        row, event = self.object, self.visible_event
        found = [
            Fact(_("Kind"), str(row.kind)),
            Fact(_("For whom"), names(row.audiences.all())),
            Fact(_("Topics"), names(row.topics.all())),
            Fact(_("Language"), str(row.get_language_display())),
            Fact(_("Author"), row.author),
            Fact(_("Licence"), row.licence),
            Fact(_("Year"), str(row.year or "")),
            Fact(_("Project"), str(row.project), url=row.project.get_absolute_url()),
        ]
        if row.minutes:
            captions = {True: _("with captions"), False: _("without captions")}.get(row.captions, "")
            found.insert(4, Fact(_("Length"), length_text(row.minutes), note=captions))
        if event is not None:
            found.append(Fact(_("Recorded at"), str(event), url=event.get_absolute_url()))
        # Who made it and what one may do with it is asked for; the rest is there or it is not.
        return [fact for fact in found if fact.value or fact.label in {_("Author"), _("Licence")}]
