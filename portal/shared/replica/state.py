"""What this process knows of the replica: whether it answers, how far it is, how old its rows may be."""
import logging
import threading
import time

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

log = logging.getLogger("portal.replica")

REPLICA = "replica"
CHECK_EVERY_SECONDS = 1
# How long nobody tries again after it has broken down: a try may take as long as connecting may.
AWAY_SECONDS = 5

# Positions in the primary's log, as a number of bytes. The second is empty where a server is no replica (any more).
WRITTEN = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"
REPLAYED = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint END"


def position():
    """How far the primary has written: whatever was committed before lies below it."""
    return answer(DEFAULT_DB_ALIAS, WRITTEN)


def replayed():
    """How far the replica shows it; None when there is none behind the address, or the primary answered in its place."""
    return answer(REPLICA, REPLAYED)


def answer(alias, statement):
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


class State:
    """Asked once a second, by whichever request comes first. Moments are those of time.monotonic().

    A clock of the replica's would not do: it stands still while nobody writes, and runs on while the line is cut. So the
    primary is asked how far it is, then the replica; once that is reached, the replica held all there was at that moment.
    """

    def __init__(self):
        self.lock = threading.Lock()
        self.forget()

    def forget(self):
        self.checked = self.held = self.away_until = float("-inf")
        self.reached, self.target = 0, None
        self.told = None

    def is_away(self):
        return time.monotonic() < self.away_until

    def is_fit(self, mark=0):
        """Whether a page may be read from it: not away, not too far behind, and past this position."""
        if self.is_away():
            return False
        if time.monotonic() - self.checked >= CHECK_EVERY_SECONDS and self.lock.acquire(blocking=False):
            try:
                self.check()
            finally:
                self.lock.release()
        if self.is_away() or self.lag() > settings.REPLICA_MAX_LAG_SECONDS:
            return False
        if mark > self.reached:
            self.reached = max(self.reached, replayed() or 0)
        return mark <= self.reached and not self.is_away()

    def lag(self):
        """Seconds since the last moment of which it is known to hold everything."""
        return time.monotonic() - self.held

    def check(self):
        """Ask both servers; errors of the primary's are the caller's, for without it there is no page anyway."""
        moment, target = time.monotonic(), position()
        reached = replayed()
        self.checked = moment
        if reached is None:
            self.leave("it is no replica, or does not answer")
            return
        self.reached = reached
        if reached >= target:
            self.held, self.target = moment, None
        elif self.target is None:
            self.target = (target, moment)
        elif reached >= self.target[0]:
            self.held, self.target = self.target[1], (target, moment)
        self.tell()

    def leave(self, why):
        """Read from the primary for a while. Said once in the log, not for every page."""
        self.away_until = time.monotonic() + AWAY_SECONDS
        self.held, self.target, self.reached = float("-inf"), None, 0
        if self.told != "away":
            log.warning("the replica is away, pages are read from the primary: %s", why)
        self.told = "away"

    def tell(self):
        told = "behind" if self.lag() > settings.REPLICA_MAX_LAG_SECONDS else "fit"
        if told != self.told:
            if told == "behind":
                log.warning("the replica is too far behind, pages are read from the primary")
            else:
                log.info("pages are read from the replica")
        self.told = told

    def words(self):
        """One line for /readyz."""
        fit = self.is_fit()
        if self.is_away():
            return "replica: away, reading from the primary"
        if self.held == float("-inf"):
            return "replica: not caught up yet, reading from the primary"
        return f"replica: {self.lag():.1f} s behind{'' if fit else ', reading from the primary'}"


state = State()
