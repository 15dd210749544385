"""Sentences that are looked into once give the words that whole texts give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.sentences import SentenceBook
from generator.search.words import WordRules

RULES = WordRules({"htx": "hợp tác xã"})
SENTENCES = ["Chè ngon", "HTX có chè", "gọi 0912", "345 678", "4", "sao", "(0208)", "3.855.123", "\u0301", "", "12", "2026"]
TEXTS = st.lists(st.lists(st.sampled_from(SENTENCES), max_size=5).map(". ".join) | st.text(". \n4a0", max_size=12), max_size=12)


@pytest.mark.parametrize("limits", [(50_000, 50_000), (3, 50_000), (50_000, 2)])
def test_sentences_give_the_words_of_their_texts(limits, monkeypatch):
    """Also where they turn out to be no help in the middle of the work."""
    monkeypatch.setattr("generator.search.sentences.TRIAL", limits[0])
    monkeypatch.setattr("generator.search.sentences.MOST_SENTENCES", limits[1])
    compare_with_rules()


@given(TEXTS)
def compare_with_rules(texts):
    book = SentenceBook(RULES)
    expected: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        book.add(row, text)
        for form in {word.form for word in RULES.list_words(" ".join(text.split()))}:
            expected.setdefault(form, []).append(row)
    assert {form: list(rows) for form, rows in book.build()} == expected


def test_a_sentence_is_looked_into_once(monkeypatch):
    """However many texts say it."""
    looked_into = []
    book = SentenceBook(RULES)
    find_all = book.forms.find_all
    monkeypatch.setattr(book.forms, "find_all", lambda text: looked_into.append(text) or find_all(text))
    for row in range(4):
        book.add(row, "Chè ngon. Đóng gói kín.\nChè ngon")
    assert looked_into == ["Chè ngon", "Đóng gói kín"]
