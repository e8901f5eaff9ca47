"""Sessions as Django keeps them in the database, read by a statement that is worked out once (settings.SESSION_ENGINE)."""
from datetime import datetime

from django.contrib.sessions.backends import db
from django.utils import timezone

from portal.shared.prepared import Prepared


def row_of(session_key, now):
    return db.SessionStore.get_model_class().objects.filter(session_key=session_key, expire_date__gt=now)


open_session = Prepared(row_of, session_key=str, now=datetime)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        found = open_session(session_key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
            return None
        return found[0]
