"""The vocabulary of `budgets`."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BudgetBasis(TextChoices):
    LINES = "lines", _("Total and lines")
    TOTAL = "total", _("Total only")


class FundingSource(TextChoices):
    GRANT = "grant", _("Grant")
    OWN = "own", _("Own contribution")
    MUNICIPALITY = "municipality", _("Municipality's contribution")
    OTHER = "other", _("Other source")


class AmountState(TextChoices):
    STATED = "stated", _("As stated")
    PLANNED = "planned", _("Planned")
    CONFIRMED = "confirmed", _("Confirmed")
