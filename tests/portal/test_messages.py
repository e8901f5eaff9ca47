"""The words of the interface are found, kept, checked and compiled without GNU gettext."""
import gettext
import io

import polib
import pytest
from django.core.management import CommandError, call_command

from portal import catalogues
from portal.catalogues import Message

TEMPLATE = """{% load i18n %}<p title="{% translate 'A title (with brackets) inside' %}">
  {% translate "It's here" context "place" %} {% if x == _("Literal") %}{% endif %} {{ x|default:_("Default") }}
{% blocktranslate trimmed with n=count %}
  Hello {{ n }},
  you
{% endblocktranslate %}{% blocktranslate count n=count trimmed %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}
{# gettext("not this") #}{% comment %}{% translate "nor this" %}{% endcomment %}
</p>"""
PYTHON = '''from django.utils.translation import gettext_lazy as _, ngettext, pgettext
from django.utils.translation import gettext as _now
LATER = _now("Said when asked")
NAME = _("A name "
         "in two parts")
def days(n):
    return ngettext("%(n)s night", "%(n)s nights", n) % {"n": n}, pgettext("month", "May")
not_a_message = "left alone"
'''
FILES = {"templates/page.html": TEMPLATE, "projects/words.py": PYTHON, "projects/migrations/0001.py": '_("no")'}


@pytest.fixture
def project(tmp_path, settings, monkeypatch):
    """A project of one template and one module; it has no catalogues yet."""
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr(catalogues, "EXTRA", [])
    monkeypatch.setattr(catalogues, "EXTRA_PLURALS", [])
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def save(catalogue, path):
    catalogue.save(str(path))
    path.with_suffix(".mo").write_bytes(catalogue.to_binary())


def translate(language, texts=None):
    """Fill every entry with something that passes the check."""
    path = catalogues.path_of(language)
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {number: entry.msgid_plural for number in entry.msgstr_plural}
        else:
            entry.msgstr = (texts or {}).get(entry.msgid, entry.msgid)
    save(catalogue, path)


def write():
    call_command("messages", stdout=io.StringIO())


def complaints():
    try:
        call_command("messages", "--check", stdout=io.StringIO())
    except CommandError as error:
        return str(error).splitlines()
    return []


def test_every_way_to_mark_a_message_is_found(project):
    assert set(catalogues.found()) == {
        Message("A title (with brackets) inside"),
        Message("It's here", context="place"),
        Message("Literal"),
        Message("Default"),
        Message("Hello %(n)s, you"),
        Message("%(n)s day", "%(n)s days"),
        Message("A name in two parts"),
        Message("Said when asked"),
        Message("%(n)s night", "%(n)s nights"),
        Message("May", context="month"),
    }


def test_words_of_libraries_are_found_too():
    found = catalogues.found()
    assert Message("This field is required.") in found
    assert Message("Login", context="field label") in found
    assert Message(*catalogues.EXTRA_PLURALS[0]) in found


def test_without_catalogues_the_check_fails(project):
    assert complaints() == ["et: there is no catalogue", "lv: there is no catalogue"]


def test_new_catalogues_hold_every_message_untranslated(project):
    write()
    assert len([text for text in complaints() if "not translated" in text]) == 2 * 10


def test_complete_catalogues_pass_the_check(project):
    write()
    translate("et")
    translate("lv")
    assert complaints() == []


def test_a_translation_stays_and_what_is_gone_from_the_source_goes(project):
    write()
    translate("et", {"Literal": "Sõna", "Default": "Vaikimisi"})
    page = "{% load i18n %}{% translate 'Literal' %}{% translate 'New' %}"
    (project / "templates/page.html").write_text(page, encoding="utf-8")
    write()
    catalogue = {entry.msgid: entry for entry in polib.pofile(str(catalogues.path_of("et")))}
    assert catalogue["Literal"].msgstr == "Sõna"
    assert catalogue["New"].msgstr == "" and not catalogue["New"].fuzzy
    assert "Default" not in catalogue


def test_running_it_again_or_moving_code_changes_nothing(project):
    write()
    path = catalogues.path_of("lv")
    before = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    module = project / "projects/words.py"
    module.write_text("\n\n\n" + module.read_text(encoding="utf-8"), encoding="utf-8")
    write()
    assert (path.read_bytes(), path.with_suffix(".mo").read_bytes()) == before


FAULTS = {
    "not translated": lambda entry: setattr(entry, "msgstr", ""),
    "fuzzy": lambda entry: entry.flags.append("fuzzy"),
    "placeholders differ: Hello": lambda entry: setattr(entry, "msgstr", "Tere %(name)s"),
    "placeholders differ": lambda entry: setattr(entry, "msgstr", "Tere"),
    "the sources differ": lambda entry: setattr(entry, "msgid", "Nobody says this"),
}


@pytest.mark.parametrize("told", FAULTS)
def test_each_fault_is_told(project, told):
    write()
    translate("et")
    translate("lv")
    path = catalogues.path_of("et")
    catalogue = polib.pofile(str(path))
    FAULTS[told](next(entry for entry in catalogue if entry.msgid.startswith("Hello")))
    save(catalogue, path)
    assert any(text.startswith("et: ") and told in text for text in complaints())


def test_a_stale_compilation_is_told(project):
    write()
    translate("et")
    translate("lv")
    catalogues.path_of("lv").with_suffix(".mo").write_bytes(b"old")
    assert complaints() == ["lv: the compiled catalogue is stale: run `make messages`"]


@pytest.mark.parametrize(("number", "form"), [(0, 2), (1, 0), (2, 1), (10, 1), (11, 1), (21, 0), (101, 0), (111, 1)])
def test_latvian_plurals_count_as_gettext_does(project, number, form):
    write()
    translate("lv")
    with catalogues.path_of("lv").with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).plural(number) == form
