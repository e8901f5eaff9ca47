"""How a joint event is divided between the partners who hold it: each gets a part, the project counts it once (X-18)."""
from dataclasses import dataclass
from decimal import Decimal

from portal.shared.money import rate, share_out
from trainings.models import EventShare


@dataclass(frozen=True)
class Part:
    """`percent`: of the whole, two decimals; `days`: his part of the event's days, two decimals; parts sum exactly."""

    share: EventShare
    percent: Decimal
    days: Decimal


def parts_of(event, shares, halves):
    """[Part] of an event with `halves` half days, in the order of `shares`."""
    weights = [share.weight for share in shares]
    if not weights:
        return []
    days = share_out(Decimal(halves) / 2, weights)
    return [Part(share, rate(share.weight, sum(weights)), part) for share, part in zip(shares, days, strict=True)]


def places_given(shares):
    """How many places the partners have among them; None when nobody's is stated."""
    stated = [share.places for share in shares if share.places is not None]
    return sum(stated) if stated else None
