"""The forms of support and its log."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communities.forms import YOURS_ONLY, project_organisations
from communities.models import Enrolment
from communities.permissions import can_edit_enrolment
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.tables import format_day
from projects.permissions import coordinates
from trainings.models import SupportAssignment, SupportEntry


class SupportForm(PortalForm):
    """Roles, not names: "mentor from the network"."""

    layout_groups = [
        (_("Who supports whom"), ["enrolment", "kind", "label", "organisation"]),
        (_("What for"), ["phase", "aims"]),
        (_("When"), ["starts_on", "ends_on"]),
    ]
    scope = {
        "enrolment": lambda user, project: Enrolment.objects.visible_to(user).filter(project=project)
        .select_related("community").order_by("community__sort_key", "pk"),
        "organisation": project_organisations,
    }

    class Meta:
        model = SupportAssignment
        fields = ["enrolment", "kind", "label", "organisation", "phase", "aims", "starts_on", "ends_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["enrolment"]

    def clean(self):
        data = super().clean()
        enrolment = data.get("enrolment")
        if enrolment is not None:
            enrolment.project = self.parent
            if not coordinates(self.user, self.parent) and not can_edit_enrolment(self.user, enrolment):
                raise ValidationError(YOURS_ONLY, code="not_yours")
        return data


class CompleteForm(PlainForm):
    on = forms.DateField(label=_("Completed on"), required=False, help_text=_("Empty means: today."))


class ExtendForm(PlainForm):
    ends_on = forms.DateField(label=_("New end"))
    reason = forms.CharField(label=_("Reason of the extension"), max_length=100)


class SupportEntryForm(PortalForm):
    """One meeting: when, how long, what was discussed and agreed."""

    layout_groups = [
        (_("Meeting"), ["date", "minutes", "form", "people"]),
        (_("What came of it"), ["discussed", "agreed", "next_on"]),
    ]

    class Meta:
        model = SupportEntry
        fields = ["date", "minutes", "form", "people", "discussed", "agreed", "next_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["minutes"].help_text = _("An hour and a half is 90.")

    def get_warnings(self):
        """A meeting after the agreed end may be right; then the support should be extended, with the reason (C-09)."""
        ends = self.instance.assignment.ends_on
        if ends is None or self.cleaned_data["date"] <= ends or "date" not in self.changed_data:
            return []
        return [_t("The support was agreed until %(day)s. Extend it, with the reason.") % {"day": format_day(ends)[0]}]
