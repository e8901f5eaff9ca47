"""The forms of journeys, their stops, and the participant's log."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communities.forms import YOURS_ONLY, project_activities, project_organisations, propose_only
from communities.models import Community
from portal.shared.fields import LineFormField
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.tables import format_day
from projects.forms.base import live_organisations
from projects.permissions import coordinates
from trainings.choices import DayKind, EventKind, TripDirection
from trainings.models import Destination, Event, EventDay, StudyTrip, TripNote, TripStop
from trainings.permissions import can_edit_event
from trainings.summaries.trips import JOURNEYS

KINDS = [(kind.value, kind.label) for kind in JOURNEYS]
ABOUT = ["direction", "mobility_kind", "purpose", "questions"]
PRACTICAL = ["leader", "transport", "emissions_note", "lodging", "insurance", "emergency"]


def free_journeys(user, project):
    """Events that are journeys and have no programme of stops yet."""
    return Event.objects.filter(project=project, kind__in=JOURNEYS, trip__isnull=True).live()


class TripForm(PortalForm):
    layout_groups = [(_("What for"), ABOUT), (_("On the way"), PRACTICAL)]

    class Meta:
        model = StudyTrip
        fields = [*ABOUT, *PRACTICAL]


class TripCreateForm(PortalForm):
    """A journey in a minute: an event that is there already, or a new one with its days. The rest may wait."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=EventKind.TRIP.value, required=False)
    title = LineFormField(label=_("Title"), max_length=200, required=False)
    starts_on = forms.DateField(label=_("First day"), required=False)
    ends_on = forms.DateField(label=_("Last day"), required=False)
    activity = forms.ModelChoiceField(label=_("Activity"), queryset=None, required=False)
    organiser = forms.ModelChoiceField(label=_("Organiser"), queryset=None, required=False)
    capacity = forms.IntegerField(label=_("Number of places"), min_value=1, max_value=10_000, required=False)

    layout_groups = [
        (_("Which journey"), ["event", "kind", "title", "starts_on", "ends_on", "activity", "organiser", "capacity"]),
        (_("What for"), ABOUT),
    ]
    scope = {"event": free_journeys, "activity": project_activities, "organiser": project_organisations}

    class Meta:
        model = StudyTrip
        fields = ["event", *ABOUT]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["event"].required = False
        self.fields["event"].empty_label = _("a new one")
        self.fields["event"].help_text = _("When it stands in the calendar already; the next fields then stay empty.")
        if not self.fields["event"].queryset.exists():
            del self.fields["event"]
        if not coordinates(self.user, self.parent):
            propose_only(self, "activity")
            propose_only(self, "organiser")

    def clean(self):
        data = super().clean()
        event = data.get("event") or self.new_event()
        event.project = self.parent
        if not data.get("event"):
            if not data.get("title"):
                self.add_error("title", ValidationError(_("Say what the journey is called."), code="required"))
            if data.get("ends_on") and not data.get("starts_on"):
                self.add_error("starts_on", ValidationError(_("Say on which day it begins."), code="required"))
        if not self.errors and not can_edit_event(self.user, event):
            raise ValidationError(YOURS_ONLY, code="not_yours")
        return data

    def new_event(self):
        """The event as it is written here."""
        data = self.cleaned_data
        return Event(
            project=self.parent, kind=data.get("kind") or EventKind.TRIP, title_et=data.get("title") or "",
            activity=data.get("activity"), organiser=data.get("organiser"), capacity=data.get("capacity"),
        )

    def get_warnings(self):
        """Experts come to us; a visit that goes out, or a trip that comes in, is usually a slip."""
        kind = self.cleaned_data["event"].kind if self.cleaned_data.get("event") else self.cleaned_data.get("kind")
        visits, comes = kind == EventKind.EXPERT_VISIT, self.cleaned_data.get("direction") == TripDirection.IN
        if visits and not comes:
            yield _t("Invited experts come to us: is the direction right?")


class StopForm(PortalForm):
    layout_groups = [
        (_("Where and when"), ["date", "starts_at", "place", "country", "order"]),
        (_("Who receives the group"), ["host", "organisation", "community", "contact_role", "language"]),
        (_("What about"), ["topic", "seminar"]),
    ]
    scope = {
        "organisation": live_organisations,
        "community": lambda user, trip: Community.objects.visible_to(user).live(),
        "seminar": lambda user, trip: Event.objects.filter(parent=trip.event_id).live(),
    }

    class Meta:
        model = TripStop
        fields = [
            "date", "starts_at", "place", "country", "order", "host", "organisation", "community", "contact_role",
            "language", "topic", "seminar",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hosts = self.scope["community"](self.user, self.parent)
        if self.instance.community_id and not hosts.filter(pk=self.instance.community_id).exists():
            # A choice names what is chosen; a hidden community is not named to everybody.
            del self.fields["community"]
        self.fields["host"].help_text = _("As the group should read it, when it is none of the organisations below.")
        self.fields["seminar"].help_text = _("An event within this journey. A new one is made on the page of the journey.")

    def get_warnings(self):
        day = self.cleaned_data.get("date")
        days = set(EventDay.objects.filter(event=self.parent.event_id).values_list("date", flat=True))
        if day and days and day not in days:
            yield _t("%(day)s is no day of this journey.") % {"day": format_day(day)[0]}


class SeminarForm(PlainForm):
    title = LineFormField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of day"), choices=DayKind.choices, initial=DayKind.OTHER.value)
    half_days = forms.TypedChoiceField(
        label=_("Length"), choices=EventDay._meta.get_field("half_days").choices, coerce=int, initial=1
    )


class TripDestinationForm(PortalForm):
    """Where this journey may go: possible until it is chosen."""

    class Meta:
        model = Destination
        fields = ["country", "note_et", "note_lv", "note_en"]


class NoteForm(PortalForm):
    """`parent`: the journey. Somebody without an account fills it in, on a phone, on the way home."""

    scope = {"stop": lambda user, trip: TripStop.objects.filter(trip=trip)}

    class Meta:
        model = TripNote
        fields = ["stop", "saw", "surprised", "idea", "whom_to_write"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stop"].empty_label = _("the whole journey")
        self.fields["stop"].label = _("Where")
        self.fields["whom_to_write"].help_text = _("A role, not a name.")
        if not self.fields["stop"].queryset.exists():
            del self.fields["stop"]
