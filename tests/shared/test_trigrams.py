"""Parts of words are found by an index; where the database has none to offer, by reading."""
import pytest
from django.db import connection

from portal.shared import trigrams
from portal.shared.models import SearchEntry
from trainings.models import Person


def test_what_is_searched_by_parts_of_words():
    assert {(SearchEntry, "words"), (Person, "search_key")} <= set(trigrams.columns())
    assert Person.history.model not in {model for model, _column in trigrams.columns()}


@pytest.mark.postgres
def test_every_one_has_its_index(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%gin_trgm_ops%'")
        there = {name for (name,) in cursor.fetchall()}
    assert there == {trigrams.name_of(*column) for column in trigrams.columns()}


@pytest.mark.postgres
def test_it_works_without(db, monkeypatch):
    monkeypatch.setattr(trigrams, "EXTENSION", "no_such_extension")
    assert trigrams.has_extension(connection) is False
    trigrams.make()
