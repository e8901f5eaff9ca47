"""The map of `budgets`, one file per part."""
import portal.shared.requests  # noqa: F401 - knows the <id:…> of the paths
from budgets.urls import budget, claims, expenses, grid, money, spending, versions

app_name = "budgets"

# Fixed words come before <id:…>; the parts do not overlap.
urlpatterns = [
    *budget.patterns,
    *claims.patterns,
    *expenses.patterns,
    *grid.patterns,
    *money.patterns,
    *spending.patterns,
    *versions.patterns,
]
