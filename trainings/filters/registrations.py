"""The filter bar of an event's list of people."""
from django.utils.translation import gettext_lazy as _

from communities.filters import choice
from portal.shared.filters import PortalFilterSet
from trainings.choices import RegistrationSource, RegistrationStatus
from trainings.models import Registration


class RegistrationFilters(PortalFilterSet):
    search_in = ["person__search_key"]

    status = choice(_("State"), RegistrationStatus.choices, field_name="status")
    source = choice(_("How"), RegistrationSource.choices, field_name="source")

    class Meta:
        model = Registration
        fields = []
