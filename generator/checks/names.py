"""What people hear of a cooperative's name: two of one province that sound alike are taken for one (NĐ 295/2026, art. 15–17)."""

from __future__ import annotations

import re

from generator.text import fold

WORD = re.compile(r"[a-z]+|[&+]")
# Differences that the decree calls confusing: a digit, «&» for «và», «tân» for «mới».
SAME_WORDS = {"&": "va", "+": "va", "tan": "moi"}


def name_key(name: str) -> str:
    """What is left of a name when accents, digits, signs and exchangeable words are gone."""
    words = WORD.findall(fold(name))
    return " ".join([SAME_WORDS.get(word, word) for word in words])
