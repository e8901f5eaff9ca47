"""Open lists (X-33): everybody who coordinates reads and extends them; two terms are made one in the admin."""
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.tables import Column
from portal.shared.ui import Action, Crumb, Tab
from portal.shared.views import CreatePage, ListPage
from portal.shared.vocabulary import add_term
from portal.shared.ways import reverse
from projects.forms.vocabulary import AudienceForm, TopicForm
from projects.models import Audience, Topic
from projects.permissions import can_create_project
from projects.views.workspace import route_of

# The lists of the floors above join by the names of their routes.
LISTS = (
    (_("Kinds of services"), "communities:servicekind-list"),
    (_("Audiences"), "projects:audience-list"),
    (_("Topics"), "projects:topic-list"),
    (_("Kinds of materials"), "trainings:resourcekind-list"),
    (_("Participants' roles"), "trainings:participantrole-list"),
)


class TermPage:
    """What the pages of all open lists share: `list_route`, and who may open them."""

    rule = staticmethod(can_create_project)
    list_route = ""
    tabs_label = _("Open lists")

    def tabs(self):
        found = [(label, name, route_of(name)) for label, name in LISTS]
        return [Tab(label, url, current=name == self.list_route) for label, name, url in found if url]


class TermList(TermPage, ListPage):
    page_lead = _("A list that is never closed: add what is missing. The administrator merges duplicates.")
    columns = [
        Column("name_et", _("In Estonian")),
        Column("name_lv", _("In Latvian"), empty=_("not translated")),
        Column("name_en", _("In English"), empty=_("not translated")),
    ]
    empty_title = _("Nothing here yet")

    def get_page_title(self):
        return capfirst(self.model._meta.verbose_name_plural)

    def primary_action(self):
        return Action(_("Add to the list"), reverse(self.list_route.replace("-list", "-create")), icon="plus")

    def count_text(self, count):
        return ngettext("%(count)d term", "%(count)d terms", count) % {"count": count}


class TermCreate(TermPage, CreatePage):
    verb = staticmethod(add_term)

    def get_success_url(self):
        return reverse(self.list_route)

    get_cancel_url = get_success_url

    def breadcrumbs(self):
        return [Crumb(capfirst(self.model._meta.verbose_name_plural), self.get_success_url()), Crumb(self.get_page_title())]


class AudienceList(TermList):
    model = Audience
    list_route = "projects:audience-list"


class AudienceCreate(TermCreate):
    model = Audience
    list_route = "projects:audience-list"
    form_class = AudienceForm
    page_title = _("Add an audience")


class TopicList(TermList):
    model = Topic
    list_route = "projects:topic-list"


class TopicCreate(TermCreate):
    model = Topic
    list_route = "projects:topic-list"
    form_class = TopicForm
    page_title = _("Add a topic")
