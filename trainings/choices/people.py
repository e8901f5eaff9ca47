"""Signing up, taking part, consent."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegistrationStatus(TextChoices):
    PLACE = "place", _("Has a place")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("a registration", "Cancelled")


class RegistrationSource(TextChoices):
    WEB = "web", _("Signed up")
    STAFF = "staff", _("Written down by an organiser")
    WALK_IN = "walk_in", _("Came without signing up")


class AttendanceSource(TextChoices):
    SHEET = "sheet", _("Signature sheet")
    CODE = "code", _("Code at the door")
    STAFF = "staff", _("Noted by an organiser")


class Affiliation(TextChoices):
    """How a participant belongs to the organisation that sends him (D-10)."""

    EMPLOYEE = "employee", _("Employee")
    VOLUNTEER = "volunteer", _("Volunteer network")
    RESIDENT = "resident", _("Resident")
    OTHER = "other", pgettext_lazy("relation to an organisation", "Other")


class ConsentKind(TextChoices):
    TERMS = "terms", _("Keeping the list of participants")
    PHOTOS = "photos", _("Photos and recordings")
    CONTACT = "contact", _("Messages about later events")
