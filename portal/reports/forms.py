"""The short forms of a report."""
from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.models import ReportingPeriod
from portal.reports.models import Report, ReportSection
from portal.shared.forms import PlainForm, PortalForm
from projects.models import FundingLink, Programme


def funders_of(_user, project):
    """The project's programme, those its funding chain names, and those its reporting periods are for."""
    linked = FundingLink.objects.filter(project=project, programme__isnull=False).values("programme")
    periods = ReportingPeriod.objects.filter(project=project, programme__isnull=False).values("programme")
    rows = Programme.objects.filter(pk__in=linked) | Programme.objects.filter(pk__in=periods)
    return rows | Programme.objects.filter(pk=project.programme_id)


def periods_of(_user, project):
    return ReportingPeriod.objects.filter(project=project)


class ReportForm(PortalForm):
    """Which months, for whom, in which language: nothing else is asked before the report stands ready."""

    layout_groups = [
        (_("Which months"), ["period", "starts_on", "ends_on"]), (_("For whom"), ["programme", "language", "title"]),
    ]
    scope = {"programme": funders_of, "period": periods_of}

    class Meta:
        model = Report
        fields = ["period", "starts_on", "ends_on", "programme", "language", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("starts_on", "ends_on", "title"):
            self.fields[name].required = False
        self.fields["period"].help_text = _("Or write both days below.")
        self.fields["starts_on"].help_text = _("Empty means: the first day of the period. For example 01.07.2024.")
        self.fields["ends_on"].help_text = _("Empty means: the last day of the period.")
        self.fields["title"].help_text = _("Empty means: named after its months.")
        self.fields["programme"].empty_label = _("not stated")

    def clean(self):
        cleaned = super().clean()
        period = cleaned.get("period")
        for name in ("starts_on", "ends_on"):
            if cleaned.get(name) is None and name not in self.errors:
                if period is None:
                    self.add_error(name, _("Choose a period above, or write the day."))
                else:
                    cleaned[name] = getattr(period, name)
        if period is not None and cleaned.get("programme") is None:
            cleaned["programme"] = period.programme
        return cleaned

    def _get_validation_exclusions(self):
        """A report without a name is named after its months by the verb."""
        return super()._get_validation_exclusions() | ({"title"} if not self.cleaned_data.get("title") else set())


class ReportEditForm(PortalForm):
    layout_groups = [(_("What it is called"), ["title", "programme"]), (_("Which months"), ["starts_on", "ends_on"])]
    scope = {"programme": funders_of}

    class Meta:
        model = Report
        fields = ["title", "programme", "starts_on", "ends_on"]


class ReportSectionForm(PortalForm):
    class Meta:
        model = ReportSection
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 18})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("Lines that begin with “- ” become a list.")


class ReopenForm(PlainForm):
    form_name = "report-reopen"

    reason = forms.CharField(label=_("Why"), max_length=100, widget=forms.TextInput)


class FreezeForm(PlainForm):
    """Carries the version that was looked at: what somebody changed since is not frozen unseen."""

    form_name = "report-freeze"

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
