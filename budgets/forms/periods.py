"""Reporting periods: one by one, or as the rules want them."""
from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.models import FundingShare, ReportingPeriod
from portal.shared.forms import PlainForm, PortalForm
from projects.models import Programme


def funders_of(_user, project):
    """The programmes to whom a project may report: its own, and those that its partners' budgets name."""
    named = FundingShare.objects.filter(budget__project=project, programme__isnull=False).values("programme")
    return Programme.objects.filter(pk__in=named) | Programme.objects.filter(pk=project.programme_id)


class ReportingPeriodForm(PortalForm):
    scope = {"programme": funders_of}

    class Meta:
        model = ReportingPeriod
        fields = ["number", "programme", "starts_on", "ends_on", "partner_due_on", "claim_due_on", "is_final"]

    def get_warnings(self):
        """A period may reach over the project's days when the funder says so."""
        period, project = self.instance, self.instance.project
        before = project.starts_on and period.starts_on < project.starts_on
        after = project.ends_on and period.ends_on > project.ends_on
        if before or after:
            yield _("The period reaches over the project's days (%(days)s).") % {"days": project.period_text}


class MakePeriodsForm(PlainForm):
    """`parent`: the project."""

    programme = forms.ModelChoiceField(
        label=_("Reported to"), queryset=Programme.objects.none(), required=False,
        help_text=_("Empty means: the project's own programme."),
    )
    scope = {"programme": funders_of}
