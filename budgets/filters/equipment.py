"""What one looks for among the things that must be kept."""
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from budgets.models import BudgetLine, Expense
from communities.choices import EquipmentState
from communities.filters.base import choice
from communities.models import Equipment
from portal.shared.filters import PortalFilterSet

FOUND, MISSING = "yes", "no"


class KeptEquipmentFilters(PortalFilterSet):
    search_in = ["search_key"]

    state = choice(_("State"), EquipmentState.choices, field_name="state")
    paper = choice(
        _("Budget line or expense"), [(FOUND, _("stated")), (MISSING, _("not stated"))], method="by_paper"
    )

    class Meta:
        model = Equipment
        fields = []

    def by_paper(self, rows, _name, value):
        """By what this person may see, as the columns of the list."""
        stated = Exists(BudgetLine.objects.open_to(self.user).filter(equipment=OuterRef("pk"))) | Exists(
            Expense.objects.open_to(self.user).live().filter(equipment=OuterRef("pk"))
        )
        return rows.filter(stated) if value == FOUND else rows.exclude(stated)
