"""What becomes of one person's text when others wrote meanwhile. The rule by which nothing typed is ever lost."""
import bisect
from enum import Enum

from communities.codes.cells import digest

STEP = 10
# What a small positive integer of a database holds.
LAST = 32767


class Verdict(Enum):
    KEPT = "kept"  # it says that already
    THEIRS = "theirs"  # the person did not touch it, somebody else did
    WRITE = "write"  # the person changed what he saw
    CONFLICT = "conflict"  # both changed it


def verdict(current, new, base):
    """`current`, `new`: canonical texts; `base`: digest of what the person began from, "" when it is unknown.

    Whoever does not say what he began from began from nothing.
    """
    base = base or digest("")
    if new == current:
        return Verdict.KEPT
    if digest(new) == base:
        return Verdict.THEIRS
    return Verdict.WRITE if digest(current) == base else Verdict.CONFLICT


def merged_order(current, wanted):
    """The rows of `current` in the order of `wanted`; those it does not know stay behind the row they stand behind now."""
    known = set(current)
    merged = [key for key in dict.fromkeys(wanted) if key in known]
    placed = set(merged)
    for place, key in enumerate(current):
        if key in placed:
            continue
        merged.insert(merged.index(current[place - 1]) + 1 if place else 0, key)
        placed.add(key)
    return merged


def moved(places):
    """{index: new number} for as few as possible of these numbers, so that they grow strictly.

    Numbers have gaps, so that a row that moves usually changes alone; without a gap, all are numbered anew.
    """
    stay = set(_longest_growing(places))
    changed, last = {}, -1
    for place, number in enumerate(places):
        if place in stay:
            last = number
            continue
        following = next((places[later] for later in range(place + 1, len(places)) if later in stay), None)
        number = last + STEP if following is None else (last + following) // 2
        if number <= last or number > LAST:
            return {at: STEP * (at + 1) for at, was in enumerate(places) if was != STEP * (at + 1)}
        changed[place] = last = number
    return changed


def _longest_growing(numbers):
    """The indexes of a longest strictly growing part."""
    ends, at, before = [], [], {}
    for index, number in enumerate(numbers):
        length = bisect.bisect_left(ends, number)
        before[index] = at[length - 1] if length else None
        ends[length:length + 1], at[length:length + 1] = [number], [index]
    found, index = [], at[-1] if at else None
    while index is not None:
        found.append(index)
        index = before[index]
    return found[::-1]
