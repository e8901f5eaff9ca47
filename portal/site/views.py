"""The pages for everybody: the front page and each project's own."""
from django.utils import timezone
from django.views.generic import TemplateView

from portal.shared.rules import RuleRequired, public
from portal.shared.views import DetailPage
from portal.shared.views.kept import KeptPage
from portal.site.summaries import STORY_ORDER, project_page
from projects import permissions
from projects.models import Project
from projects.summaries import front_figures
from trainings.summaries import coming_events


class FrontPage(KeptPage, RuleRequired, TemplateView):
    """What this is, which projects there are, what comes next."""

    rule = public
    template_name = "site/front.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            projects=Project.objects.public().select_related("programme"),
            figures=front_figures(),
            events=coming_events(self.request.user, timezone.localdate(), 5),
            **kwargs,
        )


class ProjectPage(KeptPage, DetailPage):
    """One project, told whole: what is stated, what follows from it, and nothing else."""

    model = Project
    has_object = True
    rule = public
    template_name = "site/project.html"
    may_rules = {"work": permissions.can_view_workspace, "edit": permissions.can_edit_project}

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

    def get_context_data(self, **kwargs):
        page = project_page(self.object, self.request.user)
        return super().get_context_data(page=page, story=page.story, story_order=self.narratives(page.story), **kwargs)

    @staticmethod
    def narratives(story):
        return [(kind.label, story.narrative(kind)) for kind in STORY_ORDER if story.narrative(kind)]
