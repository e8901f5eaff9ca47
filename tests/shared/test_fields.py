"""Model fields of the ground: in the database, in forms, in migrations."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Avg, F, Max, Sum
from django.db.models.functions import Coalesce
from django.utils import translation

from portal.shared.dates import PartialDate
from portal.shared.fields import (
    LineField,
    LineFormField,
    MoneyField,
    ProseField,
    Translated,
    active_between,
    euros,
    refresh_derived,
    search,
    trio,
)
from tests.shared.sample import Purse, tables  # noqa: F401 - the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tables")]


def purse(**values):
    return Purse.objects.create(**({"name": "Rahakott"} | values))


def stored(row, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {connection.ops.quote_name(column)} FROM sample_purse WHERE id = %s", [row.pk])  # noqa: S608
        return cursor.fetchone()[0]


# Money


def test_euros_are_cents_in_the_database():
    row = purse(total=Decimal(18000), grant="12 743,68 €", own=Decimal("5256.32"))
    assert [stored(row, name) for name in ("total", "grant", "own")] == [1800000, 1274368, 525632]
    row.refresh_from_db()
    assert (str(row.total), str(row.grant), str(row.own)) == ("18000.00", "12743.68", "5256.32")
    assert Purse.objects.get(grant=Decimal("12743.68")) == row
    assert (
        Purse.objects.filter(grant__in=["12 743,68"], total__range=(1, 18000), own__lt=Decimal("5256.33")).get() == row
    )
    assert purse().total is None


def test_sums_differences_and_comparisons_are_euros():
    purse(total=Decimal("100.10"), grant=Decimal(70), own=Decimal("30.10"))
    purse(total=Decimal("0.20"), grant=Decimal("0.10"), own=Decimal("0.10"))
    totals = Purse.objects.aggregate(all=Sum("total"), most=Max("total"), mean=Avg("total", output_field=MoneyField()))
    assert totals == {"all": Decimal("100.30"), "most": Decimal("100.10"), "mean": Decimal("50.15")}
    row = Purse.objects.annotate(
        added=F("grant") + F("own"), less=F("own") - F("grant"), plus=F("total") + euros("0.05"), twice=F("total") * 2,
        sure=Coalesce("grant", euros(0)),
    ).earliest("pk")  # fmt: skip
    assert (row.added, row.less, row.plus) == (Decimal("100.10"), Decimal("-39.90"), Decimal("100.15"))
    assert (row.twice, row.sure) == (Decimal("200.20"), Decimal("70.00"))
    assert Purse.objects.filter(total=F("grant") + F("own")).count() == 2
    assert Purse.objects.filter(pk=None).aggregate(total=Sum("total")) == {"total": None}


@pytest.mark.parametrize("bare", [5, Decimal(5)])
def test_a_bare_number_is_not_taken_for_cents(bare):
    with pytest.raises(FieldError):
        list(Purse.objects.annotate(plus=F("total") + bare))


def test_constraints_speak_euros_in_python_and_in_the_database():
    fine = Purse(
        name="x", total=Decimal("22542.58") + Decimal("95496.57"), grant=Decimal("22542.58"), own=Decimal("95496.57")
    )
    fine.full_clean()
    fine.save()
    wrong = Purse(name="x", total=Decimal("1.00"), grant=Decimal("0.50"), own=Decimal("0.51"))
    with pytest.raises(ValidationError):
        wrong.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Purse.objects.filter(pk=fine.pk).update(total=Decimal("-0.01"), grant=Decimal("-0.01"), own=0)
    with pytest.raises(ValidationError) as refused:
        Purse(name="x", total=Decimal(1000000000)).full_clean()
    assert {error.code for error in refused.value.error_dict["total"]} == {"money_range"}


def test_money_form_field():
    class PurseForm(forms.ModelForm):
        class Meta:
            model = Purse
            fields = ["total"]

    with translation.override("et"):
        html = str(PurseForm(instance=Purse(total=Decimal(18000)))["total"])
        assert 'type="text"' in html
        assert 'inputmode="decimal"' in html
        assert 'autocomplete="off"' in html
        assert 'value="18 000,00"' in html
    with translation.override("en"):
        assert 'value="18,000.00"' in str(PurseForm(instance=Purse(total=Decimal(18000)))["total"])
    form = PurseForm({"total": "kaks <b>eurot"})
    assert form.errors.as_data()["total"][0].code == "invalid_money"
    assert form["total"].value() == "kaks <b>eurot"
    form = PurseForm({"total": "12 743,68€"}, instance=Purse(total=Decimal("12743.68")))
    assert form.is_valid()
    assert form.cleaned_data == {"total": Decimal("12743.68")}
    assert form.changed_data == []
    assert PurseForm({"total": "x"}, instance=Purse(total=Decimal(1))).changed_data == ["total"]
    empty = PurseForm({"total": "  "})
    assert empty.is_valid()
    assert empty.cleaned_data == {"total": None}


# Imprecise dates


def test_partial_dates_round_trip():
    row = purse(planned_start="mai 2019", actual_start=PartialDate(2023), end=date(2024, 7, 1))
    assert row.planned_start == PartialDate(2019, 5)
    assert [stored(row, name) for name in ("planned_start", "actual_start", "end")] == ["2019-05", "2023", "2024-07-01"]
    row = Purse.objects.get(planned_start="2019-05")
    assert (row.planned_start, row.actual_start, row.end) == (
        PartialDate(2019, 5),
        PartialDate(2023),
        PartialDate(2024, 7, 1),
    )
    assert str(row.planned_start) == row.planned_start.text()
    assert purse(end="").end is None
    assert Purse.objects.filter(end__isnull=True).count() == 1
    with pytest.raises(ValidationError):
        purse(end="31.02.2024")


def test_partial_date_form_field():
    class PurseForm(forms.ModelForm):
        class Meta:
            model = Purse
            fields = ["end"]

    with translation.override("et"):
        form = PurseForm(instance=Purse(end=PartialDate(2019, 5)))
        assert 'value="mai 2019"' in str(form["end"])
        assert form.fields["end"].help_text
        assert not form.fields["end"].required
    form = PurseForm({"end": "31.02.2024"})
    assert form.errors.as_data()["end"][0].code == "invalid_date"
    assert form["end"].value() == "31.02.2024"
    form = PurseForm({"end": "2019. gada maijs"}, instance=Purse(end=PartialDate(2019, 5)))
    assert form.is_valid()
    assert form.changed_data == []
    assert PurseForm({"end": "??"}, instance=Purse()).changed_data == ["end"]
    assert PurseForm({"end": " "}, instance=Purse(end=PartialDate(2019, 5))).changed_data == ["end"]


def test_bounds_come_from_the_first_sibling_that_has_one():
    row = purse(planned_start="mai 2019", end="2023")
    assert (row.starts_on, row.ends_on) == (date(2019, 5, 1), date(2023, 12, 31))
    row.actual_start = PartialDate(2019, 6)
    row.save()
    row.refresh_from_db()
    assert row.starts_on == date(2019, 6, 1)
    row = purse(actual_start="19. september", planned_start="2024", signed=date(2025, 2, 3))
    assert (row.starts_on, row.ends_on) == (date(2024, 1, 1), date(2025, 2, 3))
    assert (purse().starts_on, purse().ends_on) == (None, None)


def test_active_between_treats_unknown_ends_as_open():
    for name, start, end in [
        ("a", "mai 2019", "aprill 2021"),
        ("b", "2023", None),
        ("c", None, "2020"),
        ("d", None, None),
    ]:
        purse(name=name, planned_start=start, end=end)

    def active(first, last):
        return "".join(
            Purse.objects.filter(active_between(first, last)).order_by("name").values_list("name", flat=True)
        )

    assert active(date(2021, 4, 30), date(2021, 5, 31)) == "ad"
    assert active(date(2021, 5, 1), date(2022, 12, 31)) == "d"
    assert active(date(2024, 1, 1), date(2024, 12, 31)) == "bd"
    assert active(None, date(2019, 4, 30)) == "cd"
    assert active(date(2020, 12, 31), None) == "abcd"
    assert active(None, None) == "abcd"


# Text


def test_text_is_clean_however_it_comes_in():
    typed = " Ku\u0308la\0 \u202e\r\nselts "
    row = Purse(name=typed, notes=typed)
    row.full_clean()
    assert (row.name, row.notes) == ("Küla selts", "Küla \nselts")
    row = purse(name=typed, notes=typed)
    assert (row.name, row.notes) == ("Küla selts", "Küla \nselts")
    Purse.objects.bulk_create([Purse(name=typed)])
    Purse.objects.filter(pk=row.pk).update(notes=typed)
    row.refresh_from_db()
    assert row.notes == "Küla \nselts"
    assert Purse.objects.filter(name="Ku\u0308la selts ").count() == 2


@pytest.mark.parametrize(("name", "limit"), [("name", 200), ("acronym", 20), ("notes", 2000)])
def test_p32_length_is_limited_on_every_database(name, limit):
    row = purse(**{name: "õ" * limit})
    row.full_clean()
    setattr(row, name, "õ" * (limit + 1))
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        row.save()
    assert list(refused.value.error_dict) == [name]
    row.refresh_from_db()
    assert len(getattr(row, name)) == limit


def test_text_form_fields():
    class PurseForm(forms.ModelForm):
        class Meta:
            model = Purse
            fields = ["name", "notes"]

    form = PurseForm({"name": " a\0\tb ", "notes": "x\r\n" * 1000})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"name": "a b", "notes": ("x\n" * 1000).strip()}
    assert "<textarea" in str(form["notes"])
    assert 'maxlength="200"' in str(form["name"])
    assert PurseForm({"name": "\u200b \0"}).errors.as_data()["name"][0].code == "required"
    in_admin = Purse._meta.get_field("notes").formfield(widget=AdminTextInputWidget)
    assert isinstance(in_admin.widget, forms.Textarea)
    chosen = Purse._meta.get_field("notes").formfield(widget=forms.HiddenInput)
    assert isinstance(chosen.widget, forms.HiddenInput)
    assert LineFormField(required=False, empty_value=None).clean(" ") is None


# Keys


def test_rows_sort_in_estonian_on_every_database():
    names = ["Zoo", "Ürgorg", "aas", "Õppereis", "Saal", "saal", "Šokolaad", "Žürii", "Tartu", "Äär", "Öö"]
    Purse.objects.bulk_create([Purse(name=name) for name in names])
    ordered = ["aas", "saal", "Saal", "Šokolaad", "Zoo", "Žürii", "Tartu", "Õppereis", "Äär", "Öö", "Ürgorg"]
    assert list(Purse.objects.order_by("sort_key").values_list("name", flat=True)) == ordered
    assert isinstance(Purse.objects.first().sort_key, bytes)


def test_search_ignores_case_accents_and_word_order():
    row = purse(name="Õpituba Võrumaal", acronym="ÕV", title_et="Küla lood 100%")
    purse(name="Muu")
    assert row.search_key == "opituba vorumaal ov kula lood 100%"
    for question in ("ÕPITUBA", "opituba", "küla vorumaal", "  lood,"[:6], "ov", "100%"):
        assert list(search(Purse.objects.all(), "search_key", question)) == [row], question
    assert search(Purse.objects.all(), "search_key", "opituba muu").count() == 0
    assert search(Purse.objects.all(), "search_key", "opit_ba").count() == 0
    assert search(Purse.objects.all(), "search_key", " \0 ").count() == 2
    assert search(Purse.objects.all(), "search_key", "x " * 500_000).count() == 0


def test_a_long_search_key_is_cut_and_not_refused():
    row = purse(name="ﷺ" * 200)
    assert len(row.search_key) == 1000


def test_derived_fields_refresh_by_hand():
    row = purse(name="Aed", end="2023")
    row.name, row.end = "Öö", PartialDate(2024)
    assert refresh_derived(row) == ["starts_on", "ends_on", "sort_key", "search_key"]
    assert (row.search_key, row.ends_on) == ("oo", date(2024, 12, 31))
    with pytest.raises(TypeError):
        Purse(title="no such column")


# Languages


def test_translated_reads_the_current_language_and_falls_back():
    row = Purse(title_et="Küla", title_en="Village")
    with translation.override("en"):
        assert row.title == "Village"
        assert Purse.title.fallback_language(row) is None
    with translation.override("lv"):
        assert row.title == "Küla"
        assert Purse.title.fallback_language(row) == "et"
    assert isinstance(Purse.title, Translated)
    assert Purse.title.in_language(row, "en") == "Village"
    assert Purse.title.in_language(row, "lv") == "Küla"
    assert Purse.title.in_language(row, "fi") == "Küla"
    assert Purse.title.fallback_language(row, "en") is None
    assert Purse.title.languages_missing(row) == ["lv"]
    assert Purse.title.languages_missing(Purse()) == []
    assert Purse.title.fallback_language(Purse(), "lv") is None
    assert Purse(title_lv="Ciems").title == "Ciems"
    assert Purse().title == ""
    with pytest.raises(AttributeError, match="title_et"):
        row.title = "x"


def test_trio_asks_only_for_estonian():
    et, lv, en = trio(ProseField, "story", max_length=10_000, help_text="why")
    assert [(f.blank, f.max_length, f.help_text) for f in (et, lv, en)] == [
        (b, 10_000, "why") for b in (False, True, True)
    ]
    assert [f.default for f in (lv, en)] == ["", ""]
    assert all(field.blank for field in trio(LineField, "story", required=False))
    with translation.override(None):
        assert str(et.verbose_name) == "story (Estonian)"
