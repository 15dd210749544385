"""Text → words by rules that the browser shares (`assets/htx/search/text.js`): numbers joined, tones in one place, abbreviations written out.

What staff decide stands in the vocabularies `search_words` and `abbreviations`; cases that both sides run stand in `tests/search/text_cases.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.records import Abbreviations, SearchWords

LONGEST_KEPT_TEXT = 120  # names, labels and places come again and again; descriptions do not
MOST_KEPT_TEXTS = 100_000
TYPE_NAMES = (("hợp tác xã", 0), ("tổ hợp tác", 0), ("quỹ tín dụng", 0), ("sản phẩm", 1), ("tin tức", 2))  # what people call types of rows
LONG_NUMBER = 6  # digits; phones, tax codes, amounts
LOCAL_DIGITS = (8, 9, 10)  # of a phone number behind the country's code
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff™℠]")  # no part of a word, and no border between two
PLAIN = re.compile("[\x00-\u02ff\u1e00-\u1eff\u2000-\u206f]*")  # no combining mark stands here
LETTER = r"[^\W\d_]"
DIGITS = "0123456789"
SPACES = r"[ \t\n\r]*"
BREAK = r"(?:[ .-]|\)[ .-]?|[ .-]?\()?"  # between two digits of one phone number
DATE = "(?:[0-9]{1,2}[.-][0-9]{1,2}[.-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})"
# In this order: stars, a date (whose numbers stay apart), a tax code with its branch, a mobile number, any other phone number, thousands.
NUMBERS = (
    rf"[1-5]{SPACES}(?:sao(?!{LETTER})|\*(?![0-9])|★|⭐)",
    rf"{DATE}(?![0-9])",
    r"[0-9]{10}-[0-9]{3}(?![0-9])",
    rf"(?:\+84|0){BREAK}[35789](?:{BREAK}[0-9]){{8}}(?![0-9])",
    rf"(?:\+84|0)(?:{BREAK}[0-9]){{8,10}}(?![0-9])",
    r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])",
)
TOKEN = re.compile("|".join((f"{LETTER}+", *NUMBERS, "[0-9]+")))
WHOLE_DATE = re.compile(DATE)
COUNTRY = re.compile(r"\+84|84(?=[0-9]{9}$)")
PAIRS = ("oa", "oe", "uy")  # the tone stands on the first letter at the end of a syllable, on the second before another letter
TONES = "\u0300\u0301\u0303\u0309\u0323"


def list_tone_places() -> Iterator[tuple[str, tuple[str, str]]]:
    """Each spelling of a pair of vowels with a tone → how it is spelled at the end of a syllable and before another letter."""
    for tone in TONES:
        for first, second in PAIRS:
            spellings = (compose(first + tone + second), compose(first + second + tone))
            yield from ((spelling, spellings) for spelling in spellings)
        for vowel in "aeêiyơâă":  # the u of «qu» never carries the tone
            spelling = compose(f"qu{vowel}{tone}")
            yield from ((other, (spelling, spelling)) for other in (spelling, compose(f"qu{tone}{vowel}")))


def compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


PLACES = dict(list_tone_places())
MISPLACED = re.compile("|".join(sorted(PLACES, key=len, reverse=True)))


class Word(NamedTuple):
    """One word of a text: as it is written today, and without any mark."""

    form: str
    key: str


class WordTable(dict):
    """Token → its words, filled as tokens are met; long numbers are not kept, for few come twice."""

    def __init__(self, list_token: Callable[[str], tuple[Word, ...]]) -> None:
        super().__init__()
        self.list_token = list_token

    def __missing__(self, token: str) -> tuple[Word, ...]:
        words = self.list_token(token)
        if token[0].isalpha() or len(token) < LONG_NUMBER:
            self[token] = words
        return words


class WordRules:
    """The rules of one site: how its texts and queries are cut into words. Remembers what it has seen; travels to other processes without."""

    def __init__(
        self, abbreviations: Mapping[str, str], synonyms: tuple[tuple[str, ...], ...] = (), questions: tuple[str, ...] = ()
    ) -> None:
        self.abbreviations, self.synonyms, self.questions = dict(abbreviations), synonyms, questions
        self.expansions: dict[str, tuple[Word, ...]] = {}
        self.words_by_token = WordTable(self.list_token)
        self.words_by_text: dict[str, tuple[Word, ...]] = {}
        for short, meaning in abbreviations.items():
            words = tuple(word for token in TOKEN.findall(clean(meaning)) for word in split_token(token))
            form = place_tone(clean(short))
            self.expansions[form] = words
            self.expansions.setdefault(strip_marks(form), words)

    @classmethod
    def of(cls, search_words: SearchWords, abbreviations: Abbreviations) -> WordRules:
        """The rules of two vocabularies. An abbreviation that has become a name is another word for its meaning."""
        names = ((short.lower(), words.lower()) for short, words in abbreviations.names.items())
        return cls(abbreviations.by_searched_word, (*search_words.synonyms, *names), search_words.questions)

    def __reduce__(self) -> tuple[type[WordRules], tuple[object, ...]]:
        return WordRules, (self.abbreviations, self.synonyms, self.questions)

    def list_words(self, text: str) -> list[Word]:
        """The words of a text in their order; no word for signs, pictures and spaces."""
        if len(text) > LONGEST_KEPT_TEXT:
            return self.split_text(text)
        words = self.words_by_text.get(text)
        if words is None:
            if len(self.words_by_text) >= MOST_KEPT_TEXTS:
                self.words_by_text.clear()
            words = self.words_by_text[text] = tuple(self.split_text(text))
        return list(words)

    def split_text(self, text: str) -> list[Word]:
        return list(chain.from_iterable(map(self.words_by_token.__getitem__, TOKEN.findall(clean(text)))))

    def find_number(self, text: str) -> str:
        """The form of a text that is one number, as most phones, tax codes and bar codes are given; empty where only the rules can tell."""
        digits = text[3:] if text.startswith("+84") else text
        if not (digits.isdigit() and digits.isascii()):
            return ""
        if digits is not text:
            form = "0" + digits.lstrip("0") if len(digits) in LOCAL_DIGITS else ""
        else:
            form = "" if text.startswith("84") else text
        return "" if form in self.expansions else form

    def list_token(self, token: str) -> tuple[Word, ...]:
        words = tuple(split_token(token))
        return self.expansions.get(words[0].form, words) if len(words) == 1 else words

    def format_rules(self) -> dict[str, object]:
        """What the browser needs of these rules, as `manifest.json` carries it: phrases as the forms of their words, a blank between two."""
        return {
            "abbreviations": {short: join_forms(words) for short, words in self.expansions.items()},
            "synonyms": [[join_forms(self.list_words(text)) for text in group] for group in self.synonyms],
            "questions": [join_forms(self.list_words(text)) for text in self.questions],
            "types": [list(pair) for pair in TYPE_NAMES],
        }


def join_forms(words: Iterable[Word]) -> str:
    return " ".join(word.form for word in words)


def clean(text: str) -> str:
    """Lower case and composed; no mark is left that no letter took, nothing that is never seen. The old Icelandic Ð is our Đ."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFKC", UNSEEN.sub("", text)).lower().replace("ð", "đ").replace("ɖ", "đ")
    if PLAIN.fullmatch(composed):
        return composed
    return unicodedata.normalize("NFC", "".join(character for character in composed if not is_mark(character)))


def is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def strip_marks(form: str) -> str:
    """A form without any mark: `đặc` → `dac`. Marks by Unicode's category, which is what the browser knows."""
    if form.isascii():
        return form
    return "".join(character for character in unicodedata.normalize("NFD", form) if not is_mark(character)).replace("đ", "d")


def split_token(token: str) -> Iterator[Word]:
    """The words of one token: a run of letters, a number, stars, or the three numbers of a date."""
    if token[0] in DIGITS or token[0] == "+":
        numbers = re.split("[.-]", token) if WHOLE_DATE.fullmatch(token) else (format_number(token),)
        yield from (Word(number, number) for number in numbers)
        return
    for part in [token] if token.isalpha() else "".join(letter if letter.isalpha() else " " for letter in token).split():
        form = place_tone(part)
        yield Word(form, strip_marks(form))


def format_number(token: str) -> str:
    """The digits alone; the country's code before a phone number becomes 0, stars become one word: `4 ★` → `4sao`."""
    if token[-1] not in DIGITS:
        return f"{token[0]}sao"
    country = COUNTRY.match(token)
    digits = re.sub("[^0-9]", "", token[country.end() :] if country else token)
    return "0" + digits.lstrip("0") if country else digits


def place_tone(token: str) -> str:
    """A word with its tone where we write it: `hoà` → `hòa`, `hòang` → `hoàng`, `qúy` → `quý`."""
    return token if token.isascii() else MISPLACED.sub(lambda found: PLACES[found[0]][found.end() < len(token)], token)
