"""Dates and moments as people write them: `2026-09-15`, `15/09/2026`, where allowed `09/2026` or `2026`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from generator.records.base import mistake, require_text
from generator.records.fuzzy_date import FuzzyDate
from generator.settings import VIETNAM_TIME
from generator.text import format_date

FIRST_YEAR, LAST_YEAR = 1900, 2100
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
MONTH_AND_YEAR = re.compile(r"(\d{1,2})/(\d{4})", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
SHORT_YEAR = re.compile(r"\d{1,2}/\d{1,2}/\d{2}", re.ASCII)
STAMP = re.compile(r"(\S+?)(?:[ ,]+|T)(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)


def read_date(value: object) -> date:
    """A full date; the reader's text otherwise becomes a mistake that says what is missing."""
    return value if isinstance(value, date) else read_day(require_text(value))


@lru_cache(maxsize=16384)
def read_day(text: str) -> date:
    """The same of a text; records share the days they have in common."""
    match = YEAR_FIRST.fullmatch(text)
    if match:
        return make_date(text, int(match[1]), int(match[2]), int(match[3]))
    match = DAY_FIRST.fullmatch(text)
    if match:
        return make_date(text, int(match[3]), int(match[2]), int(match[1]))
    raise mistake("unreadable-date", explain_date(text), given=text)


def explain_date(text: str) -> str:
    """Which advice fits a text that is not a full date."""
    if MONTH_AND_YEAR.fullmatch(text) or YEAR.fullmatch(text):
        return "full"
    return "short-year" if SHORT_YEAR.fullmatch(text) else "default"


def make_date(text: str, year: int, month: int, day: int) -> date:
    check_year(text, year)
    check_month(text, year, month, day)
    if 1 <= day <= 28:
        return date(year, month, day)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        last = date(year, month, days)
        raise mistake("bad-date", given=text, month=month, year=year, days=days, last_day=format_date(last), last_day_iso=last.isoformat())
    return date(year, month, day)


def check_year(text: str, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise mistake("year-out-of-range", given=text, low=FIRST_YEAR, high=LAST_YEAR)


def check_month(text: str, year: int, month: int, day: int = 0) -> None:
    if 1 <= month <= 12:
        return
    swapped = f"{month:02}/{day:02}/{year:04}" if 1 <= day <= 12 and 13 <= month <= 31 else ""
    raise mistake("bad-month", "swapped" if swapped else "", given=text, month=month, swapped=swapped)


def read_fuzzy_date(value: object) -> FuzzyDate:
    """A date of any precision."""
    if isinstance(value, FuzzyDate):
        return value
    if isinstance(value, date):
        return FuzzyDate(value.year, value.month, value.day)
    text = require_text(value)
    if YEAR.fullmatch(text):
        check_year(text, int(text))
        return FuzzyDate(int(text))
    match = MONTH_AND_YEAR.fullmatch(text)
    if match:
        check_year(text, int(match[2]))
        check_month(text, int(match[2]), int(match[1]))
        return FuzzyDate(int(match[2]), int(match[1]))
    try_date = YEAR_FIRST.fullmatch(text) or DAY_FIRST.fullmatch(text)
    if not try_date:
        raise mistake("unreadable-date", "short-year" if SHORT_YEAR.fullmatch(text) else "fuzzy", given=text)
    full = read_date(text)
    return FuzzyDate(full.year, full.month, full.day)


def read_stamp(value: object) -> datetime:
    """A date and a time of day, in Vietnam's one time zone."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=VIETNAM_TIME)
    text = require_text(value)
    match = STAMP.fullmatch(text)
    if not match:
        if YEAR_FIRST.fullmatch(text) or DAY_FIRST.fullmatch(text):
            day = read_date(text)
            raise mistake("missing-time", given=text, example=f"{day.isoformat()} 08:00")
        raise mistake("unreadable-time", given=text)
    day = read_date(match[1])
    hour, minute, second = int(match[2]), int(match[3]), int(match[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise mistake("bad-time", given=text)
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=VIETNAM_TIME)


def read_year(value: object) -> int:
    """A year of four digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = require_text(value)
    if not YEAR.fullmatch(text):
        raise mistake("bad-year", given=text)
    check_year(text, int(text))
    return int(text)


Day = Annotated[
    date, PlainValidator(read_date), WithJsonSchema({"type": "string", "x-scalar": "date", "examples": ["2026-09-15", "15/09/2026"]})
]
AnyDate = Annotated[
    FuzzyDate,
    PlainValidator(read_fuzzy_date),
    WithJsonSchema({"type": ["string", "integer"], "x-scalar": "fuzzy-date", "examples": ["2026-09-15", "09/2026", "2026"]}),
]
Stamp = Annotated[
    datetime, PlainValidator(read_stamp), WithJsonSchema({"type": "string", "x-scalar": "stamp", "examples": ["2026-09-15 12:37"]})
]
Year = Annotated[int, PlainValidator(read_year), WithJsonSchema({"type": ["integer", "string"], "x-scalar": "year", "examples": [2025]})]
