"""Taking the locks away: what every control of a race test asks for (a plugin, see tests/conftest.py)."""
import time

import pytest
from django.db.models import QuerySet

from portal.shared import verbs

# Everybody who would have waited for a row has read it before the first one writes. Without the pause a control is a
# gamble: on a machine with few cores the threads may by chance come one after the other, and nothing is lost.
READ_BEFORE_ANYONE_WRITES = 0.05


@pytest.fixture
def without_locks(monkeypatch):
    """`select_for_update` locks nothing, and whoever reads such rows stops a moment before he goes on."""
    fetch = QuerySet._fetch_all

    def unlocked(rows, *args, **kwargs):
        found = rows.all()
        found.query.lock_taken_away = True
        return found

    def fetch_and_stop(rows):
        fresh = rows._result_cache is None
        fetch(rows)
        if fresh and getattr(rows.query, "lock_taken_away", False):
            time.sleep(READ_BEFORE_ANYONE_WRITES)

    def read_as_written(instance):
        return type(instance)._base_manager.select_for_update().get(pk=instance.pk)

    monkeypatch.setattr(QuerySet, "select_for_update", unlocked)
    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_and_stop)
    # What verbs ask was put into words before; here it is asked through the queryset above.
    monkeypatch.setattr(verbs, "locked", read_as_written)
