"""Long statements that PostgreSQL plans once for each connection.

A statement over twenty tables takes PostgreSQL longer to plan than to answer. The second time a connection is asked the same
one it is prepared there, and from then on only its values are sent. Behind a pooler that lends connections out between
transactions (DISABLE_SERVER_SIDE_CURSORS) nothing is prepared.
"""
import re
from collections import OrderedDict
from datetime import date, datetime, time
from decimal import Decimal
from itertools import count

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

# Each takes memory of the server, for as long as the connection lives.
MOST = 60
# With more different values than that a statement is about a list of rows: a plan for any such list would be a slow one.
MOST_VALUES = 200
PLACE = re.compile("%s|%%")
KINDS = (
    (bool, "boolean"), (int, "bigint"), (str, "unknown"), (datetime, "timestamptz"), (date, "date"),
    (time, "time"), (Decimal, "numeric"),
)
INTEGER = range(-(2**31), 2**31)


def rows_planned(alias, sql, params):
    """All rows of a statement that is asked again and again."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        # Never on a replica: the primary may answer in its place, and knows other statements by the same names.
        may = connection.vendor == "postgresql" and alias == DEFAULT_DB_ALIAS
        name, values = prepared(connection, sql, params) if may else (None, ())
        if name is None:
            cursor.execute(sql, params)
        elif values:
            cursor.execute(f"EXECUTE {name} ({', '.join(['%s'] * len(values))})", values)
        else:
            cursor.execute(f"EXECUTE {name}")
        return cursor.fetchall()


class Plans:
    """What one connection has prepared. `names`: {statement and the manner of its values: name, "" when it cannot be prepared,
    None when it was asked once}."""

    def __init__(self, raw):
        self.raw, self.names, self.numbers = raw, OrderedDict(), count(1)


def plans_of(connection):
    """Those of the connection as it stands now: after a reconnection there are none."""
    plans = connection.__dict__.get("plans")
    if plans is None or plans.raw is not connection.connection:
        plans = connection.__dict__["plans"] = Plans(connection.connection)
    return plans


def prepared(connection, sql, params):
    """(name under which the statement is prepared, its different values); (None, ()) where it is not, or not yet."""
    found = [(kind_of(value), value) for value in params]
    if any(kind is None for kind, _value in found) or connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        return None, ()
    # Equal values are one value: what is selected and grouped by must be the same to PostgreSQL, too.
    different = {}
    places = tuple([different.setdefault(each, len(different)) for each in found])
    if len(different) > MOST_VALUES:
        return None, ()
    kinds = tuple([kind for kind, _value in different])
    plans, key = plans_of(connection), (sql, places, kinds)
    if key not in plans.names:
        forget(connection, plans.names)
        plans.names[key] = None
        return None, ()
    plans.names.move_to_end(key)
    if plans.names[key] is None:
        plans.names[key] = prepare(connection, f"plan_{next(plans.numbers)}", sql, places, kinds)
    return plans.names[key] or None, [value for _kind, value in different]


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


def forget(connection, names):
    """Make room: the statement that was not asked for longest is given back."""
    if len(names) >= MOST:
        _key, name = names.popitem(last=False)
        if name:
            say(connection, f"DEALLOCATE {name}")


def kind_of(value):
    """The type as PostgreSQL would read the value where it stands; None for what is better left there."""
    for kind, name in KINDS:
        if isinstance(value, kind):
            return "integer" if name == "bigint" and value in INTEGER else name
    return None
