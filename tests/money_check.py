"""The money adds up after every test that wrote some (P-43); a test that plants broken rows says `broken_money`.

Every connection, also those of other threads, notes whether it writes into a table of `budgets`; a test that does not pays
nothing else.
"""
import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from pytest_django.plugin import blocking_manager_key

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
OURS = "budgets_"
# Files whose rows are made one by one, each without the others it belongs to: there is no sum to ask for.
LONE_ROWS = {
    "tests/portal/test_admin_pages.py", "tests/portal/test_admin_writes.py", "tests/portal/test_admin_browser.py",
}
_wrote = []


def note(execute, sql, params, many, context):
    if not _wrote and is_money(sql):
        _wrote.append(sql)
    return execute(sql, params, many, context)


def is_money(sql):
    start = str(sql)[:80].lstrip()
    return start[:7].upper().startswith(WRITES) and OURS in start and "historical" not in start


def watch(connection, **kwargs):
    """First in the row: whoever adds a wrapper for a while takes off the last one."""
    if note not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, note)


connection_created.connect(watch, dispatch_uid="money is watched")


def money_was_written():
    """Asked once: a second time the answer begins anew."""
    wrote = bool(_wrote)
    _wrote.clear()
    return wrote


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Asked while the test's rows are there: fixtures that take them back run later."""
    result = yield
    if money_was_written() and not is_broken_on_purpose(item):
        with item.config.stash[blocking_manager_key].unblock():
            assert_money_adds_up()
    return result


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    """What the last test's fixtures emptied is not this one's."""
    _wrote.clear()


def is_broken_on_purpose(item):
    return item.get_closest_marker("broken_money") is not None or item.nodeid.split("::")[0] in LONE_ROWS


def assert_money_adds_up():
    """Nothing is asked of a transaction that a refused statement has spoilt: it is taken back whatever it holds."""
    if connection.needs_rollback:
        return
    from budgets.summaries.verify import verify_money  # a harness without settings yet reads this file too

    verdict = verify_money()
    told = "; ".join(map(str, verdict.wrong))
    assert verdict.is_right, f"the money does not add up (a test that plants such rows is marked broken_money): {told}"
