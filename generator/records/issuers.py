"""Which level of government an office belongs to, read from its name on a decision."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from generator.text import fold

CENTRE = re.compile(r"\b(bo|trung uong|thu tuong|chinh phu|quoc gia)\b")
PROVINCE = re.compile(r"\b(tinh)\b")
DISTRICT = re.compile(r"\b(huyen|quan|thi xa)\b")
CITY = re.compile(r"\b(?:thanh pho|tp)\b[ .]*(.*)")
# Cities under the centre, with the day they became one where that is after the OCOP programme began (2018).
CITY_SINCE = {
    "ha noi": date.min, "ho chi minh": date.min, "hcm": date.min, "hai phong": date.min, "da nang": date.min, "can tho": date.min,
    "hue": date(2025, 1, 1), "dong nai": date(2026, 4, 30),
}  # fmt: skip


@lru_cache(maxsize=16384)  # a decision is looked at by rules and by the catalog, and many share one day
def read_level(issuer: str, decided_on: date) -> str:
    """`trung-uong`, `tinh`, `huyen`, or empty where the name does not tell.

    A district office often names its province too («UBND huyện Đại Từ, tỉnh Thái Nguyên»), so the narrower unit counts.
    """
    words = re.sub(r"[^\w.]+", " ", fold(issuer))
    if DISTRICT.search(words):
        return "huyen"
    city = CITY.search(words)
    if city:
        since = next((day for name, day in CITY_SINCE.items() if city[1].startswith(name)), None)
        return "tinh" if since is not None and since <= decided_on else "huyen"
    if PROVINCE.search(words):
        return "tinh"
    return "trung-uong" if CENTRE.search(words) else ""
