"""The moment a page says it was published, in the forms of old portals, newspapers and blogs; running text with a date is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from generator.settings import VIETNAM_TIME
from generator.staff.import_post.cleaning import OUTER_SIGNS
from generator.staff.import_post.words import ImportWords
from generator.text import fold

LONGEST_STAMP = 200  # characters of a line
FIRST_YEAR = 1990  # before it nobody in Vietnam had a site
ASSUMED_TIME = (8, 0)  # where a page gives the day only
MONTHS = {"một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
          "mười một": 11, "mười hai": 12, "chạp": 12}  # fmt: skip
MONTH_WORD = r"\d{1,2}|mười một|mười hai|một|giêng|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|chạp"
DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d/-])",
        r"(?<![\d/.-])(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}}) tháng (?P<month>{MONTH_WORD}),? ?(?:năm )?(?P<year>\d{{4}})",
        rf"tháng (?P<month>{MONTH_WORD}) (?P<day>\d{{1,2}}), ?(?P<year>\d{{4}})",
    )
)
TIME = re.compile(
    r"(?<![\d:/])(?P<hour>\d{1,2})(?::|h| giờ ?|g)(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\.\d+)?(?!\d)(?: ?phút)? ?(?P<half>AM|PM|SA|CH)?\b",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(?:thứ ?(?P<number>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật|CN))\b", re.IGNORECASE)
WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
ZONE = re.compile(r"[\[(]?\s*(?:GMT|UTC)\s*[+-]?\s*\d{0,2}(?::?00)?\s*[\])]?", re.IGNORECASE)
PARTIAL_DATE = re.compile(
    r"(?:(?:sáng|chiều|tối|trưa)\s+)?(?:ngày\s+)?(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{4})?(?![\d/])|ngày \d{1,2} tháng \d{1,2}(?: năm \d{4})?|năm \d{4}",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"\s+[-–—|•·]\s+|\s*[|•·]\s*")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment with what stood around it. `rest` is what the line says besides: a poster, an author, nothing."""

    moment: datetime
    has_time: bool
    weekday: int | None = None
    has_zone: bool = False
    label: str = ""  # "published", "updated" or none
    rest: str = ""
    text: str = ""

    @property
    def wrong_weekday(self) -> bool:
        """Whether the page prints another weekday than that date had."""
        return self.weekday is not None and self.weekday != self.moment.weekday()


def read_moment(text: str, last_year: int) -> datetime | None:
    """A moment as programs write it, `2020-06-26T14:34:04+07:00`, in Vietnam's zone; else whatever people's form it has."""
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment.astimezone(VIETNAM_TIME) if moment.tzinfo else moment.replace(tzinfo=VIETNAM_TIME)
    except (ValueError, OverflowError):
        moment = None
    if moment is not None and "T" not in text.strip() and ":" not in text:
        moment = moment.replace(hour=ASSUMED_TIME[0], minute=ASSUMED_TIME[1])
    if moment is None:
        found = find_date(text[:LONGEST_STAMP], last_year)
        moment = make_moment(found[0], TIME.search(blank_out(text[:LONGEST_STAMP], found[1]))) if found else None
    return moment.replace(microsecond=0) if moment is not None and FIRST_YEAR <= moment.year <= last_year else None


def find_date(text: str, last_year: int) -> tuple[date, re.Match[str]] | None:
    """The first full date of a line that exists in the calendar."""
    for pattern in DATES:
        for found in pattern.finditer(text):
            month = found["month"].lower()
            try:
                day = date(int(found["year"]), MONTHS.get(month) or int(month), int(found["day"]))
            except ValueError:
                continue
            if FIRST_YEAR <= day.year <= last_year:
                return day, found
    return None


def make_moment(day: date, time: re.Match[str] | None) -> datetime:
    """The day with its time; the morning where there is none that a clock shows."""
    hour, minute, second = (*ASSUMED_TIME, 0)
    if time is not None:
        hour, minute, second = int(time["hour"]), int(time["minute"]), int(time["second"] or 0)
        half = (time["half"] or "").upper()
        if half in ("PM", "CH") and hour < 12:
            hour += 12
        elif half in ("AM", "SA") and hour == 12:
            hour = 0
    if hour > 23 or minute > 59 or second > 59:
        hour, minute, second = (*ASSUMED_TIME, 0)
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=VIETNAM_TIME)


def blank_out(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def find_stamp(text: str, words: ImportWords, last_year: int) -> Stamp | None:
    """The stamp of a line that is little else; None for running text. The last date wins no line: the first is the stamp."""
    if len(text) > LONGEST_STAMP:
        return None
    found = find_date(text, last_year)
    if found is None:
        return None
    day, place = found
    rest = blank_out(text, place)
    zone = ZONE.search(rest)
    rest = blank_out(rest, zone) if zone else rest
    time = TIME.search(rest)
    rest = blank_out(rest, time) if time else rest
    weekday = WEEKDAY.search(rest)
    rest = blank_out(rest, weekday) if weekday else rest
    label, rest = take_label(rest, words)
    moment = make_moment(day, time)
    number = None if weekday is None else 6 if weekday["sunday"] else WEEKDAYS[weekday["number"].lower()]
    return Stamp(moment, time is not None, number, zone is not None, label, rest, text)


def take_label(rest: str, words: ImportWords) -> tuple[str, str]:
    """Which label stands in what is left of the line, and the line without it and without bare signs."""
    rest = " ".join(rest.split())
    folded = fold(rest)
    for label, known in (("updated", words.update_labels), ("published", words.stamp_labels)):
        for word in sorted(known, key=len, reverse=True):
            found = re.search(rf"(?:^|(?<=[^\w])){re.escape(fold(word))}(?![\w])", folded)
            if found and len(folded) == len(rest) and not OUTER_SIGNS.sub("", rest[: found.start()]):
                return label, OUTER_SIGNS.sub("", rest[found.end() :])
    return "", OUTER_SIGNS.sub("", rest)


def list_partial_dates(texts: list[str]) -> list[str]:
    """The dates without a year, and the years, that running text gives: what helps an editor to find the day."""
    found: dict[str, str] = {}
    for text in texts:
        for match in PARTIAL_DATE.finditer(text[:5000]):
            words = " ".join(match[0].split())
            found.setdefault(words.lower(), words)
            if len(found) == 5:
                return list(found.values())
    return list(found.values())
