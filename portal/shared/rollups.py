"""Figures that are kept, so that a page need not count a hundred thousand rows each time; never typed, never trusted blindly.

A figure of a scope (for us: a project) is kept as a `Rollup`. Whoever writes a row that it counts leaves a `Touch` in the same
transaction: rows are only added, so two writers never wait for one another and none is lost. Whoever reads takes what is kept
only when nothing touched it since; otherwise he counts, and keeps what he counted.

"Since" is told by marks. PostgreSQL: a touch bears the number of its transaction, and a figure which transactions were over when
the counting began (`seen`; all below `mark` were): a touch of any other one makes it old, also when that one ends only later.
SQLite writes one after another: there the touches are simply numbered.

`rollups_verify` counts everything anew and compares.
"""
import json
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.apps import apps
from django.db import connections, router, transaction
from django.db.models import BigIntegerField, BooleanField, Case, Count, Exists, F, Func, OuterRef, TextField, Value, When
from django.db.models.functions import Length
from django.utils import timezone

from portal.shared import hooks
from portal.shared.bulk import ask
from portal.shared.models import Rollup, Touch
from portal.shared.once import Asked, once
from portal.shared.paging import LARGE, size_of
from portal.shared.reading import walk

EVERYWHERE = 0  # the scope of what all of them share
# Fewer rows are counted faster than looked up, and nobody's page is slow for them.
MANY = 100
# Values of so many letters, so many of them, are kept at hand.
LONG, MOST_LONG = 8000, 60

NUMBER = {
    "postgresql": "pg_current_xact_id()::text::bigint", "sqlite": "(SELECT COALESCE(MAX(mark), 0) + 1 FROM shared_touch)",
}
HERE = {
    "postgresql": "SELECT pg_snapshot_xmin(now_)::text::bigint, now_::text FROM pg_current_snapshot() now_",
    "sqlite": f"SELECT {NUMBER['sqlite']}, ''",
}

_kinds, _finders = {}, []
_large, _long = set(), {}


@dataclass(frozen=True)
class Kind:
    """One kind of figure. `questions(scopes)`: the querysets it counts; `count(scopes)` -> {scope: value}, counted now; `daily`:
    it also depends on today's date; `whole`: of all rows of the portal, so its only scope is EVERYWHERE."""

    name: str
    questions: object
    count: object
    also: tuple = ()
    daily: bool = False
    whole: bool = False

    def scopes(self, scopes):
        """Which of these it can be of."""
        return [scope for scope in scopes if (scope == EVERYWHERE) == self.whole]


def register(name, questions, count, *, also=(), daily=False):
    """`also`: models on which the figure depends beside those it asks."""
    keep_kind(Kind(name, questions, count, tuple(also), daily))


def register_whole(name, questions, make, *, daily=False):
    """A figure of the whole portal. `questions`: [functions without arguments, each marked `once`]; `make(answers)` -> value."""
    def count(_scopes):
        return {EVERYWHERE: make(ask([question() for question in questions]))}

    keep_kind(Kind(name, lambda _scopes: [question() for question in questions], count, daily=daily, whole=True))


def register_count(name, rows, *, daily=False):
    """How many rows everybody sees in a list of the whole portal. `rows()` -> queryset."""
    @once
    def counted():
        return rows().order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values_list("n")

    register_whole(name, [counted], lambda answers: sum(count for (count,) in answers[0]), daily=daily)


def keep_kind(kind):
    _kinds[kind.name] = kind
    touched_by.cache_clear()
    names_in.cache_clear()
    wholes.cache_clear()


def find_scopes(function):
    """`function(writings)` -> {model: {scope}} of what was written; a scope None means that everything may be touched."""
    _finders.append(function)


@cache
def touched_by():
    """{table: {name}}: on which tables each kind depends, read from its own SQL, so that none is forgotten."""
    found, known = {}, {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    for kind in _kinds.values():
        tables = {model._meta.db_table for model in kind.also}
        for table in tables | names_in(kind.name) & known:
            found.setdefault(table, set()).add(kind.name)
    return found


@cache
def names_in(name):
    """All tables and columns that the questions of one kind name."""
    questions = _kinds[name].questions([1])
    querysets = [question.queryset() if isinstance(question, Asked) else question for question in questions]
    return {word for queryset in querysets for word in re.findall(r'"(\w+)"', str(queryset.query))}


@cache
def wholes():
    """The names of the figures of the whole portal."""
    return {kind.name for kind in _kinds.values() if kind.whole}


def is_changed(kind, written):
    """Did somebody write what a figure of the whole portal looks at? It would soon be counted on every visit, if any word of any
    row made it old."""
    tables, columns = tables_of(type(written.row)), written.row._meta.concrete_fields
    if written.before is None or written.verb == "remove" or tables & names_in(kind) - {written.row._meta.db_table}:
        return True
    return any(
        field.column in names_in(kind) and getattr(written.before, field.attname) != getattr(written.row, field.attname)
        for field in columns
    )


def tables_of(model):
    """The model's table, and those of its many-to-many relations."""
    return {model._meta.db_table, *(field.remote_field.through._meta.db_table for field in model._meta.local_many_to_many)}


@hooks.after_write
def touch(writings):
    """Say in the writer's transaction what his rows touch: one statement, or none."""
    by_table = touched_by()
    counted = [written for written in writings if any(table in by_table for table in tables_of(type(written.row)))]
    marks, of_parts = set(), []
    for written in counted:
        names = names_of(type(written.row), by_table)
        marks |= {(EVERYWHERE, name) for name in names & wholes() if is_changed(name, written)}
        of_parts += [written] * (not names <= wholes())
    for finder in _finders if of_parts else ():
        for model, scopes in finder(of_parts).items():
            kinds = names_of(model, by_table) - wholes()
            marks |= {(EVERYWHERE if scope is None else scope, name) for scope in scopes for name in kinds}
    if marks:
        leave(sorted(marks))


def names_of(model, by_table):
    """The kinds of figures that depend on rows of this model."""
    return set().union(*(by_table.get(table, ()) for table in tables_of(model)))


def leave(marks):
    """Add touches [(scope, name)]."""
    today = timezone.localdate()
    Touch.objects.bulk_create([Touch(scope=scope, name=name, made_on=today, mark=Number()) for scope, name in marks])


class Number(Func):
    """What a touch of this transaction is marked with."""

    output_field = BigIntegerField()

    def as_sql(self, compiler, connection, **context):
        return NUMBER[connection.vendor], []


@once
def kept_rows(scopes, kinds):
    rows = Rollup.objects.filter(scope__in=scopes, name__in=kinds)
    touches = Touch.objects.filter(name=OuterRef("name"), scope__in=[EVERYWHERE, OuterRef("scope")], mark__gte=OuterRef("mark"))
    fresh = rows.filter(~Exists(touches.filter(NotIn(F("mark"), OuterRef("seen")))))
    fresh = fresh.annotate(length=Length("value"))
    fresh = fresh.annotate(short=Case(When(length__lt=LONG, then=F("value")), default=Value(""), output_field=TextField()))
    return fresh.values_list("pk", "scope", "name", "mark", "seen", "counted_on", "short")


@once
def values_of(keys):
    return Rollup.objects.filter(pk__in=keys).values_list("pk", "mark", "seen", "value")


class NotIn(Func):
    """Was a transaction still under way, or to come, when the counting began?"""

    output_field = BooleanField()

    def as_postgresql(self, compiler, connection, **context):
        (touch, touch_params), (seen, seen_params) = map(compiler.compile, self.source_expressions)
        return f"NOT pg_visible_in_snapshot(({touch})::text::xid8, ({seen})::pg_snapshot)", [*touch_params, *seen_params]

    def as_sqlite(self, compiler, connection, **context):
        return "(1 = 1)", []


def read(kinds, scopes):
    """{(scope, name): value} of what nothing touched since it was counted: one query, and one for long values not at hand."""
    return values_in(ask([kept_rows(scopes, tuple(sorted(kinds)))])[0])


def values_in(rows):
    """{(scope, name): value} of what `kept_rows` found."""
    today, found, wanted = timezone.localdate(), {}, {}
    for pk, scope, name, mark_, seen, day, short in rows:
        if day != today and _kinds[name].daily:
            continue
        if short:
            found[scope, name] = json.loads(short)
        elif (at_hand := _long.get((scope, name))) and at_hand[:2] == (mark_, seen):
            found[scope, name] = at_hand[2]
        else:
            wanted[pk] = (scope, name, mark_, seen)
    for pk, mark_, seen, value in ask([values_of(list(wanted))])[0] if wanted else ():
        scope, name, *counted = wanted[pk]
        if counted == [mark_, seen]:  # or it was just counted anew
            found[scope, name] = remember(scope, name, mark_, seen, json.loads(value))
    return found


def remember(scope, name, mark, seen, value):
    """Long values are read once a process: as long as the same mark is kept, it is the same value. Nobody changes it."""
    if len(_long) >= MOST_LONG:
        _long.clear()
    _long[scope, name] = (mark, seen, value)
    return value


def mark():
    """(mark, seen) of what is counted from here on: one query.

    Of the primary, and what is counted for it, too (the router sends all reads after this one there): a replica does not know
    which transactions are still under way.
    """
    connection = connections[router.db_for_write(Rollup)]
    with connection.cursor() as cursor:
        cursor.execute(HERE[connection.vendor])
        return cursor.fetchone()


def keep(values, mark):
    """Keep {(scope, name): value, as JSON knows it} that were counted after `mark` was read. Within a verb, which may still be
    undone, nothing is kept."""
    alias = router.db_for_write(Rollup)
    if not values or connections[alias].in_atomic_block:
        return
    today = timezone.localdate()
    rows = [
        Rollup(scope=scope, name=name, value=json.dumps(value), mark=mark[0], seen=mark[1], counted_on=today)
        for (scope, name), value in sorted(values.items(), key=lambda item: item[0])
    ]
    with transaction.atomic(using=alias):
        Rollup.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["scope", "name"], update_fields=["value", "mark", "seen", "counted_on"],
            batch_size=200,
        )


def differences(scopes):
    """[(scope, name)] whose kept figure, though nothing touched it, is not what is counted now. Nothing is written."""
    kept = read(_kinds, scopes)
    wrong = [
        (scope, kind.name) for kind in _kinds.values() for scope, value in as_kept(kind, kind.scopes(scopes)).items()
        if kept.get((scope, kind.name), value) != value
    ]
    # What was written meanwhile is not wrong.
    still = read({name for _scope, name in wrong}, {scope for scope, _name in wrong}) if wrong else {}
    return [found for found in wrong if found in still]


def as_kept(kind, scopes):
    """{scope: value} counted now, as it would come back from where it is kept."""
    return {scope: json.loads(json.dumps(value)) for scope, value in kind.count(scopes).items()} if scopes else {}


def rebuild(scopes):
    """Count everything of some scopes anew and keep it; return how many figures."""
    now = mark()
    values = {
        (scope, kind.name): value for kind in _kinds.values() if (of := kind.scopes(scopes))
        for scope, value in kind.count(of).items()
    }
    keep(values, now)
    return len(values)


def kept_or_counted(name, scopes, read=read):
    """{scope: value} of one kind: what is kept, and the rest counted, and kept from now on."""
    return {scope: value for (scope, _name), value in several([name], scopes, read).items()}


class Reader:
    """What is kept of one scope, for a page that asks for several figures: with the first of them all of `names` are read."""

    def __init__(self, names):
        self.names, self.found = set(names), None

    def __call__(self, names, scopes):
        if self.found is None or not self.names.issuperset(names):
            self.names |= set(names)
            self.found = read(self.names, scopes)
        return {key: value for key, value in self.found.items() if key[1] in names}


def several(names, scopes, read=read):
    """{(scope, name): value} of several kinds, read together."""
    found = read(names, scopes)
    missing = {name: [scope for scope in scopes if (scope, name) not in found] for name in names}
    if any(missing.values()):
        now = mark()
        counted = {
            (scope, name): value for name, some in missing.items() if some for scope, value in _kinds[name].count(some).items()
        }
        keep(counted, now)
        found |= counted
    return found


def is_large(scopes):
    """Is it worth asking for what is kept? Of many scopes always; of few where much was counted before; never within a verb."""
    return may_keep() and (len(scopes) > 20 or not _large.isdisjoint(scopes))


def may_keep():
    """Within a verb, which may still be undone, nothing is kept, and nothing kept is trusted."""
    return not connections[router.db_for_write(Rollup)].in_atomic_block


def of_all(name, model):
    """The value of a figure of the whole portal, kept; None where rows of `model` are few enough to be counted on the page."""
    return walk(whole_asked(name)) if is_kept(model) else None


def is_kept(model):
    """Are there so many rows that a figure of all of them is kept?"""
    return may_keep() and size_of(model, router.db_for_write(Rollup)) >= LARGE


def whole_asked(name):
    """Walk: the value of a figure of the whole portal."""
    (rows,) = yield [kept_rows([EVERYWHERE], (name,))]
    return several([name], [EVERYWHERE], read=lambda _names, _scopes: values_in(rows))[EVERYWHERE, name]


def found_large(scope):
    _large.add(scope)


def forget_old():
    """Remove touches of earlier days that are in every figure kept of their scope; return how many."""
    later = Rollup.objects.filter(name=OuterRef("name"), mark__lte=OuterRef("mark"))
    of_one = Touch.objects.exclude(scope=EVERYWHERE).exclude(Exists(later.filter(scope=OuterRef("scope"))))
    of_all = Touch.objects.filter(scope=EVERYWHERE).exclude(Exists(later))
    day = timezone.localdate() - timedelta(days=2)
    return sum(rows.filter(made_on__lt=day)._raw_delete(rows.db) or 0 for rows in (of_one, of_all))
