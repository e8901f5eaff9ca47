"""The pages of a list, at any size: nothing is counted that fits on one page, and the last page costs no more than the first.

Pages have numbers while they can be counted. Of a list longer than its `bound` only that much is said ("more than 2 000"),
and one goes on from row to row: `?after=<pk>`, `?before=<pk>`, `?page=last`. Such an address stays good when rows are added.
"""
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic

from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.db import connections
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.query import ModelIterable
from django.db.models.sql.where import WhereNode

from portal.shared.requests import LARGEST_ID

BOUND = 2_000
LAST = "last"
AT_ONCE = 1_000
# Rows from which a table is large (sooner where something is computed of each), and seconds for which its size is remembered.
SOME, LARGE, SIZES_HOLD = 500, 5_000, 600
_sizes = {}
AWAY = {"page": None, "after": None, "before": None}


class InOrder:
    """Rows of a queryset in an order worked out in Python: only those of the page are read. `keys`: their keys, sorted."""

    def __init__(self, rows, keys):
        self.rows, self.keys = rows.order_by(), keys

    def __len__(self):
        return len(self.keys)

    def __getitem__(self, part):
        if not isinstance(part, slice):
            return self.read([self.keys[part]])[0]
        return self.read(self.keys[part])

    def __iter__(self):
        for start in range(0, len(self.keys), AT_ONCE):
            yield from self.read(self.keys[start : start + AT_ONCE])

    def read(self, keys):
        return by_keys(self.rows, keys)


@dataclass(frozen=True)
class Step:
    """A link of the line of pages: what it changes in the address, or None where one stands or may not go."""

    text: object
    changes: dict | None
    current: bool = False


@dataclass(frozen=True)
class Whole:
    """What a page is of, with the names that Django's Paginator gives it. `object_list`: every row of every page."""

    object_list: object
    count: int
    per_page: int

    @property
    def num_pages(self):
        return max(1, -(-self.count // self.per_page))


@dataclass
class RowsPage:
    """Some rows of a list. `count`: how many there are in all; `is_more`: there are more than that.

    `number` is None on a page reached from row to row; `rows` are those of all pages, not read yet.
    """

    object_list: list
    count: int
    per_page: int
    number: int | None = 1
    is_more: bool = False
    previous: dict | None = None
    next: dict | None = None
    rows: object = field(default=None, repr=False)
    source: object = field(default=None, repr=False)

    def __iter__(self):
        return iter(self.object_list)

    def __len__(self):
        return len(self.object_list)

    def __getitem__(self, place):
        return self.object_list[place]

    @property
    def paginator(self):
        return Whole(self.rows, self.count, self.per_page)

    @property
    def many(self):
        return self.is_more or self.paginator.num_pages > 1

    @cached_property
    def numbers(self):
        """[Step] of the numbered pages around this one; a gap is a Step that leads nowhere."""
        if self.is_more:
            here = self.number or 0
            near = sorted({1, *range(max(1, here - 1), min(here + 1, self.paginator.num_pages) + 1)})
            shown = [number for place, number in enumerate(near) for number in gap(near, place)]
            return [self.step(number) for number in [*shown, None]]
        pages = Paginator(range(self.count), self.per_page)
        return [self.step(one if isinstance(one, int) else None)
                for one in pages.get_elided_page_range(self.number, on_each_side=1, on_ends=1)]

    def step(self, number):
        if number is None:
            return Step(Paginator.ELLIPSIS, None)
        return Step(number, to_page(number), number == self.number)


def read(rows, start, stop):
    """The rows between two places. Of a large table first their keys alone: beside an order that no index gives, PostgreSQL
    would sort whole rows with all that is joined to them, and compute of all what is shown of fifty."""
    query = rows.query
    enough = SOME if query.annotation_select else LARGE
    if query.group_by is not None or query.distinct or query.combinator or size_of(rows.model, rows.db) < enough:
        return list(rows[start:stop])
    keys = list(rows.prefetch_related(None).values_list("pk", flat=True)[start:stop])
    return by_keys(rows, keys)


def by_keys(rows, keys):
    """The rows of these keys, in their order. The keys have passed every filter already, so none is asked again."""
    whole = rows.order_by()
    if whole.query.group_by is None:
        whole.query.where = WhereNode()
    found = {row.pk: row for row in whole.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def size_of(model, using):
    """How many rows PostgreSQL thinks the table has; asked again after a while, and not among the page's own queries."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return 0
    now, (until, sizes) = monotonic(), _sizes.get(using, (0, {}))
    if now > until:
        connection.ensure_connection()
        with connection.connection.cursor() as cursor:
            cursor.execute("SELECT relname, reltuples FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [SOME])
            sizes = dict(cursor.fetchall())
        _sizes[using] = now + SIZES_HOLD, sizes
    return sizes.get(model._meta.db_table, 0)


def gap(numbers, place):
    """A number, with None before it where some are left out."""
    return [None, numbers[place]] if place and numbers[place] - numbers[place - 1] > 1 else [numbers[place]]


def to_page(number):
    return AWAY | {"page": number}


def page_of(rows, query, per_page, *, bound=None, known=None):
    """The page that the address asks for: `query` is `request.GET`. Rows that are no queryset are cut by Django's Paginator.

    `bound`: how many rows are counted at most, None for all of them. `known()`: how many there are where the list knows it
    without counting, or at least so many where that is more than the bound; otherwise None.
    """
    asked = query.get("page", "")
    if not isinstance(rows, QuerySet) or rows._iterable_class is not ModelIterable:
        pages = Paginator(rows, per_page)
        return pages.get_page(pages.num_pages if asked == LAST else asked)
    rows = in_one_order(rows)
    found = beside(rows, query, per_page, bound) if bound is not None and not asked else None
    found = found or numbered(rows, asked_number(asked), per_page, bound, known)
    found.rows = rows
    return found


def numbered(rows, number, per_page, bound, known=None):
    """The page of this number: LAST and None are the last one, and so is a number beyond it."""
    start = read(rows, 0, per_page + 1) if number == 1 else []
    if number == 1 and len(start) <= per_page:
        return RowsPage(start, len(start), per_page)
    count = known() if known else None
    count = counted(rows, bound) if count is None else count
    is_more = bound is not None and count > bound
    if is_more and number in (LAST, None):
        return last_of_many(rows, per_page, bound)
    if is_more and number * per_page > bound:
        count, is_more = rows.count(), False
    count = bound if is_more else count
    last = max(1, -(-count // per_page))
    number = last if number in (LAST, None) else min(number, last)
    shown = start[:per_page] or cut(rows, number, per_page, count, is_more)
    page = RowsPage(shown, count, per_page, number, is_more)
    page.previous = to_page(number - 1) if number > 1 else None
    if number < last:
        page.next = to_page(number + 1)
    elif is_more and shown:
        page.next = AWAY | {"after": shown[-1].pk}
    return page


def asked_number(asked):
    """1 for what is no number, None for one below it: as Django's own paginator, which then shows the last page."""
    if asked == LAST:
        return LAST
    try:
        number = int(asked)
    except ValueError:
        return 1
    return number if number > 0 else None


def in_one_order(rows):
    """The same order, with the key behind it, so that no row stands on two pages."""
    order = order_of(rows)
    if order and order[-1] in ("pk", "-pk", "id", "-id") or rows.query.distinct_fields:
        return rows
    return rows.order_by(*order, "pk")


def order_of(rows):
    query = rows.query
    return list(query.order_by or (query.default_ordering and query.get_meta().ordering) or ())


def counted(rows, bound):
    """How many rows there are, but not further than one beyond the bound."""
    if bound is None or rows.query.group_by is not None:
        return rows.count()
    return rows.order_by().values("pk")[: bound + 1].count()


def cut(rows, number, per_page, count, is_more):
    """The rows of a numbered page, looked for from the nearer end."""
    start = (number - 1) * per_page
    size = min(per_page, count - start)
    if is_more or start <= count // 2 or rows.query.distinct_fields:
        return read(rows, start, start + per_page)
    behind = count - start - size
    return read(rows.reverse(), behind, behind + size)[::-1]


def last_of_many(rows, per_page, count):
    found = read(rows.reverse(), 0, per_page)[::-1]
    page = RowsPage(found, count, per_page, None, True)
    page.previous = AWAY | {"before": found[0].pk} if found else None
    return page


def beside(rows, query, per_page, bound):
    """The page behind or in front of a row, or None: where nobody asked so, or it cannot be said of this list."""
    way = "after" if "after" in query else "before" if "before" in query else ""
    key = query.get(way, "") if way else ""
    keys = keys_of(rows) if key.isascii() and key.isdigit() and int(key) <= LARGEST_ID else None
    if keys is None:
        return None
    values = rows.filter(pk=key).values_list(*[name for name, *_rest in keys]).first()
    if values is None:
        return None
    back = way == "before"
    found = rows.reverse() if back else rows
    found = read(found.filter(beyond(keys, values, rows.db, back=back)), 0, per_page + 1)
    further, found = len(found) > per_page, found[:per_page]
    if back and not further:
        return None  # The first page, or hardly more: it is shown with its number.
    if not found:
        return None
    found = found[::-1] if back else found
    page = RowsPage(found, bound, per_page, None, True)
    page.previous = AWAY | {"before": found[0].pk}
    page.next = AWAY | {"after": found[-1].pk} if further or back else None
    return page


def keys_of(rows):
    """[(name, descending, nullable)] of an order made of columns, or None for any other."""
    found = []
    for each in order_of(rows):
        if isinstance(each, OrderBy):
            if not isinstance(each.expression, F) or each.nulls_first or each.nulls_last:
                return None
            name, down = each.expression.name, each.descending
        elif isinstance(each, str) and each != "?":
            name, down = each.lstrip("-"), each.startswith("-")
        else:
            return None
        nullable = may_be_null(rows, name)
        if nullable is None:
            return None
        found.append((name, down, nullable))
    return found


def may_be_null(rows, name):
    """Whether a column of the order can be empty; None for a relation, whose own order would hold."""
    if name in rows.query.annotations:
        return True
    model, nullable = rows.model, False
    for part in name.split("__"):
        if part == "pk":
            part = model._meta.pk.name
        try:
            column = model._meta.get_field(part)
        except FieldDoesNotExist:
            return None
        nullable, model = nullable or column.null, column.related_model
    return None if model is not None else nullable


def beyond(keys, values, using, *, back):
    """Q: the rows behind (or, going back, before) these values in the order of the keys."""
    empty_first = connections[using].features.order_by_nulls_first
    found, same = Q(pk__in=[]), Q()
    for (name, down, nullable), value in zip(keys, values, strict=True):
        upwards = down == back
        found |= same & further_than(name, value, upwards, nullable, empty_first)
        same &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    name, down, nullable = keys[0]
    if values[0] is not None and not nullable:
        # Said once more in a form that an index can be entered by.
        found &= Q(**{f"{name}__{'gte' if down == back else 'lte'}": values[0]})
    return found


def further_than(name, value, upwards, nullable, empty_first):
    """Q: further along one column; rows without a value stand at its low end where `empty_first`, otherwise at its high end."""
    none = Q(pk__in=[])
    empty_is_further = upwards != empty_first
    if value is None:
        return none if empty_is_further else Q(**{f"{name}__isnull": False})
    found = Q(**{f"{name}__{'gt' if upwards else 'lt'}": value})
    return found | Q(**{f"{name}__isnull": True}) if nullable and empty_is_further else found
