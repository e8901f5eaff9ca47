"""Calls, what is asked of communities, and who is chosen."""
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.choices import CriterionPurpose
from communities.forms.base import project_activities
from communities.models import Call, Criterion
from communities.summaries.calls import call_state, chosen_in_county, is_early
from portal.shared.forms import PlainForm, PortalForm, RowsField


class CallForm(PortalForm):
    layout_groups = [
        (gettext_lazy("What"), ["title_et", "text_et", "activity"]),
        (gettext_lazy("When"), ["opens_on", "closes_on"]),
        (gettext_lazy("Who is looked for"), ["per_county"]),
        (gettext_lazy("In Latvian and English"), ["title_lv", "text_lv", "title_en", "text_en"]),
    ]
    scope = {"activity": project_activities}

    class Meta:
        model = Call
        fields = [
            "title_et", "text_et", "activity", "opens_on", "closes_on", "per_county", "title_lv", "text_lv", "title_en",
            "text_en",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opens_on"].help_text = gettext_lazy(
            "Once it is stated, everybody can read the call. For example 01.07.2024."
        )


class CriterionForm(PortalForm):
    class Meta:
        model = Criterion
        fields = ["purpose", "text_et", "text_lv", "text_en", "order"]


class CriteriaForm(PlainForm):
    """Ticks of what a community meets; `parent` is the enrolment. What it does not meet is said, not refused."""

    purpose = None

    criteria = RowsField(
        label=gettext_lazy("Criteria met"), queryset=Criterion.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Criterion.objects.filter(project=self.parent.project_id, purpose=self.purpose).order_by("order", "pk")
        self.asked = list(rows)
        if not self.asked:
            del self.fields["criteria"]
            return
        self.fields["criteria"].queryset = rows
        self.initial["criteria"] = [row.pk for row in self.parent.criteria.filter(purpose=self.purpose)]

    def get_warnings(self):
        ticked = set(self.cleaned_data.get("criteria", ()))
        missing = [str(row) for row in self.asked if row not in ticked]
        return [_("Not met: %(criteria)s.") % {"criteria": "; ".join(missing)}] if missing else []


class ChoiceForm(CriteriaForm):
    """The community is selected. Too early, one too many of its county, a criterion not met: said, and overruled."""

    purpose = CriterionPurpose.SELECTION

    on = forms.DateField(label=gettext_lazy("Decided on"), required=False, help_text=gettext_lazy("Empty means: today."))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=100, required=False)

    def get_warnings(self):
        call = self.parent.call
        found = super().get_warnings()
        if call is None:
            return found
        if is_early(call, self.cleaned_data.get("on") or timezone.localdate()):
            found.append(call_state(call))
        others = chosen_in_county(call, self.parent, self.user)
        if others is not None and others >= call.per_county:
            found.append(
                _("%(county)s: it would be %(count)s of %(of)s.")
                % {"county": self.parent.community.municipality.county, "count": others + 1, "of": call.per_county}
            )
        return found


class RejectionForm(PlainForm):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=100)


class ReadyForm(CriteriaForm):
    """Ready to start, with what that rests on (A-22)."""

    purpose = CriterionPurpose.READINESS

    on = forms.DateField(
        label=gettext_lazy("Ready to start on"), required=False, help_text=gettext_lazy("Empty means: today.")
    )
    note = forms.CharField(
        label=gettext_lazy("Why it is ready"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class UnreadyForm(PlainForm):
    reason = forms.CharField(label=gettext_lazy("Why it is not ready any more"), max_length=100)
