"""Organisations and their many names."""
from django.utils.translation import gettext_lazy as _

from projects.forms.base import CalmForm
from projects.models import Organisation, OrganisationName


def live(_user, _parent):
    return Organisation.objects.live()


class OrganisationForm(CalmForm):
    scope = {"parent": live, "successor": live}
    layout_groups = [
        (_("What it is"), ["name", "legal_form", "kind", "country", "register_code", "website"]),
        (_("Where it belongs"), ["parent", "successor"]),
        (_("How long it exists"), ["valid_from", "valid_until"]),
    ]

    class Meta:
        model = Organisation
        fields = [
            "name", "legal_form", "kind", "country", "register_code", "website", "parent", "successor", "valid_from",
            "valid_until",
        ]

    def get_warnings(self):
        """The same name twice is usually the same organisation; sometimes it is not."""
        twins = Organisation.objects.filter(name__iexact=self.instance.name).exclude(pk=self.instance.pk)
        if twins.exists():
            yield _("There is already an organisation named “%(name)s”.") % {"name": self.instance.name}


class OrganisationNameForm(CalmForm):
    class Meta:
        model = OrganisationName
        fields = ["text", "kind", "language", "note"]
