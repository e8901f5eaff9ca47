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
from trainings.choices import SupportKind
from trainings.models import Registration, SupportAssignment, SupportEntry, SupportOutcome
from trainings.summaries.support import dialogue_activities, leaders_of, mentor_until, ratio_with


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

        self.fields["ends_on"].help_text = _("Left empty, a mentor is agreed for four months.")

    def get_warnings(self):
        return [text for text in (self.too_long(), self.too_many()) if text]

    def too_long(self):
        """Longer than four months may be right, but is said (C-09)."""
        row = self.instance
        if row.kind != SupportKind.MENTOR or not (row.starts_on and row.ends_on) or "ends_on" not in self.changed_data:
            return ""
        if row.ends_on <= mentor_until(row.starts_on):
            return ""
        return _t("A mentor is agreed for four months, here until %(day)s. Later it can be extended, with the reason.") % {
            "day": format_day(mentor_until(row.starts_on))[0]
        }

    def too_many(self):
        """A third facilitator may be right, but is said (C-15)."""
        if self.instance.pk:
            return ""
        ratio = ratio_with(self.instance)
        if ratio is None or not ratio.more:
            return ""
        return _t("%(wanted)d are promised for each community; this would be number %(got)d.") % {
            "wanted": ratio.wanted, "got": ratio.got
        }

    def clean(self):
        data = super().clean()
        enrolment = data.get("enrolment")
        if enrolment is not None:
            enrolment.project = self.parent
            if not coordinates(self.user, self.parent) and not can_edit_enrolment(self.user, enrolment):
                raise ValidationError(YOURS_ONLY, code="not_yours")
        return data


class DialogueForm(PortalForm):
    """Which participant holds a dialogue with which community."""

    scope = {
        "registration": lambda user, project: leaders_free(user, project),
        "enrolment": lambda user, project: Enrolment.objects.visible_to(user).filter(
            project=project, activity__in=dialogue_activities(project)
        ).select_related("community").order_by("community__sort_key", "pk"),
    }

    class Meta:
        model = SupportAssignment
        fields = ["registration", "enrolment", "label", "starts_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        leader, role = self.fields["registration"], self.fields["label"]
        leader.required, leader.help_text = True, ""
        role.required, role.help_text = False, _("Left empty: as the participant's role is called.")
        leader.label_from_instance = lambda row: f"{row.person} ({row.event.cohort or row.event})"
        self.fields["starts_on"].label = _("Agreed for")

    def clean(self):
        data = super().clean()
        leader = data.get("registration")
        if leader is not None and not data.get("label"):
            data["label"] = str(leader.person.role or _t("Participant"))
        enrolment = data.get("enrolment")
        if enrolment is not None:
            enrolment.project = self.parent
            if not coordinates(self.user, self.parent) and not can_edit_enrolment(self.user, enrolment):
                raise ValidationError(YOURS_ONLY, code="not_yours")
        return data

    def get_warnings(self):
        """Each dialogue is held with another community; two with one may be right."""
        others = SupportAssignment.objects.filter(enrolment=self.instance.enrolment, kind=SupportKind.DIALOGUE)
        return [_t("Somebody holds a dialogue with this community already.")] if others.exists() else []


def leaders_free(user, project):
    """Participants of the project's development programmes who hold no dialogue yet; each once."""
    leaders, _unnamed = leaders_of(dialogue_activities(project), user)
    free = [leader.registration.pk for leader in leaders if leader.dialogue is None]
    return Registration.objects.filter(pk__in=free).select_related("person__role", "event")


class OutcomeForm(PortalForm):
    """Halfway: how far the aims are. At the end: what changed and what remains."""

    layout_groups = [
        (_("Halfway"), ["midway_on", "midway_percent"]),
        (_("At the end"), ["changed", "remains", "recommend"]),
    ]

    class Meta:
        model = SupportOutcome
        fields = ["midway_on", "midway_percent", "changed", "remains", "recommend"]


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
