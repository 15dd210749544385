"""Numbers and money as people write them, Vietnamese (`1.325,5`) or plain; what reads two ways is refused with both readings."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from generator.records.base import mistake, require_text
from generator.text import format_number

LARGEST = 10**15
PLAIN = re.compile(r"-?\d{1,18}", re.ASCII)
THOUSANDS_DOT = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)
THOUSANDS_COMMA = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
FRACTION = re.compile(r"-?\d{1,18}[.,]\d{1,12}", re.ASCII)
VIETNAMESE = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+,\d{1,12}", re.ASCII)
ENGLISH = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+\.\d{1,12}", re.ASCII)
MONEY = re.compile(r"(-?[\d.,]+)[\s\u00a0]*(nghìn|ngàn|triệu|tr|tỷ|tỉ)?[\s\u00a0]*(đồng|đ|₫|vnđ|vnd)?", re.ASCII)
UNIT = {None: 1, "nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9}


def is_digits(text: str) -> bool:
    """Whether a text is a plain number, as nearly all of them are; 18 digits hold every amount."""
    return text.isdecimal() and text.isascii() and len(text) <= 18


def drop_separators(text: str) -> str:
    return text.replace(".", "").replace(",", "")


def read_integer(value: object) -> int:
    """A whole number; dots between thousands are read, a single comma is not: it may be a decimal comma."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = require_text(value)
    if is_digits(text) or PLAIN.fullmatch(text):
        return int(text)
    if THOUSANDS_DOT.fullmatch(text):
        return int(drop_separators(text))
    if TWO_WAYS.fullmatch(text):
        raise two_readings(text, "integer")
    if THOUSANDS_COMMA.fullmatch(text):
        return int(drop_separators(text))
    raise mistake("bad-integer", given=text)


def two_readings(text: str, fix: str) -> Exception:
    """The error for `1.325`, which is 1325 to one reader and 1,325 to another."""
    decimal = text.replace(".", ",")
    return mistake("ambiguous-number", fix, given=text, whole=drop_separators(text), decimal=decimal, decimal_en=text.replace(",", "."))


def integer_between(low: int, high: int) -> Callable[[object], int]:
    """A reader of whole numbers from `low` to `high`."""

    def read(value: object) -> int:
        number = read_integer(value)
        if not low <= number <= high:
            raise mistake("number-out-of-range", given=value, low=format_number(low), high=format_number(high))
        return number

    return read


def list_readings(text: str) -> list[Decimal]:
    """Every number that the text may mean, the Vietnamese reading first."""
    if PLAIN.fullmatch(text):
        return [Decimal(text)]
    if TWO_WAYS.fullmatch(text):
        return [Decimal(drop_separators(text)), Decimal(text.replace(",", "."))]
    if FRACTION.fullmatch(text):
        return [Decimal(text.replace(",", "."))]
    if THOUSANDS_DOT.fullmatch(text) or THOUSANDS_COMMA.fullmatch(text):
        return [Decimal(drop_separators(text))]
    if VIETNAMESE.fullmatch(text):
        return [Decimal(text.replace(".", "").replace(",", "."))]
    if ENGLISH.fullmatch(text):
        return [Decimal(text.replace(",", ""))]
    return []


def decimal_between(low: int, high: int) -> Callable[[object], Decimal]:
    """A reader of decimals from `low` to `high`; a bound that rules one reading out settles what the number is."""

    def read(value: object) -> Decimal:
        if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
            return Decimal(value)
        text = require_text(value)
        readings = list_readings(text)
        if not readings:
            raise mistake("bad-number", given=text)
        possible = [number for number in readings if low <= number <= high]
        if not possible:
            raise mistake("number-out-of-range", given=text, low=format_number(low), high=format_number(high))
        if len(possible) > 1:
            raise two_readings(text, "decimal")
        return possible[0]

    return read


def read_money(value: object) -> int:
    """Whole đồng, any sign: `45.000`, `2.450 triệu`, `1,58 tỷ`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = require_text(value)
    if is_digits(text) and len(text) <= 15:
        return int(text)
    match = MONEY.fullmatch(text.lower())
    if not match:
        raise mistake("bad-money", given=text)
    number, unit = match[1], UNIT[match[2]]
    if is_ambiguous_money(number, unit):
        raise two_readings_of_money(text, number, unit)
    amounts = [reading * unit for reading in list_readings(number)]
    if unit == 1 and FRACTION.fullmatch(number) and not TWO_WAYS.fullmatch(number):
        amounts = []  # `45.00` is no amount in đồng, and may have lost a digit
    if not amounts or amounts[0] != int(amounts[0]) or abs(amounts[0]) > LARGEST:
        raise mistake("bad-money", given=text)
    return int(amounts[0])


def is_ambiguous_money(number: str, unit: int) -> bool:
    """`2.450 triệu` has its thousands dot; `1.325 tỷ` may be a decimal point, `45,000` and `1,325 tỷ` either comma."""
    if not TWO_WAYS.fullmatch(number):
        return False
    return "," in number or unit == 10**9


def two_readings_of_money(text: str, number: str, unit: int) -> Exception:
    whole = int(drop_separators(number)) * unit
    decimal = Decimal(number.replace(",", ".")) * unit
    return mistake("ambiguous-money", given=text, whole=format_number(whole), decimal=format_number(int(decimal)))


def read_positive_money(value: object) -> int:
    """An amount above zero: 0 does not mean «unknown»."""
    amount = read_money(value)
    if amount <= 0:
        raise mistake("money-not-positive", given=value)
    return amount


def whole_number(low: int, high: int) -> object:
    schema = {"type": ["integer", "string"], "x-scalar": "integer", "x-low": low, "x-high": high}
    return Annotated[int, PlainValidator(integer_between(low, high)), WithJsonSchema(schema)]


def decimal_number(low: int, high: int) -> object:
    schema = {"type": ["number", "string"], "x-scalar": "decimal", "x-low": low, "x-high": high}
    return Annotated[Decimal, PlainValidator(decimal_between(low, high)), WithJsonSchema(schema)]


Count = whole_number(0, 10**9)
Month = whole_number(1, 12)
ProductNumber = whole_number(1, 999)
Quantity = decimal_number(0, 10**12)
AnyNumber = decimal_number(-(10**15), 10**15)
Points = decimal_number(0, 100)
Latitude = decimal_number(-90, 90)
Longitude = decimal_number(-180, 180)
MONEY_SCHEMA = {"type": ["integer", "string"], "x-scalar": "money", "examples": [45000, "2.450 triệu", "1,58 tỷ"]}
Money = Annotated[int, PlainValidator(read_positive_money), WithJsonSchema(MONEY_SCHEMA)]
SignedMoney = Annotated[int, PlainValidator(read_money), WithJsonSchema(MONEY_SCHEMA)]
