"""What stands for a row while a question is put into words once for all of them (see `once`; for people: `viewers`).

A stand-in knows its number and nothing else: what depends on more fails on it, and is asked anew each time, as written.
"""
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


def nothing_asked(*_question):
    """Wrapper for a connection: while rows are described, nothing may be asked about stand-ins."""
    raise Unfit
