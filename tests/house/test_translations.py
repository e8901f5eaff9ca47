"""Estonian and Latvian are complete: nothing missing, empty, fuzzy or stale (P-88)."""
import polib
import pytest

from portal import catalogues
from portal.catalogues import Message

WORDS = {
    Message("Save"): "a.py",
    Message("%(count)d row", "%(count)d rows"): "a.py",
    Message("%(name)s is open", "", "state"): "a.py",
}
ESTONIAN = {"Save": "Salvesta", "%(name)s is open": "%(name)s on avatud"}


@pytest.mark.parametrize("language", sorted(catalogues.LANGUAGES))
def test_the_catalogue_is_complete_and_fresh(language):
    complaints = catalogues.faults(language)
    assert not complaints, f"{len(complaints)}: " + "\n".join(complaints[:20])


# --- planted faults ---


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    """A small complete Estonian catalogue of its own; call it to change it and to hear what is said of it."""
    path = tmp_path / "django.po"
    monkeypatch.setattr(catalogues, "path_of", lambda language: path)
    monkeypatch.setattr(catalogues, "found", lambda: WORDS)

    def faults(change=lambda file: None, compiled=True):
        file = catalogues.merged("et")
        for entry in file:
            entry.msgstr = ESTONIAN.get(entry.msgid, "")
            if entry.msgid_plural:
                entry.msgstr_plural = {0: "%(count)d rida", 1: "%(count)d rida"}
        change(file)
        file.save(str(path))
        if compiled:
            path.with_suffix(".mo").write_bytes(polib.pofile(str(path)).to_binary())
        return catalogues.faults("et")

    return faults


def empty(file):
    file.find("Save").msgstr = ""


def half_plural(file):
    file.find("%(count)d row").msgstr_plural[1] = ""


def fuzzy(file):
    file.find("Save").flags.append("fuzzy")


def lost(file):
    file.remove(file.find("Save"))


def invented(file):
    file.append(polib.POEntry(msgid="Old word", msgstr="Vana sõna"))


def other_placeholder(file):
    file.find("%(name)s is open").msgstr = "%(nimi)s on avatud"


def test_a_complete_catalogue_has_no_fault(catalogue):
    assert catalogue() == []


PLANTS = [empty, half_plural, fuzzy, lost, invented, other_placeholder]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found(catalogue, plant):
    assert catalogue(plant)


def test_a_stale_compiled_file_is_found(catalogue):
    catalogue()

    def better(file):
        file.find("Save").msgstr = "Salvesta kohe"

    assert catalogue(better, compiled=False) == ["et: the compiled catalogue is stale: run `make messages`"]
