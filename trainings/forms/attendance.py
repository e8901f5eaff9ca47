"""The list of a day as one form, the scan of its signature sheet, and what an organiser says with his thanks."""
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.shared.fields.text import LineFormField, ProseFormField
from portal.shared.forms import PlainForm, PortalForm
from portal.shared.text import fold
from trainings.actions.attendance import Tick
from trainings.models import SignedSheet

WALK_INS = 3
LONGEST_DAY = 24 * 60
WAS = re.compile(r"([0-9]{1,9})/([01])/([0-9]{0,4})")


def was_text(line):
    """What somebody starts from, as the hidden field carries it: version/present/minutes."""
    row = line.attendance
    return "0/0/" if row is None else f"{row.version}/{int(row.is_present)}/{row.minutes or ''}"


def was_of(text):
    found = WAS.fullmatch(text or "")
    if not found:
        return 0, False, None
    version, present, minutes = found.groups()
    return int(version), present == "1", int(minutes) if minutes else None


def minutes_field(label):
    attrs = {"inputmode": "numeric", "class": "form-control", "placeholder": _("min")}
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=LONGEST_DAY, widget=forms.NumberInput(attrs=attrs)
    )


def line_field(label, length):
    return LineFormField(label=label, max_length=length, required=False, widget=forms.TextInput(attrs={"class": "form-control"}))


@dataclass(frozen=True)
class Row:
    """One line of the form; `theirs`: what somebody else noted meanwhile, when this person wanted something else."""

    line: Any
    here: Any
    minutes: Any
    was: Any
    theirs: bool = False


@dataclass(frozen=True)
class WalkIn:
    fields: tuple
    number: int


class AttendanceListForm(PlainForm):
    """A tick and minutes for everybody on the list, and some rows for those who came without signing up."""

    form_name = "attendance-list"

    def __init__(self, *args, lines=(), conflicts=(), **kwargs):
        self.lines, self.conflicts = lines, conflicts
        super().__init__(*args, **kwargs)
        for line in lines:
            key, row = line.person.pk, line.attendance
            self.fields[f"here-{key}"] = forms.BooleanField(
                label=line.person.name, required=False, initial=line.is_present,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )
            self.fields[f"minutes-{key}"] = minutes_field(_now("Minutes of %(name)s") % {"name": line.person.name})
            self.initial[f"minutes-{key}"] = row.minutes if row else None
            self.fields[f"was-{key}"] = forms.CharField(
                required=False, max_length=20, initial=was_text(line), widget=forms.HiddenInput
            )
        for number in range(WALK_INS):
            self.fields[f"new{number}-name"] = line_field(_("Name"), 120)
            email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
            email.widget.attrs |= {"class": "form-control", "autocomplete": "off"}
            self.fields[f"new{number}-email"] = email
            self.fields[f"new{number}-organisation"] = line_field(_("Organisation"), 160)
            self.fields[f"new{number}-village"] = line_field(_("Village or town"), 120)
            self.fields[f"new{number}-minutes"] = minutes_field(_("minutes"))

    @cached_property
    def rows(self):
        return [
            Row(line, *(self[f"{name}-{line.person.pk}"] for name in ("here", "minutes", "was")),
                theirs=line.person.pk in self.conflicts)
            for line in self.lines
        ]

    @cached_property
    def blank_rows(self):
        names = ("name", "email", "organisation", "village", "minutes")
        return [WalkIn(tuple(self[f"new{number}-{name}"] for name in names), number + 1) for number in range(WALK_INS)]

    def clean(self):
        data = super().clean()
        taken = {fold(line.person.name) for line in self.lines}
        for number in range(WALK_INS):
            typed = {name: data.get(f"new{number}-{name}") for name in ("name", "email", "organisation", "village", "minutes")}
            if any(typed.values()) and not typed["name"] and f"new{number}-name" not in self.errors:
                self.add_error(f"new{number}-name", ValidationError(_("Write the name."), code="required"))
            elif typed["name"] and fold(typed["name"]) in taken:
                self.add_error(f"new{number}-name", ValidationError(
                    _("Somebody of this name is on the list already. Tick him there, or add something to the name."),
                    code="on_the_list",
                ))
            elif typed["name"]:
                taken.add(fold(typed["name"]))
        return data

    def ticks(self):
        """[Tick] of the lines that were sent; a line that was not on the page when it was opened is left alone."""
        return [
            Tick(key, self.cleaned_data[f"here-{key}"], self.cleaned_data[f"minutes-{key}"],
                 was_of(self.cleaned_data[f"was-{key}"]))
            for key in (line.person.pk for line in self.lines) if self.data.get(f"was-{key}")
        ]

    def walk_ins(self):
        """What was typed of each who came without signing up: keywords for `note_walk_in`."""
        names = ("name", "email", "organisation", "village", "minutes")
        rows = [{name: self.cleaned_data[f"new{number}-{name}"] for name in names} for number in range(WALK_INS)]
        return [row for row in rows if row["name"]]


class SignedSheetForm(PortalForm):
    """The scan, and how many signatures stand on it."""

    file = forms.FileField(
        label=_("Scan or photo of the sheet"), widget=forms.FileInput,
        help_text=_("PDF or picture; at most 20 MB. Only coordinators and whoever keeps the event can open it."),
    )

    class Meta:
        model = SignedSheet
        fields = ["signatures", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["file", "signatures", "note"])


class SignedSheetEditForm(PortalForm):
    form_name = "signed-sheet"

    class Meta:
        model = SignedSheet
        fields = ["signatures", "note"]


class ThankForm(PlainForm):
    message = ProseFormField(
        label=_("A word of your own"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "4"}),
        help_text=_("It stands in every letter. The links to certificate, materials and feedback come by themselves."),
    )


class CheckInMailForm(PlainForm):
    """Whoever has lost his link asks for another; nobody is told whether the address is known."""

    form_name = "checkin-mail"

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        help_text=_("The address with which you signed up."),
    )
