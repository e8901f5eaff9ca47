"""What stock Django gets wrong in Estonian, Latvian and European English."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, translation

LANGUAGES = ("et", "lv", "en")


def read(field, text, language):
    with translation.override(language):
        return field().clean(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["31.12.2024", "31.12.2024.", "2024-12-31"])
def test_dates_people_write(language, text):
    assert read(forms.DateField, text, language) == date(2024, 12, 31)
    assert read(forms.DateField, "1.8.2024", language) == date(2024, 8, 1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["03/04/2025", "12/31/2024", "31/12/2024", "1.8.24", "Dec 31 2024", "31.02.2024", "2024.12.31"]
)
def test_american_and_impossible_dates_are_refused(language, text):
    with pytest.raises(forms.ValidationError):
        read(forms.DateField, text, language)


def test_english_month_names():
    assert read(forms.DateField, "1 Aug 2024", "en") == date(2024, 8, 1)
    assert read(forms.DateField, "1 August 2024", "en") == date(2024, 8, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_times(language):
    for text in ("9:05", "09:05", "09.05", "9:05:00"):
        assert read(forms.TimeField, text, language) == time(9, 5)
    for text in ("1.08.2024 9:05", "01.08.2024 09.05", "2024-08-01 09:05", "2024-08-01T09:05"):
        assert read(forms.DateTimeField, text, language).replace(tzinfo=None) == datetime(2024, 8, 1, 9, 5)
    with pytest.raises(forms.ValidationError):
        read(forms.DateTimeField, "08/01/2024 9:05", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_week_starts_on_monday(language):
    assert formats.get_format("FIRST_DAY_OF_WEEK", language) == 1


def test_printing():
    day, moment = date(2024, 8, 1), datetime(2024, 8, 1, 15, 5)
    short = {
        language: formats.date_format(day, formats.get_format("SHORT_DATE_FORMAT", language))
        for language in ("et", "lv")
    }
    assert short == {"et": "01.08.2024", "lv": "01.08.2024."}
    with translation.override("en"):
        assert formats.date_format(day) == "1 August 2024"
        assert formats.date_format(day, "SHORT_DATE_FORMAT") == "1 Aug 2024"
        assert formats.date_format(moment, "SHORT_DATETIME_FORMAT") == "1 Aug 2024 15:05"
        assert formats.number_format(Decimal("1234.5")) == "1234.5"
    with translation.override("et"):
        assert formats.date_format(day) == "1. august 2024"
        assert formats.date_format(moment, "SHORT_DATETIME_FORMAT") == "01.08.2024 15:05"
        assert formats.number_format(Decimal("1234.5")) == "1234,5"
        assert formats.number_format(1234567, force_grouping=True) == "1\u00a0234\u00a0567"
    with translation.override("lv"):
        assert formats.date_format(day) == "2024. gada 1. augusts"
        assert formats.number_format(Decimal("1234.5")) == "1234,5"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("field", "value"),
    [
        (forms.DateField, date(2024, 8, 1)),
        (forms.TimeField, time(9, 5)),
        (forms.DateTimeField, datetime(2024, 8, 1, 9, 5)),
    ],
)
def test_what_a_form_prints_it_reads_back(language, field, value):
    with translation.override(language):
        again = field().clean(field().widget.format_value(value))
    assert again.replace(tzinfo=None) == value if isinstance(value, datetime) else again == value
