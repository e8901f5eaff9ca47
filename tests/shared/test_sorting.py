"""Estonian alphabetical order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.shared.sorting import sort_key

# As PostgreSQL orders them with the ICU collation of Estonian.
WORDS = """
    aas Aed Alutaguse Ape Engure Jõgeva Järva Jüri Paide Põlva Pärnu Raplamaa Rõuge Räpina saal Saal Setomaa siil sokk
    sool suur Šokolaad zoo zürii Žürii taat Tapa tare Tartu Tšehhi Tõrva Türi Vald Valga vesi Viljandi Võru Vändra
    wabariik õpituba Õppereis ära Äär öine Öö üks Ürgorg xeno Yoga
"""
DICTIONARY = WORDS.split()


def test_the_49_words():
    assert len(DICTIONARY) == 49
    for seed in range(20):
        shuffled = random.Random(seed).sample(DICTIONARY, len(DICTIONARY))
        assert sorted(shuffled, key=sort_key) == DICTIONARY


@pytest.mark.parametrize(
    "ordered",
    [
        ["", " ", "a", "aa", "ab"][1:],
        ["1. etapp", "2. etapp", "aed"],
        ["Act Local", "Act-Local 2", "Actor"],
        ["„aed“", "aed"],
        ["Kegums", "Ķegums", "Kelme"],
        ["saal", "Saal", "saalis"],
        ["aed", "Дом"],
    ],
)
def test_spaces_digits_marks_and_foreign_letters(ordered):
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


@given(st.text(st.characters(), max_size=300))
def test_any_text_has_a_key_that_fits_an_index(text):
    key = sort_key(text)
    assert isinstance(key, bytes)
    assert len(key) <= 602


@given(st.text("aõkšžĶķ A-1", max_size=12), st.text("aõkšžĶķ A-1", max_size=12))
def test_a_beginning_stands_before_the_whole(start, rest):
    assert sort_key(start) <= sort_key(start + "b" + rest)
