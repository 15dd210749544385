"""The quick way to the words of long texts finds what the rules find."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.search.forms import FormTable
from generator.search.words import WordRules
from tests.builders import vocabularies

RULES = WordRules.of(vocabularies().search_words, vocabularies().abbreviations)
PIECES = [
    "chè",
    "Chè,",
    "HTX",
    "hoà",
    "4",
    "sao",
    "★",
    "*",
    "5*",
    "0912",
    "345",
    "678",
    "(0208)",
    "3.855",
    "+84",
    "–",
    "a/b",
    "2026-03-02",
    "ST25",
    "\u0301",
    "１２",
]


def list_forms(text: str) -> set[str]:
    return {word.form for word in RULES.list_words(" ".join(text.split()))}


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=40))
@example("4 \u0301 \u0301 sao")
@example("(0208) \u0301 2026-03-02")
@example("OCOP 4 sao, gọi 0912 345 678 (gặp chị An) trước 8 giờ")
@settings(max_examples=400)
def test_long_texts_have_the_words_that_the_rules_find(text):
    """Whatever stands before, in and behind numbers."""
    assert FormTable(RULES).find_all(text) == list_forms(text)


@pytest.mark.parametrize("text", ["4\nsao", "0912  345\n678"])
def test_any_run_of_blanks_is_one(text):
    """A number that goes on in the next line is one number, as for a reader."""
    assert FormTable(RULES).find_all(text) == list_forms(text)
    assert len(FormTable(RULES).find_all(text)) == 1


def test_a_table_remembers_no_numbers_and_no_long_pieces():
    """They hardly come again, and a site has as many as it has records."""
    table = FormTable(RULES)
    table.find_all(f"chè 0912345678 8/2024 {'a' * 200}")
    assert set(table) == {"chè"}
