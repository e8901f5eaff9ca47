"""Who works in a project: invitations, memberships, and the account of somebody invited."""
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from portal.shared.fields import LineFormField
from portal.shared.forms import PlainForm
from projects.choices import Language
from projects.forms.base import PartForm
from projects.models import Invitation, Membership, User

LONGEST_PASSWORD = 1024
SCOPE = ["role", "organisation", "activity"]
HELP = {
    "organisation": _("Editors and readers always act for a partner."),
    "activity": _("Empty: in the whole project."),
}


class InvitationForm(PartForm):
    class Meta:
        model = Invitation
        fields = ["email", *SCOPE]
        help_texts = HELP


class MembershipForm(PartForm):
    class Meta:
        model = Membership
        fields = [*SCOPE, "until"]
        help_texts = HELP | {"until": _("The last day; empty means without an end.")}


class AcceptForm(PlainForm):
    """The account of somebody who was invited and has none. `email`: the invited address, which is not up for choice."""

    form_name = "accept-invitation"
    name = LineFormField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Choose a password"), strip=False, max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)

    def __init__(self, *args, email="", **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        data = super().clean()
        if "password" in data:
            person = User(email=self.email, name=data.get("name", ""))
            try:
                validate_password(data["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
