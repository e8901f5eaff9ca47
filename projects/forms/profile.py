"""What a person says about himself."""
from portal.shared.forms import PlainForm
from projects.models import User


class ProfileForm(PlainForm):
    """Name and language; the address and the password have pages of their own, for they open the door."""

    form_name = "profile"
    name = User._meta.get_field("name").formfield(required=True)
    language = User._meta.get_field("language").formfield()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
