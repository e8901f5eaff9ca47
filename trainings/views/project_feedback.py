"""The feedback of a project's events side by side: where it went well, and where an organiser owes a word."""
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.shared.tables import Column
from portal.shared.ui import Stat
from portal.shared.views import ListPage
from projects.permissions import can_view_workspace
from trainings.filters.evidence import FeedbackFilters
from trainings.models import Event, EventReport, Feedback
from trainings.models.evidence import SCORES
from trainings.summaries.counted import with_people
from trainings.summaries.feedback import feedback_by_event, figures_of, label_of, mean_text, nps_text
from trainings.views.calendar import WHEN
from trainings.views.feedback_summary import note_of
from trainings.views.tab import TrainingsTab


class ProjectFeedback(TrainingsTab, ListPage):
    """Events with an answer. Figures only: what was written stands on each event's own page."""

    part = "feedback"
    model = Event
    rule = staticmethod(can_view_workspace)
    template_name = "trainings/project_feedback.html"
    page_title = _("Feedback")
    page_lead = _("What people said after each event, without their names.")
    filterset_class = FeedbackFilters
    default_sort = "-when"
    empty_title = _("No answers yet")
    empty_text = _("Hand out the address or the code at the end of the day. It takes two minutes.")

    def get_queryset(self):
        rows = Event.objects.visible_to(self.request.user).filter(project=self.parent).live()
        rows = rows.filter(Exists(Feedback.objects.filter(event=OuterRef("pk"))))
        said = EventReport.objects.filter(event=OuterRef("pk")).exclude(feedback_comment="")
        return with_people(rows).annotate(has_comment=Exists(said))

    def get_columns(self):
        return [
            WHEN,
            Column("title", _("Event"), url=self.address, sort="search_key"),
            Column("answers", _("Answers"), kind="number", value=lambda row: row.figures.answers),
            Column("rate", _("Answer rate"), kind="percent", value=lambda row: row.figures.rate, empty=_("not counted")),
            *(
                Column(name, label_of(name), value=lambda row, place=place: mean_text(row.figures.scores[place].mean),
                       export=lambda row, place=place: row.figures.scores[place].mean, empty="–")
                for place, name in enumerate(SCORES)
            ),
            Column("nps", "NPS", value=lambda row: nps_text(row.figures.recommending),
                   export=lambda row: row.figures.recommending.score, empty="–"),
            Column("state", _("State"), kind="badge", value=lambda row: state_of(row)[0], tone=lambda row: state_of(row)[1]),
        ]

    def address(self, row):
        return reverse("trainings:feedback-summary", args=[self.parent.slug, row.pk])

    @cached_property
    def told(self):
        """The rows of the whole list with their figures, so that the line above tells of all of them."""
        rows = list(super().get_rows())
        figures = feedback_by_event([row.pk for row in rows])
        for row in rows:
            row.project, row.figures = self.parent, figures[row.pk].of_people(row.came)
        return rows

    def get_rows(self):
        return self.told

    def count_text(self, count):
        """The answers first: they are what the figure of a promise says."""
        answers = sum(row.figures.answers for row in self.told)
        said = ngettext("%(n)d answer", "%(n)d answers", answers) % {"n": answers}
        events = ngettext("%(count)d event", "%(count)d events", count) % {"count": count}
        return f"{said} ({events})"

    def get_context_data(self, **kwargs):
        figures = figures_of(Feedback.objects.filter(event__in=[row.pk for row in self.told]).only("recommend", *SCORES))
        means = [Stat(row.label, mean_text(row.mean) or "–", note_of(row)) for row in figures.scores]
        stats = [
            Stat(_now("Answers"), str(figures.answers)),
            Stat("NPS", nps_text(figures.recommending) or "–", _now("from −100 to +100")), *means,
        ]
        return super().get_context_data(stats=stats if figures.answers else [], **kwargs)


def state_of(row):
    if not row.figures.low:
        return _("good"), "good"
    return (_("commented"), "neutral") if row.has_comment else (_("needs a comment"), "attention")
