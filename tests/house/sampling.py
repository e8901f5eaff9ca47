"""How much of a generated walk is taken where it is walked a second time.

The suite runs whole on SQLite and on PostgreSQL. A walk over every route × role, or every form × value, asks some ten thousand
times what mostly does not depend on the database: on PostgreSQL each walk takes every third step, and each walker begins
with another one, so that together they still pass every route.
"""
from django.db import connection

EACH = 3


def steps(cases, walker=0):
    """The cases that are asked here: all of them on SQLite, every third on PostgreSQL, beginning elsewhere for each walker."""
    if connection.vendor != "postgresql":
        return list(cases)
    return [case for place, case in enumerate(cases) if (place + walker) % EACH == 0]
