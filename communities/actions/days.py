"""Days on which something is said to have been done."""
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared.refusals import at_field


def day_of(on):
    return on or timezone.localdate()


def require_past(day, field):
    """Raise ValidationError(code="in_future") for something that is said to be done but lies ahead."""
    if day and day > timezone.localdate():
        raise at_field(field, _("This day has not come yet."), "in_future")
