"""The nouns of `budgets`, in reading order."""
from budgets.models.budget import Budget, BudgetLine, FundingShare, LineFunding, StatedTotal, money_open_to
from budgets.models.category import ClaimColumn, CostCategory
from budgets.models.claim import Claim, ClaimItem, ClaimVersion, Payout, ReportingPeriod
from budgets.models.expense import (
    AccountingFormat,
    Expense,
    ExpenseEvidence,
    ExpenseShare,
    LineForecast,
    OwnCategory,
)
from budgets.models.version import Amendment, AmendmentAgreement, AmendmentChange, BudgetVersion

__all__ = [
    "AccountingFormat", "Amendment", "AmendmentAgreement", "AmendmentChange", "Budget", "BudgetLine", "BudgetVersion",
    "Claim", "ClaimColumn", "ClaimItem", "ClaimVersion", "CostCategory", "Expense", "ExpenseEvidence", "ExpenseShare",
    "FundingShare", "LineForecast", "LineFunding", "OwnCategory", "Payout", "ReportingPeriod", "StatedTotal",
    "money_open_to",
]  # fmt: skip
