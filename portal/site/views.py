"""The pages for everybody: the front page and each project's own."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from portal.shared.reading import only, walk_together
from portal.shared.rules import RuleRequired, public
from portal.shared.structured import Structured, ld_json
from portal.shared.ui import Crumb
from portal.shared.views import DetailPage
from portal.shared.views.kept import KeptPage
from portal.shared.ways import reverse
from portal.site.drawn import sections_of
from portal.site.structured import project_data, site_data
from portal.site.summaries import MOST_NEWS, STORY_ORDER, project_page
from projects import permissions
from projects.models import Project
from projects.summaries.front import front_asked
from trainings.summaries.course import news_of, next_asked
from trainings.views.news_drawn import news_cards

MOST_EVENTS = 5


class FrontPage(KeptPage, RuleRequired, TemplateView):
    """What this is, which projects there are, what comes next."""

    rule = public
    template_name = "site/front.html"

    def get_context_data(self, **kwargs):
        front, events, news = walk_together([
            front_asked(), next_asked(self.request.user, MOST_EVENTS), only(news_of(None, str(MOST_NEWS))),
        ])
        return super().get_context_data(
            front=front, projects=front.projects, figures=front.figures, audiences=front.audiences, events=events,
            news=news and news_cards(news, level=3),
            structured=ld_json([site_data(self.request.build_absolute_uri)]), **kwargs,
        )


class ProjectPage(Structured, KeptPage, DetailPage):
    """One project, told whole: what is stated, what follows from it, and nothing else."""

    model = Project
    has_object = True
    rule = public
    template_name = "site/project.html"
    may_rules = {"work": permissions.can_view_workspace, "edit": permissions.can_edit_project}

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

    def breadcrumbs(self):
        return [Crumb(_("Projects"), reverse("projects:project-list")), Crumb(str(self.object))]

    @cached_property
    def page(self):
        return project_page(self.object, self.request.user)

    def structured_data(self):
        return [project_data(self.object, self.page.story, self.request.build_absolute_uri)]

    def get_context_data(self, **kwargs):
        story = self.page.story
        sections = sections_of(self.page, story, self.narratives(story))
        return super().get_context_data(page=self.page, story=story, sections=sections, **kwargs)

    @staticmethod
    def narratives(story):
        return [(kind.label, story.narrative(kind)) for kind in STORY_ORDER if story.narrative(kind)]
