"""Imprecise dates: reading, printing, order and length of periods."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.shared.dates import PartialDate, bounds_of, format_period, months_between, validate_day, years_between
from portal.shared.months import MONTHS, month_of

LANGUAGES = ("et", "lv", "en")
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
some_leap_days = st.dates(date(2000, 1, 1), date(2000, 12, 31))
partial_dates = st.one_of(
    days.map(lambda day: PartialDate(day.year, day.month, day.day)),
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
    some_leap_days.map(lambda day: PartialDate(None, day.month, day.day)),
)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("mai 2019", "2019-05"), ("MAI 2019", "2019-05"), ("2019. a mai", "2019-05"), ("2019. aasta mais", "2019-05"),
        ("aprill 2021", "2021-04"), ("2019. gada maijs", "2019-05"), ("no 2019. gada maija", "2019-05"),
        ("2020. gada aprīlī", "2020-04"), ("May 2019", "2019-05"), ("in May 2019", "2019-05"), ("05.2019", "2019-05"),
        ("5/2019", "2019-05"), ("2019-05", "2019-05"), ("oktoobris 2020", "2020-10"), ("sept 2023", "2023-09"),
        ("2023", "2023"), ("2023.", "2023"), ("2023. a.", "2023"), ("2023. aasta", "2023"), ("2023. gads", "2023"),
        ("1.08.2024", "2024-08-01"), ("01.08.2024.", "2024-08-01"), ("1. 8. 2024", "2024-08-01"),
        ("1. august 2024", "2024-08-01"),
        ("2024. gada 1. jūlijs", "2024-07-01"), ("1 Aug 2024", "2024-08-01"), ("July 1st, 2024", "2024-07-01"),
        ("1st of July 2024", "2024-07-01"), ("alates 1.08.2024", "2024-08-01"),
        ("kuni 31. detsembrini 2025", "2025-12-31"),
        ("2024-07-01", "2024-07-01"), ("01.08.", "--08-01"), ("1.8", "--08-01"), ("19. september", "--09-19"),
        ("19. septembril", "--09-19"), ("September 19", "--09-19"), ("--09-19", "--09-19"), ("29.02.", "--02-29"),
        ("19. september (aasta märkimata)", "--09-19"), ("29.02.2028", "2028-02-29"), (date(2024, 7, 1), "2024-07-01"),
        (datetime(2024, 7, 1, 12, tzinfo=UTC), "2024-07-01"), (PartialDate(2023), "2023"),
    ],
)  # fmt: skip
def test_what_people_write_is_read(typed, iso):
    assert PartialDate.parse(typed).iso == iso


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "mai", "kevad 2020", "31.02.2024", "31. veebruar", "30.02.", "29.02.2023", "00.00.2024", "32.01.2024",
        "1.13.2024",
        "1/8/2024", "03/04/2025", "08-01-2024", "1.8.24", "2024-13", "2024-02-30", "2024-7-1", "--02-30", "1989",
        "2101", "31.12.1989",
        "20190", "12 2020", "mai-juuni 2020", "1.-2. mai 2020", "3 2019 mai 4", "2019 mai 2020", "-5. mai 2020",
        "mai 2019 – aprill 2021",
        "٣. mai 2020", "1.2.3.2024", "x" * 81, "2024-07-01T00:00", 2023.5, "1.5\0.2024x",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        PartialDate.parse(typed)
    assert refused.value.code == "invalid_date"


@pytest.mark.parametrize(
    "parts", [(None, None, None), (None, 5, None), (2024, None, 5), (None, None, 5), (2024, 0, None), (2024, 13, 1)]
)
def test_other_precisions_do_not_exist(parts):
    with pytest.raises(ValidationError):
        PartialDate(*parts)


@given(partial_dates, st.sampled_from(LANGUAGES))
def test_what_is_printed_reads_back(value, language):
    assert PartialDate.from_iso(value.iso) == value
    assert PartialDate.parse(value.iso) == value
    assert PartialDate.parse(value.text(language)) == value
    assert len(value.iso) <= 10


@given(st.text(max_size=90))
def test_any_text_is_read_or_refused(text):
    try:
        value = PartialDate.parse(text)
    except ValidationError as refused:
        assert refused.code == "invalid_date"
    else:
        assert PartialDate.from_iso(value.iso) == value


@pytest.mark.parametrize(
    ("iso", "estonian", "latvian", "english"),
    [
        ("2023", "2023", "2023", "2023"),
        ("2019-05", "mai 2019", "2019. gada maijs", "May 2019"),
        ("2024-07-01", "01.07.2024", "01.07.2024.", "1 Jul 2024"),
    ],
)
def test_printing(iso, estonian, latvian, english):
    value = PartialDate.from_iso(iso)
    assert [value.text(language) for language in LANGUAGES] == [estonian, latvian, english]
    with translation.override("lv"):
        assert str(value) == latvian
    assert value.text("fi") == estonian


def test_a_day_without_a_year_says_so():
    value = PartialDate.parse("19. september")
    for language, name in (("et", "19. september ("), ("lv", "19. septembris ("), ("en", "19 September (")):
        assert value.text(language).startswith(name)
        assert value.text(language).endswith(")")


def test_every_month_is_known_in_every_language():
    for names in MONTHS.values():
        assert [month_of(name) for name in names] == list(range(1, 13))
        assert [month_of(name.upper()) for name in names] == list(range(1, 13))
    assert month_of("kuu") is None


def test_bounds():
    def bounds(text):
        value = PartialDate.parse(text)
        return value.lower, value.upper

    assert bounds("2023") == (date(2023, 1, 1), date(2023, 12, 31))
    assert bounds("veebruar 2024") == (date(2024, 2, 1), date(2024, 2, 29))
    assert bounds("01.07.2024") == (date(2024, 7, 1), date(2024, 7, 1))
    assert bounds("19. september") == (None, None)
    assert bounds_of(PartialDate(2023), None) == (date(2023, 1, 1), None)
    assert bounds_of(None, date(2026, 5, 1)) == (None, date(2026, 5, 1))


def test_order_puts_the_wider_first_and_unknown_years_last():
    ordered = [
        PartialDate.parse(text)
        for text in ("2023", "2024", "jaanuar 2024", "1.01.2024", "mai 2024", "1.03.", "19. september")
    ]
    backwards = ordered[::-1]
    assert sorted(backwards) == ordered
    assert ordered[0] < ordered[1] <= ordered[1]
    assert max(ordered) == PartialDate(None, 9, 19)
    with pytest.raises(TypeError):
        assert ordered[0] < date(2024, 1, 1)


@given(partial_dates, partial_dates)
def test_order_agrees_with_equality(one, other):
    assert (one == other) == (not one < other and not other < one)
    assert one != other or hash(one) == hash(other)


PERIODS = [
    (
        "mai 2019",
        "aprill 2021",
        "mai 2019 – aprill 2021",
        "2019. gada maijs – 2021. gada aprīlis",
        "May 2019 – April 2021",
        24,
        3,
    ),
    ("01.07.2024", "30.06.2025", "01.07.2024–30.06.2025", "01.07.2024.–30.06.2025.", "1 Jul 2024 – 30 Jun 2025", 12, 2),
    ("1.08.2024", "31.12.2025", "01.08.2024–31.12.2025", "01.08.2024.–31.12.2025.", "1 Aug 2024 – 31 Dec 2025", 17, 2),
    ("2023", "2026", "2023–2026", "2023–2026", "2023–2026", 48, 4),
    ("2023", "mai 2024", "2023 – mai 2024", "2023 – 2024. gada maijs", "2023 – May 2024", 17, 2),
    ("mai 2019", "mai 2019", "mai 2019", "2019. gada maijs", "May 2019", 1, 1),
    ("2023", None, "2023–", "2023–", "2023–", None, None),
    (None, "mai 2021", "– mai 2021", "– 2021. gada maijs", "– May 2021", None, None),
]


@pytest.mark.parametrize(("start", "end", "estonian", "latvian", "english", "months", "years"), PERIODS)
def test_periods(start, end, estonian, latvian, english, months, years):
    start, end = (PartialDate.parse(side) if side else None for side in (start, end))
    assert [format_period(start, end, language) for language in LANGUAGES] == [estonian, latvian, english]
    assert months_between(start, end) == months
    assert years_between(start, end) == years


def test_a_period_nobody_stated_says_so_in_words():
    assert format_period(None, None, "et")
    assert not any(digit in format_period(None, None, "et") for digit in "0123456789–")


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("15.01.2025", "14.02.2025", 1), ("15.01.2025", "15.02.2025", 2), ("1.01.2025", "1.01.2025", 1),
        ("1.12.2024", "31.01.2025", 2),
        ("31.01.2025", "28.02.2025", 1), ("28.02.2025", "27.03.2025", 1), ("29.02.2028", "28.02.2029", 12),
        ("2.05.2025", "1.05.2025", None), ("19. september", "2025", None),
    ],
)  # fmt: skip
def test_months_of_days(start, end, months):
    assert months_between(PartialDate.parse(start), PartialDate.parse(end)) == months


@given(days, st.integers(min_value=1, max_value=600))
def test_whole_months_count_themselves(day, months):
    first = day.replace(day=1)
    year, month = divmod(first.year * 12 + first.month - 1 + months - 1, 12)
    if year <= 2100:
        assert months_between(first, PartialDate(year, month + 1)) == months


def test_plain_days_have_the_same_limits():
    for fine in (None, date(1990, 1, 1), date(2100, 12, 31)):
        validate_day(fine)
    for wrong in (date(1989, 12, 31), date(2101, 1, 1)):
        with pytest.raises(ValidationError):
            validate_day(wrong)
