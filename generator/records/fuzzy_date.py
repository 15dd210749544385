"""A date that is known to the day, the month or only the year, and keeps its precision."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Literal


@total_ordering
@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """`2026`, `09/2026` or `15/09/2026`. Ordered by its first day; of equal first days the coarser one comes first."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Literal["ngay", "thang", "nam"]:
        if self.month is None:
            return "nam"
        return "thang" if self.day is None else "ngay"

    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.month:02}/{self.year:04}"
        return f"{self.day:02}/{self.month:02}/{self.year:04}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, FuzzyDate):
            return NotImplemented
        return self.sort_key < other.sort_key

    @property
    def sort_key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0
