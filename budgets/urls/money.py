"""Money read together: the rules it lives under, what was bought with it, one's own, and several projects side by side."""
from django.urls import path

from budgets.urls.budget import TAB
from budgets.views import equipment, mine, portfolio, rules

patterns = [
    path("money/", mine.MyMoney.as_view(), name="my-money"),
    path("money/portfolio/", portfolio.PortfolioPage.as_view(), name="portfolio"),
    path(f"{TAB}equipment/", equipment.EquipmentKeeping.as_view(), name="budget-equipment"),
    path(f"{TAB}rules/", rules.BudgetRules.as_view(), name="budget-rules"),
]
