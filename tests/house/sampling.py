"""How much of a generated walk is taken where it is walked twice.

A walk over every route × role, or every form × value, asks some ten thousand times what mostly does not depend on the
database. `make test` takes every step on SQLite. On PostgreSQL a walk takes every third step, and each walker begins with
another one, so that together they still pass every route. Where both runs follow each other (WALKED_AGAIN, `.ci/run`), the
first leaves those steps to the second: each is taken once.
"""
import os

from django.db import connection

EACH = 3


def steps(cases, walker=0):
    """The cases that are asked here: every third on PostgreSQL, beginning elsewhere for each walker, and on SQLite all or
    the others."""
    second = connection.vendor == "postgresql"
    if not second and "WALKED_AGAIN" not in os.environ:
        return list(cases)
    return [case for place, case in enumerate(cases) if ((place + walker) % EACH == 0) == second]
