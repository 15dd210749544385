"""Text rules in the browser: the table that Python runs, strings by chance, and raw Telex and VNI keys."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.builders import PROJECT, vocabularies
from tests.search.cases import KEY_CASES, RULES, TEXT_CASES

pytestmark = pytest.mark.browser
MODULES = "assets/htx/search/"
LIST_WORDS = """async ([texts, rules]) => {
  const { listWords } = await import("./text.js");
  return texts.map((text) => listWords(text, rules).map(({ form, key, raw }) => [form, key, raw]));
}"""
DECODE_KEYS = """async (typed) => {
  const { decodeKeys } = await import("./keys.js");
  return typed.map(decodeKeys);
}"""
PIECES = [
    "chè", "hoà", "hòa", "quý", "qúy", "thuỷ", "khoẻ", "Đắk", "ĐỒNG", "tóan", "gìa", "uỷ", "ng", "a", "ế", "ộ", "sao", "4 sao", "5*", "3★", "⭐", "htx",
    "HTX", "qđ", "QD", "ubnd", "0912345678", "0912", "345", "678", "+84", "84", "(0208)", "3855", "4601552873", "001", "1.250", ".000", "45", "2021", "2025",
    "01", "02", "7", "0", "05", ".", ",", "-", "–", "/", "+", "*", "(", ")", "_", "@", ":", "«", " ", "\u00a0", "\n", "\u200b", "\ufeff", "\u00ad",
    "\u0301", "\u0323", "\u0302", "\u20dd", "²", "½", "™", "４", "Ｈ", "🍵", "茶", "ф", "É", "ð", "Ð", "İ", "Σ", "st", "ri6", "x",
]  # fmt: skip
VNI = {"\u0300": "2", "\u0301": "1", "\u0303": "4", "\u0309": "3", "\u0323": "5", "\u0302": "6", "\u031b": "7", "\u0306": "8"}
TELEX = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j", "\u031b": "w", "\u0306": "w"}

SURE = {
    "nguyễn",
    "quý",
    "giếng",
    "đắk",
    "lắk",
    "krông",
    "hòa",
    "hoàng",
    "huỳnh",
    "thủy",
    "khuấy",
    "giuộc",
    "ngoằn",
    "nghĩa",
    "bưởi",
    "rượu",
    "thuở",
    "quyết",
}
NOT_VIETNAMESE = {"boòng", "choóng", "cuôr", "dêê", "êê", "dêr", "loỏng", "nguơn", "nhoóng", "sôr", "tôr", "đar", "đir", "đoọc"}


@pytest.fixture(scope="module")
def page(browser: Browser, serve_folder: Callable[[Path], str]) -> Iterator[Page]:
    """A page beside the modules, so that they can be imported."""
    with browser.new_page() as page:
        page.goto(serve_folder(PROJECT / "theme_overrides") + MODULES + "text.js")
        yield page


def test_the_browser_cuts_texts_like_python(page: Page) -> None:
    """Every case of the shared table."""
    found = page.evaluate(LIST_WORDS, [[case.text for case in TEXT_CASES], RULES.format_rules()])
    for case, words in zip(TEXT_CASES, found, strict=True):
        assert [form for form, _, _ in words] == case.forms, case.text
        assert [key for _, key, _ in words] == case.keys, case.text


def test_both_agree_on_texts_that_nobody_thought_of(page: Page) -> None:
    """What the index holds must be what a query asks for, whatever was typed."""
    chance = random.Random(20261122)
    texts = ["".join(chance.choice(PIECES) + chance.choice(("", "", " ")) for _ in range(chance.randint(1, 12))) for _ in range(1500)]
    found = page.evaluate(LIST_WORDS, [texts, RULES.format_rules()])
    for text, words in zip(texts, found, strict=True):
        assert [(form, key) for form, key, _ in words] == RULES.list_words(text), ascii(text)


def test_words_remember_how_they_were_typed(page: Page) -> None:
    """Raw keys, abbreviations and misplaced tones are told as the visitor wrote them, in lower case."""
    (words,) = page.evaluate(LIST_WORDS, [["HTX Hoà CHEF 4 Sao"], RULES.format_rules()])
    assert [raw for _, _, raw in words] == ["htx", "htx", "htx", "hoà", "chef", "4 sao"]


def test_fold_and_tone_of_a_word(page: Page) -> None:
    """For titles that are marked and for words that did not come through a query."""
    script = 'async () => { const { fold, placeTone } = await import("./text.js"); return [fold("Đặc SẢN Hoà"), placeTone("qúy")]; }'
    assert page.evaluate(script) == ["dac san hoa", "quý"]


def test_raw_keys_are_decoded(page: Page) -> None:
    """Every case of the table."""
    found = page.evaluate(DECODE_KEYS, [raw for raw, _ in KEY_CASES])
    assert dict(zip((raw for raw, _ in KEY_CASES), found, strict=True)) == dict(KEY_CASES)


@pytest.mark.parametrize("write", ["telex", "telex late", "vni", "vni late"])
def test_the_words_of_every_place_can_be_typed_in_keys(page: Page, write: str) -> None:
    """All 3,321 communes: a syllable decodes to itself or, where it is no Vietnamese one, rarely to anything else."""
    forms = sorted(form for form in list_place_words() | SURE if typed_keys(form, write) != form and len(typed_keys(form, write)) > 2)
    found = dict(zip(forms, page.evaluate(DECODE_KEYS, [typed_keys(form, write) for form in forms]), strict=True))
    wrong = {form: decoded for form, decoded in found.items() if decoded not in ("", form)}
    assert len(forms) > 900
    assert set(wrong) <= NOT_VIETNAMESE, wrong
    assert len([form for form, decoded in found.items() if not decoded]) < 0.06 * len(forms)
    assert not [form for form in SURE if not found[form]]


def list_place_words() -> set[str]:
    book = vocabularies()
    names = (commune.name for code in book.provinces for commune in book.communes.of_province(code).values())
    return {word.form for name in names for word in RULES.list_words(name) if word.form.isalpha()}


def typed_keys(form: str, write: str) -> str:
    """The keys for a word, a tone behind its letter or at the end of the word."""
    keys, tone, vowel = [], "", ""
    method = VNI if write.startswith("vni") else TELEX
    for sign in unicodedata.normalize("NFD", form.replace("đ", "d9" if method is VNI else "dd")):
        key = method.get(sign, sign)
        if sign == "\u0302" and method is TELEX:
            key = vowel
        if sign in "\u0300\u0301\u0303\u0309\u0323" and write.endswith("late"):
            tone = key
            continue
        vowel = sign if sign in "aeo" else vowel
        keys.append(key)
    return "".join(keys) + tone
