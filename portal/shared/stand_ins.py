"""What stands for a row while a question is put into words once for all of them (see `once`; for people: `viewers`).

A stand-in knows its number and nothing else: what depends on more fails on it, and is asked anew each time, as written.
"""
from contextlib import ExitStack, contextmanager

from django.db import connections

# What a stand-in answers when it is asked for more than its number.
UNKNOWN = (AttributeError, KeyError, TypeError, ValueError)


class Unfit(Exception):
    """This cannot be asked with stand-ins."""


class Key(int):
    """Stands for a row whose number alone is known."""

    @property
    def pk(self):
        return int(self)

    id = pk


@contextmanager
def nothing_asked():
    """While rows are described, nothing may be asked about stand-ins: neither of the primary nor of a replica."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(refuse))
        yield


def refuse(*_question):
    raise Unfit
