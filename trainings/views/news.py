"""News for everybody: the list and one piece; and what an event's page says of them."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.rules import public
from portal.shared.structured import Structured
from portal.shared.tables import Column
from portal.shared.ui import Action, Crumb, Fact
from portal.shared.views import DetailPage, ListPage
from portal.shared.views.kept import CountKept, KeptPage
from portal.shared.ways import reverse
from projects.permissions import can_view_workspace
from projects.views.workspace import route_of
from trainings import permissions
from trainings.choices import EventStatus
from trainings.exports.structured import news_data
from trainings.filters.news import NewsFilters
from trainings.models import Event, News
from trainings.summaries.news import NEWS, shown_news
from trainings.views.news_drawn import news_cards
from trainings.views.published import PublishedPage
from trainings.views.toolbox import MOST_BUTTONS, workspace_crumbs

COLUMNS = [
    Column("title", _("Title"), url=News.get_absolute_url, sort="search_key"),
    Column("published", _("Public since"), kind="date", value="published_on", sort="published_on", empty=_("not published")),
    Column("happened", _("Happened on"), kind="date", value="happened_on", sort="happened_on"),
    Column("project", _("Project"), value="project.acronym", sort="project__sort_key"),
    Column("activity", _("Activity"), value=lambda row: row.activity and str(row.activity)),
    Column("event", _("Event"), value=lambda row: row.event and str(row.event)),
    Column("text", _("Text")),
]


def news_crumb():
    return Crumb(_("News"), reverse("trainings:news-list"))


def create_url(project):
    return reverse("trainings:news-create", args=[project.slug])


class NewsListPage(KeptPage, CountKept, ListPage):
    """Everybody reads what is published; the people of a project also what waits to be."""

    model = News
    kept_count = NEWS
    rule = public
    template_name = "trainings/news_list.html"
    filterset_class = NewsFilters
    page_title = _("News")
    page_lead = _("What the projects did, told by the people who did it.")
    columns = COLUMNS
    default_sort = "-published"
    paginate_by = 20
    empty_title = _("No news yet")

    def get_queryset(self):
        return shown_news(self.request.user)

    @property
    def project(self):
        return self.filterset.chosen_project

    def breadcrumbs(self):
        if self.project is None or not can_view_workspace(self.request.user, self.project):
            return [Crumb(self.page_title)]
        return [*workspace_crumbs(self.project), Crumb(self.page_title)]

    def actions(self):
        """A button for each project to which this person may add; for the chosen one, when there is one."""
        user = self.request.user
        if not user.is_authenticated:
            return []
        own = {row.project_id: row.project for row in user.memberships_now()}.values()
        mine = [row for row in ([self.project] if self.project else own) if permissions.can_plan_event(user, row)]
        if len(mine) == 1:
            return [Action(_("Write a piece of news"), create_url(mine[0]), primary=True, icon="plus")]
        if len(mine) > MOST_BUTTONS:
            return []
        return [Action(_("Write for %(project)s") % {"project": row}, create_url(row), icon="plus") for row in mine]

    def count_text(self, count):
        return ngettext("%(count)d piece of news", "%(count)d pieces of news", count) % {"count": count}

    def feed(self):
        """The address a feed reader takes: of the chosen project, otherwise of all."""
        if self.project is not None and self.project.is_public:
            return route_of("site:project-feed", self.project.slug)
        return route_of("site:news-feed")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(feed=self.feed(), **kwargs)
        pieces = context["page_obj"].object_list
        return context | {"pieces": pieces and news_cards(pieces, level=2)}


class NewsDetail(Structured, KeptPage, PublishedPage, DetailPage):
    """One piece of news."""

    route = "trainings:news"
    model = News
    rule = public
    template_name = "trainings/news_detail.html"
    may_rules = {
        "edit": permissions.can_edit_news, "change": permissions.can_change_news, "publish": permissions.can_publish_news,
    }

    def get_queryset(self):
        return super().get_queryset().select_related("project__programme", "activity", "event")

    def get_object(self):
        news = super().get_object()
        if news.activity_id:
            news.activity.project = news.project
        return news

    def breadcrumbs(self):
        return [news_crumb(), Crumb(str(self.object))]

    def structured_data(self):
        return [news_data(self.object, self.request.build_absolute_uri)]

    @cached_property
    def visible_event(self):
        """The event it tells of, when this person may see it."""
        if not self.object.event_id:
            return None
        return Event.objects.visible_to(self.request.user).filter(pk=self.object.event_id).first()

    def facts(self):
        row, event = self.object, self.visible_event
        found = [Fact(_("Project"), str(row.project), url=row.project.get_absolute_url())]
        if row.activity_id:
            found.append(Fact(_("Activity"), str(row.activity)))
        if event is not None:
            found.append(Fact(_("Event"), str(event), url=event.get_absolute_url()))
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(may=self.may, badge=self.badge(), facts=self.facts(), **kwargs)


def block(page):
    """On the page of an event that was held: what was told of it, and for its editors the way to tell it."""
    event, user = page.object, page.request.user
    if event.status != EventStatus.HELD or event.is_archived:
        return None
    pieces = list(shown_news(user).filter(event=event)) if event.has_news else []
    may_write = page.may.edit and permissions.can_plan_event(user, event.project)
    if not pieces and not may_write:
        return None
    return {"pieces": pieces, "write_url": f"{create_url(event.project)}?event={event.pk}" if may_write else ""}
