"""Dates of every precision, moments and years."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.records import FuzzyDate
from generator.records.dates import VIETNAM_TIME, read_date, read_fuzzy_date, read_stamp
from generator.records.writer import encode_scalar

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def refusal(read, text: str) -> PydanticCustomError:
    with pytest.raises(PydanticCustomError) as caught:
        read(text)
    return caught.value


@given(DAYS)
def test_every_day_is_read_in_both_forms(day: date) -> None:
    """Year first with hyphens or day first with slashes, padded or not."""
    forms = (day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}")
    assert {read_date(form) for form in forms} == {day}


@pytest.mark.parametrize(
    ("text", "code", "fix"),
    [("30/02/2024", "bad-date", ""), ("2023-02-29", "bad-date", ""), ("00/01/2024", "bad-date", ""), ("15/45/2026", "bad-month", ""),
     ("09/25/2026", "bad-month", "swapped"), ("09/2026", "unreadable-date", "full"), ("2026", "unreadable-date", "full"),
     ("15/9/26", "unreadable-date", "short-year"), ("15.9.2026", "unreadable-date", "default"), ("1899-12-31", "year-out-of-range", ""),
     ("", "unreadable-date", "default"), ("２０２６-09-15", "unreadable-date", "default")],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_its_reason(text: str, code: str, fix: str) -> None:
    """The sentence says what is wrong: the day, the month, the missing part."""
    error = refusal(read_date, text)
    assert (error.type, error.context["fix"]) == (code, fix)


def test_a_bad_day_names_the_last_day_of_its_month() -> None:
    """The advice can be pasted."""
    context = refusal(read_date, "30/02/2024").context
    assert (context["last_day"], context["last_day_iso"], context["days"]) == ("29/02/2024", "2024-02-29", 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2026", FuzzyDate(2026)), ("09/2026", FuzzyDate(2026, 9)), ("9/2026", FuzzyDate(2026, 9)), ("15/09/2026", FuzzyDate(2026, 9, 15)), ("2026-09-15", FuzzyDate(2026, 9, 15))],
)  # fmt: skip
def test_precision_is_kept(text: str, expected: FuzzyDate) -> None:
    """A year stays a year, a month a month."""
    assert read_fuzzy_date(text) == expected
    assert read_fuzzy_date(encode_scalar(expected)) == expected


@pytest.mark.parametrize("text", ["13/2026", "khoảng 2026", "2026-09", "15/09/26", "0218", "30/02/2026"])
def test_what_is_no_date_of_any_precision_is_refused(text: str) -> None:
    """The same care as for full dates."""
    refusal(read_fuzzy_date, text)


def test_fuzzy_dates_are_ordered_by_their_first_day() -> None:
    """Of equal first days the coarser one comes first."""
    ordered = [
        FuzzyDate(2025, 12, 31),
        FuzzyDate(2026),
        FuzzyDate(2026, 1),
        FuzzyDate(2026, 1, 1),
        FuzzyDate(2026, 1, 2),
        FuzzyDate(2026, 2),
    ]
    assert sorted(ordered[number] for number in (3, 0, 5, 1, 4, 2)) == ordered


def test_a_fuzzy_date_knows_its_edges_and_words() -> None:
    """First and last day, precision and the Vietnamese spelling."""
    month = FuzzyDate(2024, 2)
    assert (month.first_day(), month.last_day(), month.precision, str(month)) == (date(2024, 2, 1), date(2024, 2, 29), "thang", "02/2024")
    assert (str(FuzzyDate(2026)), str(FuzzyDate(2026, 9, 5))) == ("2026", "05/09/2026")
    assert FuzzyDate(2026).last_day() == date(2026, 12, 31)


@given(DAYS, st.times().map(lambda time: time.replace(microsecond=0)))
def test_moments_survive_being_written(day: date, hour: time) -> None:
    """All moments are of Vietnam's one time zone."""
    stamped = datetime.combine(day, hour, VIETNAM_TIME)
    assert read_stamp(encode_scalar(stamped)) == stamped
    assert read_stamp(f"{stamped:%d/%m/%Y %H:%M:%S}").utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("text", "code"),
    [("2026-09-15", "missing-time"), ("2026-09-15 24:00", "bad-time"), ("12:37", "unreadable-time"), ("30/02/2026 08:00", "bad-date")],
)
def test_what_is_no_moment_is_refused(text: str, code: str) -> None:
    """A date without a time has its own sentence."""
    assert refusal(read_stamp, text).type == code


@given(st.text(max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes a reader stumble."""
    for read in (read_date, read_fuzzy_date, read_stamp):
        try:
            read(text)
        except PydanticCustomError:
            continue
