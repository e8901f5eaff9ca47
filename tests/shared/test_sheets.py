"""The one sheet of every page: Bootstrap trimmed to what is used, and nothing lost that any page of ours wears."""
import gzip
import os
import re
from pathlib import Path

import pytest
import tinycss2
from django.conf import settings
from django.contrib.staticfiles import finders

from portal.shared import finders as ours
from portal.shared import trimming

ROOT = Path(settings.BASE_DIR)
SMALL = """
.btn{color:var(--bs-a)}.btn:not(.disabled):hover,.carousel{--bs-a:1;--bs-gone:var(--bs-more);--bs-more:2}
@media (min-width:1px){.carousel{a:b}}@media print{.btn-x{a:b}}a[data-bs-theme=dark] .btn{a:b}
@keyframes spin{to{a:b}}@keyframes stays{to{a:b}}b{animation:stays 1s}
"""


def hooks(template="", python="", script=""):
    found = trimming.Hooks()
    found.add_template(template)
    found.add_python(python)
    found.add_script(script)
    return found


@pytest.fixture(scope="module")
def made():
    return Path(finders.find(ours.MADE)).read_text(encoding="utf-8")


@pytest.mark.parametrize("held, name", [
    (hooks('<p class="one {% if a %}two{% else %}three{% endif %}">'), "two"),
    (hooks("<p class='one {{ tone|yesno:\"four,five\" }}'>"), "five"),
    (hooks('<p class="btn-{{ tone }}">'), "btn-outline-danger"),
    (hooks("{% field x css_class='wide six' %}"), "six"),
    (hooks(python="Row(css_class='row seven')"), "seven"),
    (hooks(python="html = f'<b class=\"eight alert-{tone}\">'"), "alert-warning"),
    (hooks(script="row.classList.add('nine', `is-${name}`);"), "is-invalid"),
])
def test_what_a_source_can_write_is_kept(held, name):
    assert held.has(name) and not held.has("carousel")


def test_words_that_are_only_read_keep_nothing():
    held = hooks("<p class='a'>carousel</p>{{ carousel }}", python='_("Show the Carousel now")\n# carousel', script="carousel();")
    assert not held.has("carousel")


def test_a_rule_goes_with_its_last_selector_and_a_variable_with_its_last_use():
    css = trimming.without_unused(trimming.trimmed(SMALL, hooks('<a class="btn">')))
    assert css == (
        ".btn{color:var(--bs-a)}.btn:not(.disabled):hover{--bs-a:1}@keyframes stays{to{a:b}}b{animation:stays 1s}"
    )


def test_the_sheet_is_small_and_whole(made):
    assert len(gzip.compress(made.encode(), 9)) < 18_000
    assert not [rule for rule in tinycss2.parse_stylesheet(made) if rule.type == "error"]
    for name in ours.OWN:
        written = trimming.written(trimming.kept_rules(trimming.parsed((ROOT / f"static/css/{name}.css").read_text()), None))
        assert written in made, name


def test_no_class_that_a_template_names_lost_its_rule(made):
    """By a reading of its own: every word of every class attribute that Bootstrap knows stands in the sheet as before."""
    worn = set()
    for path in (ROOT / "templates").rglob("*.html"):
        for value in re.findall(r'class="([^"]*)"', path.read_text(encoding="utf-8")):
            worn |= set(re.findall(r"[\w-]+", re.sub(r"{{.*?}}", " ", value)))
    whole = re.sub(r"/\*.*?\*/", "", ours.read(ours.SheetsFinder().bootstrap), flags=re.DOTALL)
    known = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"{[^{}]*}", "{}", whole)))
    kept = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"{[^{}]*}", "{}", made)))
    assert {"btn-primary", "visually-hidden"} <= worn & known <= kept


def test_the_sheet_is_made_once_for_each_state_of_the_sources(tmp_path):
    for folder in ("templates", "static/css", "static/js", *ours.APPS):
        (tmp_path / folder).mkdir(parents=True)
    for name in ours.OWN:
        (tmp_path / f"static/css/{name}.css").write_text(f".{name} {{ color: red }}", encoding="utf-8")
    page = tmp_path / "templates" / "page.html"
    page.write_text("<a class='x'>", encoding="utf-8")
    first = Path(ours.SheetsFinder(root=tmp_path).find(ours.MADE))
    moment = first.stat().st_mtime_ns
    assert ".carousel" not in first.read_text() and ".tokens{color:red}" in first.read_text()
    assert ours.SheetsFinder(root=tmp_path).find(ours.MADE) == str(first) and first.stat().st_mtime_ns == moment
    page.write_text("<a class='carousel'>", encoding="utf-8")
    old = first.parents[2] / "old"
    old.mkdir()
    os.utime(old, (0, 0))
    second = Path(ours.SheetsFinder(root=tmp_path).find(ours.MADE))
    assert second != first and ".carousel" in second.read_text()
    # A server that started before still gives out its own; what nobody can be giving out any more is gone.
    assert first.exists() and not old.exists()


def test_the_finder_brings_one_file():
    finder = ours.SheetsFinder()
    assert finder.check() == []
    assert [(name, storage.exists(name)) for name, storage in finder.list([])] == [(ours.MADE, True)]
    assert list(finder.list(["*.css"])) == []
    assert finder.find("css/other.css") == []


def test_a_missing_wheel_stops_the_start(monkeypatch):
    monkeypatch.setattr(ours, "WHEEL", "no-such-wheel")
    assert [error.id for error in ours.SheetsFinder().check()] == ["shared.E010"]
    assert ours.SheetsFinder().find(ours.MADE) == []
