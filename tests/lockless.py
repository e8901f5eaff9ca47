"""Taking the locks away: what every control of a race test asks for (a plugin, see tests/conftest.py)."""
import re
import threading
import time

import pytest
from django.db.backends.utils import CursorWrapper

# Whoever comes after the others is waited for so long; the first pair is waited for much longer, because on a busy machine
# the second thread may need seconds to start.
GRACE, FIRST_MEETING = 0.1, 20
LOCKS = re.compile(r" FOR (?:NO KEY )?UPDATE(?: OF [^)]+)?(?: NOWAIT| SKIP LOCKED)?")
WRITES = ("INSERT", "UPDATE", "DELETE")


class Meeting:
    """Nobody writes before somebody else stands before his own first write, too: both have read what was there before.

    A control without it is a gamble: on a machine with few cores the threads may come one after the other, and nothing is lost.
    """

    def __init__(self):
        self.changed, self.here, self.latest, self.met = threading.Condition(), 0, 0.0, False

    def wait(self):
        with self.changed:
            self.here, self.latest, begun = self.here + 1, time.monotonic(), time.monotonic()
            self.met = self.met or self.here > 1
            self.changed.notify_all()
            while not self._over(begun):
                self.changed.wait(GRACE / 4)
            self.here -= 1

    def _over(self, begun):
        now = time.monotonic()
        return now - begun > FIRST_MEETING or self.met and now - self.latest > GRACE


@pytest.fixture
def without_locks(monkeypatch):
    """No statement locks what it reads, and of the threads that read so none writes before another is about to.

    The lock is taken out of the SQL itself: it does not matter whether a queryset or a statement made before asks.
    """
    execute, meeting, has_read = CursorWrapper._execute, Meeting(), threading.local()

    def unlocked(cursor, sql, params, *ignored):
        bare = LOCKS.sub("", sql) if isinstance(sql, str) else sql
        if bare != sql:
            has_read.unlocked = threading.current_thread() is not threading.main_thread()
        elif getattr(has_read, "unlocked", False) and str(sql).lstrip().upper().startswith(WRITES):
            has_read.unlocked = False
            meeting.wait()
        return execute(cursor, bare, params, *ignored)

    monkeypatch.setattr(CursorWrapper, "_execute", unlocked)
    yield
    assert meeting.met, "No two threads stood before a write at once: this control shows nothing."
