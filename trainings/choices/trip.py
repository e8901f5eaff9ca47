"""Study trips, mobilities, and what was learnt on them."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TripDirection(TextChoices):
    OUT = "out", _("We go there")
    IN = "in", _("They come to us")


class MobilityKind(TextChoices):
    """Kinds of person mobilities in the adult-education field of Erasmus+ (X-19)."""

    SHADOWING = "shadowing", _("Job shadowing")
    COURSE = "course", _("Course or training")
    TEACHING = "teaching", _("Teaching or training assignment")
    EXPERT = "expert", _("Invited expert")


class LessonKind(TextChoices):
    METHOD = "method", _("Method")
    APPROACH = "approach", _("Approach")
    OTHER = "other", pgettext_lazy("kind of lesson", "Other lesson")


class LessonState(TextChoices):
    IDEA = "idea", pgettext_lazy("state of a lesson", "Idea")
    TRYING = "trying", _("Being tried")
    IN_USE = "in_use", _("In use")
    DROPPED = "dropped", _("Put aside")
