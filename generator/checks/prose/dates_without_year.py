"""A day and a month without their year: news are read for years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.prose.passage import Passage, Slip

TIME_OF_DAY = "sáng|trưa|chiều|tối|đêm"
WEEKDAY = "thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật"
LINK = r"[ \t]*(?:,|-|–|và|hay|hoặc|đến|tới)[ \t]*(?:hết[ \t]+)?(?:ngày[ \t]+)?"
# Without such a word before it «7/9» may be a part of nine: a fraction is never taken for a day.
BEFORE = re.compile(
    rf"\b(?:(?P<hour>{TIME_OF_DAY})(?: nay| qua)?(?:[ \t]+(?:{WEEKDAY}),?)?(?:[ \t]+ngày)?|ngày|hôm (?:nay|qua)|{WEEKDAY})[ \t,]*\(?(?:ngày[ \t]+)?"
    rf"(?:\d{{1,2}}(?:/\d{{1,2}})?{LINK})*(?P<day>\d{{1,2}})$",
    re.IGNORECASE,
)
MONTH = re.compile(r"/(?P<month>\d{1,2})(?![\d/.]\d|\d|/|-\w)")
SPELLED_MONTH = re.compile(r"tháng[ \t]+(?P<month>\d{1,2})(?![\d/-])")
SPELLED_BEFORE = re.compile(r"\bngày[ \t]+(?P<day>\d{1,2})[ \t]+$", re.IGNORECASE)
# The year, or that it is every year's, or that the day is the moon's; or another day behind it that has one.
YEAR_BEHIND = re.compile(
    r"[ \t,]*\(?(?:năm\b|(?:hằng|hàng|mỗi) năm\b|(?:âm|dương) lịch|ÂL\b|AL\b|[-.][ \t]?\d{4})"
    rf"|(?:{LINK}\d{{1,2}}/\d{{1,2}}){{0,9}}{LINK}\d{{1,2}}/\d{{1,2}}/\d{{4}}"
    rf"|(?:{LINK}\d{{1,2}}[ \t]+tháng[ \t]+\d{{1,2}}){{0,9}}{LINK}\d{{1,2}}[ \t]+tháng[ \t]+\d{{1,2}}[ \t]+năm\b",
    re.IGNORECASE,
)
REACH = 80  # characters before a month in which its day and the word before it stand


def find_dates_without_year(passage: Passage) -> Iterator[Slip]:
    """The year belongs behind the month: the one that puts the day nearest to the post's own."""
    yield from find_dates(passage, MONTH, BEFORE, "/{}")
    yield from find_dates(passage, SPELLED_MONTH, SPELLED_BEFORE, " năm {}")


def find_dates(passage: Passage, month_pattern: re.Pattern[str], before: re.Pattern[str], ending: str) -> Iterator[Slip]:
    """Slips of one way to write a date."""
    if not month_pattern.search(passage.prose):
        return
    text = passage.prose
    for month in month_pattern.finditer(text):
        found = before.search(text, max(0, month.start() - REACH), month.start())
        if found is None or YEAR_BEHIND.match(text, month.end()):
            continue
        year = find_year(int(found["day"]), int(month["month"]), passage.day)
        names_hour = bool(found.groupdict().get("hour"))
        if year and (names_hour or f"{int(found['day'])}/{int(month['month'])}" not in passage.book.anniversaries):
            yield Slip(found.start("day"), month.end(), text[found.start("day") : month.end()] + ending.format(year))


def find_year(day: int, month: int, near: date) -> int:
    """The year whose day lies nearest to `near`; 0 for a day that no calendar has."""
    days = []
    for year in (near.year, near.year - 1, near.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return min(days, key=lambda one: abs(one - near)).year if days else 0
