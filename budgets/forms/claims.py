"""Claims: opened, handed in, returned, approved."""
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.choices import ClaimState
from budgets.models import Budget, Claim, ReportingPeriod
from portal.shared.forms import PlainForm, PortalForm
from projects.models import Partnership
from projects.permissions import coordinates


def own_partners(user, project):
    """Partners with a budget whose money this person keeps."""
    budgets = Budget.objects.filter(project=project).open_to(user)
    return Partnership.objects.filter(pk__in=budgets.values("partnership")).select_related("organisation")


class ClaimCreateForm(PortalForm):
    """Whose and for when is said once. Only the coordinator makes the project's claim."""

    form_name = "claim"
    scope = {
        "period": lambda user, project: ReportingPeriod.objects.filter(project=project), "partnership": own_partners,
    }

    class Meta:
        model = Claim
        fields = ["period", "partnership", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not coordinates(self.user, self.parent):
            field = self.fields["partnership"]
            field.required, field.help_text = True, ""
            if len(field.queryset) == 1 and not self.initial.get("partnership"):
                self.initial["partnership"] = field.queryset[0].pk
                self.propose_period(field.queryset[0])

    def propose_period(self, partnership):
        """The first period for which this partner has no claim yet."""
        done = Claim.objects.filter(partnership=partnership).values("period")
        free = self.fields["period"].queryset.exclude(pk__in=done).order_by("starts_on").first()
        if free is not None and not self.initial.get("period"):
            self.initial["period"] = free.pk


class ClaimForm(PortalForm):
    """A draft that was begun for the wrong period or partner is put right; the partner while it asks for nothing yet."""

    scope = {
        "period": lambda user, project: ReportingPeriod.objects.filter(project=project), "partnership": own_partners,
    }

    class Meta:
        model = Claim
        fields = ["period", "partnership", "reference", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.state != ClaimState.DRAFT:
            del self.fields["period"]
        if self.instance.state != ClaimState.DRAFT or not coordinates(self.user, self.parent) or self.instance.items.exists():
            del self.fields["partnership"]


class SubmitClaimForm(PlainForm):
    """`parent`: the claim; `missing`: [Missing] that may be explained; whether it is late depends on the day written here."""

    on = forms.DateField(label=_("Submitted on"))
    incomplete_because = forms.CharField(
        label=_("Why it is submitted all the same"), max_length=300, required=False, widget=forms.Textarea,
        help_text=_("What is missing, and when it comes. It is kept with the claim."),
    )

    def __init__(self, *args, missing=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.fields["incomplete_because"].required = any(row.code != "late" for row in missing)
        if not missing:
            del self.fields["incomplete_because"]


class ReturnClaimForm(PlainForm):
    because = forms.CharField(label=_("What must be completed"), max_length=2000, widget=forms.Textarea)


class ApproveClaimForm(PlainForm):
    decided_on = forms.DateField(label=_("Decided on"))
    decided_by = forms.CharField(label=_("Decided by"), max_length=160, help_text=_("A body or a role, not a name."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].initial = timezone.localdate()
