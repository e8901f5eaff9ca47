"""Places, communities and what they take part in."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlaceKind(TextChoices):
    VILLAGE = "village", _("Village")
    BOROUGH = "borough", _("Small borough")
    TOWN = "town", _("Town")


class MunicipalityKind(TextChoices):
    RURAL = "rural", _("Rural municipality")
    TOWN = "town", pgettext_lazy("kind of municipality", "Town municipality")
    NOVADS = "novads", _("Latvian municipality")


class CommunityKind(TextChoices):
    VILLAGE = "village", _("Village community")
    VILLAGES = "villages", _("Community of several villages")
    INTEREST = "interest", _("Community of interest")


class EnrolmentStatus(TextChoices):
    APPLIED = "applied", _("Applied")
    SELECTED = "selected", _("Taking part")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REJECTED = "rejected", _("Not selected")


class DelegateKind(TextChoices):
    """As what somebody is bound to one community of a project."""

    REPRESENTATIVE = "representative", _("Community's representative")
    EXPERT = "expert", _("Expert or mentor")


class CriterionPurpose(TextChoices):
    SELECTION = "selection", _("Selection")
    READINESS = "readiness", _("Readiness to start")
