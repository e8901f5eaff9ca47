"""What became of an event, in the organiser's words."""
from django.utils.translation import gettext_lazy as _

from portal.shared.ui import Action
from portal.shared.views import UpdatePage
from projects.permissions import can_view_workspace
from trainings.actions.details import add_detail, change_detail
from trainings.choices import EventStatus
from trainings.forms.details import EventReportForm
from trainings.models import EventReport
from trainings.views.below import BelowEvent


def block(page):
    """For whoever works in the project, once the event was held; the report came with the event."""
    event = page.object
    if event.status != EventStatus.HELD or not can_view_workspace(page.request.user, event.project):
        return None
    report = getattr(event, "report", None)
    may_change = page.may.change
    if report is None and not may_change:
        return None
    label = _("Edit the report") if report is not None and report.summary else _("Write the report")
    actions = [Action(label, page.to("eventreport-edit"))] if may_change else []
    return {"report": report, "actions": actions}


class ReportEdit(BelowEvent, UpdatePage):
    """The report is begun by its first saving."""

    model = EventReport
    form_class = EventReportForm
    page_title = _("Report of the event")
    page_lead = _("A few sentences that the funder's report can use. No names.")

    def get_object(self):
        found = self.get_queryset().filter(event=self.kwargs["event_pk"]).first()
        return found or EventReport(event_id=self.kwargs["event_pk"])

    def get_success_url(self):
        return f"{super().get_success_url()}#report"

    def get_cancel_url(self):
        return self.get_success_url()

    def save(self, form):
        if self.object.pk is not None:
            return super().save(form)
        key = form.cleaned_data.get("idempotency_key")
        return self.done(add_detail(form.instance, by=self.request.user, key=key))

    verb = staticmethod(change_detail)
