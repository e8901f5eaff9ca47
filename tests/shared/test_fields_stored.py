"""Fields of the ground in migrations, historical copies and fixtures."""

import copy
from decimal import Decimal

import pytest
from django.core import serializers
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from portal.shared.dates import PartialDate
from portal.shared.fields import (
    BoundField,
    LineField,
    MoneyField,
    PartialDateField,
    ProseField,
    SearchKeyField,
    SortKeyField,
    trio,
)
from projects.models import Organisation
from tests.shared.sample import Purse, tables  # noqa: F401 - the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tables")]

FIELDS = [
    MoneyField("x"),
    MoneyField(null=False),
    PartialDateField("x"),
    PartialDateField(null=False),
    BoundField(of=("a", "b"), edge="upper"),
    LineField("x"),
    LineField(max_length=20, blank=True, default=""),
    ProseField(),
    ProseField(max_length=10_000),
    SortKeyField(of="name"),
    SortKeyField(of="name", db_index=False),
    SearchKeyField(of=("name", "acronym")),
    *trio(LineField, "x"),
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
def test_fields_survive_migrations_and_copies(field):
    field.set_attributes_from_name("some_field")
    _name, path, args, kwargs = field.deconstruct()
    assert path == f"portal.shared.fields.{type(field).__name__}"
    twin = type(field)(*args, **kwargs)
    twin.set_attributes_from_name("some_field")
    assert twin.deconstruct() == field.deconstruct()
    clone = copy.deepcopy(field).clone()
    for name in ("null", "blank", "max_length", "editable", "db_index", "of", "edge"):
        assert getattr(clone, name, None) == getattr(twin, name, None) == getattr(field, name, None), name
    assert twin.db_type(connection) == field.db_type(connection)
    text, imports = MigrationWriter.serialize(field)
    assert text.startswith(f"portal.shared.fields.{type(field).__name__}(")
    assert "import portal.shared.fields" in imports


def test_rows_survive_a_fixture():
    row = Purse.objects.create(
        name="Rahakott", total=Decimal("12743.68"), grant=Decimal("12743.68"), end="2019-05", planned_start="--09-19"
    )
    text = serializers.serialize("json", [row])
    assert '"12743.68"' in text
    Purse.objects.all().delete()
    fields = serializers.json.json.loads(text)[0]["fields"]
    read = {name: Purse._meta.get_field(name).to_python(value) for name, value in fields.items()}
    twin = Purse(**read)
    twin.save()
    twin.refresh_from_db()
    for field in Purse._meta.concrete_fields[1:]:
        assert getattr(twin, field.attname) == getattr(row, field.attname), field.name
    assert Purse._meta.get_field("total").value_to_string(row) == "12743.68"
    assert Purse._meta.get_field("total").value_to_string(Purse()) == ""
    assert Purse._meta.get_field("end").value_to_string(Purse()) == ""


def test_a_derived_field_names_its_siblings():
    with isolate_apps("portal.shared"):

        class Lost(models.Model):  # noqa: DJ008 - nobody ever reads it
            starts_on = BoundField(of="nowhere")
            sort_key = SortKeyField(of="nowhere")
            search_key = SearchKeyField(of=("sort_key", "nowhere"))

            class Meta:
                app_label = "shared"

        assert [error.id for error in Lost.check() if error.id.startswith("shared")] == ["shared.E001"] * 3
    with pytest.raises(ValueError, match="edge"):
        BoundField(of="x", edge="middle")


def test_history_keeps_the_values_of_the_day():
    row = Organisation.objects.create(name="  Küla\0selts", valid_from="mai 2019", valid_until=PartialDate(2023))
    row.name, row.valid_until = "Öö", None
    row.save()
    latest, first = row.history.order_by("-history_id")
    assert (first.name, first.valid_from, first.valid_until) == ("Külaselts", PartialDate(2019, 5), PartialDate(2023))
    assert (first.ended_on.year, first.search_key, first.sort_key < latest.sort_key) == (2023, "kulaselts", True)
    assert (latest.name, latest.valid_until, latest.ended_on) == ("Öö", None, None)
    assert {"name", "valid_until"} <= set(latest.diff_against(first).changed_fields)
