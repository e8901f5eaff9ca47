"""The harness is strict: a missing template variable, a logged error and a warning each fail a test."""

pytest_plugins = ["pytester"]

PLANTED = """
import logging
import warnings

import pytest
from django.conf import settings
from django.template import Origin, Template, engines


def render(source, name):
    origin = Origin(str(settings.BASE_DIR / name), name)
    from django.template import Context
    return Template(source, origin, name, engines["django"].engine).render(Context({"here": "x"}))


def test_fine():
    assert render("{{ here }}", "templates/planted.html") == "x"


def test_asking_for_something_is_no_use_of_it():
    assert render("{% if gone %}{{ gone }}{% endif %}", "templates/planted.html") == ""


def test_a_librarys_template_may_be_sloppy():
    assert render("{{ gone }}", ".venv/lib/planted.html") == ""


def test_missing_variable():
    render("{{ gone }}", "templates/planted.html")


def test_missing_attribute():
    render("{{ here.gone }}", "templates/planted.html")


def test_missing_variable_in_a_filter():
    render("{{ gone|default:'x' }}{{ gone|upper }}", "templates/planted.html")


def test_logged_error():
    logging.getLogger("planted").error("it broke")


@pytest.mark.expects_log("planted")
def test_expected_error():
    logging.getLogger("planted").error("it broke, as it should")


@pytest.mark.expects_log("planted")
def test_expected_error_that_never_came():
    pass


def test_warning():
    warnings.warn("old", DeprecationWarning, stacklevel=1)
"""


def test_each_planted_fault_fails_its_test_and_nothing_else_does(pytester, pytestconfig):
    pytester.makepyfile(PLANTED)
    result = pytester.runpytest_subprocess(
        "-p", "tests.conftest", "-c", str(pytestconfig.inipath), f"--rootdir={pytester.path}", "-n0", "-q",
        "-p", "no:cacheprovider",
        f"--override-ini=pythonpath={pytestconfig.rootpath}", str(pytester.path),
    )  # fmt: skip
    outcomes = result.parseoutcomes()
    ended = {line.split("::")[1].split(" ")[0] for line in result.outlines if line.startswith(("FAILED", "ERROR"))}
    assert ended == {
        "test_missing_variable", "test_missing_attribute", "test_missing_variable_in_a_filter", "test_logged_error",
        "test_expected_error_that_never_came", "test_warning",
    }, result.outlines  # fmt: skip
    # The harness speaks up after a test that itself went well, so that counts as passed and as an error.
    assert (outcomes["passed"], outcomes["failed"], outcomes["errors"]) == (6, 4, 2)
