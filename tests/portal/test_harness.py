"""The harness catches what it promises to catch: each planted fault below must fail, each sound test must pass."""
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PLANTED = '''
import logging, warnings
import pytest
from django.conf import settings
from django.core.cache import cache
from django.template import Context, Origin, Template, engines

def template(source, path):
    origin = Origin(name=str(path))
    return Template(source, origin=origin, engine=engines["django"].engine)

OURS = settings.BASE_DIR / "templates" / "planted.html"
THEIRS = settings.BASE_DIR / ".venv" / "lib" / "site-packages" / "x" / "planted.html"

def test_bad_logged_error():
    logging.getLogger("anything").error("broken")

def test_good_logged_warning():
    logging.getLogger("anything").warning("careful")

@pytest.mark.expects_log("anything")
def test_good_expected_error():
    logging.getLogger("anything").error("broken")

@pytest.mark.expects_log("anything")
def test_bad_expected_error_that_never_came():
    pass

@pytest.mark.expects_log("anything")
def test_bad_error_from_another_logger():
    logging.getLogger("anything").error("broken")
    logging.getLogger("other").error("broken")

def test_bad_missing_variable():
    template("{{ nothing }}", OURS).render(Context())

def test_bad_missing_attribute():
    template("{{ here.nothing }}", OURS).render(Context({"here": {}}))

def test_good_missing_variable_in_a_condition():
    assert template("{% if nothing %}x{% endif %}", OURS).render(Context()) == ""

def test_good_missing_variable_of_a_library():
    assert template("{{ nothing }}", THEIRS).render(Context()) == ""

def test_bad_warning():
    warnings.warn("old", DeprecationWarning)

def test_good_cache_first():
    assert cache.get("left") is None
    cache.set("left", 1)

def test_good_cache_again():
    assert cache.get("left") is None

def test_bad_query_without_the_database_fixture():
    from django.contrib.contenttypes.models import ContentType
    ContentType.objects.count()

@pytest.mark.browser
def test_browser():
    pass

@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_bad_page_against_the_policy(browser):
    page = browser()
    page.goto("/accounts/login/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=color:red>x</p>')")

@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_bad_script_that_throws(browser):
    page = browser()
    page.goto("/accounts/login/")
    page.evaluate("setTimeout(() => { throw new Error('planted') })")
    page.wait_for_timeout(100)
'''


def run(tmp_path, *chosen, **environment):
    """{test name: outcome} and the whole output of a run of PLANTED under our harness."""
    file = tmp_path / "test_planted.py"
    file.write_text(PLANTED, encoding="utf-8")
    options = ["-p", "tests.conftest", "-p", "no:cacheprovider", "-c", "pyproject.toml", "-n0", "-v"]
    result = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "pytest", *options, *chosen, str(file)],
        cwd=settings.BASE_DIR, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300,
    )
    outcomes = {}
    for name, outcome in re.findall(r"::(test_\w+) (PASSED|FAILED|ERROR|SKIPPED)", result.stdout):
        # A test that passes and then fails in its fixture's end has two lines.
        outcomes[name] = outcome if outcomes.get(name, "PASSED") == "PASSED" else outcomes[name]
    return outcomes, result.stdout


@pytest.mark.browser
def test_faults_fail_and_sound_tests_pass(tmp_path):
    outcomes, output = run(tmp_path)
    assert len(outcomes) == PLANTED.count("def test_"), output
    for name, outcome in outcomes.items():
        if name.startswith("test_bad"):
            assert outcome in {"FAILED", "ERROR"}, name
        elif name.startswith("test_good"):
            assert outcome == "PASSED", name


@pytest.fixture
def without_chromium(tmp_path):
    """A PATH that holds the interpreter and no browser."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return {"PATH": f"{folder}:{Path(sys.executable).parent}"}


def test_without_chromium_browser_tests_are_skipped_loudly(tmp_path, without_chromium):
    outcomes, output = run(tmp_path, "-k", "test_browser", REQUIRE_BROWSER="", **without_chromium)
    assert outcomes["test_browser"] == "SKIPPED"
    assert "BROWSER TESTS WERE SKIPPED" in output


def test_without_chromium_they_fail_where_a_browser_is_required(tmp_path, without_chromium):
    outcomes, output = run(tmp_path, "-k", "test_browser", REQUIRE_BROWSER="1", **without_chromium)
    assert outcomes["test_browser"] in {"FAILED", "ERROR"}
    assert "BROWSER TESTS WERE SKIPPED" not in output


@pytest.mark.browser
def test_axe_finds_what_is_wrong(chromium, axe):
    page = chromium.new_page()
    page.set_content("<html lang='et'><title>x</title><main><h1>x</h1><input><img src='data:,'></main>")
    assert {line.split(":")[0] for line in axe(page)} >= {"label", "image-alt"}
    page.set_content("<html lang='et'><title>x</title><main><h1>x</h1></main>")
    assert axe(page) == []
    page.close()
