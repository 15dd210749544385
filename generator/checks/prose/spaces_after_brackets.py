"""A blank behind a bracket or a quotation mark that opens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.prose.passage import Passage, Slip

PAIRS = ("( ", "« ", "“ ", "\u00a0")
OPENED = re.compile(r"(?<=[(«“])[ \t\u00a0]+(?=[^\s.…])")


def find_spaces_after_brackets(passage: Passage) -> Iterator[Slip]:
    """The blank goes: «( 4.600 triệu đồng)» → «(4.600 triệu đồng)». A face «:(» opens nothing, an omission «( … )» keeps its blanks."""
    if any(pair in passage.prose for pair in PAIRS):
        for found in OPENED.finditer(passage.prose):
            if passage.prose[max(0, found.start() - 2)] not in ":;":
                yield Slip(found.start(), found.end(), "")
