"""Lists that people want to see again: what a filter bar offers to whoever is signed in.

The ground knows no person's rows: an app registers who keeps them, in `AppConfig.ready()`.
"""
from dataclasses import dataclass
from urllib.parse import urlencode

_keeper = None
ENDS_OF_A_RANGE = ("_min", "_max", "_after", "_before")


@dataclass(frozen=True)
class View:
    """One saved view of the list that is open. `current`: it is just what the list shows now."""

    name: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Kept:
    """The saved views of one list, the address at which the present one is saved ("" when nothing narrows it), and the
    page of all saved views."""

    views: list
    save_url: str
    all_url: str


def keep_with(function):
    """`function(request, query)` answers with Kept, or with None for whoever cannot save. `query`: what narrows the list."""
    global _keeper
    _keeper = function
    return function


def kept(request, filterset):
    """What the bar of this list offers, or None."""
    user = getattr(request, "user", None)
    if _keeper is None or user is None or not user.is_authenticated:
        return None
    return _keeper(request, query_of(request, filterset))


def query_of(request, filterset):
    """The part of the address that narrows the list, and how it is sorted then; "" where only an order is asked for."""
    names = set(getattr(filterset, "filters", ()))

    def narrows(name):
        return name in names or name.rpartition("_")[0] in names and name.endswith(ENDS_OF_A_RANGE)

    known = [(name, value) for name, values in request.GET.lists() for value in values if value]
    if not any(narrows(name) for name, _value in known):
        return ""
    return urlencode([(name, value) for name, value in known if name == "sort" or narrows(name)])
