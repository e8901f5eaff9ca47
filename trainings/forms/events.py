"""The forms of events, their days and destinations."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communities.forms import YOURS_ONLY, project_activities, project_organisations, propose_only
from communities.measures import RESCUE
from communities.models import Community, County, Municipality, Region
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.options import OfferedTogether
from projects.forms.base import live_of_project
from projects.models import Audience
from projects.permissions import coordinates
from trainings.choices import DestinationState
from trainings.forms.planning import date_warnings
from trainings.models import Destination, Event, EventDay
from trainings.permissions import can_edit_destination, can_edit_event


class EventForm(OfferedTogether, PortalForm):
    together = ("activity", "parent", "municipality", "county", "region", "community", "organiser", "audiences")
    layout_groups = [
        (_("What"), ["kind", "title_et", "text_et", "activity", "parent", "cohort"]),
        (_("When and where"), ["stated_date", "mode", "venue", "municipality", "county", "region", "country", "community"]),
        (_("For whom"), ["audiences", "organiser", "capacity", "headcount", "is_public"]),
        (_("In Latvian and English"), ["title_lv", "title_en", "text_lv", "text_en"]),
    ]
    scope = {
        "activity": project_activities,
        "parent": live_of_project(Event),
        "municipality": lambda user, project: Municipality.objects.all(),
        "county": lambda user, project: County.objects.all(),
        "region": lambda user, project: Region.objects.filter(scheme__code=RESCUE),
        "community": lambda user, project: Community.objects.visible_to(user).live(),
        "organiser": project_organisations,
        "audiences": lambda user, project: Audience.objects.all(),
    }

    class Meta:
        model = Event
        fields = [
            "kind", "title_et", "title_lv", "title_en", "text_et", "text_lv", "text_en", "activity", "parent", "cohort",
            "stated_date", "mode", "venue", "municipality", "county", "region", "country", "community", "audiences",
            "organiser", "capacity", "headcount", "is_public",
        ]
        widgets = {"audiences": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["headcount"]
            if not coordinates(self.user, self.parent):
                propose_only(self, "organiser")
                propose_only(self, "activity")

    def clean(self):
        data = super().clean()
        written = Event(project=self.parent, activity=data.get("activity"), organiser=data.get("organiser"))
        if not self.errors and not can_edit_event(self.user, written):
            raise ValidationError(YOURS_ONLY, code="not_yours")
        return data

    def get_warnings(self):
        people, places = self.cleaned_data.get("headcount"), self.cleaned_data.get("capacity")
        if people and places and people > places:
            yield _("More people took part than there were places.")


class EventDayForm(PortalForm):
    class Meta:
        model = EventDay
        fields = ["date", "kind", "half_days", "starts_at", "ends_at", "academic_hours"]

    def get_warnings(self):
        """What speaks against the date; who changes something else is not asked again."""
        day = self.instance
        if day.pk and not {"date", "starts_at", "ends_at", "academic_hours", "half_days"} & set(self.changed_data):
            return []
        return date_warnings([day], day.event, self.user, without=day.pk)


class HoldForm(PlainForm):
    headcount = forms.IntegerField(
        label=_("How many took part"), required=False, min_value=0, max_value=100_000,
        help_text=_("Empty means: not counted."),
    )


class ReasonForm(PlainForm):
    """Why an event is called off. The public reads it."""

    reason = forms.CharField(label=_("Reason"), max_length=100)


class DestinationForm(PortalForm):
    scope = {"activity": project_activities, "event": live_of_project(Event)}

    class Meta:
        model = Destination
        fields = ["country", "activity", "event", "note_et", "note_lv", "note_en"]

    def clean(self):
        data = super().clean()
        event = data.get("event")
        if event is not None:
            event.project = self.parent
        written = Destination(project=self.parent, activity=data.get("activity"), event=event)
        if not self.errors and not can_edit_destination(self.user, written):
            raise ValidationError(YOURS_ONLY, code="not_yours")
        return data


class DestinationDecisionForm(PlainForm):
    state = forms.ChoiceField(
        label=_("Decision"),
        choices=[(state.value, state.label) for state in (DestinationState.CHOSEN, DestinationState.REJECTED)],
    )
    on = forms.DateField(label=_("Decided on"), required=False, help_text=_("Empty means: today."))
    reason = forms.CharField(label=_("Reason"), max_length=100)
