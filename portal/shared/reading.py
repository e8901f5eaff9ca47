"""Many lists of rows in one statement, each just as its queryset would give them: in its order, with what it selects besides.

A page that tells much asks twenty short questions; on the way to the database and back they cost more than their answers.
Here each part says in a *walk* what it asks, and then what it makes of the answers:

    def story_asked(project):
        stages, sources = yield [parts_of(Stage, project.pk), parts_of(Source, project.pk, related=("publisher",))]
        return Story(stages, sources)

    story, budget = walk_together([story_asked(project), budget_asked(project)])     # one query

A question is a queryset or a function marked `once`; `select_related`, annotations, an order and a slice hold as ever, whereas
what is to be fetched afterwards (`prefetch_related`) is a question of its own: see `link` and `group`. Binary columns come as
None: the rows are for reading, not for saving.
"""
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models.query import FlatValuesListIterable, get_related_populators

from portal.shared.bulk import reader_of, together
from portal.shared.once import once

# A database function takes at most a hundred arguments on PostgreSQL.
CHUNK = 90
ARRAYS = {"postgresql": "json_build_array({})", "sqlite": "json_array({})"}


@dataclass(frozen=True)
class Ready:
    """A compiled question in the manner of a query: `as_sql` gives what was made, or raises that nothing can be found."""

    sql: str | None
    params: tuple = ()

    @property
    def query(self):
        return self

    def get_compiler(self, using=None):
        return self

    def as_sql(self):
        if self.sql is None:
            raise EmptyResultSet
        return self.sql, self.params


@dataclass(frozen=True)
class Maker:
    """How the values of one row become what the queryset gives. `readers`: [(place, callable)] of what JSON cannot say itself."""

    readers: tuple
    db: str = ""
    model: type | None = None
    names: tuple = ()
    first: int = 0
    last: int = 0
    related: tuple = ()
    annotations: tuple = ()
    flat: bool = False

    def make(self, pieces):
        row = pieces[0] if len(pieces) == 1 else [value for piece in pieces for value in piece]
        for place, read in self.readers:
            if row[place] is not None:
                row[place] = read(row[place])
        if self.model is None:
            return row[0] if self.flat else tuple(row)
        made = self.model.from_db(self.db, self.names, row[self.first : self.last])
        for populator in self.related:
            populator.populate(row, made)
        for name, place in self.annotations:
            setattr(made, name, row[place])
        return made


def read(questions):
    """[what its queryset would give, as a list] of each question, in one query for all of them."""
    return together(questions, as_rows, Maker.make)


def walk(one):
    """What a walk returns, asked by itself."""
    return result_of(one, read(next(one)))


def walk_together(walks):
    """[what it returns] of each walk, all their questions asked in one query."""
    return walk(several(walks))


def several(walks):
    """Walk: several walks as one; it returns what each of them does."""
    asked = [next(one) for one in walks]
    answers = iter((yield [question for questions in asked for question in questions]))
    return [result_of(one, [next(answers) for _question in questions]) for one, questions in zip(walks, asked, strict=True)]


def only(question):
    """Walk: the rows of one question as they are."""
    (rows,) = yield [question]
    return rows


def all_of(*questions):
    """Walk: the rows of several questions."""
    return (yield list(questions))


def result_of(one, answers):
    """What a walk returns once it has its answers."""
    try:
        one.send(answers)
    except StopIteration as end:
        return end.value
    raise RuntimeError("A walk asks once.")


def as_rows(queryset):
    """The queryset's own SQL, each row as one array of JSON, and the Maker that turns it back."""
    if queryset._prefetch_related_lookups:
        raise ValueError("What is fetched afterwards is a question of its own.")
    compiler = queryset.query.clone().get_compiler(using=queryset.db)
    try:
        sql, params = compiler.as_sql(with_col_aliases=True)
    except EmptyResultSet:
        return Ready(None), None
    connection = connections[queryset.db]
    names, readers = [], []
    for place, (expression, _sql, alias) in enumerate(compiler.select):
        field = expression.output_field
        binary = isinstance(field, models.BinaryField)
        names.append("NULL" if binary else connection.ops.quote_name(alias))
        if not binary and (reader := reader_of(field)) is not None:
            readers.append((place, reader))
    array = ARRAYS[connection.vendor]
    pieces = [array.format(", ".join(names[start : start + CHUNK])) for start in range(0, len(names), CHUNK)]
    row = array.format(", ".join(pieces))
    if connection.vendor == "postgresql":
        row = f"({row})::text"
    sql = f"SELECT {row} AS row_ FROM ({sql}) rows_"  # noqa: S608 - the ORM's own SQL and our names
    return Ready(sql, tuple(params)), maker_of(queryset, compiler, tuple(readers))


def maker_of(queryset, compiler, readers):
    if queryset._fields is not None:
        return Maker(readers, flat=issubclass(queryset._iterable_class, FlatValuesListIterable))
    places = compiler.klass_info["select_fields"]
    first, last = places[0], places[-1] + 1
    return Maker(
        readers, queryset.db, compiler.klass_info["model"],
        tuple(column[0].target.attname for column in compiler.select[first:last]), first, last,
        tuple(get_related_populators(compiler.klass_info, compiler.select, queryset.db)),
        tuple((compiler.annotation_col_map or {}).items()),
    )


# --- like questions, and putting answers together


@once
def parts_of(model, project, related=(), order=("order", "pk"), **wanted):
    """The parts of one kind that a project has. `project`: a key; `wanted`: further lookups."""
    return with_related(model._default_manager.filter(project=project, **wanted), related).order_by(*order)


@once
def among(model, name, keys, related=(), order=("pk",), **wanted):
    """The rows of one kind whose `name` (a field, or a way over fields) is among these keys. `wanted`: further lookups."""
    return with_related(model._default_manager.filter(**{f"{name}__in": keys}, **wanted), related).order_by(*order)


def with_related(rows, related):
    """Without a name `select_related` would fetch everything that a row must have."""
    return rows.select_related(*related) if related else rows


def link(rows, name, found):
    """Give each row the related row that its foreign key names, from {key: row}; others are left to be asked for."""
    for row in rows:
        key = getattr(row, row._meta.get_field(name).attname)
        if key is None or key in found:
            row._state.fields_cache[name] = found.get(key)
    return rows


def group(rows, name, parts, by):
    """Give each row, as its prefetched `name`, those parts whose foreign key `by` ("event_id") is its key, in their order."""
    found, owners = {row.pk: [] for row in rows}, {row.pk: row for row in rows}
    for part in parts:
        key = getattr(part, by)
        if key in found:
            found[key].append(part)
            part._state.fields_cache[by.removesuffix("_id")] = owners[key]
    for row in rows:
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found[row.pk]
    return rows
