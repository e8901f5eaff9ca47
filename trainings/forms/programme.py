"""The forms of training programmes, and of the needs an event answers."""
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.forms import YOURS_ONLY, project_activities, propose_only
from communities.models import TrainingNeed
from portal.shared.forms import PortalForm, RowsField
from projects.forms.base import live_of_project
from projects.models import Audience
from projects.permissions import coordinates
from trainings.models import Event, TrainingProgramme
from trainings.permissions import can_edit_programme


def needs_of(user, project):
    """Needs of the project this person may see, the most urgent first, those under the same words together."""
    return in_order(TrainingNeed.objects.visible_to(user).live().filter(enrolment__project=project))


def in_order(needs):
    return needs.select_related("enrolment__community").order_by("priority", "search_key", "enrolment__community__sort_key", "pk")


class NeedsField(RowsField):
    """Needs with the community they come from."""

    def __init__(self, **kwargs):
        super().__init__(
            TrainingNeed.objects.none(), required=False, label=_("Needs it answers"),
            widget=forms.CheckboxSelectMultiple, **kwargs,
        )

    def label_from_instance(self, need):
        return f"{need.topic} ({need.enrolment.community})"


class TrainingProgrammeForm(PortalForm):
    scope = {"activity": project_activities, "audiences": lambda user, project: Audience.objects.all()}

    class Meta:
        model = TrainingProgramme
        fields = ["title_et", "title_lv", "title_en", "text_et", "text_lv", "text_en", "activity", "audiences"]
        widgets = {"audiences": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].help_text = _("Its promises are the programme's; empty means: those of the whole project.")
        if self.instance.pk is None and not coordinates(self.user, self.parent):
            propose_only(self, "activity")

    def clean(self):
        data = super().clean()
        activity = data.get("activity")
        if activity is not None:
            activity.project = self.parent
        written = TrainingProgramme(project=self.parent, activity=activity)
        if not self.errors and not can_edit_programme(self.user, written):
            raise ValidationError(YOURS_ONLY, code="not_yours")
        return data


class EventNeedsForm(PortalForm):
    """Which programme an event belongs to, and what it answers. Needs of hidden communities stay as they are, unnamed."""

    needs = NeedsField()
    scope = {"programme": live_of_project(TrainingProgramme)}

    class Meta:
        model = Event
        fields = ["programme", "needs"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        present = self.instance.needs.order_by().values("pk")
        seen = TrainingNeed.objects.visible_to(self.user).filter(enrolment__project=self.parent)
        self.unseen = list(self.instance.needs.exclude(pk__in=seen.values("pk")).select_related("enrolment"))
        self.fields["needs"].queryset = in_order(seen.filter(Q(archived_at=None) | Q(pk__in=present)))

    def clean_needs(self):
        return [*self.cleaned_data["needs"], *self.unseen]
