"""What a rule of wording finds in a text, as staff are told it."""

from __future__ import annotations

from datetime import date

from generator.checks.prose.passage import Passage, TextRule, find_slips
from generator.checks.prose.wording_book import WordingBook
from tests.builders import vocabularies

BOOK = WordingBook(vocabularies().wording)
DAY = date(2020, 6, 26)


def reword(rule: TextRule, text: str, day: date = DAY) -> list[tuple[str, str]]:
    """Each slip as it stands with the words it touches, and made right."""
    passage = Passage(text, day, BOOK)
    return [passage.quote(slip) for slip in find_slips(rule, passage)]
