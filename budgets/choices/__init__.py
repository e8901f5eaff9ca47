"""The vocabulary of `budgets`."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from budgets.choices.claims import CLAIM_IS_OPEN, ClaimField, ClaimState, ClaimStep, PayoutKind

__all__ = [
    "CLAIM_IS_OPEN", "AgreementState", "AmendmentState", "AmountState", "BudgetBasis", "BudgetState", "ClaimField",
    "ClaimState", "ClaimStep", "CostBasis", "ExpenseKind", "FundingSource", "PayoutKind",
]  # fmt: skip


class BudgetBasis(TextChoices):
    LINES = "lines", _("Total and lines")
    TOTAL = "total", _("Total only")


class BudgetState(TextChoices):
    """An approved budget is changed by an amendment; AMENDING lasts only while a verb carries one out."""

    DRAFT = "draft", pgettext_lazy("of a budget", "Being prepared")
    APPROVED = "approved", pgettext_lazy("of a budget", "Approved")
    AMENDING = "amending", pgettext_lazy("of a budget", "Being amended")


class FundingSource(TextChoices):
    GRANT = "grant", _("Grant")
    OWN = "own", _("Own contribution")
    MUNICIPALITY = "municipality", _("Municipality's contribution")
    OTHER = "other", _("Other source")
    STATE = "state", _("State's co-financing")
    IN_KIND = "in_kind", _("In-kind contribution")


class AmountState(TextChoices):
    STATED = "stated", _("As stated")
    PLANNED = "planned", _("Planned")
    CONFIRMED = "confirmed", _("Confirmed")


class CostBasis(TextChoices):
    """How an amount comes about. Of a unit cost and a flat rate it is computed, never typed."""

    REAL = "real", _("Real cost")
    UNIT = "unit", _("Unit cost")
    FLAT = "flat", _("Flat rate")
    LUMP = "lump", _("Lump sum")


class AmendmentState(TextChoices):
    DRAFT = "draft", pgettext_lazy("of an amendment", "Being prepared")
    SUBMITTED = "submitted", pgettext_lazy("of an amendment", "Waiting for agreement")
    APPROVED = "approved", pgettext_lazy("of an amendment", "Approved")
    REJECTED = "rejected", pgettext_lazy("of an amendment", "Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("of an amendment", "Withdrawn")


class AgreementState(TextChoices):
    ASKED = "asked", pgettext_lazy("of a partner", "Has not answered")
    AGREED = "agreed", pgettext_lazy("of a partner", "Agrees")
    REFUSED = "refused", pgettext_lazy("of a partner", "Does not agree")


class ExpenseKind(TextChoices):
    """What the cost document is."""

    INVOICE = "invoice", _("Invoice")
    RECEIPT = "receipt", _("Receipt")
    PAYROLL = "payroll", _("Payroll statement")
    TRAVEL = "travel", _("Travel report")
    CONTRACT = "contract", pgettext_lazy("cost document", "Contract")
    CALCULATION = "calculation", _("Calculation of a unit cost or flat rate")
    VOLUNTARY = "voluntary", _("Diary of voluntary work")
    OTHER = "other", pgettext_lazy("cost document", "Other document")
