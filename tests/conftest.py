"""A strict harness: a logged error, a missing template variable or a warning fails the test."""
import gc
import logging
import os
import shutil
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.template import Node, engines
from django.utils import translation

# The money adds up after every test; controls of races ask for `without_locks`.
pytest_plugins = ["tests.money_check", "tests.lockless"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_ARGS = [
    "--no-sandbox",  # root has no sandbox
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NO_BROWSER = "Chromium is missing, so no page was looked at in a browser (make test installs it where it can)."


# --- a logged error fails the test


class Errors(logging.Handler):
    def __init__(self):
        super().__init__(logging.ERROR)
        self.records = []

    def emit(self, record):
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_logged_error(request):
    """Fails the test when an error is logged; `expects_log("logger", ...)` asks for exactly these loggers instead."""
    handler = Errors()
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    marker = request.node.get_closest_marker("expects_log")
    expected = set(marker.args) if marker else set()
    logged = {record.name for record in handler.records}
    told = "; ".join(f"{record.name}: {record.getMessage()}" for record in handler.records)
    assert not logged - expected, f"errors were logged: {told}"
    assert not expected - logged, f"these loggers should have logged an error: {sorted(expected - logged)}"


# --- a missing template variable fails the test


class MissingVariable(AssertionError):
    """One of our templates names a variable that is not there."""


class StringIfInvalid(str):
    """Django puts this in the place of a variable it cannot find, by `%` with the variable."""

    def __contains__(self, item):
        return item == "%s" or super().__contains__(item)

    def __mod__(self, variable):
        template = template_being_rendered()
        if template and is_ours(template):
            raise MissingVariable(f"{variable} is missing in {template}")
        return ""

    def __bool__(self):
        return True


def template_being_rendered():
    """The file of the innermost node that is being rendered; Django does not hand it over, so the stack is asked."""
    frame = sys._getframe(1)
    while frame:
        node = frame.f_locals.get("self")
        if frame.f_code.co_name == "render_annotated" and isinstance(node, Node) and getattr(node, "origin", None):
            return node.origin.name
        frame = frame.f_back
    return None


def is_ours(path):
    path = Path(path)
    return path.is_relative_to(settings.BASE_DIR) and not {".venv", "site-packages"} & set(path.parts)


@pytest.fixture(autouse=True, scope="session")
def no_missing_variable():
    engine = engines["django"].engine
    engine.string_if_invalid = StringIfInvalid("%s")


# --- each test by itself


def empty_only_what_is_full():
    """After a test that really commits, PostgreSQL takes two seconds to truncate two hundred tables, nearly all of them
    empty; to delete the rows of a few takes none. Only a superuser may do so past the guards of what is append-only."""
    truncate = connection.ops.sql_flush
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            return

    def sql_flush(style, tables, *, reset_sequences=False, allow_cascade=False):
        if reset_sequences or not tables:
            return truncate(style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        with connection.cursor() as cursor:
            one = "SELECT '{0}' WHERE EXISTS (SELECT 1 FROM \"{0}\")"
            cursor.execute(" UNION ALL ".join(one.format(name) for name in tables))
            full = [name for (name,) in cursor.fetchall()]
        return ["SET LOCAL session_replication_role = replica", *(f'DELETE FROM "{name}"' for name in full)]  # noqa: S608 - our own table names

    connection.ops.sql_flush = sql_flush


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """As pytest-django's; but a thread of the live server that still holds its connection does not keep the test
    database of PostgreSQL from being dropped. (Which of the two goes first depends on the order of the tests.)"""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            empty_only_what_is_full()
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def clean_cache():
    """Throttles count in the cache, and a page in Latvian leaves its language behind; neither is the next test's."""
    cache.clear()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def no_files_left():
    yield
    shutil.rmtree(settings.TEST_FILES, ignore_errors=True)


def pytest_runtest_setup(item):
    if item.get_closest_marker("browser") and not CHROMIUM:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(NO_BROWSER)
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("races show on PostgreSQL only (DATABASE_URL)")


# Walks of half a minute begin the run: at its end a worker that has nothing left would wait for them.
LONGEST = {f"tests/house/test_{name}.py" for name in ("access_matrix", "every_choice", "every_form", "every_list", "markers")} | {
    "tests/journeys/test_every_page.py"
}


# Hundreds of like pages, each opened by several people; they open on the first database.
EVERY_PAGE_OF = {
    "tests/portal/test_admin_pages.py", "tests/projects/test_pages_open.py", "tests/projects/test_part_pages.py",
}


def asks(item):
    """Does the test ask a database, or about one?"""
    by_fixture = {"db", "transactional_db", "live_server"} & set(item.fixturenames)
    return bool(by_fixture or item.get_closest_marker("django_db")) or "migration" in item.location[0]


def pytest_collection_modifyitems(config, items):
    """PostgreSQL is the second run: what axe reads on a page does not depend on the database, and the first run asked it.
    Where the two follow each other (WALKED_AGAIN, `.ci/run`), neither is repeated what asks no database at all or looks through
    a browser, and of the tests that open page after page every third is.

    The longest tests come first; the others stay where pytest-django put them.
    """
    if connection.vendor == "postgresql":
        apart = [item for item in items if "axe" in item.fixturenames]
        if "WALKED_AGAIN" in os.environ:
            apart += [item for item in items if not asks(item) or item.get_closest_marker("browser")]
            apart += [item for place, item in enumerate(items) if item.location[0] in EVERY_PAGE_OF and place % 3]
        left_out = set(apart)
        items[:] = [item for item in items if item not in left_out]
        if left_out:
            config.hook.pytest_deselected(items=list(left_out))
    items.sort(key=lambda item: item.location[0] not in LONGEST)


def roomy(call):
    """`call()`, with a megabyte for the frames of all that it calls.

    CPython puts frames into pieces of 16 KiB. Where a hot loop crosses the end of one, every call asks the system for a new
    piece and every return gives it back: a sixth of the suite's time. A frame that claims much gets one large piece, and
    those above it live in what is left of it.
    """
    return call()


roomy.__code__ = roomy.__code__.replace(co_stacksize=140_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    runner = item.config.pluginmanager.get_plugin("runner")
    return roomy(lambda: runner.pytest_runtest_protocol(item, nextitem))


def pytest_collection_finish():
    """Some hundred thousand objects of Django and of the tests stay until the end: nobody needs to look through them again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1000)


def pytest_terminal_summary(terminalreporter):
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.section("BROWSER TESTS WERE SKIPPED", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests: {NO_BROWSER}")


# --- a browser


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests of a worker."""
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread, and Django would refuse every query because of it.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser(chromium, live_server):
    """A function `(width=1280, **options) -> Page` that opens a fresh, signed-out window on the live server.

    The test fails when a page breaks the Content-Security-Policy or throws in its script.
    """
    contexts, complaints = [], []

    def open_window(width=1280, height=900, **options):
        context = chromium.new_context(
            base_url=live_server.url, locale="et-EE", viewport={"width": width, "height": height}, **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if is_csp_violation(message) else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert not complaints, complaints


def is_csp_violation(message):
    return message.type == "error" and "Content Security Policy" in message.text


@pytest.fixture
def sign_in(client, live_server):
    """A function `(page, user)` that signs a person in without typing: the test client's session becomes the window's."""

    def sign_in(page, user):
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return sign_in


@pytest.fixture(scope="session")
def axe():
    """A function `page -> ["rule: selector: what is wrong", ...]`; an accessible page gives an empty list."""
    from axe_playwright_python.sync_playwright import Axe

    # Everything that axe finds in order would travel too, half a megabyte a page: only what is wrong is asked for.
    script, options = Axe().axe_script, {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}

    def violations(page):
        page.evaluate(script)
        found = page.evaluate("async options => (await axe.run(document, options)).violations", options)
        return [f"{rule['id']}: {node['target']}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    return violations
