"""When somebody was at home: what changed since the time before is shown until he comes again."""
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from projects.models import HomeVisit

AWAY = timedelta(minutes=30)


def arrive(user, now=None):
    """Note that this person is at home; returns when he was here the time before, None on the first visit.

    Who looks again within half an hour is still on the same visit: that costs one query, and writes nothing. Each write is
    one statement that only holds for what was read, so two windows opened at once begin one visit.
    """
    now = now or timezone.now()
    visit = HomeVisit.objects.filter(user=user).first()
    if visit is None:
        HomeVisit.objects.bulk_create([HomeVisit(user=user, last_at=now)], ignore_conflicts=True)
        return None
    if now - visit.last_at < AWAY:
        return visit.before_at
    HomeVisit.objects.filter(pk=visit.pk, last_at=visit.last_at).update(before_at=F("last_at"), last_at=now)
    return visit.last_at
