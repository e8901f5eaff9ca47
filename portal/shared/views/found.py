"""The row a page is about, found by a statement that is made once, not for each visit.

What a page calls its rows (`get_queryset`: visible to this person, of this project, with what is shown beside them) differs from
visit to visit by numbers only. So it is asked once with stand-ins for the person, the project and the numbers in the address, and
its SQL is kept, as `once` keeps it. A stand-in knows its number and nothing else: a page whose rows depend on more (the session,
rights, the project's state) fails on it, and is asked anew each time, as written.
"""
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.query import ModelIterable

from portal.shared.once import FIRST_MARK, Asked, as_it_is, compiled, here, part_of, rows_of, tells_time
from portal.shared.requests import LARGEST_ID
from portal.shared.stand_ins import UNKNOWN, Key, Unfit, nothing_asked
from portal.shared.viewers import stand_in, viewer

MOST = 2000

_unfit = set()
_fetched_after = {}


class Request:
    """Stands for any request of this person."""

    def __init__(self, user):
        self.user = user


@dataclass(frozen=True)
class RowsOf:
    """What the page behind `view` answers to `name`, narrowed to one row by `field`, for a kind of viewer. Called with the
    numbers of the row, of the viewer, of the parent and of the address, in the order of `names`."""

    view: Any
    name: str
    field: str
    viewer: str
    has_parent: bool
    names: tuple

    def __str__(self):
        return f"{self.view.view_class.__qualname__}.{self.name}"

    def __call__(self, key, user, parent, *numbers):
        page = self.view.view_class(**self.view.view_initkwargs)
        page.request = Request(stand_in(self.viewer, user))
        page.kwargs = dict(zip(self.names, numbers, strict=True))
        page.parent = Key(parent) if self.has_parent else None
        with nothing_asked():
            rows = getattr(page, self.name)().filter(**{self.field: key})
        if rows._iterable_class is not ModelIterable or rows.query.is_sliced or rows.query.is_empty():
            raise Unfit
        if any(is_own(lookup) for lookup in rows._prefetch_related_lookups):
            raise Unfit
        if len(_fetched_after) >= MOST:
            _fetched_after.clear()
        _fetched_after.setdefault((self, here()), rows._prefetch_related_lookups)
        return rows


def is_own(lookup):
    """Is what is fetched afterwards chosen for one person, one project or one moment?"""
    if not isinstance(lookup, Prefetch) or lookup.queryset is None:
        return False
    if lookup.queryset._prefetch_related_lookups:
        return True
    _sql, params, _compiler = compiled(lookup.queryset, as_it_is)
    return any(tells_time(value) or type(value) is int and value >= FIRST_MARK for value in params)


def found(page, name, field, value):
    """[row] of `page.<name>()` where `field` is the number `value`; None when it cannot be asked so."""
    address, view = page.kwargs, getattr(page.request.resolver_match, "func", None)
    if not hasattr(view, "view_class") or type(value) is not int:
        return None
    names = tuple(each for each, number in address.items() if type(number) is int)
    numbers = [address[each] for each in names]
    if max([value, *numbers]) > LARGEST_ID or page.__dict__.get("parent") is not page.parent:
        return None
    parent = page.parent
    kind, user = viewer(page.request.user)
    build = RowsOf(view, name, field, kind, parent is not None, names)
    if build in _unfit:
        return None
    asked = Asked(build, (value, user, parent.pk if parent is not None else 0, *numbers), ())
    try:
        rows = rows_of(asked)
    except (Unfit, *UNKNOWN):
        _unfit.add(build)
        return None
    if getattr(settings, "CHECK_ONCE", False):
        check(page, name, field, value, asked)
    # What was forgotten meanwhile is asked for as written.
    after = _fetched_after.get((build, here()))
    if after is None:
        return None
    if rows and after:
        prefetch_related_objects(rows, *map(copy, after))
    return rows


def check(page, name, field, value, asked):
    """The statement as the page itself would make it now."""
    own = of_no_moment(*compiled(getattr(page, name)().filter(**{field: value}), as_it_is)[:2])
    kept = of_no_moment(*part_of(asked, as_it_is, here())[1:3])
    if own != kept:
        raise AssertionError(f"{asked.build} depends on more than numbers: {own} is not {kept}")


def of_no_moment(sql, params):
    """Between the two the clock went on."""
    return sql, ["moment" if tells_time(value) else value for value in params]
