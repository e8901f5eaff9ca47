"""Communities and what they take part in."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions import WAYS
from communities.choices import EnrolmentStatus
from communities.forms.base import YOURS_ONLY, project_activities, project_organisations, propose_only
from communities.models import Call, Community, Enrolment, Municipality, Place
from communities.permissions import can_edit_enrolment
from communities.summaries.calls import call_state, is_early, is_late
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.options import OfferedTogether
from projects.models import ProjectArea
from projects.permissions import coordinates


class CommunityForm(PortalForm):
    layout_groups = [
        (_("What"), ["name", "kind", "population", "contact_role"]),
        (_("Where"), ["municipality", "places", "latitude", "longitude"]),
    ]
    scope = {"municipality": lambda user, parent: Municipality.objects.all()}

    class Meta:
        model = Community
        fields = [
            "name", "kind", "population", "contact_role", "municipality", "places", "latitude", "longitude",
        ]
        widgets = {"places": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Villages are offered within the municipality, so they come once that is known.
        if self.instance.pk and self.instance.municipality_id:
            rows = Place.objects.filter(municipality=self.instance.municipality_id)
            self.fields["places"].queryset = self._with_present_choice("places", rows)
        else:
            del self.fields["places"]
            self.fields["municipality"].help_text = _("Its villages can be chosen once the community is saved.")


class EnrolmentForm(OfferedTogether, PortalForm):
    """Who takes part, in what, with whom. The state is given once; later it is decided, not edited."""

    together = ("community", "activity", "area", "author", "call")
    layout_groups = [
        (_("Who"), ["community", "activity", "area", "author"]),
        (_("State"), ["status", "selected_on", "sensitive"]),
        (_("When"), ["starts_on", "ends_on"]),
        (_("Application"), ["call", "motivation"]),
        (_("Needs"), ["needs"]),
    ]
    scope = {
        "call": lambda user, project: Call.objects.filter(project=project),
        "community": lambda user, project: Community.objects.visible_to(user).live(),
        "activity": project_activities,
        "area": lambda user, project: ProjectArea.objects.filter(project=project),
        "author": project_organisations,
    }

    class Meta:
        model = Enrolment
        fields = [
            "community", "activity", "area", "author", "status", "selected_on", "sensitive", "starts_on", "ends_on",
            "call", "motivation", "needs",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["community"], self.fields["status"], self.fields["selected_on"]
        if not coordinates(self.user, self.parent):
            self.fields["author"].required = True
            propose_only(self, "author")
        if not self.fields["call"].queryset.exists():
            del self.fields["call"], self.fields["motivation"]

    def clean(self):
        data = super().clean()
        if data.get("call") and "status" in self.fields and data.get("status") != EnrolmentStatus.APPLIED:
            text = _("Whoever answers a call is an applicant first; the choice comes later.")
            self.add_error("status", ValidationError(text, code="call"))
        written = Enrolment(project=self.parent, activity=data.get("activity"), author=data.get("author"))
        if not self.errors and not can_edit_enrolment(self.user, written):
            raise ValidationError(YOURS_ONLY, code="not_yours")
        return data

    def get_warnings(self):
        """Early or late is said, not refused."""
        call, today = self.cleaned_data.get("call"), timezone.localdate()
        if call is None or "call" not in self.changed_data or not (is_early(call, today) or is_late(call, today)):
            return []
        return [call_state(call, today)]


class DecisionForm(PlainForm):
    """The next state of an enrolment: only those to which a way leads from here. `parent` is the enrolment."""

    status = forms.ChoiceField(label=_("State"), choices=())
    on = forms.DateField(label=_("Decided on"), required=False, help_text=_("Empty means: today."))
    reason = forms.CharField(label=_("Reason"), max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = self.parent.status
        self.fields["status"].choices = [
            (value, label) for value, label in EnrolmentStatus.choices if now in WAYS.get(value, set())
        ]


class ExtensionForm(PlainForm):
    ends_on = forms.DateField(label=_("New end"))
    reason = forms.CharField(label=_("Reason of the extension"), max_length=100)
