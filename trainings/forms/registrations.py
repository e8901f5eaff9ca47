"""What those who keep an event's people fill in: how one signs up, people written down one by one or pasted, wordings."""
import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.forms import project_organisations
from portal.shared.fields import ProseFormField
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.options import OfferedTogether
from portal.shared.text import clean_line
from projects.choices import Language
from projects.models import Audience
from trainings.forms.signup import ACCESS, DIET, FORGOTTEN, ConsentFields, communities_of, line
from trainings.models import ConsentText, ParticipantRole, Person, Signup

MOST_LINES = 300
COLUMNS = ("name", "email", "phone", "village", "organisation")
LIMITS = {"name": 120, "email": 254, "phone": 40, "village": 120, "organisation": 160}


class SignupSettingsForm(PortalForm):
    form_name = "signup-settings"
    layout_groups = [
        (_("When"), ["opens_at", "closes_at", "waiting_list"]),
        (_("What is asked"), ["asks_diet", "asks_access", "language"]),
        (_("What people are told"), ["online_url", "practical_et"]),
        (_("In Latvian and English"), ["practical_lv", "practical_en"]),
    ]

    class Meta:
        model = Signup
        fields = [
            "opens_at", "closes_at", "waiting_list", "asks_diet", "asks_access", "language", "online_url", "practical_et",
            "practical_lv", "practical_en",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        opens = self.fields["opens_at"]
        opens.help_text = format_lazy("{} {}", _("For example 01.07.2024 10:00."), opens.help_text)


class RegistrationForm(ConsentFields, OfferedTogether, PortalForm):
    """Somebody said by phone or on the street that he comes."""

    form_name = "registration"
    together = ("community", "partner", "role", "audience")
    layout_groups = [
        (_("Who"), ["name", "email", "phone", "language"]),
        (_("Where from"), ["community", "village", "organisation", "partner", "role", "affiliation", "audience"]),
        (_("So that the participant feels well"), ["diet", "access", "note"]),
        (_("What was agreed to, by word of mouth or on paper"), ["consent_terms", "consent_photos", "consent_contact"]),
    ]
    scope = {
        "community": lambda user, project: communities_of(project, user),
        "partner": project_organisations,
        "role": lambda user, project: ParticipantRole.objects.live(),
        "audience": lambda user, project: Audience.objects.all(),
    }
    language = forms.ChoiceField(label=_("Language of messages"), choices=Language.choices)
    diet = line(DIET, 200, required=False)
    access = line(ACCESS, 300, required=False, help_text=FORGOTTEN)
    note = line(_("Message to the organiser"), 300, required=False)

    class Meta:
        model = Person
        fields = [
            "name", "email", "phone", "community", "village", "organisation", "partner", "role", "affiliation", "audience",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["language"] = get_language()
        self.fields["email"].help_text = _("The confirmation goes there. Without it nobody is mailed.")
        self.add_consents(self.parent)
        for kind in self.wordings.texts:
            # What nobody asked is not ticked.
            self.fields[f"consent_{kind}"].required = False

    def answers(self):
        data = self.cleaned_data
        told = {name: data[name] for name in self._meta.fields}
        told |= {name: data[name] for name in ("language", "diet", "access", "note")}
        return told | {"consents": self.consents, "key": data.get("idempotency_key")}


@dataclass(frozen=True)
class Line:
    number: int
    name: str
    email: str = ""
    phone: str = ""
    village: str = ""
    organisation: str = ""

    def answers(self):
        return {name: getattr(self, name) for name in COLUMNS}


class PasteForm(PlainForm):
    """A list of people as it stands in a spreadsheet or a mail: one person on a line."""

    form_name = "registration-paste"
    # No ProseFormField: it would turn the tabs of a spreadsheet into spaces. Each cell is cleaned by itself.
    people = forms.CharField(
        label=_("People, one on a line"), max_length=60_000, widget=forms.Textarea(attrs={"rows": "12"}),
        help_text=_("Name; e-mail; phone; village; organisation. Only the name must be. Tabs or commas will do, too."),
    )

    def clean_people(self):
        lines, problems = [], []
        for number, text in enumerate(self.cleaned_data["people"].splitlines(), start=1):
            if text.strip():
                try:
                    lines.append(read_line(number, text))
                except ValidationError as error:
                    problems.append(error)
        if len(lines) > MOST_LINES:
            raise ValidationError(_("At most %(most)d people at a time."), code="too_many", params={"most": MOST_LINES})
        if problems:
            raise ValidationError(problems)
        return lines


def read_line(number, text):
    """One Line, or ValidationError with the number of the line."""
    mark = next((mark for mark in "\t;" if mark in text), ",")
    cells = [clean_line(cell) for cell in text.split(mark)][: len(COLUMNS)]
    # Whoever leaves out the e-mail writes the phone in its place.
    if len(cells) > 1 and "@" not in cells[1] and re.fullmatch(r"[+()\d\s-]{5,}", cells[1]):
        cells.insert(1, "")
    values = dict(zip(COLUMNS, cells, strict=False))
    if not values.get("name"):
        raise ValidationError(_("Line %(number)d has no name."), code="no_name", params={"number": number})
    for name, value in values.items():
        if len(value) > LIMITS[name]:
            raise ValidationError(_("Line %(number)d is too long."), code="too_long", params={"number": number})
    if values.get("email"):
        try:
            validate_email(values["email"])
        except ValidationError as error:
            message = _("Line %(number)d: “%(email)s” is no e-mail address.")
            raise ValidationError(message, code="email", params={"number": number, "email": values["email"]}) from error
    return Line(number, **values)


class ReasonOfCancelForm(PlainForm):
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False, help_text=_("The participant reads it."))


class TellForm(PlainForm):
    """What has changed: everybody who signed up reads it."""

    text = ProseFormField(label=_("What has changed"), max_length=500, widget=forms.Textarea(attrs={"rows": "4"}))


class ConsentTextForm(PortalForm):
    layout_groups = [(_("Wording"), ["kind", "text_et", "text_lv", "text_en", "valid_from"])]

    class Meta:
        model = ConsentText
        fields = ["kind", "text_et", "text_lv", "text_en", "valid_from"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("text_et", "text_lv", "text_en"):
            # People sign up in three languages and must understand what they agree to.
            self.fields[name].required = True
