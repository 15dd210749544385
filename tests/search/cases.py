"""The table of texts and their words that Python and the browser both run."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml

from generator.search.words import WordRules

FILE = Path(__file__).with_name("text_cases.yml")


class TextCase(NamedTuple):
    """A text with the forms and keys of its words."""

    text: str
    forms: list[str]
    keys: list[str]


def load_table() -> dict:
    return yaml.load(FILE.read_bytes(), Loader=yaml.CBaseLoader)


TABLE = load_table()
TEXT_CASES = [TextCase(text, forms.split(), (keys or [forms])[0].split()) for text, forms, *keys in TABLE["words"]]
KEY_CASES = [tuple(case) for case in TABLE["keys"]]
RULES = WordRules(TABLE["abbreviations"], (("chè", "trà"),), ("ở đâu",))
