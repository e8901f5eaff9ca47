"""A project's public box in a frame on other web sites: only on those the project has listed, and the same for everybody."""
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.generic import TemplateView

from portal.shared.rules import RuleRequired, public
from portal.shared.views.base import find
from portal.shared.views.kept import KeptPage
from projects.cards import promise_card
from projects.models import Project
from projects.summaries import promise_board
from projects.summaries.embeds import origins_of
from trainings.summaries import coming_events
from trainings.summaries.news import has_demo_data

MOST_PROMISES, MOST_EVENTS = 6, 4


class EmbedPage(KeptPage, RuleRequired, TemplateView):
    """`frame-ancestors` names the project's sites; without any nobody may frame it, as everywhere in the portal."""

    rule = public
    template_name = "site/embed.html"

    def dispatch(self, request, *args, **kwargs):
        self.project = find(Project.objects.public().select_related("programme"), slug=kwargs["slug"])
        # Nobody is signed in within somebody else's page: the box holds what everybody may know.
        request.user = AnonymousUser()
        response = super().dispatch(request, *args, **kwargs)
        origins = origins_of(self.project)
        if origins:
            response.xframe_options_exempt = True
            response._csp_replace = {"frame-ancestors": origins}
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        patch_vary_headers(response, ["Cookie"])
        return response

    def get_context_data(self, **kwargs):
        board = promise_board(self.project, public=True, checks=False)
        return super().get_context_data(
            project=self.project, promises=[promise_card(promise) for promise in board.promises[:MOST_PROMISES]],
            has_demo_data=has_demo_data(self.project), more=max(len(board.promises) - MOST_PROMISES, 0),
            events=coming_events(AnonymousUser(), timezone.localdate(), MOST_EVENTS, self.project), **kwargs,
        )
