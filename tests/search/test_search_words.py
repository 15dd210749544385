"""The committed words of the search box: generous, and none that hides a product or a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from generator.search.words import WordRules
from generator.text import fold
from tests.builders import vocabularies
from tests.search.cases import KEY_CASES

WORDS = vocabularies().search_words
SHORT = vocabularies().abbreviations
RULES = WordRules.of(WORDS, SHORT)
PLAIN = WordRules({})
# What people look for and would lose if it were taken for a question or an abbreviation, typed without marks.
GOODS = (
    "chè búp", "gạo nếp", "lúa mùa", "rau cần", "rượu cần", "gia vị", "thịt gia cầm", "gia súc", "cua đồng", "tỏi đen", "trà lá sen", "khoai lang tím",
    "hoa hồi", "dầu lạc", "dâu tằm", "đậu xanh", "mật ong", "cà phê", "nấm tai mèo", "giá đỗ", "nhà sàn", "bánh gai", "bánh đa", "nước mắm", "thịt bò",
    "quả bơ", "bưởi", "cam quýt", "quả na", "dứa", "nhãn lồng", "vải thiều", "chuối", "mía", "ngô", "sắn", "cá tra", "tôm sú", "trâu gác bếp", "cỏ ngọt",
    "bản làng", "chợ nổi", "gỗ", "ô mai", "dược liệu", "thổ cẩm", "đồ gốm", "hương trầm", "chiếu cói", "mùi tàu", "ruốc", "cải bó xôi", "tinh dầu tràm",
)  # fmt: skip


def list_place_names() -> Iterator[str]:
    book = vocabularies()
    for code, province in book.provinces.items():
        yield from (province.name, *province.former)
        for commune in book.communes.of_province(code).values():
            yield commune.name
            yield from (name for unit in commune.former for name in (unit.name, unit.district or ""))


def keys_of(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in RULES.list_words(text))


def forms_of(text: str) -> tuple[str, ...]:
    return tuple(word.form for word in RULES.list_words(text))


def test_there_are_enough_to_help() -> None:
    """North and South, farm and craft, the words of offices."""
    assert len(SHORT.by_searched_word) >= 25 and len(WORDS.synonyms) >= 30 and len(WORDS.questions) >= 30


@pytest.mark.parametrize("text", [*SHORT.searched, *SHORT.searched.values(), *WORDS.questions, *(p for g in WORDS.synonyms for p in g)])
def test_words_are_written_as_the_file_says(text: str) -> None:
    """Lower case, one space between words, tones where the site writes them, no abbreviation in a phrase."""
    assert " ".join(word.form for word in PLAIN.list_words(text)) == re.sub("^([345]) sao$", r"\1sao", text)
    assert text in SHORT.searched or forms_of(text) == tuple(word.form for word in PLAIN.list_words(text))


def test_a_group_names_one_thing_in_ways_that_differ_without_marks() -> None:
    """A spelling that differs by marks alone is found anyway; a phrase in two groups would mean two things."""
    for group in WORDS.synonyms:
        assert len({keys_of(phrase) for phrase in group}) == len(group), group
    assert not [phrase for phrase, count in Counter(p for group in WORDS.synonyms for p in group).items() if count > 1]


def test_no_abbreviation_is_a_word_or_a_place() -> None:
    """«an» may be short for something, but Nghệ An must stay."""
    words = {word.form for name in (*list_place_names(), *GOODS) for word in PLAIN.list_words(name)}
    keys = {fold(word) for word in words} | {fold(decoded) for _, decoded in KEY_CASES}
    assert not keys & {fold(short) for short in (*SHORT.shown, *SHORT.searched)}


def test_no_phrase_that_asks_is_a_place_or_a_product() -> None:
    """«la gi» is La Gi, «bang gia» Bằng Giã: neither may be dropped from a query typed without marks."""
    asked = {keys_of(question): question for question in WORDS.questions if len(forms_of(question)) > 1}
    found = {
        (name, asked[keys[start : start + size]])
        for name, keys in ((name, keys_of(name)) for name in {*list_place_names(), *GOODS})
        for start in range(len(keys))
        for size in (2, 3, 4)
        if keys[start : start + size] in asked
    }
    assert not found


def test_no_single_word_that_asks_is_a_product_when_typed_plain() -> None:
    """One without marks is dropped from every query, so it may be no product's or place's word, with marks or without."""
    plain = {forms_of(question)[0] for question in WORDS.questions if len(forms_of(question)) == 1 and question == fold(question)}
    assert plain == {"mua", "hotline"}
    marked = {question for question in WORDS.questions if len(forms_of(question)) == 1} - plain
    assert not marked & {form for name in GOODS for form in forms_of(name)}
    assert not [group for group in WORDS.synonyms if set(group) & set(WORDS.questions)]
