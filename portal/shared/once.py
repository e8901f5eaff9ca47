"""Questions to the database whose SQL is made once.

Building and compiling a queryset costs the ORM more than its answer costs the database. A page that asks forty questions asks
the same forty each time, about other keys; so a question is told by the function that builds it:

    @once
    def open_rows(projects, today):
        return Contradiction.objects.filter(project__in=projects, until__lt=today).values_list("project", "pk")

    ask([open_rows({7, 9}, today), …])

Whole numbers, collections of them and moments are blanks to be filled in; everything else (a day, a word, None) belongs to the
question and makes another one of it, as do the language, the time zone and today's date. So the function must not look at the
numbers themselves, only hand them on to filters; `settings.CHECK_ONCE` (the suite) compiles each question anew and compares.
"""
import re
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models.query import get_related_populators
from django.utils import timezone
from django.utils.translation import get_language

# No key ever comes near: what stands for the numbers while the SQL is made.
FIRST_MARK = 2_040_000_000
MARKS = re.compile(rf"{FIRST_MARK // 1_000_000}\d{{6}}")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d")
FIRST_MOMENT = datetime(7000, 1, 1, 0, 0, 0, 1, tzinfo=UTC)
MOST_SHAPES = 4000
EXACT = 8

_shapes = {}


@dataclass(frozen=True)
class Asked:
    """A question not built yet. `key`: the question, `numbers`: [what fills its blanks], a number or a list of them each."""

    build: object
    args: tuple
    options: tuple

    def queryset(self):
        return self.build(*(plain(value) for value in self.args), **dict(self.options))


@dataclass(frozen=True)
class Shape:
    """A compiled question. `sql` None: nothing can be found. `blanks`: {place among the parameters: which number}."""

    model: type
    sql: str | None
    params: tuple = ()
    blanks: tuple = ()
    extra: object = None
    keep: bool = True

    def filled(self, numbers):
        if not self.blanks:
            return self.params
        params = list(self.params)
        for place, which in self.blanks:
            params[place] = as_parameter(numbers[which])
        return tuple(params)


def once(build):
    """Make a function that builds a queryset into one that only says what it would build."""
    @wraps(build)
    def asked(*args, **options):
        return Asked(build, args, tuple(sorted(options.items())))

    return asked


def is_number(value):
    return type(value) is int


def is_moment(value):
    return isinstance(value, datetime) and value.tzinfo is not None


def as_parameter(value):
    return connections["default"].ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def is_many(value):
    return isinstance(value, (list, tuple, set, frozenset, dict, type({}.keys()))) and all(map(is_number, value))


def plain(value):
    return list(value) if is_many(value) else value


def room_for(many):
    """How many blanks a collection gets: few are counted exactly, many in powers of two, so that there are few questions."""
    return len(many) if len(many) <= EXACT else 1 << (len(many) - 1).bit_length()


@dataclass
class Blanks:
    """The arguments of a question, its numbers taken out: `key` is what remains, `marked` the arguments with marks instead."""

    numbers: list = field(default_factory=list)
    key: list = field(default_factory=list)
    rooms: list = field(default_factory=list)

    def take(self, value):
        if is_number(value) or is_moment(value):
            self.numbers.append(value)
            self.key.append(type(value))
            self.rooms.append(None)
        elif is_many(value):
            many, room = list(value), room_for(value)
            self.numbers += many + many[-1:] * (room - len(many))
            self.key.append((list, room))
            self.rooms.append(room)
        else:
            self.key.append(value)
            self.rooms.append(False)

    def marked(self, args):
        """The arguments with marks in place of their numbers."""
        mark = FIRST_MARK
        for value, room in zip(args, self.rooms, strict=True):
            if room is False:
                yield value
            elif room is None:
                yield moment_marked(mark - FIRST_MARK) if is_moment(value) else mark
                mark += 1
            else:
                yield list(range(mark, mark + room))
                mark += room


def here():
    """What a question may look at without being told."""
    return get_language(), timezone.get_current_timezone_name(), timezone.localdate(), vendor()


def vendor():
    return connections["default"].vendor


def compiled(queryset, wrap):
    """(SQL or None, parameters, what is kept: else the compiler). `wrap(queryset)` -> (what to compile, what to keep)."""
    if queryset.query.is_empty():
        return None, (), None
    ready, extra = wrap(queryset)
    compiler = ready.query.get_compiler(using=queryset.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None, (), None
    return sql, tuple(params), extra or compiler


def part_of(question, wrap, around):
    """(alias, SQL or None, parameters, extra) of a queryset or an `Asked`. `around`: what `here` says."""
    if not isinstance(question, Asked):
        return question.db, *compiled(question, wrap)
    blanks = Blanks()
    for value in question.args:
        blanks.take(value)
    key = (wrap, question.build, tuple(blanks.key), question.options, around)
    shape = _shapes.get(key)
    if shape is None:
        shape = shape_of(question, blanks, wrap)
        if shape.keep:
            if len(_shapes) >= MOST_SHAPES:
                _shapes.clear()
            _shapes[key] = shape
    if not shape.keep:
        queryset = question.queryset()
        return queryset.db, *compiled(queryset, wrap)
    params = shape.filled(blanks.numbers)
    if getattr(settings, "CHECK_ONCE", False):
        check(question, blanks, wrap, shape.sql, params)
    return router.db_for_read(shape.model), shape.sql, params, shape.extra


def rows_of(question):
    """[row] of a question whose queryset gives rows of a model, with `select_related` and annotations: one query."""
    alias, sql, params, compiler = part_of(question, as_it_is, here())
    if sql is None:
        return []
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    # The compiler is shared by all threads, its connection is not.
    compiler = copy(compiler)
    compiler.connection, compiler.using = connection, alias
    return list(made(compiler, compiler.results_iter(results=[found])))


def as_it_is(queryset):
    return queryset, None


def made(compiler, found):
    """The rows of a model with what belongs to them, as Django's own ModelIterable makes them."""
    select, info, alias = compiler.select, compiler.klass_info, compiler.using
    fields = info["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in select[start:end]]
    related = get_related_populators(info, select, alias)
    for values in found:
        row = info["model"].from_db(alias, names, values[start:end])
        for populator in related:
            populator.populate(values, row)
        for name, place in (compiler.annotation_col_map or {}).items():
            setattr(row, name, values[place])
        yield row


def shape_of(question, blanks, wrap):
    queryset = question.build(*blanks.marked(question.args), **dict(question.options))
    sql, params, extra = compiled(queryset, wrap)
    last = FIRST_MARK + len(blanks.numbers)
    moments = {
        as_parameter(moment_marked(which)): which for which, value in enumerate(blanks.numbers) if isinstance(value, datetime)
    }
    found = tuple(
        (place, value - FIRST_MARK if is_number(value) else moments[value]) for place, value in enumerate(params)
        if (is_number(value) and FIRST_MARK <= value < last) or is_blank(value, moments)
    )
    # Another moment is that of the making: who compares with the clock, or a moment worked out from one, is compiled each time.
    told = set(moments.values()) <= {which for _place, which in found}
    keep = told and not any(
        (tells_time(value) or holds_mark(value, last)) and not is_blank(value, moments) for value in params
    )
    return Shape(queryset.model, sql, params, found, extra, keep)


def is_blank(value, moments):
    return isinstance(value, (datetime, str)) and value in moments


def tells_time(value):
    """SQLite is told moments as texts."""
    return isinstance(value, (datetime, time)) or isinstance(value, str) and MOMENT.match(value) is not None


def moment_marked(which):
    return FIRST_MOMENT + timedelta(seconds=which)


def holds_mark(value, last):
    """Is a mark hidden within a parameter, where it cannot be filled in?"""
    if is_number(value) or isinstance(value, date):
        return False
    text = str(value)
    return "7000-01-01" in text or any(int(mark) < last for mark in MARKS.findall(text))


def check(question, blanks, wrap, sql, params):
    """The question as it would be built now; collections that were filled up are not compared number by number."""
    now = compiled(question.queryset(), wrap)
    if any(room and room > EXACT for room in blanks.rooms if room):
        return
    if (sql, params) != now[:2]:
        build = getattr(question.build, "__qualname__", question.build)
        raise AssertionError(f"{build} looks at its numbers: {sql} {params} is not {now[:2]}")
