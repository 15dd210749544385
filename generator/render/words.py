"""Values into Vietnamese words where one filter is not enough: validity, seasons, periods, prices, addresses, sizes.

The words themselves stand in `messages/vi-pages.yml`; nothing here decides what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Protocol

from generator.catalog.model import RecognitionEntry
from generator.diagnostics import load_messages
from generator.records import Address, FormerAddress, Period, Price, Season, StatisticsRow, Vocabularies
from generator.text import format_date, format_money_vnd, format_number, lower_initial

ROMAN_QUARTERS = ("I", "II", "III", "IV")
MONTHS = range(1, 13)
KEPT_STATES = 16_384
UNIT_WORDS = ("Xã ", "Phường ", "Đặc khu ")  # small letters inside a sentence: `ở xã Tân Cương`


class Fuzzy(Protocol):
    """A day of which the month or the day may be unknown."""

    year: int
    month: int | None
    day: int | None


def word(key: str, **values: object) -> str:
    """The sentence or word of the interface with this key."""
    sentence = list_sentences()[key]
    return sentence.format_map(values) if values else sentence


@cache
def list_sentences() -> Mapping[str, str]:
    return load_messages("vi")["words"]


def lower_first(text: str) -> str:
    """A label inside a sentence: `Trồng trọt` → `trồng trọt`, `Xã Tân Cương` → `xã Tân Cương`; `OCOP` and `VietGAP` stay."""
    return text if text[1:] != text[1:].lower() and not text.startswith(UNIT_WORDS) else lower_initial(text)


def join_labels(labels: Iterable[str]) -> str:
    """Labels as one enumeration: `Bán sỉ, bán lẻ, xuất khẩu`."""
    first, *rest = [*labels] or [""]
    return ", ".join((first, *map(lower_first, rest)))


def format_iso(moment: date | datetime | Fuzzy) -> str:
    """The machine-readable form for `<time datetime>`; a coarse date keeps its precision: `2026-09`."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    if isinstance(moment, date):
        return moment.isoformat()
    parts = (f"{moment.year:04}", f"{moment.month:02}" if moment.month else "", f"{moment.day:02}" if moment.day else "")
    return "-".join(part for part in parts if part)


def format_fuzzy_date(moment: date | Fuzzy) -> str:
    """`15/09/2018`, `tháng 9/2018` or `năm 2018`, as exactly as it is known."""
    if moment.month is None:
        return word("in-year", year=moment.year)
    if moment.day is None:
        return word("in-month", month=moment.month, year=moment.year)
    return f"{moment.day:02}/{moment.month:02}/{moment.year:04}"


def format_recognition_state(recognition: RecognitionEntry) -> str:
    """What a reader may rely on today; the date is always part of it."""
    revoked = recognition.record.revoked
    if revoked is not None:
        return word("revoked", date=format_fuzzy_date(revoked.on), document=revoked.document)
    return format_state(recognition.state, recognition.valid_until)


def format_validity(valid_until: date | None, today: date) -> str:
    """Whether a certificate stands; empty where no end is printed on it."""
    if valid_until is None:
        return ""
    return format_state("con-hieu-luc" if valid_until >= today else "het-han", valid_until)


@lru_cache(KEPT_STATES)
def format_state(state: str, valid_until: date) -> str:
    """A state and its day; many decisions are of one day."""
    return word(f"recognition-{state}", date=format_date(valid_until))


def format_season(season: Season) -> str:
    """`quanh năm`, `tháng 9`, `từ tháng 11 đến tháng 2 năm sau`."""
    if season.all_year:
        return word("all-year")
    start, end = season.from_month, season.to_month
    if start == end:
        return word("one-month", month=start)
    return word("months-wrapped" if end < start else "months", start=start, end=end)


def months_in_season(seasons: Iterable[Season]) -> frozenset[int]:
    """The months of the year in which any of the seasons runs."""
    months: set[int] = set()
    for season in seasons:
        if season.all_year:
            return frozenset(MONTHS)
        span = (season.to_month - season.from_month) % 12
        months.update((season.from_month - 1 + step) % 12 + 1 for step in range(span + 1))
    return frozenset(months)


def format_price(price: Price) -> str:
    """`45.000 đ/kg`, `từ 45.000 đ đến 60.000 đ/kg`."""
    if price.to is None or price.to == price.from_:
        return f"{format_money_vnd(price.from_)}/{price.unit}"
    return word("price-range", low=format_money_vnd(price.from_), high=format_money_vnd(price.to), unit=price.unit)


def format_address(address: Address, commune_name: str, province_name: str) -> str:
    """Street, hamlet, commune, province, the way an envelope has it."""
    before = [part for part in (address.street, address.hamlet) if part]
    return ", ".join((*before, lower_first(commune_name) if before else commune_name, province_name))


def format_former_address(address: FormerAddress) -> str:
    """The address by the units of before July 2025."""
    return ", ".join(part for part in (address.commune, address.district, address.province) if part)


def format_period(period: Period) -> str:
    """When a reported figure holds: `thời điểm 30/06/2020`, `6 tháng đầu năm 2020`, `giai đoạn 2013–2017`."""
    start, end = period.from_, period.to
    if period.type == "thoi-diem":
        return word("period-thoi-diem", date=format_fuzzy_date(end))
    if period.type == "giai-doan":
        return word("period-giai-doan", start=start or "…", end=end)
    if period.type == "quy" and end.month:
        return word("period-quy", quarter=ROMAN_QUARTERS[(end.month - 1) // 3], year=end.year)
    if period.type == "sau-thang":
        return word("period-nua-cuoi" if (end.month or 6) > 6 else "period-nua-dau", year=end.year)
    if period.type == "thang" and end.month:
        return word("in-month", month=end.month, year=end.year)
    return word("in-year", year=end.year)


def format_value(row: StatisticsRow, vocabularies: Vocabularies) -> str:
    """The figure with the qualifier it was reported with: `trên 200.000`."""
    value = format_number(row.value)
    return f"{vocabularies.lists['qualifiers'][row.qualifier].label} {value}" if row.qualifier else value


def format_file_size(size: int) -> str:
    """`850 KB`, `1,2 MB`; at least 1 KB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{format_number(size // 1_000_000)},{size % 1_000_000 // 100_000} MB"
