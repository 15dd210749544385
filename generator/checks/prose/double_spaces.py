"""Two blanks or more between two words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.prose.passage import Passage, Slip

BLANKS = ("  ", "\t", "\u00a0")
# Signs and brackets have rules of their own; cells of a table may be padded, and a line may end with two blanks.
DOUBLE = re.compile(r"(?<=[^\s|(«“])(?:[ \t\u00a0]{2,}|\t)(?=[^\s|,.;:!?)…»”])")


def find_double_spaces(passage: Passage) -> Iterator[Slip]:
    """One blank is enough everywhere inside a line."""
    if any(blank in passage.prose for blank in BLANKS):
        for found in DOUBLE.finditer(passage.prose):
            yield Slip(found.start(), found.end(), "\u00a0" if set(found[0]) == {"\u00a0"} else " ")
