"""Signing up from outside, and what somebody changes later by his private link."""
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Enrolment
from portal.shared.fields import LineFormField
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.text import fold
from projects.choices import Language
from projects.models import Audience, Organisation
from trainings.models import EventShare, ParticipantRole, Person
from trainings.summaries.consents import REQUIRED, wordings_for

DIET, ACCESS = _("What you do not eat"), _("What you need in order to take part")
FORGOTTEN = _("Only the coordinator sees it; it is deleted 30 days after the event.")


def line(label, limit, **kwargs):
    return LineFormField(label=label, max_length=limit, **kwargs)


def hint(field, **attrs):
    """What the browser should know of a field: which of its owner's details belongs into it."""
    field.widget.attrs |= {name: value for name, value in attrs.items() if value}


def communities_of(project, user=None):
    """Communities of the project that this person may see, or, without one, everybody; in order."""
    mine = Enrolment.objects.visible_to(user).filter(project=project)
    return Community.objects.filter(pk__in=mine.values("community")).order_by("sort_key", "pk")


class ConsentFields:
    """For forms that ask for consents: a box for each wording, never ticked, and the mark of the wordings that were read."""

    def add_consents(self, project, given=None):
        """`given`: {kind: ConsentText} that stands already; its box is ticked and shows the words that were agreed to."""
        given = given or {}
        self.wordings = wordings_for(project, timezone.localdate())
        for kind, text in self.wordings.texts.items():
            self.fields[f"consent_{kind}"] = forms.BooleanField(
                label=given.get(kind, text).text, required=kind in REQUIRED, initial=kind in given
            )
        self.fields["wordings"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=self.wordings.mark)

    def clean_wordings(self):
        """Whoever agreed to a wording that was replaced meanwhile must read the new one."""
        if self.cleaned_data["wordings"] != self.wordings.mark:
            self.data = self.data.copy()
            self.data["wordings"] = self.wordings.mark
            for kind in self.wordings.texts:
                self.data.pop(f"consent_{kind}", None)
            raise ValidationError(_("The wording of the consents has changed. Read it again, please."), code="wording")
        return self.wordings.mark

    @property
    def consents(self):
        """The kinds that were agreed to."""
        return [kind for kind in self.wordings.texts if self.cleaned_data.get(f"consent_{kind}")]


class SignupForm(ConsentFields, PlainForm):
    """Short enough for a phone: name and e-mail must be, the rest may."""

    form_name = "sign-up"
    name = line(_("Name"), 120)
    email = forms.EmailField(label=_("E-mail"), max_length=254, help_text=_("The confirmation and your private link go there."))
    phone = line(_("Phone"), 40, required=False)
    village = line(_("Village or town"), 120, required=False)
    organisation = line(_("Organisation"), 160, required=False)
    partner = forms.ModelChoiceField(Organisation.objects.none(), label=_("Who sends you"), required=False)
    role = forms.ModelChoiceField(ParticipantRole.objects.none(), label=_("Your role at home"), required=False)
    audience = forms.ModelChoiceField(Audience.objects.none(), label=_("You come as"), required=False)
    diet = line(DIET, 200, required=False, help_text=FORGOTTEN)
    access = line(ACCESS, 300, required=False, help_text=FORGOTTEN)
    note = line(_("Message to the organiser"), 300, required=False)
    website = forms.CharField(label=_("Leave this field empty"), required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, event, signup, **kwargs):
        super().__init__(*args, parent=event.project, **kwargs)
        self.event = event
        hint(self.fields["name"], autocomplete="name")
        hint(self.fields["email"], autocomplete="email", inputmode="email")
        hint(self.fields["phone"], autocomplete="tel", inputmode="tel")
        hint(self.fields["village"], autocomplete="address-level2", list="villages")
        hint(self.fields["organisation"], autocomplete="organization")
        self.offer("partner", Organisation.objects.filter(pk__in=EventShare.objects.filter(event=event).values("organisation")))
        self.offer("role", ParticipantRole.objects.live())
        self.offer("audience", event.audiences.all(), least=2)
        if not signup.asks_diet:
            del self.fields["diet"]
        if not signup.asks_access:
            del self.fields["access"]
        elif signup.asks_diet:
            self.fields["diet"].help_text = ""
        self.add_consents(event.project)
        self.initial["key"] = uuid.uuid4()
        self.places = {fold(community.name): community for community in communities_of(event.project)}

    def offer(self, name, rows, least=1):
        """A choice with nothing to choose from is not asked."""
        self.fields[name].queryset = rows
        if rows.count() < least:
            del self.fields[name]

    @property
    def is_of_a_robot(self):
        return bool(self.data.get("website"))

    @property
    def shown(self):
        """The fields in groups, as the page prints them: (legend, [bound fields], folded away)."""
        groups = [
            ("", ["name", "email", "phone", "village", "partner"], False),
            (_("So that you feel well"), ["diet", "access"], False),
            (_("More about you, if you like"), ["organisation", "role", "audience", "note"], True),
        ]
        found = [(legend, [self[name] for name in names if name in self.fields], folded) for legend, names, folded in groups]
        return [(legend, fields, folded) for legend, fields, folded in found if fields]

    @property
    def village_names(self):
        """What the field for the village proposes while somebody types."""
        return [community.name for community in self.places.values()]

    @property
    def boxes(self):
        return [self[f"consent_{kind}"] for kind in self.wordings.texts]

    def answers(self):
        """What `sign_up` wants to know."""
        data = self.cleaned_data
        told = {name: data[name] for name in ("name", "email", "phone", "village", "note")}
        told |= {name: data.get(name) or "" for name in ("organisation", "diet", "access")}
        told |= {name: data.get(name) for name in ("partner", "role", "audience")}
        return told | {"community": self.places.get(fold(data["village"])), "consents": self.consents, "key": data["key"]}


class OwnForm(PortalForm):
    """What a participant may change about himself by his private link."""

    form_name = "own-registration"
    layout_groups = [
        (_("How to reach you"), ["phone", "village", "organisation", "language"]),
        (_("So that you feel well"), ["diet", "access"]),
        ("", ["note"]),
    ]
    language = forms.ChoiceField(label=_("Language of messages"), choices=Language.choices)
    diet = line(DIET, 200, required=False)
    access = line(ACCESS, 300, required=False, help_text=FORGOTTEN)
    note = line(_("Message to the organiser"), 300, required=False)

    class Meta:
        model = Person
        fields = ["phone", "village", "organisation"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hint(self.fields["phone"], autocomplete="tel", inputmode="tel")
        hint(self.fields["village"], autocomplete="address-level2")
        hint(self.fields["organisation"], autocomplete="organization")


class OwnConsentsForm(ConsentFields, PlainForm):
    """Which consents still stand."""

    form_name = "own-consents"

    def __init__(self, *args, given, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_consents(self.parent, given)
