"""The Budget tab of a workspace and its parts."""
from django.utils.translation import gettext_lazy as _

from budgets import permissions
from projects.views.workspace import PROJECT_RULES, Part, PartsTab

# A part whose route is not there is left out.
PARTS = (
    Part("overview", _("Overview"), "budgets:project-budget"),
    Part("grid", _("Table"), "budgets:budget-grid"),
    Part("versions", _("Versions"), "budgets:budgetversion-list"),
    Part("amendments", _("Amendments"), "budgets:amendment-list"),
    Part("expenses", _("Expenses"), "budgets:expense-list", needs="see_spending"),
    Part("spending", _("Spending"), "budgets:project-spending", needs="see_spending"),
    Part("claims", _("Payment claims"), "budgets:claim-list", needs="see_spending"),
    Part("equipment", _("Equipment"), "budgets:budget-equipment"),
    Part("rules", _("Rules"), "budgets:budget-rules"),
)

# Asked about the project, whatever questions a page has of its own.
PART_RULES = {"see_spending": permissions.can_view_spending}


class MoneyTab(PartsTab):
    """Put RowMixin or NestedMixin before it; a page says `part = "expenses"`. Templates know `may.edit_money`."""

    tab = "budget"
    parts_below = PARTS
    may_rules = PROJECT_RULES | {"edit_money": permissions.can_edit_budgets, "keep_spending": permissions.can_keep_spending}

    def opens(self, part):
        return not part.needs or PART_RULES[part.needs](self.request.user, self.parent)
