"""Statements made of a table's columns write what the ORM would have written."""
import pytest
from django.db import DatabaseError, connection

from portal.shared.dates import PartialDate
from portal.shared.models import SearchEntry
from portal.shared.writing import change, change_each, insert, insert_beside
from projects.models import Activity, Audience, Topic
from tests.shared import world

pytestmark = pytest.mark.django_db


def entry(key, title, **fields):
    return SearchEntry(kind="projects.topic", object_pk=key, title_et=title, **fields)


def test_new_rows_get_their_keys_and_old_ones_are_written_over_where_it_is_said(django_assert_num_queries):
    with django_assert_num_queries(1):
        topics = insert([Topic(code="a", name_et="Esimene"), Topic(code="b", name_et="Teine")], keys=True)
    assert [Topic.objects.get(pk=row.pk).name_et for row in topics] == ["Esimene", "Teine"]
    assert all(row.created_at and row.version == 1 for row in topics)
    unique = {"unique": ("kind", "object_pk"), "update": ("title_et",)}
    insert([entry(7, "Vana", words=" vana ")], **unique)
    insert([entry(7, "Uus", words=" uus "), entry(8, "Teine")], **unique)
    found = SearchEntry.objects.filter(kind="projects.topic", object_pk__in=[7, 8]).order_by("object_pk")
    assert list(found.values_list("title_et", "words")) == [("Uus", " vana "), ("Teine", "")]


def test_rows_of_several_models_are_added_side_by_side(django_assert_num_queries):
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 2):
        insert_beside([[Topic(code="a", name_et="A")], [], (Audience(code=code, name_et=code) for code in "bc")])
    assert (Topic.objects.count(), Audience.objects.count()) == (1, 2)


def test_each_row_gets_its_own_values_and_others_none(django_assert_num_queries):
    project = world.project("talgud")
    first, second, other = (world.activity(project, title) for title in ("Üks", "Kaks", "Kolm"))
    first.title_et, first.start, first.text_et = "Esimene", PartialDate(2024, 5), "ei lähe"
    second.title_et, second.start = "Teine", None
    with django_assert_num_queries(1):
        change_each([first, second], {"title_et", "start"})
    found = Activity.objects.order_by("pk").values_list("title_et", "start", "text_et")
    assert list(found) == [("Esimene", PartialDate(2024, 5), ""), ("Teine", None, ""), ("Kolm", None, "")]
    other.delete()
    other.pk = second.pk + 99
    with pytest.raises(DatabaseError):
        change(other, {"title_et"})
