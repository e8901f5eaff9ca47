"""Which amendments one looks at."""
from django.utils.translation import gettext_lazy as _

from budgets.choices import AmendmentState
from budgets.models import Amendment
from communities.filters import choice
from portal.shared.filters import PortalFilterSet


class AmendmentFilters(PortalFilterSet):
    state = choice(_("State"), AmendmentState.choices, field_name="state")

    class Meta:
        model = Amendment
        fields = []
