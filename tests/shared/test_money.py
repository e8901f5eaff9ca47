"""Reading, printing and splitting euros."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.shared.money import (
    MAX,
    format_amount,
    format_money,
    format_percent,
    from_cents,
    grant_of,
    parse_money,
    rate,
    share_out,
    to_cents,
    validate_range,
)

LANGUAGES = ("et", "lv", "en")
cents = st.integers(min_value=0, max_value=99_999_999_999)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12 743,68 €", "12743.68"),
        ("12 743,68€", "12743.68"),
        ("18 000€", "18000.00"),
        ("5000€", "5000.00"),
        ("18000", "18000.00"),
        ("5 000,00", "5000.00"),
        ("12.743,68", "12743.68"),
        ("12,743.68", "12743.68"),
        ("€12,743.68", "12743.68"),
        ("12743.68", "12743.68"),
        ("12\u00a0743,68\u00a0€", "12743.68"),
        ("12\u202f743,68", "12743.68"),
        ("12\u2009743,68", "12743.68"),
        ("  7,5 ", "7.50"),
        ("1.000.000", "1000000.00"),
        ("1,000,000", "1000000.00"),
        ("18 000.-", "18000.00"),
        ("18 000,–", "18000.00"),
        ("EUR 5 000", "5000.00"),
        ("5000eur", "5000.00"),
        ("5 eurot", "5.00"),
        ("0", "0.00"),
        ("007", "7.00"),
        ("999 999 999,99", "999999999.99"),
        (18000, "18000.00"),
        (12743.68, "12743.68"),
        (0.1 + 0.2, "0.30"),
        (Decimal("5.5"), "5.50"),
    ],
)
def test_what_people_write_is_read(typed, amount):
    assert str(parse_money(typed)) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "€", "kaks", "1 00", "1 0000", "12 74,5 1", "1,2,3", "1.2.3", "1.000,000.00", "12,743,68", "٣", "5²",
        "1e3", "0x10",
        "5,", ",5", "5€€", "€5€", "5 $", "1\n2", "5\0", "NaN", "inf", "--5", "1" * 41, float("nan"), float("inf"),
        True, None,
        Decimal("NaN"),
    ],
)  # fmt: skip
def test_nonsense_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        parse_money(typed)
    assert refused.value.code == "invalid_money"


@pytest.mark.parametrize("typed", ["1,234", "12.743", "12 743,683", "0,001", 0.333, Decimal("0.001")])
def test_a_third_decimal_is_refused_and_not_guessed(typed):
    with pytest.raises(ValidationError) as refused:
        parse_money(typed)
    assert refused.value.code == "invalid_money"
    assert "12 743,68" in refused.value.message.replace("\xa0", " ")


@pytest.mark.parametrize(
    "typed", ["-5", "−5", "– 5,00 €", "−\u00a05 256,32 €", -1, Decimal("-0.01"), "1 000 000 000", "9" * 30, 10**9, 10**40]
)
def test_amounts_outside_the_range_are_refused(typed):
    with pytest.raises(ValidationError) as refused:
        parse_money(typed)
    assert refused.value.code == "money_range"


@given(cents, st.sampled_from(LANGUAGES))
def test_what_is_printed_reads_back(number, language):
    amount = from_cents(number)
    assert parse_money(format_money(amount, language)) == amount
    assert parse_money(format_amount(amount, language)) == amount
    assert to_cents(amount) == number


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        amount = parse_money(text)
    except ValidationError as refused:
        assert refused.code in ("invalid_money", "money_range")
    else:
        assert 0 <= amount <= MAX


def test_cents():
    assert to_cents(Decimal("-5256.32")) == -525632
    assert to_cents("5 256,32") == 525632
    assert str(from_cents(0)) == "0.00"
    assert from_cents(None) is None
    assert from_cents(Decimal("100.5")) == Decimal("1.01")
    for wrong in (Decimal("0.005"), Decimal(10) ** 16, -(10**16)):
        with pytest.raises(ValidationError):
            to_cents(wrong)


def test_the_model_validator_knows_both_ends():
    for fine in (None, Decimal(0), MAX):
        validate_range(fine)
    for wrong in (Decimal("-0.01"), MAX + Decimal("0.01")):
        with pytest.raises(ValidationError) as refused:
            validate_range(wrong)
        assert refused.value.code == "money_range"


def test_printing():
    amount = Decimal("12743.68")
    assert format_money(amount, "et") == "12\u00a0743,68\u00a0€"
    assert format_money(amount, "lv") == "12\u00a0743,68\u00a0€"
    assert format_money(amount, "en") == "€12,743.68"
    assert format_money(Decimal("-5256.32"), "et") == "−5\u00a0256,32\u00a0€"
    assert format_money(Decimal("-5256.32"), "en") == "−€5,256.32"
    assert format_money(18000, "et", cents=False) == "18\u00a0000\u00a0€"
    assert format_money(18000, "en", cents=False) == "€18,000"
    assert format_money(amount, "et", cents=False) == "12\u00a0743,68\u00a0€"
    assert format_amount(18000, "et") == "18 000,00"
    assert format_amount(18000, "en") == "18,000.00"
    assert not any(digit in format_money(None, "et") for digit in "0123456789")


def test_percent():
    assert format_percent(Decimal("70.80"), "et") == "70,8%"
    assert format_percent(Decimal("70.80"), "lv") == "70,8\u00a0%"
    assert format_percent(Decimal("70.80"), "en") == "70.8%"
    assert format_percent(100, "et") == "100%"
    assert format_percent(Decimal("-3.125"), "et") == "−3,13%"
    assert not any(digit in format_percent(None, "et") for digit in "0123456789")


@given(cents, st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=30).filter(any))
def test_shares_add_up_and_are_fair_to_the_cent(total, weights):
    shares = share_out(from_cents(total), weights)
    assert sum(shares) == from_cents(total)
    for share, weight in zip(shares, weights, strict=True):
        assert abs(to_cents(share) - Fraction(total * weight, sum(weights))) < 1
        assert weight or not share


def test_left_over_cents_go_to_the_largest_remainder_then_to_the_first():
    assert share_out(Decimal(100), [1, 1, 1]) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert share_out(Decimal("0.05"), [1, 2]) == [Decimal("0.02"), Decimal("0.03")]
    assert share_out(Decimal(60000), [Decimal(30), Decimal(70)]) == [Decimal("18000.00"), Decimal("42000.00")]
    for wrong in ([], [0, 0], [2, -1]):
        with pytest.raises(ValueError, match="weights"):
            share_out(Decimal(1), wrong)


def test_rate():
    assert rate(Decimal("12743.68"), Decimal(18000)) == Decimal("70.80")
    assert str(rate(Decimal(1), Decimal(3))) == "33.33"
    assert rate(Decimal(1), Decimal(800)) == Decimal("0.13")
    assert rate(Decimal(0), Decimal(18000)) == Decimal("0.00")
    assert rate(None, Decimal(18000)) is None
    assert rate(Decimal(1), None) is None
    assert rate(Decimal(1), Decimal(0)) is None


@given(cents, st.decimals(min_value=0, max_value=100, places=2))
def test_p46_the_grant_is_cut_down_and_the_rest_is_the_own_share(total, percent):
    grant, own = grant_of(from_cents(total), percent)
    assert grant + own == from_cents(total)
    assert 0 <= Fraction(total) * Fraction(percent) / 100 - to_cents(grant) < 1


def test_grant_of_the_seed():
    assert grant_of(Decimal(264787), Decimal(79)) == (Decimal("209181.73"), Decimal("55605.27"))
    for wrong in (Decimal(-1), Decimal("100.01")):
        with pytest.raises(ValueError, match="rate"):
            grant_of(Decimal(1), wrong)
