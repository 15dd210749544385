"""A word right behind a comma, colon or full stop: «khoa học,công nghệ», «cấp xã.Năm»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.prose.passage import Passage, Slip

GLUED = re.compile(r"[,;:!?.][^\W\d_]")
# The same one after the other, which takes half the time; without the addresses of our own records.
GLUED_SIGNS = tuple(re.compile(rf"{sign}[^\W\d_]") for sign in (",", ";", r":(?<!\bhtx:)(?<!\bsp:)(?<!\btin:)", "!", r"\?", r"\."))
SIGNS_BEHIND = ")”»"  # a sign may stand behind one of these as behind a word
WORD_BEFORE = re.compile(r"[^\W\d_]+$")
LONGEST_WORD = 12
SHORTEST_CAPITALS = 3  # «HTX.Ông» ends a sentence, «Q.Mẫu» and «BS.Lan» are short for something
FILE_BEHIND = re.compile(r"\w+\.[a-z]")
# Written with a point and no blank: «Ths.Nguyễn Văn A», «Tp.Thái Nguyên».
SHORTENED = frozenset(
    (
        "ths",
        "ts",
        "pgs",
        "gs",
        "bs",
        "ds",
        "ks",
        "cn",
        "tp",
        "tx",
        "tt",
        "st",
        "dr",
        "mr",
        "mrs",
        "ms",
        "vd",
        "tr",
        "nxb",
        "no",
        "ng",
        "tskh",
        "nsnd",
        "nsưt",
        "ncs",
    )
)


def find_missing_spaces(passage: Passage) -> Iterator[Slip]:
    """A blank belongs behind the sign. A full stop counts only between a small letter and a capital with a small one behind it."""
    text = passage.prose
    if not any(glued.search(text) for glued in GLUED_SIGNS):
        return
    for found in GLUED.finditer(text):
        place = found.start()
        before = text[place - 1] if place else ""
        if not (before.isalnum() or (before and before in SIGNS_BEHIND)):
            continue
        if text[place] != "." or ends_sentence(text, place):
            yield Slip(place, place + 1, f"{text[place]} ")


def ends_sentence(text: str, place: int) -> bool:
    """Whether the point at `place` ends one: «cấp xã.Năm» and «12 HTX.Ông» do, «TP.HCM», «Ths.Lan», «a.vn» and «Kế hoạch.Final.docx» do not."""
    if not text[place + 1].isupper() or not text[place + 2 : place + 3].islower() or FILE_BEHIND.match(text, place + 1):
        return False
    word = WORD_BEFORE.search(text, max(0, place - LONGEST_WORD), place)
    if text[place - 1].isdigit() or (word is not None and text[place - 1].isupper() and len(word[0]) < SHORTEST_CAPITALS):
        return False
    return word is None or (len(word[0]) > 1 and word[0].lower() not in SHORTENED)
