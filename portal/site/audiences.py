"""What there is for one audience: coming events, news, materials, activities, and where to begin (X-31)."""
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.shared.rules import public
from portal.shared.structured import Structured
from portal.shared.ui import Action, Crumb
from portal.shared.views import DetailPage, ShowPage
from portal.shared.views.kept import KeptPage
from portal.shared.ways import reverse
from projects.models import Audience
from projects.summaries.front import audiences_served
from trainings.summaries.audiences import for_audience
from trainings.views.calendar import feed_of
from trainings.views.news_drawn import news_cards
from trainings.views.toolbox import card_of

MOST_NEWS = 4


class AudiencePage(Structured, KeptPage, DetailPage):
    """One address to hand on: everything the portal holds for villages, or for municipalities."""

    model = Audience
    has_object = True
    slug_field = "code"
    slug_kwarg = "code"
    rule = public
    template_name = "site/audience.html"
    page_lead = _("What is coming, what there is to read and watch, and what the projects do.")

    def breadcrumbs(self):
        return [Crumb(_("For whom"), reverse("site:audience-list")), Crumb(str(self.object))]

    def ways(self):
        """The same question asked of the whole calendar, of the whole toolbox and of all projects."""
        query = f"?audience={self.object.pk}"
        return {
            "calendar": reverse("trainings:event-list") + f"{query}&when=coming",
            "past": reverse("trainings:event-list") + f"{query}&when=past",
            "toolbox": reverse("trainings:resource-list") + query,
            "news": reverse("trainings:news-list") + query,
            "projects": reverse("projects:project-list") + query,
        }

    @cached_property
    def found(self):
        return for_audience(self.object, self.request.user, timezone.localdate())

    def news(self):
        found = self.found.news[:MOST_NEWS]
        return found and news_cards(found, level=3)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            events=self.found.coming, cards=[card_of(row) for row in self.found.materials], pieces=self.news(),
            projects=by_project(self.found.activities), ways=self.ways(),
            feed=feed_of(self.request, {"audience": self.object.pk}), **kwargs,
        )


class AudienceListPage(Structured, KeptPage, ShowPage):
    """Everybody chooses who he is; only audiences for which there is something."""

    rule = public
    template_name = "site/audience_list.html"
    page_title = _("For whom")
    page_lead = _("Choose who you are, and see what the projects have for you.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(audiences=audiences_served(), **kwargs)


def by_project(activities):
    """[(project, [Action])]: each activity leads to its place on the project's public page."""
    found = {}
    for activity in activities:
        project = activity.project
        way = Action(str(activity), f"{project.get_absolute_url()}#activity-{activity.pk}")
        found.setdefault(project.pk, (project, []))[1].append(way)
    return list(found.values())
