"""The tasks of a plan on one time line."""
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities import permissions
from communities.choices import TaskStatus
from communities.models import PlanTask
from communities.views.editor import EditorPage
from portal.shared.dates import format_period
from portal.shared.tables import Column, Table
from portal.shared.ui import Action, Crumb, TimelineRow
from portal.shared.views import ShowPage

STATES = {TaskStatus.PLANNED: "planned", TaskStatus.STARTED: "active", TaskStatus.DONE: "done"}
TONES = {
    TaskStatus.PLANNED: "neutral", TaskStatus.STARTED: "info", TaskStatus.DONE: "good", TaskStatus.DROPPED: "neutral",
}
COLUMNS = [
    Column("name", _("Task")),
    Column("period", _("Period"), kind="period", value=lambda row: (row.start, row.end) if row.start or row.end else None),
    Column("responsible_role", _("Who answers for it"), empty=_("not stated")),
    Column("service", _("Service")),
    Column("cost", pgettext_lazy("of a task", "Cost"), kind="money"),
    Column("status", _("State"), kind="badge", value="get_status_display", tone=lambda row: TONES[row.status]),
]


class PlanTimeline(EditorPage, ShowPage):
    """Whoever sees the plan sees when what happens; dropped tasks stand in the list only."""

    rule = staticmethod(permissions.can_view_plan)
    template_name = "communities/editor/timeline.html"
    page_title = _("Tasks on a time line")

    def crumbs_below(self):
        return [Crumb(str(self.plan), self.plan.get_absolute_url())]

    def page_eyebrow(self):
        return self.plan.title

    def actions(self):
        section = self.plan.template and self.plan.template.sections.live().filter(kind="tasks").first()
        if section and permissions.can_write_plan(self.request.user, self.plan):
            return [Action(_("Change the tasks"), self.url_of("plan-section", section.code), primary=True, icon="edit")]
        return []

    def get_context_data(self, **kwargs):
        tasks = list(PlanTask.objects.live().filter(plan=self.plan).select_related("service").order_by("order", "pk"))
        rows = [
            TimelineRow(
                task.name, task.start and task.start.lower, task.end and task.end.upper,
                format_period(task.start, task.end), STATES[task.status],
            )
            for task in tasks if task.status in STATES
        ]
        table = Table(COLUMNS, tasks, caption=_("Tasks"))
        return super().get_context_data(plan=self.plan, rows=rows, table=table, today=timezone.localdate(), **kwargs)
