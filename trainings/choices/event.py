"""Events, their days, and where trips may go."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(TextChoices):
    TRAINING = "training", _("Training day")
    SEMINAR = "seminar", _("Seminar")
    WORKSHOP = "workshop", _("Workshop")
    WEBINAR = "webinar", _("Webinar")
    INSPIRATION = "inspiration", _("Inspiration day")
    MEETING = "meeting", _("Network meeting")
    DIALOGUE = "dialogue", pgettext_lazy("kind of event", "Dialogue circle")
    TRIP = "trip", pgettext_lazy("kind of event", "Study trip")
    MOBILITY = "mobility", pgettext_lazy("kind of event", "Learning mobility")
    EXPERT_VISIT = "expert_visit", _("Visit of an invited expert")


class EventStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class EventMode(TextChoices):
    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")
    MIXED = "mixed", _("On site and online")


class DayKind(TextChoices):
    THEORY = "theory", _("Theory")
    PRACTICE = "practice", _("Practice")
    OTHER = "other", pgettext_lazy("kind of day", "Other day")


class DestinationState(TextChoices):
    CANDIDATE = "candidate", _("Possible")
    CHOSEN = "chosen", _("Chosen")
    REJECTED = "rejected", _("Not chosen")
