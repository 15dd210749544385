"""The vocabulary of wording made ready for many texts: which typos a text may hold is told in one look at its syllables."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from generator.records import Typo, Wording
from generator.text import nfc

SYLLABLE = re.compile(r"[^\W\d_]+")
BETWEEN = r"(?:[ \t\u00a0]+|[ \t]*\n[ \t]*)"


class KnownTypo(NamedTuple):
    """A typo with the pattern that finds it."""

    pattern: re.Pattern[str]
    typo: Typo


class WordingBook:
    """Typos by what they begin with, a pair of syllables or their only one, and the days that are known without a year."""

    def __init__(self, wording: Wording) -> None:
        self.anniversaries = frozenset(wording.anniversaries)
        self.typos: dict[str | tuple[str, str], list[KnownTypo]] = {}
        for wrong, typo in wording.typos.items():
            syllables = nfc(wrong).lower().split()
            pattern = re.compile(rf"(?<!\w){BETWEEN.join(map(re.escape, syllables))}(?!\w)", re.IGNORECASE)
            start = (syllables[0], syllables[1]) if len(syllables) > 1 else syllables[0]
            self.typos.setdefault(start, []).append(KnownTypo(pattern, typo))
        self.singles = frozenset(start for start in self.typos if isinstance(start, str))
        self.pairs = frozenset(start for start in self.typos if not isinstance(start, str))

    def find_candidates(self, text: str) -> list[KnownTypo]:
        """The typos whose first syllables stand in a text, next to each other but for signs."""
        syllables = SYLLABLE.findall(text.lower())
        found = [*self.singles.intersection(syllables), *self.pairs.intersection(pairwise(syllables))]
        return [known for start in found for known in self.typos[start]]
