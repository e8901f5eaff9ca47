"""A report's steps: freeze it, open it again, take a draft away."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.reports import permissions
from portal.reports.actions import freeze_report, remove_report, reopen_report
from portal.reports.forms import FreezeForm, ReopenForm
from portal.reports.summaries.figures import Happened
from portal.reports.summaries.gaps import gaps_of
from portal.reports.views.reports import ReportRows
from portal.shared.views import ActionPage
from projects.views.parts import RemoveRow


class ReportFreeze(ReportRows, ActionPage):
    """What is missing stands on the page, and may stay missing."""

    rule = staticmethod(permissions.can_edit_report)
    template_name = "reports/report_freeze.html"
    form_class = FreezeForm
    question = _("Freeze the report?")
    explanation = _(
        "Its words, its figures and the rows behind them are written down for good, and everybody of the project can read them."
    )
    submit_label = _("Freeze the report")
    success_message = _("The report is frozen.")

    def get_form(self, data=None):
        return self.form_class(
            data, user=self.request.user, parent=self.object, initial={"version": self.object.version}
        )

    @cached_property
    def gaps(self):
        return gaps_of(Happened(self.object))

    def perform(self, report):
        self.frozen = freeze_report(report, by=self.request.user, version=self.form.cleaned_data["version"])

    def get_success_url(self):
        return self.to("reportversion-detail", self.object.pk, self.frozen.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(gaps=self.gaps, **kwargs)


class ReportReopen(ReportRows, ActionPage):
    rule = staticmethod(permissions.can_reopen_report)
    form_class = ReopenForm
    question = _("Open the report again?")
    explanation = _("It becomes a draft again. What was frozen stays as it is; the next freeze is the next version.")
    submit_label = _("Open it again")
    success_message = _("The report is a draft again.")

    def perform(self, report):
        reopen_report(report, reason=self.form.cleaned_data["reason"], by=self.request.user)


class ReportRemove(ReportRows, RemoveRow):
    rule = staticmethod(permissions.can_edit_report)
    verb = staticmethod(remove_report)
    question = _("Remove this report?")
    explanation = _("Only a draft that was never frozen can be removed; its history stays.")

    def get_success_url(self):
        return self.to("report-list")
