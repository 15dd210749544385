"""A blank before a sign that belongs to the word on its left: comma, full stop, colon, closing bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.prose.passage import Passage, Slip

PAIR = re.compile(r" [,.;:!?)…»”]")
# Left alone: an omission «…» or «...» between words, a face made of signs, a proportion «1 : 500», a picture «![», an ending «.pdf».
SPACED = re.compile(
    r"(?<=[^\s|(«“])[ \t\u00a0]+(?=[,?)»”]|\.(?![\d_./])|;(?![)-])|:(?![)(DPp-])|!(?!\[)|…(?=[ \t]*(?:$|[,;.)])))", re.MULTILINE
)
PROPORTION = re.compile(r"[ \t\u00a0]*:[ \t\u00a0]*\d")


def find_spaces_before_signs(passage: Passage) -> Iterator[Slip]:
    """The blank goes; where a word stands right behind the sign, it goes there."""
    if not PAIR.search(passage.prose) and "\u00a0" not in passage.prose:
        return
    text = passage.prose
    for found in SPACED.finditer(text):
        sign = found.end()
        if text[sign] == "." and text[sign + 1 : sign + 2].isalpha() and not begins_sentence(text, sign + 1):
            continue
        if text[found.start() - 1].isdigit() and PROPORTION.match(text, found.start()):
            continue
        if text[sign] in ",;:!?." and is_word_behind(text, sign + 1):
            yield Slip(found.start(), sign + 1, f"{text[sign]} ")
        else:
            yield Slip(found.start(), sign, "")


def begins_sentence(text: str, place: int) -> bool:
    """Whether a capital and a small letter stand there: «tham dự .Kết quả», not an ending «.pdf»."""
    return text[place].isupper() and text[place + 1 : place + 2].islower()


def is_word_behind(text: str, place: int) -> bool:
    """Whether a word, or behind a colon a number, stands right behind the sign."""
    behind = text[place : place + 1]
    return behind.isalpha() or (behind.isdigit() and text[place - 1] == ":")
