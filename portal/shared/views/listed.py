"""The first and the last page of a list, read by statements that are made once, not for each visit.

What a list calls its rows (`get_rows`: visible to this person, of this project, in this order) differs from visit to visit by
numbers only, as long as nothing is chosen in its filter bar. So it is asked once with stand-ins, as the row of a page is (see
`found`). A list whose rows depend on more than numbers fails on them, or is found to ask something else than the page itself
would; then it is asked anew each time, as written. So is whatever is searched, filtered or read on from a row.
"""
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.query import ModelIterable
from django.db.models.sql.where import WhereNode
from django.http import QueryDict
from django.utils.functional import SimpleLazyObject, cached_property

from portal.shared.once import Asked, as_it_is, compiled, here, part_of, rows_of, tells_time
from portal.shared.paging import AWAY, LARGE, LAST, SOME, RowsPage, in_one_order, size_of, to_page
from portal.shared.reading import Ready
from portal.shared.requests import LARGEST_ID
from portal.shared.stand_ins import UNKNOWN, Key, Unfit, nothing_asked
from portal.shared.viewers import stand_in, viewer
from portal.shared.views.found import MOST, Request, is_own

# What an address may hold besides: it neither narrows the rows nor changes what they are.
HARMLESS = {"page", "sort", "count"}
# What a page has of its own before anybody tells it more.
GIVEN = {"request", "args", "kwargs", "head", "parent", "object"}

_unfit, _proved = set(), set()
_fetched_after = {}


class Nothing(dict):
    """What was chosen where nothing was."""

    def __missing__(self, _name):
        return None


class Unasked:
    """Stands for the form of a filter bar in which nothing is chosen."""

    errors = {}
    cleaned_data = Nothing()
    changed_data = ()

    def is_valid(self):
        return True


@dataclass(frozen=True)
class ListOf:
    """What the list behind `view` calls its rows, for a kind of viewer. `names`: the numbers in its address; `told`: what was set
    on the page while it was loaded, which a stand-in does not know; `is_bound`: whether its filter bar would be read."""

    view: Any
    viewer: str
    has_parent: bool
    has_object: bool
    names: tuple
    told: frozenset
    order: tuple
    is_bound: bool | None

    def __str__(self):
        return f"{self.view.view_class.__qualname__}.get_rows"

    def rows(self, user, parent, row, *numbers):
        page = without(self.view.view_class, self.told)(**self.view.view_initkwargs)
        page.request = Request(stand_in(self.viewer, user))
        page.request.GET = QueryDict()
        page.kwargs = dict(zip(self.names, numbers, strict=True))
        page.parent = Key(parent) if self.has_parent else None
        page.object = Key(row) if self.has_object else None
        page.__dict__["ordering"] = list(self.order), ""
        with nothing_asked():
            page.__dict__["filterset"] = self.filterset_of(page)
            rows = page.get_rows()
            if not isinstance(rows, QuerySet) or rows._iterable_class is not ModelIterable:
                raise Unfit
            query = rows.query
            if query.is_sliced or query.is_empty() or query.combinator or any(map(is_own, rows._prefetch_related_lookups)):
                raise Unfit
            return in_one_order(rows)

    def filterset_of(self, page):
        """The filter bar as it narrows rows when nothing is chosen."""
        if self.is_bound is None:
            return None
        found = object.__new__(page.filterset_class)
        found.__dict__.update(
            user=page.request.user, parent=page.parent, request=page.request, queryset=page.get_queryset(), filters={},
            data=QueryDict(), is_bound=self.is_bound, form_prefix=None, _form=Unasked(),
        )
        return found


@lru_cache(MOST)
def without(view_class, told):
    """The page, but for what it was told."""
    def refused(_page):
        raise Unfit

    return type(view_class.__name__, (view_class,), {name: property(refused) for name in told})


@dataclass(frozen=True)
class Part:
    """Some rows of a list, from its beginning or, turned around, from its end. `of`: "rows", "keys", "count", or "these": the
    rows of the keys that come as the last argument."""

    whole: ListOf
    of: str
    most: int | None = None
    back: bool = False

    def __str__(self):
        return f"{self.whole} ({self.of})"

    def __call__(self, *numbers):
        if self.of == "these":
            *numbers, keys = numbers
        rows = self.whole.rows(*numbers)
        if len(_fetched_after) >= MOST:
            _fetched_after.clear()
        _fetched_after[self.whole, here()] = rows._prefetch_related_lookups
        rows = rows.prefetch_related(None)
        if self.of == "these":
            # As `paging.by_keys`: they have passed every filter already.
            rows = rows.order_by()
            if rows.query.group_by is None:
                rows.query.where = WhereNode()
            return rows.filter(pk__in=keys)
        rows = rows.reverse() if self.back else rows
        if self.of == "count":
            rows = rows.order_by().values("pk")
        elif self.of == "keys":
            rows = rows.values_list("pk", flat=True)
        return rows[: self.most] if self.most is not None else rows


def counting(queryset):
    """The number of a question's rows as a question."""
    sql, params = queryset.query.get_compiler(using=queryset.db).as_sql()
    return Ready(f"SELECT COUNT(*) FROM ({sql}) counted", tuple(params)), "count"  # noqa: S608 - the ORM's own SQL


class Listed:
    """The rows of one page's list. Raises Unfit, or one of `UNKNOWN`, where they cannot be asked so."""

    def __init__(self, page, view):
        kind, user = viewer(page.request.user)
        names = tuple(name for name, number in page.kwargs.items() if type(number) is int)
        bar = page.filterset
        self.page = page
        self.whole = ListOf(
            view, kind, page.parent is not None, page.object is not None, names, told_to(page), tuple(page.ordering[0]),
            None if bar is None else bar.is_bound,
        )
        self.numbers = (
            user, getattr(page.parent, "pk", 0), getattr(page.object, "pk", 0), *[page.kwargs[name] for name in names],
        )
        if any(type(number) is not int or number > LARGEST_ID for number in self.numbers):
            raise Unfit

    def asked(self, of, most=None, *more, back=False):
        return Asked(Part(self.whole, of, most, back), (*self.numbers, *more), ())

    def answer(self, question, wrap=as_it_is):
        """[row] of a question whose rows are no models'."""
        alias, sql, params, _extra = part_of(question, wrap, here())
        if sql is None:
            return []
        with connections[alias].cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def read(self, most, *, back=False):
        """The first or the last rows (those the wrong way round); of a large table first their keys alone, as `paging.read`."""
        question = self.asked("rows", most, back=back)
        alias, sql, params, compiler = part_of(question, as_it_is, here())
        if sql is None:
            return []
        if any(map(tells_time, params)):
            raise Unfit
        self.prove(question, sql, params, most, back)
        query = compiler.query
        enough = SOME if query.annotation_select else LARGE
        if query.group_by is not None or query.distinct or size_of(query.model, alias) < enough:
            rows = rows_of(question)
        else:
            keys = [key for (key,) in self.answer(self.asked("keys", most, back=back))]
            found = {row.pk: row for row in rows_of(self.asked("these", None, keys))} if keys else {}
            rows = [found[key] for key in keys if key in found]
        after = _fetched_after.get((self.whole, here()))
        if after is None:  # forgotten meanwhile
            after = self.page.get_rows()._prefetch_related_lookups
        if rows and after:
            prefetch_related_objects(rows, *map(copy, after))
        return rows

    def prove(self, question, sql, params, most, back):
        """The page itself would ask the same: made sure once for each list, in the suite always."""
        always = getattr(settings, "CHECK_ONCE", False)
        if self.whole in _proved and not always:
            return
        own = in_one_order(self.page.get_rows()).prefetch_related(None)
        own = compiled((own.reverse() if back else own)[:most], as_it_is)[:2]
        if own != (sql, params):
            if self.whole in _proved:
                raise AssertionError(f"{question.build} depends on more than numbers: {own} is not {(sql, params)}")
            raise Unfit
        _proved.add(self.whole)

    def count(self, bound):
        found = self.answer(self.asked("count", None if bound is None else bound + 1), counting)
        return found[0][0] if found else 0


def told_to(page):
    """The names of what the page was told while it was loaded. What it works out by itself a stand-in works out, too."""
    return frozenset(
        name for name in page.__dict__.keys() - GIVEN if not isinstance(getattr(type(page), name, None), cached_property)
    )


def listed(page, per_page, bound, known):
    """The RowsPage that the address asks for, or None where it is to be read as written."""
    query, view = page.request.GET, getattr(page.request.resolver_match, "func", None)
    asked = query.get("page", "")
    if asked not in ("", "1", LAST) or query.keys() - HARMLESS or not hasattr(view, "view_class"):
        return None
    whole = None
    try:
        rows = Listed(page, view)
        whole = rows.whole
        if whole in _unfit:
            return None
        found = last_page(rows, per_page, bound, known) if asked == LAST else first_page(rows, per_page, bound, known)
    except (Unfit, *UNKNOWN):
        if whole is not None:
            _unfit.add(whole)
        return None
    found.rows = SimpleLazyObject(lambda: in_one_order(page.get_rows()))
    return found


def first_page(rows, per_page, bound, known):
    start = rows.read(per_page + 1)
    if len(start) <= per_page:
        return RowsPage(start, len(start), per_page)
    count = known()
    count = rows.count(bound) if count is None else count
    is_more = bound is not None and count > bound
    return RowsPage(start[:per_page], bound if is_more else count, per_page, 1, is_more, next=to_page(2))


def last_page(rows, per_page, bound, known):
    count = known()
    count = rows.count(bound) if count is None else count
    if count <= per_page:
        return RowsPage(rows.read(per_page + 1)[:per_page], count, per_page)
    found = rows.read(per_page, back=True)[::-1]
    if bound is not None and count > bound:
        return RowsPage(found, bound, per_page, None, True, previous=AWAY | {"before": found[0].pk} if found else None)
    last = -(-count // per_page)
    shown = found[-(count - (last - 1) * per_page) :]
    return RowsPage(shown, count, per_page, last, previous=to_page(last - 1))
