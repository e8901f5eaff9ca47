"""Who supports a community, in what, and how they meet."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SupportKind(TextChoices):
    MENTOR = "mentor", _("Mentor")
    FACILITATOR = "facilitator", _("Facilitator")
    EXPERT = "expert", _("Expert")
    DIALOGUE = "dialogue", _("Leader of a dialogue")


class SupportPhase(TextChoices):
    """Which part of a community's work an expert supports (A-23)."""

    PLANNING = "planning", _("Planning")
    DELIVERY = "delivery", _("Delivery")
    BOTH = "both", _("Planning and delivery")


class SupportForm(TextChoices):
    ONSITE = "onsite", _("On site")
    ONLINE = "online", _("Online")
    PHONE = "phone", _("By phone")
