"""What somebody eats and needs: kept apart, without history, and gone 30 days after the event (P-67)."""
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.shared import verbs
from trainings.choices import EventStatus, RegistrationStatus
from trainings.models import SpecialNeeds

KEPT = timedelta(days=30)
# Without any day nobody can say when the event is over.
KEPT_WITHOUT_A_DAY = timedelta(days=365)


@transaction.atomic
def keep_needs(registration, *, diet="", access=""):
    """Write down what somebody needs; nothing needed leaves no row."""
    needs = SpecialNeeds.objects.select_for_update().filter(registration=registration).first()
    if not diet and not access:
        if needs is not None:
            needs.delete()
        return None
    needs = needs or SpecialNeeds(registration=registration)
    needs.diet, needs.access = diet, access
    verbs.check(needs)
    needs.save()
    return needs


def needs_to_forget(now):
    """Rows that have served: 30 days after the last day, of events that are off, and of people who are not coming.

    What is postponed still comes: the day it should have been ends nothing, and nobody is asked a second time.
    """
    today = timezone.localdate(now)
    rows = SpecialNeeds.objects.all()
    over, long_ago = Q(registration__event__last_day__lte=today - KEPT), Q(registration__queued_at__lte=now - KEPT_WITHOUT_A_DAY)
    return rows.filter(
        over & ~Q(registration__event__status=EventStatus.POSTPONED)
        | (over | Q(registration__event__last_day__isnull=True)) & long_ago
        | Q(registration__event__status=EventStatus.CANCELLED)
        | Q(registration__event__archived_at__isnull=False)
        | Q(registration__status=RegistrationStatus.CANCELLED)
    )


@transaction.atomic
def forget_needs(now, *, dry_run=False):
    """Delete what has served its purpose; returns how many rows. `now`: an aware datetime."""
    keys = list(needs_to_forget(now).values_list("pk", flat=True))
    if not dry_run:
        SpecialNeeds.objects.filter(pk__in=keys).delete()
    return len(keys)
