"""A chapter: written by hand, or taken anew from what happened."""
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.reports import permissions
from portal.reports.actions import change_section, renew_section
from portal.reports.forms import ReportSectionForm
from portal.reports.models import Report, ReportSection
from portal.reports.summaries.live import suggestion
from portal.reports.views.reports import ReportsTab
from portal.shared.ui import Action
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, UpdatePage
from projects.views.rows import NestedMixin


class SectionPage(NestedMixin, ReportsTab):
    model = ReportSection
    owner_model, owner_field, owner_kwarg = Report, "report", "report_pk"
    owner_related = ("programme",)
    about_owner = True
    rule = staticmethod(permissions.can_edit_report)

    def get_queryset(self):
        return ReportSection.objects.filter(report=self.kwargs["report_pk"], report__project=self.parent)

    @property
    def subject(self):
        return self.owner or self.parent

    def get_success_url(self):
        return f"{self.to('report-detail', self.owner.pk)}#{self.object.key}"

    get_cancel_url = get_success_url


class SectionEdit(SectionPage, UpdatePage):
    template_name = "reports/reportsection_edit.html"
    form_class = ReportSectionForm
    verb = staticmethod(spread(change_section))
    success_message = _("The chapter is saved.")

    def get_page_title(self):
        return str(self.object)

    def actions(self):
        return [Action(_("Take the suggestion anew"), self.to("reportsection-renew", self.owner.pk, self.object.pk))]


class SectionRenew(SectionPage, ActionPage):
    template_name = "reports/reportsection_renew.html"
    has_object = True
    question = _("Take the suggestion anew?")
    explanation = _("The chapter is written again from what happened until now. What stands in it now stays in the history.")
    submit_label = _("Take the suggestion")
    success_message = _("The chapter is written anew.")

    @cached_property
    def suggestion(self):
        return suggestion(self.owner, self.object.key)

    def perform(self, _subject):
        renew_section(self.object, by=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(suggestion=self.suggestion, **kwargs)
