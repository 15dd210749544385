"""Thousands parted by commas, as in English: a comma begins the decimals here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.prose.passage import Passage, Slip

GROUP = re.compile(r",\d{3}(?!\d)")
NUMBER = re.compile(r"(?<![\d.,/])(?P<whole>[1-9]\d{0,2}(?:,\d{3})+)(?P<decimals>\.\d{1,2})?(?!\d|[.,/]\d)")
# Three decimals are usual before a measure and behind a ratio: «1,325 tỷ đồng», «hệ số 1,325».
MEASURE = re.compile(
    r"[ \t\u00a0]*(?:%|°|‰|(?:triệu|tỷ|tỉ|nghìn|ngàn|ha|hecta|héc-ta|km|mét|m|m2|m3|m²|m³|km2|km²|tấn|tạ|yến|kg|g|gam|lít|ml|độ|lần|điểm)(?!\w))"
)
RATIO = re.compile(r"(?:hệ số|tỷ lệ|tỉ lệ|chỉ số|độ pH|pH|tọa độ|toạ độ|kinh độ|vĩ độ)(?:[ \t]+(?:là|đạt))?[ \t:(]*$", re.IGNORECASE)
REACH = 24


def find_english_thousands(passage: Passage) -> Iterator[Slip]:
    """Points belong between thousands. One group alone may be meant as decimals, which the advice then says."""
    if not GROUP.search(passage.prose):
        return
    text = passage.prose
    for found in NUMBER.finditer(text):
        better = found["whole"].replace(",", ".") + (found["decimals"] or "").replace(".", ",")
        if found["whole"].count(",") > 1 or found["decimals"]:
            yield Slip(found.start(), found.end(), better)
        elif not is_decimal(text, found):
            yield Slip(found.start(), found.end(), better, "unsure")


def is_decimal(text: str, found: re.Match[str]) -> bool:
    """Whether one comma with three digits behind it reads as decimals. Nobody writes decimals that end in nought."""
    if found[0].endswith("0"):
        return False
    return bool(MEASURE.match(text, found.end()) or RATIO.search(text, max(0, found.start() - REACH), found.start()))
