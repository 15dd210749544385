"""The vocabulary of wording made ready for many texts: which typos a text may hold is told in one look at its syllables."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.records import Typo, Wording
from generator.text import nfc

BETWEEN = r"[ \t\n\u00a0]"
# Texts are cut as bytes: that costs half of what a pattern over characters does. No Vietnamese letter holds the bytes C2 and E2,
# with which the signs beyond ASCII begin; those that stand before a word are replaced whole.
ASCII_SIGNS = b"\t\n!\"'()*,-./:;<=>?[\\]_`{|}~"
TO_BLANKS = bytes.maketrans(ASCII_SIGNS + b"\xc2\xe2", b" " * (len(ASCII_SIGNS) + 2))
SIGNS_BEFORE_WORDS = tuple(sign.encode() for sign in "«“\u00a0")


class KnownTypo(NamedTuple):
    """A typo with its syllables as bytes, apart and one after the other, and the pattern that finds it."""

    syllables: frozenset[bytes]
    content: bytes
    pattern: re.Pattern[str]
    typo: Typo


class WordingBook:
    """Typos by a syllable in which they differ from what is right, and the days that are known without a year."""

    def __init__(self, wording: Wording) -> None:
        self.anniversaries = frozenset(wording.anniversaries)
        self.typos: dict[bytes, list[KnownTypo]] = {}
        for wrong, typo in wording.typos.items():
            syllables = nfc(wrong).lower().split()
            pattern = re.compile(rf"(?<!\w){BETWEEN.join(map(re.escape, syllables))}(?!\w)", re.IGNORECASE)
            content = flatten(" ".join(syllables))
            known = KnownTypo(frozenset(content.split()), content, pattern, typo)
            self.typos.setdefault(find_wrong_syllable(syllables, nfc(typo.right).lower().split()).encode(), []).append(known)
        self.wrong_syllables = frozenset(self.typos)

    def find_candidates(self, text: str) -> list[KnownTypo]:
        """The typos whose syllables stand in a text, one blank or end of a line between two."""
        content = flatten(text)
        found = self.wrong_syllables.intersection(content.split())
        if not found:
            return []
        present = set(content.split())
        candidates = (known for syllable in found for known in self.typos[syllable])
        return [known for known in candidates if known.syllables <= present and known.content in content]


def flatten(text: str) -> bytes:
    """A composed text in small letters with a blank for every sign and every end of a line."""
    content = text.lower().encode("utf-8", "replace")
    for sign in SIGNS_BEFORE_WORDS:
        content = content.replace(sign, b" ")
    return content.translate(TO_BLANKS)


def find_wrong_syllable(wrong: list[str], right: list[str]) -> str:
    """The first syllable that the right words do not have in its place."""
    return next((syllable for syllable, other in zip(wrong, right, strict=False) if syllable != other), wrong[-1])
