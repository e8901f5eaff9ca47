"""One's own calendar address, for a calendar program that asks by itself."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from trainings.models.registration import new_token


class CalendarFeed(models.Model):
    """Whoever knows the token reads this person's calendar; a new token closes the old address."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField(_("made"), auto_now=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["user"]

    def __str__(self):
        return str(self.user)
