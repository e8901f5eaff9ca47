"""Throw-away models that carry every field of the ground, with real tables on whichever database the suite runs."""

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from portal.shared.fields import (
    BoundField,
    LineField,
    MoneyField,
    PartialDateField,
    ProseField,
    SearchKeyField,
    SortKeyField,
    Translated,
    money_range_check,
    trio,
)

with isolate_apps("portal.shared"):

    class Purse(models.Model):
        name = LineField("name")
        acronym = LineField("acronym", blank=True, default="", max_length=20)
        notes = ProseField("notes", blank=True, default="")
        title_et, title_lv, title_en = trio(LineField, "title", required=False)
        title = Translated("title")
        total = MoneyField("total")
        grant = MoneyField("grant")
        own = MoneyField("own", null=False, default=0)
        planned_start = PartialDateField("planned start")
        actual_start = PartialDateField("actual start")
        end = PartialDateField("end")
        signed = models.DateField(null=True, blank=True)
        starts_on = BoundField(of=("actual_start", "planned_start"), edge="lower")
        ends_on = BoundField(of=("end", "signed"), edge="upper")
        sort_key = SortKeyField(of="name")
        search_key = SearchKeyField(of=("name", "acronym", "title_et"))

        class Meta:
            app_label = "shared"
            db_table = "sample_purse"
            constraints = [
                money_range_check("total", "sample_purse"),
                models.CheckConstraint(
                    condition=models.Q(total=models.F("grant") + models.F("own")), name="sample_purse_adds_up"
                ),
            ]

        def __str__(self):
            return self.name

    class Coin(models.Model):
        purse = models.ForeignKey(Purse, models.CASCADE, related_name="coins")
        worth = MoneyField("worth")
        many = models.IntegerField(default=1)

        class Meta:
            app_label = "shared"
            db_table = "sample_coin"
            ordering = ["worth"]

        def __str__(self):
            return f"{self.worth}"

    class Receipt(models.Model):
        purse = models.ForeignKey(Purse, models.CASCADE, related_name="receipts")
        paid = MoneyField("paid", null=False)

        class Meta:
            app_label = "shared"
            db_table = "sample_receipt"

        def __str__(self):
            return f"{self.paid}"


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker):
    """The tables of the sample models, for the tests of one module."""
    everything = (Purse, Coin, Receipt)
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in everything:
                editor.create_model(model)
        yield
        with connection.schema_editor() as editor:
            for model in reversed(everything):
                editor.delete_model(model)
