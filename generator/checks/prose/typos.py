"""Spellings that are never right, from the vocabulary of wording."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.prose.passage import Passage, Slip
from generator.records import Typo
from generator.text import upper_initial

SYLLABLE = re.compile(r"[^\W\d_]+")
NAME_BEFORE = re.compile(r"(?<!\w)(?P<name>[^\W\d_]+) $")
REACH = 12  # characters in which a neighbour stands; no syllable is longer than seven


def find_typos(passage: Passage) -> Iterator[Slip]:
    """What was meant belongs there, with the capitals of what stands there."""
    for known in passage.book.find_candidates(passage.prose):
        for found in known.pattern.finditer(passage.prose):
            if not is_right_here(passage.prose, found, known.typo) and not is_in_name(passage.prose, found):
                yield Slip(found.start(), found.end(), keep_capitals(found[0], known.typo.right))


def is_right_here(text: str, found: re.Match[str], typo: Typo) -> bool:
    """Whether a neighbour makes other words of it: «đầu tư vẫn tăng» is no «tư vấn»."""
    before = SYLLABLE.findall(text[max(0, found.start() - REACH) : found.start()].lower())
    after = SYLLABLE.findall(text[found.end() : found.end() + REACH].lower())
    return bool(before and before[-1] in typo.not_after) or bool(after and after[0] in typo.not_before)


def is_in_name(text: str, found: re.Match[str]) -> bool:
    """Whether one syllable with a capital stands behind another such one on its line: people are called Sẳn and Hưỡng."""
    if not found[0].istitle() or not SYLLABLE.fullmatch(found[0]):
        return False
    before = NAME_BEFORE.search(text, max(0, found.start() - REACH), found.start())
    return before is not None and before["name"].istitle()


def keep_capitals(given: str, right: str) -> str:
    """`right` written as `given` is: all in capitals, with a capital first, or as it stands."""
    if given.isupper():
        return right.upper()
    return upper_initial(right) if given[:1].isupper() else right
