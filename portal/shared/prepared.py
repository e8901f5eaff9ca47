"""A query that many requests ask, worked out once: afterwards only its values are filled in.

Building a queryset and turning it into SQL costs more than the database needs for the answer, where it is one row by its key.

    visitor = Prepared(lambda pk: User.objects.filter(pk=pk), pk=int)
    visitor(pk=7)  # [User]

The builder is called once for each connection, with stand-ins; each value must reach the statement as a parameter of its own,
so it compares with `=`, `>` and the like, never with `in`, and no branch of the builder may depend on it.
"""
from datetime import UTC, date, datetime
from itertools import count

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, router
from django.db.models.query import ModelIterable, get_related_populators

# Stand-ins no query of ours holds by itself, and how each database wants such a value.
STAND_INS = {
    int: lambda number: 2_014_710_000 + number,
    str: lambda number: f"\ue000{number}\ue001",
    date: lambda number: date(7000 + number, 1, 1),
    datetime: lambda number: datetime(7000 + number, 1, 1, 0, 0, 0, 1, tzinfo=UTC),
}


def adapter(kind, connection):
    """How a value of this kind stands among the parameters on this database."""
    if kind is date:
        return connection.ops.adapt_datefield_value
    if kind is datetime:
        return connection.ops.adapt_datetimefield_value
    return kind


class Prepared:
    """`build(**values)` returns a queryset of rows, without `prefetch_related`; `kinds` are int, str, date or datetime."""

    numbers = count()

    def __init__(self, build, **kinds):
        self.build, self.kinds = build, kinds
        self.number, self.model = next(self.numbers), None

    def __call__(self, **values):
        """[instance], as the queryset would give them; one query."""
        alias = router.db_for_read(self.model) if self.model is not None else None
        statement = self.statement(alias)
        return statement.rows(values)

    def statement(self, alias):
        # Kept with the connection: it belongs to one thread, and knows the ways of its database.
        if alias is None:
            queryset = self.queryset()
            self.model, alias = queryset.model, queryset.db
        kept = connections[alias].__dict__.setdefault("prepared", {})
        if self.number not in kept:
            kept[self.number] = Statement(self.queryset(), alias, self.kinds)
        return kept[self.number]

    def queryset(self):
        return self.build(**stand_ins(self.kinds))


def stand_ins(kinds):
    return {name: STAND_INS[kind](number) for number, (name, kind) in enumerate(kinds.items())}


class Statement:
    """The SQL of one queryset on one connection, and how its columns become rows."""

    def __init__(self, queryset, alias, kinds):
        if queryset._iterable_class is not ModelIterable or queryset._prefetch_related_lookups:
            raise ImproperlyConfigured("A prepared query gives whole rows, and fetches nothing beside them.")
        self.connection, self.alias = connections[alias], alias
        compiler = self.compiler = queryset.query.get_compiler(alias)
        self.sql, self.params = compiler.as_sql()
        self.places = self.find(kinds)
        self.converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        klass = compiler.klass_info
        first, last = klass["select_fields"][0], klass["select_fields"][-1] + 1
        self.model, self.slice = klass["model"], slice(first, last)
        self.names = [column[0].target.attname for column in compiler.select[first:last]]
        self.populators = get_related_populators(klass, compiler.select, alias)
        self.annotations = list((compiler.annotation_col_map or {}).items())

    def find(self, kinds):
        """[(place among the parameters, name, adapter)]."""
        found = []
        for name, value in stand_ins(kinds).items():
            adapt = adapter(kinds[name], self.connection)
            own = [place for place, param in enumerate(self.params) if param in (value, adapt(value))]
            if not own:
                raise ImproperlyConfigured(f"The prepared query does not ask for {name}.")
            found += [(place, name, adapt) for place in own]
        return found

    def rows(self, values):
        params = list(self.params)
        for place, name, adapt in self.places:
            params[place] = adapt(values[name])
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        if self.converters:
            found = self.compiler.apply_converters(found, self.converters)
        return [self.row(columns) for columns in found]

    def row(self, columns):
        row = self.model.from_db(self.alias, self.names, columns[self.slice])
        for populator in self.populators:
            populator.populate(columns, row)
        for name, place in self.annotations:
            setattr(row, name, columns[place])
        return row
