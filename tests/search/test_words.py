"""Texts cut into words: the shared table, and what holds for every text."""

from __future__ import annotations

import pickle
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.records import Abbreviations, SearchWords
from generator.search.words import LONGEST_KEPT_TEXT, Word, WordRules
from generator.text import fold
from tests.search.cases import KEY_CASES, RULES, TEXT_CASES, TextCase

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵbcdđghklmnpqrstvx"
TEXTS = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + "0123456789 .,-/+*()★\n")


@pytest.mark.parametrize("case", TEXT_CASES, ids=lambda case: ascii(case.text))
def test_a_text_gives_these_words(case: TextCase) -> None:
    """Also when it is asked for again, and in the middle of a text too long to be remembered."""
    expected = [Word(*pair) for pair in zip(case.forms, case.keys, strict=True)]
    assert RULES.list_words(case.text) == expected == RULES.list_words(case.text)
    before, after = "a | " * LONGEST_KEPT_TEXT, " | b"
    assert RULES.list_words(before + case.text + after)[LONGEST_KEPT_TEXT:-1] == expected


def test_the_table_is_large_and_has_no_case_twice() -> None:
    """A case that is there twice hides one that was meant."""
    assert len(TEXT_CASES) >= 80 and len(KEY_CASES) >= 80
    assert len({case.text for case in TEXT_CASES}) == len(TEXT_CASES)
    assert len({raw for raw, _ in KEY_CASES}) == len(KEY_CASES)


@given(TEXTS)
@example("Q\u00daY HO\u00c0 4 sao")
def test_keys_of_vietnamese_are_plain_letters_and_digits(text: str) -> None:
    """A key is the form without its marks, as every other part of the program folds it."""
    for word in RULES.list_words(text):
        assert word.key.isascii() and word.key.isalnum()
        assert word.form == unicodedata.normalize("NFC", word.form).lower()
        assert word.key == fold(word.form)


@given(TEXTS)
@example("Hoà Bình, quý, đường")
def test_composed_and_decomposed_text_give_the_same_words(text: str) -> None:
    """Macs hand over decomposed names."""
    assert RULES.list_words(unicodedata.normalize("NFD", text)) == RULES.list_words(unicodedata.normalize("NFC", text))


@given(TEXTS)
@example("+84 912 345 678, 1.250.000, 4601552873-001")
@example("quu\u00fd h\u00f2a")
def test_words_of_words_are_the_same_words(text: str) -> None:
    """What stands in the index is found by typing it as it stands; bars keep numbers from joining their neighbours."""
    words = RULES.list_words(text)
    assert RULES.list_words(" | ".join(word.form for word in words)) == words


@given(st.text())
def test_any_text_gives_words_of_letters_or_digits(text: str) -> None:
    """No sign, space or mark gets into a word, whatever the script."""
    words = RULES.list_words(text)
    assert all(word.form.isalnum() and word.key for word in words)
    assert not [mark for word in words for mark in word.form if unicodedata.category(mark)[0] == "M"]


def test_a_list_of_words_is_the_caller_s_own() -> None:
    """What a caller adds to it does not come back with the next."""
    RULES.list_words("chè").append(Word("x", "x"))
    assert RULES.list_words("chè") == [Word("chè", "che")]


def test_rules_are_those_of_the_vocabulary() -> None:
    """Abbreviations in capitals, with an old tone or with đ are known; an expansion is not expanded again."""
    words = SearchWords(synonyms=[["Chè", "trà!"]], questions=["Ở  đâu"])
    short = Abbreviations(common={"HTX": "HTX Hoà"}, names={"OCOP": "Mỗi xã"}, searched={"hđnd": "hội đồng"})
    rules = WordRules.of(words, short)
    assert [word.form for word in rules.list_words("htx hdnd HĐND")] == ["htx", "hòa", "hội", "đồng", "hội", "đồng"]
    assert rules.format_rules() == {
        "abbreviations": {"htx": "htx hòa", "hđnd": "hội đồng", "hdnd": "hội đồng"},
        "synonyms": [["chè", "trà"], ["ocop", "mỗi xã"]],
        "questions": ["ở đâu"],
        "types": [["hợp tác xã", 0], ["tổ hợp tác", 0], ["quỹ tín dụng", 0], ["sản phẩm", 1], ["tin tức", 2]],
    }


def test_rules_travel_to_other_processes() -> None:
    """A worker gets the same rules and none of what was remembered."""
    RULES.list_words("chè")
    copied = pickle.loads(pickle.dumps(RULES))
    assert not copied.words_by_text
    assert copied.format_rules() == RULES.format_rules()
    assert copied.list_words("HTX 4 sao") == RULES.list_words("HTX 4 sao")


def test_tokens_are_cut_once() -> None:
    """Three million words of a large site take seconds because each token is looked at once."""
    rules = WordRules({})
    seen = []
    rules.words_by_token.list_token = lambda token: seen.append(token) or (Word(token, token),)
    rules.list_words("xanh sạch " * 500)
    assert seen == ["xanh", "sạch"]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of a whole country do not fill the memory."""
    monkeypatch.setattr("generator.search.words.MOST_KEPT_TEXTS", 3)
    rules = WordRules({})
    for number in range(10):
        rules.list_words(f"chè 091234567{number}")
    assert len(rules.words_by_text) <= 3
    assert list(rules.words_by_token) == ["chè"]


@given(st.text("0123456789+84 .-", max_size=15) | st.from_regex(r"(\+84|84|0)[0-9]{7,11}", fullmatch=True))
def test_a_number_alone_has_the_form_that_the_rules_find(text):
    """Where the quick way answers at all."""
    form = RULES.find_number(text)
    assert not form or [word.form for word in RULES.list_words(text)] == [form]
