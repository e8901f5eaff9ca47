"""When somebody was at home: what changed since the time before is shown until he comes again."""
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from projects.models import HomeVisit, User

AWAY = timedelta(minutes=30)


def arrive(user, now=None):
    """Note that this person is at home; returns when he was here the time before, None on the first visit.

    Who looks again within half an hour is still on the same visit: that costs one query, and writes nothing.
    """
    now = now or timezone.now()
    visit = HomeVisit.objects.filter(user=user).first()
    if visit is None or now - visit.last_at >= AWAY:
        visit = begin_visit(user, now)
    return visit.before_at


@transaction.atomic
def begin_visit(user, now):
    """Two windows opened at once begin one visit: the person's row is locked."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    visit = HomeVisit.objects.filter(user=user).first()
    if visit is None:
        return HomeVisit.objects.create(user=user, last_at=now)
    if now - visit.last_at >= AWAY:
        visit.before_at, visit.last_at = visit.last_at, now
        visit.save(update_fields=["before_at", "last_at"])
    return visit
