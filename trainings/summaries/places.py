"""How many places an event has, who may still get one, and whether one can sign up at this moment."""
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from django.db.models import Count, Q
from django.utils import timezone

from portal.shared.once import once
from portal.shared.reading import read
from trainings.choices import EventStatus, RegistrationStatus
from trainings.models import Registration


@dataclass(frozen=True)
class Places:
    """The places of one event. `capacity` None: as many as come.

    `quotas`: {organisation: places for its people}. They are kept for that partner, and he gets no more; whoever comes from
    nobody with a quota shares the rest. `taken_of`: {organisation or None: people with a place}.
    """

    capacity: int | None
    quotas: dict
    taken_of: dict
    waiting: int

    @property
    def taken(self):
        return sum(self.taken_of.values())

    @property
    def others(self):
        """People with a place who use up no partner's quota."""
        return sum(count for partner, count in self.taken_of.items() if partner not in self.quotas)

    def room(self, partner=None):
        """Places left for somebody sent by this partner (a key, or None); None: as many as come."""
        free = None if self.capacity is None else max(0, self.capacity - self.taken)
        if partner in self.quotas:
            left = max(0, self.quotas[partner] - self.taken_of.get(partner, 0))
        elif self.capacity is None:
            return None
        else:
            left = max(0, self.capacity - sum(self.quotas.values()) - self.others)
        return left if free is None else min(left, free)

    def has_room(self, partner=None):
        return self.room(partner) != 0

    def with_one(self, partner):
        """The same after one more got a place."""
        taken = {**self.taken_of, partner: self.taken_of.get(partner, 0) + 1}
        return Places(self.capacity, self.quotas, taken, max(0, self.waiting - 1))


def places_of(event):
    """Two queries, one when the shares were fetched with the event. Ask while the event's row is locked when something is
    decided by the answer."""
    (counts,) = read([standing_asked(event.pk)])
    taken, waiting = defaultdict(int), 0
    for status, partner, people in counts:
        if status == RegistrationStatus.PLACE:
            taken[partner] += people
        else:
            waiting += people
    quotas = {share.organisation_id: share.places for share in event.shares.all() if share.places is not None}
    return Places(event.capacity, quotas, dict(taken), waiting)


@once
def standing_asked(event):
    """(status, partner, how many people) of those who did not sign off."""
    rows = Registration.objects.filter(event=event).standing().order_by()
    return rows.values_list("status", "person__partner").annotate(people=Count("pk"))


class Door(StrEnum):
    """Whether somebody can sign up from outside."""

    NONE = "none"
    NOT_OPEN = "not_open"
    OPEN = "open"
    CLOSED = "closed"


def begins_at(event):
    """The moment its first day begins; without hours that day's midnight, without days None. One query, or none when the
    days were fetched with the event."""
    return min((moment_of(day.date, day.starts_at) for day in event.days.all()), default=None)


def moment_of(day, hour=None):
    return timezone.make_aware(datetime.combine(day, hour or time.min))


def closes_at(event, signup):
    """When the sign-up ends: as said, at the latest when the event begins; None while no day is known."""
    begins = begins_at(event)
    said = [moment for moment in (signup.closes_at, begins) if moment is not None]
    return min(said) if said else None


def door_of(event, signup, now=None):
    """Whether the event takes registrations from outside now. `signup`: its Signup, or None."""
    now = now or timezone.now()
    if signup is None or event.is_archived or not event.is_public or not event.project.is_public:
        return Door.NONE
    if event.status != EventStatus.PLANNED or event.project.is_frozen:
        return Door.CLOSED
    if signup.opens_at is not None and now < signup.opens_at:
        return Door.NOT_OPEN
    ends = closes_at(event, signup)
    return Door.CLOSED if ends is not None and now >= ends else Door.OPEN


def place_in_queue(registration):
    """1 for whoever is first on the waiting list."""
    earlier = Q(queued_at__lt=registration.queued_at) | Q(queued_at=registration.queued_at, pk__lt=registration.pk)
    return Registration.objects.filter(earlier, event=registration.event_id).waiting().count() + 1
