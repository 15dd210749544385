"""A blank before a sign that belongs to the word on its left: comma, full stop, colon, closing bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.prose.passage import Passage, Slip

PAIR = re.compile(r" [,.;:!?)…»”]")
# Left alone: an omission «…» or «...» between words, a face made of signs, a proportion «1 : 500», a picture «![», an ending «.pdf».
SPACED = re.compile(
    r"(?<=[^\s|(«“])[ \t\u00a0]+(?=[,?)»”]|\.(?![\w./])|;(?![)-])|:(?![)(DPp-])|!(?!\[)|…(?=[ \t]*(?:$|[,;.)])))", re.MULTILINE
)
PROPORTION = re.compile(r"[ \t\u00a0]*:[ \t\u00a0]*\d")


def find_spaces_before_signs(passage: Passage) -> Iterator[Slip]:
    """The blank goes."""
    if not PAIR.search(passage.prose) and "\u00a0" not in passage.prose:
        return
    text = passage.prose
    for found in SPACED.finditer(text):
        if not (text[found.start() - 1].isdigit() and PROPORTION.match(text, found.start())):
            yield Slip(found.start(), found.end(), "")
