"""How Vietnamese comes out of a keyboard that goes wrong: raw Telex keys, one slip of a finger, and no accents at all."""

from __future__ import annotations

import random
import re
import unicodedata

TELEX_LETTERS = str.maketrans({"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"})
TELEX_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
LETTERS = "abcdeghiklmnopqrstuvxy"
WORD = re.compile(r"[^\W\d_]+")


def spell_telex(text: str) -> str:
    """The keys that a Telex keyboard takes for `text`, tones last: `Chè đinh` → `chef ddinh`."""
    return WORD.sub(lambda match: spell_syllable(match[0]), unicodedata.normalize("NFC", text).lower())


def spell_syllable(syllable: str) -> str:
    """The keys of one syllable."""
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = "".join(TELEX_TONES.get(mark, "") for mark in decomposed)
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in TELEX_TONES))
    return toneless.translate(TELEX_LETTERS) + tone


def make_typo(text: str, chance: random.Random) -> str:
    """`text` with one slip in one of its longest words: two letters exchanged, one missing, doubled or wrong."""
    words = text.split()
    longest = max(len(word) for word in words)
    place = chance.choice([number for number, word in enumerate(words) if len(word) >= min(longest, 4)])
    words[place] = misspell(words[place], chance)
    return " ".join(words)


def misspell(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    slip = chance.choice(("exchange", "miss", "double", "wrong"))
    if slip == "exchange":
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    if slip == "miss":
        return word[:at] + word[at + 1 :]
    if slip == "double":
        return word[:at] + word[at - 1 :]
    return word[:at] + chance.choice(LETTERS.replace(word[at], "")) + word[at + 1 :]
