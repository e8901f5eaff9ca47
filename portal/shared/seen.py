"""What a person may see, worked out once: "visible to" is asked on every page, and its SQL differs by the person's number only.

    class AssetQuerySet(QuerySet):
        @same_for_all
        def visible_to(self, user):
            return self.filter(...)

Building such a condition and turning it into SQL costs the ORM ten milliseconds where several floors meet; the database needs
one. So the method is asked once with a stand-in for the person, its WHERE is kept as text, and the number is filled in. The
method may ask who the person is only by `pk`, `is_authenticated`, `is_active` and `is_staff`; anything else of a stand-in
raises AttributeError. It must only narrow: filters by subquery, no joins, no annotations. What does not fit runs as written.
"""
import re
from copy import copy
from functools import partial, wraps
from itertools import count

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import BooleanField, Expression, QuerySet
from django.utils import timezone

NUMBER = 2_060_000_000
MOST = 2_000
# Rows of a page, and of those before it, at most.
PAGE = 2_500
# The names Django gives the tables of subqueries; they get new ones, so that a condition can stand inside any other.
ALIAS = re.compile(r'(?<![\w"])([A-Z]{1,2}\d+)(?![\w"])')

_kept = {}
_turn = count()


class Somebody(int):
    """Stands for any person who is signed in and not staff. As a value it is a number, so it can be compared with keys."""

    is_authenticated = is_active = True
    is_anonymous = is_staff = is_superuser = False

    @property
    def pk(self):
        return int(self)

    id = pk


class Nobody:
    """Stands for whoever is not signed in."""

    is_authenticated = is_active = is_staff = is_superuser = False
    is_anonymous = True
    pk = id = None


def seen_by(question, user, *args):
    """A question made once (`once`) about what this person sees; its function gets a number for him first, which `reader` takes.
    For staff it is built anew."""
    if not user.is_authenticated:
        return question(None, *args)
    if user.is_active and not user.is_staff:
        return question(user.pk, *args)
    return question.__wrapped__(user, *args)


def reader(told):
    """The person whom `seen_by` told to a question."""
    return Somebody(told) if type(told) is int else told


class Condition(Expression):
    """A finished WHERE about the rows of one table. `text` has `\\0` for the table's name; `most`: see `same_for_all`."""

    conditional = True

    def __init__(self, text, params, most=False):
        super().__init__(output_field=BooleanField())
        self.text, self.params, self.most, self.alias = text, params, most, None

    def resolve_expression(self, query=None, *_args, **_kwargs):
        # Asked again where its queryset becomes a subquery of another; it stays about its own table.
        return self if self.alias is not None else self.about(query.get_initial_alias())

    def relabeled_clone(self, change_map):
        return self.about(change_map.get(self.alias, self.alias))

    def about(self, alias):
        found = copy(self)
        found.alias = alias
        return found

    def as_sql(self, compiler, _connection):
        text = self.text
        if self.most and is_page(compiler.query):
            # PostgreSQL does not see that a page ends early, and would first work out all rows that pass; so it must not look in.
            text = text.replace(" LIMIT 1)", " LIMIT 1 OFFSET 0)")
        return text.replace("\0", compiler.quote_name_unless_alias(self.alias)), list(self.params)


def is_page(query):
    return query.high_mark is not None and query.high_mark <= PAGE


def same_for_all(narrow=None, *, most=False):
    """For a queryset's method (self, user) that narrows its rows in the same way for everybody. `most`: nearly all rows of the
    table may be seen by anybody, so the rows of a page are best asked one by one."""
    if narrow is None:
        return partial(same_for_all, most=most)

    @wraps(narrow)
    def narrowed(self, user):
        if getattr(user, "is_authenticated", False):
            if user.is_staff or not user.is_active:
                return narrow(self, user)
            stand_in, number = Somebody(NUMBER), user.pk
        else:
            stand_in, number = Nobody, None
        found = kept_condition(narrow, self.model, type(self), stand_in)
        if found is None:
            return narrow(self, user)
        text, params, places = found
        if places:
            params = list(params)
            for place in places:
                params[place] = number
        return self.filter(Condition(text, params, most))

    narrowed.as_written = narrow
    return narrowed


def kept_condition(narrow, model, rows, stand_in):
    """(text, params, where among them the person's number stands), or None when the method does not fit."""
    key = (narrow, model, rows, stand_in is Nobody, connection.vendor, timezone.localdate())
    if key not in _kept:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = condition_of(narrow(rows(model=model), stand_in))
    return _kept[key]


def condition_of(queryset):
    query = queryset.query if isinstance(queryset, QuerySet) else None
    if query is None or query.is_sliced or query.distinct or query.combinator or query.annotations or not query.where:
        return None
    try:
        sql, params = queryset.order_by().values("pk").query.get_compiler(connection=connection).as_sql()
    except (EmptyResultSet, FullResultSet):
        return None
    table = connection.ops.quote_name(queryset.model._meta.db_table)
    start, found, text = sql.partition(f" FROM {table} WHERE ")
    if not found or " FROM " in start or "\0" in text:
        return None
    places = [place for place, value in enumerate(params) if isinstance(value, int) and value == NUMBER]
    if text.count("%s") != len(params):
        return None
    text = ALIAS.sub(f"seen{next(_turn)}_\\1", text).replace(f"{table}.", "\0.")
    return f"({text})", tuple(params), tuple(places)
