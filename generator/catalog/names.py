"""The part of a cooperative's name that is its own, by which lists are ordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.text import fold

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


def find_distinguishing_name(name: str, common_phrases: Phrases) -> str:
    """Leading phrases that most names share are taken off: «Hợp tác xã nông nghiệp Tân Cương» → «Tân Cương».

    A name made of nothing else stays whole.
    """
    words = name.split()
    folded = [fold(word).strip(",.-–") for word in words]
    start = 0
    while start < len(words):
        phrases = common_phrases.get(folded[start], ())
        length = next((len(phrase) for phrase in phrases if tuple(folded[start : start + len(phrase)]) == phrase), 0)
        if length == 0:
            break
        start += length
    return " ".join(words[start:]) or name


def build_common_phrases(codes: Iterable[str]) -> Phrases:
    """From the codes of vocabulary `name_words` (`hop-tac-xa`, `nong-nghiep`, …): first word → phrases, longest first."""
    by_first_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in {tuple(code.split("-")) for code in codes}:
        by_first_word[phrase[0]].append(phrase)
    return {word: tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase))) for word, phrases in by_first_word.items()}
