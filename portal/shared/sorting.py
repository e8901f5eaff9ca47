"""Estonian alphabetical order as bytes, because SQLite and PostgreSQL in C.UTF-8 put Õ Ä Ö Ü Š Ž after z."""
import unicodedata

from portal.shared.text import BASE_LETTERS, clean_line

ALPHABET = "abcdefghijklmnopqrsšzžtuvwõäöüxy"
SPACE, PUNCTUATION, SYMBOL, DIGIT, LETTER, FOREIGN = 1, 5, 7, 10, 21, 80
RANK = {letter: LETTER + place for place, letter in enumerate(ALPHABET)}

# Enough to tell any two names apart, and far below what an index row of PostgreSQL may hold.
LONGEST = 200


def sort_key(text):
    """Bytes that compare as an Estonian dictionary orders the texts.

    Case and foreign accents count only between texts that are otherwise equal: plain letters and lower case first.
    """
    text = clean_line(text)
    letters = [rank for char in text.casefold() for rank in _ranks(char)][:LONGEST]
    accents = [int(char not in RANK and char.isalpha()) for char in text.casefold()][:LONGEST]
    capitals = [int(char != char.casefold()) for char in text][:LONGEST]
    return bytes(letters) + b"\0" + _ties(accents) + b"\0" + _ties(capitals)


def _ties(marks):
    """The marks as bytes above the separator, without the tail that says nothing."""
    return bytes(mark + 1 for mark in marks).rstrip(b"\1")


def _ranks(char):
    if char in RANK:
        return [RANK[char]]
    if char.isdigit():
        return [DIGIT + unicodedata.digit(char)]
    if char.isspace() or char in "-‐‑–—":
        return [SPACE]
    if unicodedata.combining(char):
        return []
    kind = unicodedata.category(char)[0]
    if kind in "PS":
        return [PUNCTUATION if kind == "P" else SYMBOL]
    bare = unicodedata.normalize("NFD", char)[0].translate(BASE_LETTERS)
    return [RANK.get(letter, FOREIGN) for letter in bare]
