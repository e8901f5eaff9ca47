"""The vocabulary of claims."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClaimState(TextChoices):
    DRAFT = "draft", pgettext_lazy("of a claim", "Being prepared")
    SUBMITTED = "submitted", pgettext_lazy("of a claim", "Submitted")
    REVIEW = "review", pgettext_lazy("of a claim", "Being processed")
    RETURNED = "returned", pgettext_lazy("of a claim", "Returned to be completed")
    APPROVED = "approved", pgettext_lazy("of a claim", "Approved")


CLAIM_IS_OPEN = (ClaimState.DRAFT, ClaimState.RETURNED)


class ClaimStep(TextChoices):
    """Why a claim was frozen as it stood."""

    SUBMITTED = "submitted", pgettext_lazy("of a claim", "Submitted")
    APPROVED = "approved", pgettext_lazy("of a claim", "Approved")


class PayoutKind(TextChoices):
    ADVANCE = "advance", _("Advance payment")
    INTERIM = "interim", _("Payment on a claim")
    BALANCE = "balance", _("Balance payment")


class ClaimField(TextChoices):
    """What a column of a programme's claim table may hold."""

    NUMBER = "number", _("Running number")
    PARTNER = "partner", _("Partner")
    LINE_NUMBER = "line_number", _("Number of the budget line")
    LINE = "line", _("Budget line")
    CATEGORY = "category", _("Cost category")
    OWN_CATEGORY = "own_category", _("Partner's own category")
    ACTIVITY = "activity", _("Activity")
    EVENT = "event", _("Event")
    SUPPLIER = "supplier", _("Supplier")
    SUPPLIER_CODE = "supplier_code", _("Supplier's register code")
    DOCUMENT_KIND = "document_kind", _("Kind of document")
    DOCUMENT_NUMBER = "document_number", _("Document number")
    ISSUED_ON = "issued_on", _("Date of the document")
    PAID_ON = "paid_on", pgettext_lazy("of an expense", "Paid on")
    DESCRIPTION = "description", _("What it was for")
    NET = "net", _("Without VAT")
    VAT = "vat", _("VAT")
    TOTAL = "total", _("Total of the document")
    CHARGED = "charged", _("Charged to the project")
    CLAIMED = "claimed", _("Claimed")
    ACCEPTED = "accepted", pgettext_lazy("an amount", "Accepted")
    GRANT = "grant", _("Grant of it")
    OWN = "own", _("Own contribution of it")
    EVIDENCE = "evidence", _("Numbers of the evidence")
