"""Equipment bought for a community."""
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EquipmentState(TextChoices):
    IN_USE = "in_use", _("In use")
    BROKEN = "broken", _("Needs repair")
    MISSING = "missing", _("Missing")
    WRITTEN_OFF = "written_off", _("Written off")
