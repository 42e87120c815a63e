"""Marks, rounding and money."""

import math
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import (
    Money,
    NumberRefused,
    fraction_text,
    mark_parse,
    mark_text,
    money_parse,
    round_half_up,
)


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("0", 0), ("8", 800), ("8.5", 850), ("8.50", 850), ("0.01", 1), ("999999.99", 99999999)],
)
def test_mark_parse_reads_plain_decimals(text: str, hundredths: int) -> None:
    assert mark_parse(text) == hundredths


@pytest.mark.parametrize("value", [8, 8.5, True, None, b"8", ["8"], Decimal("8.5"), math.nan])
def test_mark_parse_refuses_what_is_not_text(value: object) -> None:
    with pytest.raises(NumberRefused) as refused:
        mark_parse(value)
    assert refused.value.code == "mark_not_text"


@pytest.mark.parametrize("text", ["8.123", "0.000", "8.5000000000000001"])
def test_mark_parse_refuses_a_third_decimal(text: str) -> None:
    with pytest.raises(NumberRefused) as refused:
        mark_parse(text)
    assert refused.value.code == "mark_too_precise"


@pytest.mark.parametrize(
    "text",
    ["", " ", "8 ", " 8", "8\n", "+8", "-8", "-0", "8e1", "8E1", "1_0", "1,5", ".5", "8.",
     "08", "00", "８", "８.５", "٨", "8.٥", "Ⅷ", "²", "nan", "NaN", "inf", "0x8", "1000000",
     "8.5.0", "八", "8．5", "8\u00a0", "8\x00", "-8.123", "+8.123", " 8.123"],
)  # fmt: skip
def test_mark_parse_refuses_any_other_text(text: str) -> None:
    with pytest.raises(NumberRefused) as refused:
        mark_parse(text)
    assert refused.value.code == "mark_malformed"


@given(st.integers(0, 99_999_999))
def test_mark_text_and_parse_are_inverse(hundredths: int) -> None:
    assert mark_parse(mark_text(hundredths)) == hundredths


@given(st.text(max_size=8))
def test_mark_parse_gives_a_mark_or_its_own_refusal(text: str) -> None:
    try:
        hundredths = mark_parse(text)
    except NumberRefused:
        return
    assert text.isascii()
    assert Fraction(text) == Fraction(hundredths, 100)


def test_mark_text_refuses_a_negative() -> None:
    with pytest.raises(NumberRefused) as refused:
        mark_text(-1)
    assert refused.value.code == "mark_negative"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(275, 3), 2, "91.67"),
        (Fraction(173, 2), 2, "86.50"),
        (Fraction(1, 200), 2, "0.01"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-1, 200), 2, "-0.01"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(0), 2, "0.00"),
        (Fraction(86495, 1000), 2, "86.50"),
    ],
)
def test_round_half_up_on_known_values(value: Fraction, decimals: int, text: str) -> None:
    assert str(round_half_up(value, decimals)) == text


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), st.integers(0, 4))
def test_round_half_up_agrees_with_decimal(number: int, exponent: int, decimals: int) -> None:
    expected = (
        Decimal(number).scaleb(-exponent).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    )
    assert round_half_up(Fraction(number, 10**exponent), decimals) == expected


def test_round_half_up_ignores_the_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 2
        assert str(round_half_up(Fraction(1234567, 1000), 2)) == "1234.57"


def test_round_half_up_refuses_negative_decimals() -> None:
    with pytest.raises(NumberRefused) as refused:
        round_half_up(Fraction(1), -1)
    assert refused.value.code == "decimals_negative"


def test_fraction_text_is_exact() -> None:
    assert (fraction_text(Fraction(173, 2)), fraction_text(Fraction(90))) == ("173/2", "90")


def test_money_adds_within_kind_and_currency() -> None:
    total = Money("prize", "CNY", 100) + Money("prize", "CNY", 50) - Money("prize", "CNY", 30)
    assert total == Money("prize", "CNY", 120)
    assert Money("prize", "CNY", 1) < Money("prize", "CNY", 2)
    assert Money("prize", "CNY", 2) <= Money("prize", "CNY", 2)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (Money("planned_investment", "CNY", 1), "money_kind_mixed"),
        (Money("prize", "USD", 1), "money_currency_mixed"),
    ],
)
def test_money_never_mixes(other: Money, code: str) -> None:
    for mix in (Money.__add__, Money.__sub__, Money.__lt__, Money.__le__):
        with pytest.raises(NumberRefused) as refused:
            mix(Money("prize", "CNY", 1), other)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("wire", "code"),
    [
        (None, "money_malformed"),
        ({"kind": "prize", "currency": "CNY"}, "money_malformed"),
        ({"kind": "prize", "currency": "CNY", "minor": 1, "x": 1}, "money_malformed"),
        ({"kind": "prize", "currency": "CNY", "minor": 1.0}, "money_not_minor_units"),
        ({"kind": "prize", "currency": "CNY", "minor": True}, "money_not_minor_units"),
        ({"kind": "prize", "currency": "CNY", "minor": "1"}, "money_not_minor_units"),
        ({"kind": "Prize", "currency": "CNY", "minor": 1}, "money_kind_unknown"),
        ({"kind": 3, "currency": "CNY", "minor": 1}, "money_malformed"),
        ({"kind": "prize", "currency": "元", "minor": 1}, "money_currency_unknown"),
        ({"kind": "prize", "currency": None, "minor": 1}, "money_malformed"),
    ],
)
def test_money_parse_refuses(wire: object, code: str) -> None:
    with pytest.raises(NumberRefused) as refused:
        money_parse(wire)
    assert refused.value.code == code


def test_money_parse_and_to_wire_are_inverse() -> None:
    money = Money("planned_investment", "CNY", 30_000_000_000)
    assert money_parse(money.to_wire()) == money
