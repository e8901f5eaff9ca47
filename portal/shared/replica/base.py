"""The database engine of the alias "replica": PostgreSQL that gives way to the primary (ENGINE "portal.shared.replica").

It only ever reads, statement by statement and outside a transaction. So a question it cannot answer, because it was stopped,
cannot be reached, or had to make room for what it replays, can be put to the primary word for word.
"""
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper
from django.db.utils import InterfaceError, OperationalError, ProgrammingError
from django.utils.functional import cached_property

from portal.shared.replica.state import state

# Conflict with recovery; shutting down, crashed, starting up.
GIVES_WAY = {"40001", "57P01", "57P02", "57P03"}
# A table or column of a release whose migration has not arrived yet.
OLDER_SCHEMA = {"42P01", "42703"}


def gives_way(error, connection):
    code = getattr(error.__cause__, "pgcode", None)
    if isinstance(error, ProgrammingError):
        return code in OLDER_SCHEMA
    return code in GIVES_WAY or not connection.is_usable()


class Cursor(CursorWrapper):
    """Asks the replica; when that fails for a reason of its own, the primary, and stays there."""

    def execute(self, sql, params=None):
        try:
            return super().execute(sql, params)
        except (OperationalError, InterfaceError, ProgrammingError) as error:
            if self.db.is_given_up(self.cursor) or not gives_way(error, self.db):
                raise
            self.cursor = self.db.give_up(error, chunked=bool(self.cursor.name))
            return self.cursor.execute(sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    @cached_property
    def pg_version(self):
        """The primary's: a replica is of the same version, and may be away when this is asked."""
        return connections[DEFAULT_DB_ALIAS].pg_version

    def _cursor(self, name=None):
        try:
            return super()._cursor(name)
        except (OperationalError, InterfaceError) as error:
            return self.give_up(error, chunked=bool(name))

    def make_cursor(self, cursor):
        return Cursor(cursor, self)

    def is_given_up(self, cursor):
        """Whether this cursor is the primary's already."""
        return isinstance(cursor, CursorWrapper)

    def give_up(self, error, *, chunked):
        """Leave the replica alone for a while; a cursor of the primary, of the kind that was asked for."""
        state.leave(str(error).strip().partition("\n")[0])
        self.close()
        primary = connections[DEFAULT_DB_ALIAS]
        return primary.chunked_cursor() if chunked else primary.cursor()
