"""When a kept page still holds: nothing was committed, or what was committed is no row of ours."""
import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.shared.views import kept
from tests.shared import world


def asked():
    with CaptureQueriesContext(connection) as counted:
        state = kept.state_of_rows()
    return state, len(counted)


def asked_in_peace():
    """The best of ten: somebody else may commit on the same server in between."""
    return min((asked() for _time in range(10)), key=lambda answer: answer[1])


@pytest.mark.django_db(transaction=True)
def test_the_rows_are_asked_again_only_after_a_commit():
    before, _number = asked()
    assert asked_in_peace() == (before, 1)
    other = connection.copy()
    with other.cursor() as cursor:
        table = connection.ops.quote_name(Session._meta.db_table)
        cursor.execute(f"INSERT INTO {table} VALUES ('k', '', %s)", [timezone.now().isoformat()])  # noqa: S608 - our table
    other.close()
    # A session of somebody else is no row that a page shows.
    assert asked() == (before, 2)
    assert asked_in_peace() == (before, 1)
    world.person("Mari")
    after, number = asked()
    assert (after != before, number) == (True, 2)
    assert asked_in_peace() == (after, 1)


@pytest.mark.django_db
def test_within_a_transaction_the_rows_are_asked_each_time():
    before, number = asked()
    world.person("Mari")
    after, again = asked()
    assert (number, again) == (1, 1)
    assert after != before
