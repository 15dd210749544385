"""«./.» at the end, the mark of official papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.prose.passage import Passage, Slip

END_MARK = re.compile(r"(?<=[\w)»”.*])[ \t]{0,9}[.…]{0,9}/[.…]+(?=[ \t*_»”\"]*$)", re.MULTILINE)


def find_end_marks(passage: Passage) -> Iterator[Slip]:
    """A full stop is enough in news."""
    if "/." in passage.prose or "/…" in passage.prose:
        for found in END_MARK.finditer(passage.prose):
            yield Slip(found.start(), found.end(), ".")
