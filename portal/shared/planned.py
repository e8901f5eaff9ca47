"""Long statements that PostgreSQL plans once for each connection.

A statement over many tables takes PostgreSQL longer to plan than to answer: "what may this person see" stands in nearly all of
them. The second time a connection is asked the same one it is prepared there, and from then on only its values are sent. Behind
a pooler that lends connections out between transactions (DISABLE_SERVER_SIDE_CURSORS) nothing is prepared, nor on a replica:
the primary may answer in its place, and knows other statements by the same names.

Where a plan for any values turns out slower than one made for these, it is given up.
"""
import re
from collections import OrderedDict
from datetime import date, datetime, time
from decimal import Decimal
from itertools import count
from time import perf_counter

from django.db import DatabaseError

# Plans of one connection: each takes about a megabyte of the server's memory, for as long as the connection lives.
MOST = 60
# Statements of which it is known that they were asked.
REMEMBERED = 300
# With more different values than that a statement is about a list of rows: a plan for any such list would be a slow one.
MOST_VALUES = 200
# Tables from which planning is worth saving.
LONG = 3
# How often a plan may take longer than twice what the statement took without it, and by how many seconds, before it is given up.
PATIENCE, MARGIN = 3, 0.01
PLACE = re.compile("%s|%%")
KINDS = (
    (bool, "boolean"), (int, "bigint"), (str, "unknown"), (datetime, "timestamptz"), (date, "date"),
    (time, "time"), (Decimal, "numeric"), (float, "double precision"),
)
INTEGER, BIGINT = range(-(2**31), 2**31), range(-(2**63), 2**63)


def follow(connection, **_signal):
    """For the signal `connection_created`: what this connection is asked goes through `plan`."""
    # Whoever gives way (portal.shared.replica) must be able to put the same question to another.
    may = connection.vendor == "postgresql" and not hasattr(connection, "give_up")
    if may and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS") and plan not in connection.execute_wrappers:
        connection.execute_wrappers.append(plan)


def plan(execute, sql, params, many, context):
    """A wrapper for `connection.execute_wrapper`: a long question that comes again is asked by the name of its plan."""
    # A named cursor holds a SELECT, never the name of one.
    if many or params is None or not is_long(sql) or getattr(context["cursor"].cursor, "name", None):
        return execute(sql, params, many, context)
    statement, values = statement_of(context["connection"], sql, params)
    if statement is None:
        return execute(sql, params, many, context)
    if statement.name:
        places = f" ({', '.join(['%s'] * len(values))})" if values else ""
        sql, params = f"EXECUTE {statement.name}{places}", values
    started = perf_counter()
    try:
        answer = execute(sql, params, many, context)
    except DatabaseError:
        # A table may have changed since; without a plan it is asked as it stands.
        statement.name = ""
        raise
    statement.took(perf_counter() - started)
    return answer


def is_long(sql):
    return sql.startswith(("SELECT", "(SELECT")) and sql.count(" FROM ") + sql.count(" JOIN ") >= LONG


class Statement:
    """`name`: under which it is prepared; None before that, "" where it cannot or should not be."""

    def __init__(self):
        self.name, self.without, self.slow = None, 0.0, 0

    def took(self, seconds):
        if not self.name:
            self.without = max(self.without, seconds)
        elif seconds > 2 * self.without + MARGIN:
            self.slow += 1


class Plans:
    """What one connection was asked. `statements`: {statement and the manner of its values: Statement}."""

    def __init__(self, raw):
        self.raw, self.statements, self.numbers = raw, OrderedDict(), count(1)


def plans_of(connection):
    """Those of the connection as it stands now: after a reconnection there are none."""
    plans = connection.__dict__.get("plans")
    if plans is None or plans.raw is not connection.connection:
        plans = connection.__dict__["plans"] = Plans(connection.connection)
    return plans


def statement_of(connection, sql, params):
    """(Statement, its different values), or (None, ()) where it cannot have a plan."""
    found = [(kind_of(value), value) for value in params]
    if any(kind is None for kind, _value in found):
        return None, ()
    # Equal values are one value: what is selected and grouped by must be the same to PostgreSQL, too.
    different = {}
    places = tuple([different.setdefault(each, len(different)) for each in found])
    if len(different) > MOST_VALUES:
        return None, ()
    kinds = tuple([kind for kind, _value in different])
    plans, key = plans_of(connection), (sql, places, kinds)
    statement = plans.statements.get(key)
    if statement is None:
        statement = plans.statements[key] = Statement()
        if len(plans.statements) > REMEMBERED:
            give_back(connection, plans.statements.popitem(last=False)[1])
        return statement, ()
    plans.statements.move_to_end(key)
    if statement.name is None:
        make_room(connection, plans)
        statement.name = prepare(connection, f"plan_{next(plans.numbers)}", sql, places, kinds)
    elif statement.slow >= PATIENCE:
        give_back(connection, statement, "")
    return statement, [value for _kind, value in different]


def prepare(connection, name, sql, places, kinds):
    """The name, or "" where PostgreSQL cannot tell what a value is without seeing it."""
    numbers = iter(places)
    body = PLACE.sub(lambda found: f"${next(numbers) + 1}" if found[0] == "%s" else "%", sql)
    given = f" ({', '.join(kinds)})" if kinds else ""
    inside = connection.in_atomic_block
    # The same plan for all values: which of them are rare is not worth planning anew each time.
    say(connection, "SELECT set_config('plan_cache_mode', 'force_generic_plan', false)", *["SAVEPOINT plan"] * inside)
    try:
        say(connection, f"PREPARE {name}{given} AS {body}")
    except DatabaseError:
        name = ""
        say(connection, *["ROLLBACK TO SAVEPOINT plan"] * inside)
    say(connection, *["RELEASE SAVEPOINT plan"] * inside)
    return name


def say(connection, *statements):
    """Tell the server how to work: nothing a page asks, so it is not counted among its queries."""
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def make_room(connection, plans):
    """The plan that was not used for longest is given back."""
    planned = [statement for statement in plans.statements.values() if statement.name]
    if len(planned) >= MOST:
        give_back(connection, planned[0])


def give_back(connection, statement, name=None):
    if statement.name:
        say(connection, f"DEALLOCATE {statement.name}")
    statement.name = name


def kind_of(value):
    """The type as PostgreSQL would read the value where it stands; None for what is better left there."""
    for kind, name in KINDS:
        if isinstance(value, kind):
            if name != "bigint":
                return name
            return "integer" if value in INTEGER else name if value in BIGINT else None
    return None
