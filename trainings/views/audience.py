"""What there is for one audience: coming events, materials, and the activities that are meant for it (X-31)."""
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared.rules import public
from portal.shared.ui import Action, Crumb
from portal.shared.views import DetailPage
from portal.shared.views.kept import KeptPage
from projects.models import Audience
from trainings.summaries.audiences import for_audience
from trainings.views.calendar import calendar_crumb, feed_of
from trainings.views.toolbox import card_of


class AudienceDetail(KeptPage, DetailPage):
    model = Audience
    rule = public
    template_name = "trainings/audience_detail.html"
    page_lead = _("What is coming, what there is to read and watch, and what the projects do.")

    def breadcrumbs(self):
        return [calendar_crumb(), Crumb(str(self.object))]

    def ways(self):
        """The same question asked of the whole calendar and of the whole toolbox."""
        query = f"?audience={self.object.pk}"
        return {
            "calendar": reverse("trainings:event-list") + f"{query}&when=coming",
            "past": reverse("trainings:event-list") + f"{query}&when=past",
            "toolbox": reverse("trainings:resource-list") + query,
        }

    def get_context_data(self, **kwargs):
        found = for_audience(self.object, self.request.user, timezone.localdate())
        return super().get_context_data(
            events=found.coming, cards=[card_of(row) for row in found.materials], projects=by_project(found.activities),
            ways=self.ways(), feed=feed_of(self.request, {"audience": self.object.pk}), **kwargs,
        )


def by_project(activities):
    """[(project, [Action])]: each activity leads to its place on the project's public page."""
    found = {}
    for activity in activities:
        project = activity.project
        way = Action(str(activity), f"{project.get_absolute_url()}#activity-{activity.pk}")
        found.setdefault(project.pk, (project, []))[1].append(way)
    return list(found.values())
