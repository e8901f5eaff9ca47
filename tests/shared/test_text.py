"""Clean text and its folded twin."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.shared.text import clean_line, clean_text, fold, in_short

CONTROL = "\x00\x01\x0b\x0c\x1f\x7f\x85\x9f"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
anything = st.text(st.characters(), max_size=80)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Küla  ", "Küla"),
        ("Ku\u0308la", "Küla"),
        ("e\0\u0301", "é"),
        ("one\r\ntwo\nthree\u2028four", "one two three four"),
        ("a\tb   c", "a b c"),
        ("\u202eevil\u202c", "evil"),
        ("so\u00adft\u200b\ufeff", "soft"),
        ("\ud800x\uffff", "x"),
        ("\u00a0edge\u00a0", "edge"),
        ("5\u00a0000 €", "5\u00a0000 €"),
        ("👩‍👧 pere", "👩‍👧 pere"),
        ("", ""),
        (7, "7"),
    ],
)
def test_one_line(typed, kept):
    assert clean_line(typed) == kept


def test_several_lines_keep_their_breaks():
    assert (
        clean_text("\r\n one\r\ntwo\rthree\u2028four\x0bfive\t! \n\n six \n")
        == "one\ntwo\nthree\nfour\nfive ! \n\n six"
    )
    assert clean_text("a\0b\u202ec") == "abc"


@given(anything)
def test_p33_lines_are_normal_trimmed_and_without_tricks(text):
    line = clean_line(text)
    assert line == unicodedata.normalize("NFC", line) == line.strip()
    assert not set(line) & set(CONTROL + BIDI + "\n\r\t\u2028\u2029")
    assert clean_line(line) == line
    line.encode()


@given(anything)
def test_prose_is_clean_as_well(text):
    prose = clean_text(text)
    assert prose == unicodedata.normalize("NFC", prose) == prose.strip()
    assert not set(prose) & set(CONTROL + BIDI + "\r\t\u2028\u2029")
    assert clean_text(prose) == prose
    prose.encode()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Küla", "kula"), ("KÜLA", "kula"), ("Õpituba", "opituba"), ("ŽŠČ ķļņģ āēīū", "zsc klng aeiu"),
        ("Eesti–Läti", "eesti-lati"),
        ("„Kogukond“", '"kogukond"'), ("straße Ærø Łódź", "strasse aero lodz"), ("ﬁ ２", "fi 2"),
        (" a\u00a0 b ", "a b"), ("İ", "i"),
    ],
)  # fmt: skip
def test_fold(text, folded):
    assert fold(text) == folded


@given(anything)
def test_fold_is_stable_and_ignores_case(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert "\0" not in folded
    folded.encode()


@pytest.mark.parametrize(("text", "short"), [
    ("Küla leiab oma tugevused", "Küla leiab oma tugevused"), ("Küla leiab oma tugevused.", "Küla leiab oma…"),
    ("Külakogukonnaarenduskavakoosolek", "Külakogukonnaarenduskav…"),
])  # fmt: skip
def test_a_cut_text_shows_that_it_was_cut(text, short):
    assert in_short(text, 24) == short
