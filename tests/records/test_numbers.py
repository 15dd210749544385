"""Numbers and money: one reading or an error with both."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.records.numbers import decimal_between, integer_between, read_integer, read_money, read_positive_money
from generator.text import format_number

WIDE = decimal_between(-(10**12), 10**12)


def refusal(read, text: str) -> PydanticCustomError:
    with pytest.raises(PydanticCustomError) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "number"), [("1325", 1325), ("1.325", 1325), ("455.523", 455523), ("1.325.000", 1325000), ("0", 0), ("-7", -7)]
)
def test_integers_with_and_without_thousands(text: str, number: int) -> None:
    """A whole-number field reads dots between thousands."""
    assert read_integer(text) == number


@pytest.mark.parametrize("text", ["", "1,5", "1.32", "12.3456", "0x1F", "1_000", "1e3", "năm", "١٢", "²", "1 325", "1.325,00"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    """Other spellings, other programs' notations and other scripts' digits are not guessed at."""
    assert refusal(read_integer, text).type == "bad-integer"


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,58", "1.58"), ("1.58", "1.58"), ("1.325,5", "1325.5"), ("1,325.5", "1325.5"), ("0,125", "0.125"), ("0.125", "0.125"),
     ("12.3456", "12.3456"), ("1234.567", "1234.567"), ("1.325.000", "1325000"), ("45", "45"), ("-2,5", "-2.5")],
)  # fmt: skip
def test_decimals_vietnamese_and_plain(text: str, number: str) -> None:
    """A decimal field reads both commas and points where only one reading is possible."""
    assert WIDE(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.325", "1,325", "-45.000", "999.999"])
def test_a_number_with_two_readings_is_refused_with_both(text: str) -> None:
    """1.325 is 1325 to one reader and 1,325 to another; the error shows both."""
    error = refusal(WIDE, text)
    assert error.type == "ambiguous-number"
    assert error.context["whole"] == text.replace(".", "").replace(",", "")
    assert error.context["decimal"] == text.replace(".", ",")


def test_a_bound_settles_what_a_number_means() -> None:
    """85.125 points can only be a decimal, because no decision gives 85125."""
    assert decimal_between(0, 100)("85.125") == Decimal("85.125")
    assert decimal_between(-180, 180)("105.844") == Decimal("105.844")


def test_a_number_outside_its_bounds_is_refused() -> None:
    """Bounds are shown the way Vietnamese numbers are written."""
    assert refusal(decimal_between(0, 100), "101").context["high"] == "100"
    assert refusal(integer_between(1, 12), "13").type == "number-out-of-range"


@pytest.mark.parametrize(
    ("text", "amount"),
    [("45.000", 45000), ("45000", 45000), ("2.450 triệu", 2_450_000_000), ("1,58 tỷ", 1_580_000_000), ("1,58 tỉ", 1_580_000_000),
     ("1.58 tỷ", 1_580_000_000), ("4,67 triệu đồng", 4_670_000), ("45.000 đ", 45000), ("45 nghìn", 45000), ("1,58 TỶ", 1_580_000_000),
     ("45.000₫", 45000), ("45.000 VND", 45000)],
)  # fmt: skip
def test_money_in_the_forms_people_write(text: str, amount: int) -> None:
    """Whole đồng, whatever unit it was written in."""
    assert read_money(text) == amount


@pytest.mark.parametrize("text", ["45,000", "1,325 tỷ", "1.325 tỷ", "2,450 triệu"])
def test_money_with_two_readings_is_refused(text: str) -> None:
    """A comma or a point before three digits may be either mark; only the dot before «triệu» is settled (SPEC)."""
    assert refusal(read_money, text).type == "ambiguous-money"


@pytest.mark.parametrize("text", ["liên hệ", "45 USD", "1,5 đ", "45.00", "..", "1,2345678901 tỷ", "9" * 18 + " tỷ"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    """Other currencies, parts of a đồng and words are refused."""
    assert refusal(read_money, text).type == "bad-money"


@pytest.mark.parametrize("text", ["0", "-45.000", "0 triệu"])
def test_a_price_of_nothing_is_refused(text: str) -> None:
    """0 does not mean «unknown»: such a line is left out."""
    assert refusal(read_positive_money, text).type == "money-not-positive"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_integers_survive_being_written(number: int) -> None:
    """What pages print can be typed back: 455.523 and 455523 are the same."""
    assert read_integer(str(number)) == number == read_integer(format_number(number))
    assert read_money(str(number)) == number == read_money(format_number(number))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_decimals_have_one_meaning_or_none(number: Decimal) -> None:
    """Four decimals are never ambiguous, with a comma or a point."""
    assert WIDE(f"{number:f}") == number == WIDE(f"{number:f}".replace(".", ","))


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes a reader stumble."""
    for read in (read_integer, WIDE, read_money):
        try:
            read(text)
        except PydanticCustomError:
            continue
