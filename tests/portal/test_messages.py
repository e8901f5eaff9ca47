"""The words of the interface are found, kept, checked and compiled without GNU gettext."""
import gettext
import io
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

from portal import catalogues

TEMPLATE = """{% load i18n %}<p title="{% translate 'A title (with brackets) inside' %}">
  {% translate "It's here" context "place" %} {% if x == _("Literal") %}{% endif %} {{ x|default:_("Default") }}
{% blocktranslate trimmed with n=count %}
  Hello {{ n }},
  you
{% endblocktranslate %}{% blocktranslate count n=count trimmed %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
{# gettext("not this") #}{% comment %}{% translate "nor this" %}{% endcomment %}
</p>"""
PYTHON = '''from django.utils.translation import gettext_lazy as _, ngettext, pgettext
NAME = _("A name "
         "in two parts")
def days(n):
    return ngettext("%(n)s night", "%(n)s nights", n) % {"n": n}, pgettext("month", "May")
not_a_message = "left alone"
'''


@pytest.fixture
def project(tmp_path, settings):
    """A project of one template and one module; its catalogues are empty."""
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "portal" / "locale"]
    for name, text in {"templates/page.html": TEMPLATE, "projects/words.py": PYTHON, "projects/migrations/0001.py": '_("no")'}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def translate(path, texts=None):
    """Fill every empty entry with something that passes the check."""
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {number: entry.msgid_plural for number in entry.msgstr_plural}
        else:
            entry.msgstr = (texts or {}).get(entry.msgid, entry.msgid)
    catalogue.save(str(path))
    path.with_suffix(".mo").write_bytes(catalogues.compiled(catalogue))


def run(*arguments):
    out = io.StringIO()
    try:
        call_command("messages", *arguments, stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


def test_every_way_to_mark_a_message_is_found(project):
    assert {message.key: message.plural for message in catalogues.collect().values()} == {
        ("", "A title (with brackets) inside"): "",
        ("place", "It's here"): "",
        ("", "Literal"): "",
        ("", "Default"): "",
        ("", "Hello %(n)s, you"): "",
        ("", "%(n)s day"): "%(n)s days",
        ("", "A name in two parts"): "",
        ("", "%(n)s night"): "%(n)s nights",
        ("month", "May"): "",
    }


def test_new_catalogues_hold_every_message_untranslated_and_fail_the_check(project):
    assert run()[0] == 0
    code, told = run("--check")
    assert code == 1
    assert "et: 9 empty" in told and "lv: 9 empty" in told


def test_complete_catalogues_pass_the_check(project):
    run()
    for language in ("et", "lv"):
        translate(catalogues.po_path(language))
    assert run("--check") == (0, "9 messages\n")


def test_a_translation_stays_and_what_is_gone_from_the_source_goes(project):
    run()
    path = catalogues.po_path("et")
    translate(path, {"Literal": "Sõna", "Default": "Vaikimisi"})
    (project / "templates/page.html").write_text("{% load i18n %}{% translate 'Literal' %}{% translate 'New' %}", encoding="utf-8")
    run()
    catalogue = {entry.msgid: entry for entry in polib.pofile(str(path))}
    assert catalogue["Literal"].msgstr == "Sõna"
    assert catalogue["New"].msgstr == "" and "fuzzy" not in catalogue["New"].flags
    assert "Default" not in catalogue


def test_running_it_again_changes_nothing(project):
    run()
    path = catalogues.po_path("lv")
    before = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    run()
    assert (path.read_bytes(), path.with_suffix(".mo").read_bytes()) == before


def test_moving_code_changes_nothing(project):
    run()
    before = catalogues.po_path("et").read_bytes()
    module = project / "projects/words.py"
    module.write_text("\n\n\n" + module.read_text(encoding="utf-8"), encoding="utf-8")
    run()
    assert catalogues.po_path("et").read_bytes() == before


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (lambda entry: setattr(entry, "msgstr", ""), "1 empty: 'Hello %(n)s, you'"),
        (lambda entry: entry.flags.append("fuzzy"), "1 fuzzy"),
        (lambda entry: setattr(entry, "msgstr", "Tere %(name)s"), "1 other placeholders"),
        (lambda entry: setattr(entry, "msgstr", "Tere"), "1 other placeholders"),
        (lambda entry: setattr(entry, "msgid", "Nobody says this"), "1 unused"),
    ],
)
def test_each_fault_is_told(project, fault, told):
    run()
    path = catalogues.po_path("et")
    translate(path)
    translate(catalogues.po_path("lv"))
    catalogue = polib.pofile(str(path))
    fault(next(entry for entry in catalogue if entry.msgid.startswith("Hello")))
    catalogue.save(str(path))
    path.with_suffix(".mo").write_bytes(catalogues.compiled(polib.pofile(str(path))))
    code, output = run("--check")
    assert code == 1 and told in output


def test_a_stale_compilation_is_told(project):
    run()
    for language in ("et", "lv"):
        translate(catalogues.po_path(language))
    catalogues.po_path("lv").with_suffix(".mo").write_bytes(b"old")
    code, output = run("--check")
    assert code == 1 and "lv: 1 stale .mo" in output


@pytest.mark.parametrize(("number", "form"), [(0, 2), (1, 0), (2, 1), (10, 1), (11, 1), (21, 0), (101, 0), (111, 1)])
def test_latvian_plurals_count_as_the_glossary_says(project, number, form):
    run()
    with Path(catalogues.po_path("lv").with_suffix(".mo")).open("rb") as file:
        assert gettext.GNUTranslations(file).plural(number) == form
