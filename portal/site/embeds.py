"""A project's public box in a frame on other web sites: only on those the project has listed, and the same for everybody."""
from django.contrib.auth.models import AnonymousUser
from django.utils.cache import patch_vary_headers
from django.views.generic import TemplateView

from portal.shared.reading import only, read, walk_together
from portal.shared.rules import RuleRequired, public
from portal.shared.views.base import find
from portal.shared.views.kept import KeptPage
from projects.cards import promise_card
from projects.models import Project
from projects.summaries import promise_board
from projects.summaries.board_rows import board_asked
from projects.summaries.embeds import origins_asked
from trainings.summaries.course import course_asked, invented_event

MOST_PROMISES, MOST_EVENTS = 6, 4


class EmbedPage(KeptPage, RuleRequired, TemplateView):
    """`frame-ancestors` names the project's sites; without any nobody may frame it, as everywhere in the portal."""

    rule = public
    template_name = "site/embed.html"
    origins = None

    def dispatch(self, request, *args, **kwargs):
        self.project = find(Project.objects.public().select_related("programme"), slug=kwargs["slug"])
        # Nobody is signed in within somebody else's page: the box holds what everybody may know.
        request.user = AnonymousUser()
        response = super().dispatch(request, *args, **kwargs)
        # Where the page is made, they came with its rows.
        origins = self.origins if self.origins is not None else read([origins_asked(self.project.pk)])[0]
        if origins:
            response.xframe_options_exempt = True
            response._csp_replace = {"frame-ancestors": origins}
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        patch_vary_headers(response, ["Cookie"])
        return response

    def get_context_data(self, **kwargs):
        rows, course, invented, self.origins = walk_together([
            board_asked(self.project), course_asked(self.project, AnonymousUser()), only(invented_event(self.project.pk)),
            only(origins_asked(self.project.pk)),
        ])
        board = promise_board(self.project, public=True, checks=False, rows=rows)
        return super().get_context_data(
            project=self.project, promises=[promise_card(promise) for promise in board.promises[:MOST_PROMISES]],
            has_demo_data=bool(invented), more=max(len(board.promises) - MOST_PROMISES, 0),
            events=course.coming[:MOST_EVENTS], **kwargs,
        )
