"""One's own calendar address."""
from django.db import transaction

from trainings.models import CalendarFeed
from trainings.models.registration import new_token


@transaction.atomic
def renew_calendar_feed(user):
    """A new secret address for this person; the one before, if any, leads nowhere from now on."""
    feed, _made = CalendarFeed.objects.select_for_update().update_or_create(user=user, defaults={"token": new_token()})
    return feed


def close_calendar_feed(feed, *, by):
    """Take the address away: its owner closes it, or an administrator for him. Twice is once."""
    CalendarFeed.objects.filter(pk=feed.pk).delete()
