"""Who takes the next step of a community's journey."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StepOwner(TextChoices):
    PARTNER = "partner", _("Partner")
    COMMUNITY = "community", _("Community")
    MUNICIPALITY = "municipality", _("Municipality")
    COORDINATOR = "coordinator", _("Coordinator")
