"""Vietnamese text and the words for numbers, dates and money: folding, slugs, alphabetical order, nearest match.

Pure functions over strings and plain values; nothing here knows a record.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache

import phonenumbers
from babel.dates import format_date as babel_format_date
from babel.numbers import format_decimal

LOCALE = "vi"
NO_BREAK_SPACE = "\u00a0"
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# CLDR `vi`: tones are secondary to letters, in the order none, huyền, hỏi, ngã, sắc, nặng.
TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
LETTER_MARKS = {"\u0302", "\u0306", "\u031b"}  # circumflex, breve, horn: they make another letter, not a tone
LETTER_RANK = {letter: rank for rank, letter in enumerate(ALPHABET, start=100)}
D_STROKE = str.maketrans("đĐ", "dD")
SLUG_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{1,79}")
VIETNAM_MOBILE = re.compile(r"\+84([35789]\d{2})(\d{3})(\d{3})")


class CharacterTable(dict):
    """Character → what stands in its place, filled as characters are met; for `str.translate`."""

    def __init__(self, replace: Callable[[str], str]) -> None:
        super().__init__()
        self.replace = replace

    def __missing__(self, code_point: int) -> str:
        replacement = self[code_point] = self.replace(chr(code_point))
        return replacement


def nfc(text: str) -> str:
    """Composed form: what is stored, compared and printed."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def strip_marks(character: str) -> str:
    """A letter without its marks, đ as d; nothing for a mark alone."""
    decomposed = unicodedata.normalize("NFD", character.translate(D_STROKE))
    return "".join(part for part in decomposed if not unicodedata.combining(part))


BARE_TABLE = CharacterTable(strip_marks)


def lower_initial(text: str) -> str:
    """A name as it stands inside a sentence: «Tỉnh Thái Nguyên» → `tỉnh Thái Nguyên`."""
    return text[:1].lower() + text[1:]


def upper_initial(text: str) -> str:
    """A text as the beginning of a line; its other letters stay."""
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without marks and with đ as d: `Chè Tân Cương` → `che tan cuong`."""
    if text.isascii():
        return text.lower()
    return text.translate(BARE_TABLE).lower()


@lru_cache(maxsize=16384)
def slugify(text: str) -> str:
    """ASCII words joined by hyphens: `Xã Văn Lăng` → `xa-van-lang`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def is_slug(text: str) -> bool:
    """Whether `text` may be a cooperative's, product's or post's slug by shape; reserved words are the models' matter."""
    return SLUG_PATTERN.fullmatch(text) is not None


def rank_letter(character: str) -> int:
    """Signs and digits by their code, then the letters of the alphabet, then everything else."""
    base, _ = split_tone(character)
    if base in LETTER_RANK:
        return LETTER_RANK[base]
    return min(ord(base[0]), 99) if base[0].isascii() else 99


LETTER_TABLE = CharacterTable(lambda character: chr(rank_letter(character)))
TONE_TABLE = CharacterTable(lambda character: chr(split_tone(character)[1] + 1))


def sort_key(text: str) -> tuple[str, str]:
    """Vietnamese alphabetical order: letters first (a ă â b c d đ …), tones only between equal letters."""
    composed = nfc(text).lower()
    return composed.translate(LETTER_TABLE), composed.translate(TONE_TABLE)


def split_tone(character: str) -> tuple[str, int]:
    """A letter without its tone and the tone's rank: `ế` → (`ê`, 4)."""
    decomposed = unicodedata.normalize("NFD", character)
    tone = next((TONE_ORDER[mark] for mark in decomposed if mark in TONE_ORDER), 0)
    kept = "".join(mark for mark in decomposed if not unicodedata.combining(mark) or mark in LETTER_MARKS)
    return unicodedata.normalize("NFC", kept) or character, tone


def nearest(word: str, candidates: Iterable[str], cutoff: float = 0.72) -> str:
    """The candidate that looks most like `word` when accents, case and separators are forgotten; empty when none is near."""
    by_folded: dict[str, str] = {}
    for candidate in candidates:
        by_folded.setdefault(compact(candidate), candidate)
    found = get_close_matches(compact(word), by_folded, n=1, cutoff=cutoff)
    return by_folded[found[0]] if found else ""


def compact(text: str) -> str:
    """Folded words with single hyphens between them, for comparisons."""
    return re.sub(r"[\s_–-]+", "-", fold(text)).strip("-")


@lru_cache(maxsize=65536)
def format_number(value: int | Decimal) -> str:
    """Dot for thousands, comma for decimals: 455.523 · 1.325,5; every decimal given is kept."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return format_decimal(value, locale=LOCALE, decimal_quantization=False)


def format_money_vnd(amount: int) -> str:
    """Whole đồng: `45.000 đ`, with a no-break space so that a line never begins with đ."""
    return f"{format_number(amount)}{NO_BREAK_SPACE}đ"


@lru_cache(maxsize=16384)
def format_date(day: date) -> str:
    """`26/06/2020`."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


@lru_cache(maxsize=16384)
def format_long_date(day: date) -> str:
    """`Thứ Sáu, 26/06/2020`; Babel spells the weekday."""
    return babel_format_date(day, "EEEE, dd/MM/yyyy", locale=LOCALE)


def format_stamp(moment: datetime) -> str:
    """`Thứ Sáu, 26/06/2020, 14:34`, in the moment's own zone (+07:00)."""
    return f"{format_long_date(moment.date())}, {moment:%H:%M}"


@lru_cache(maxsize=65536)
def format_phone(number: str) -> str:
    """An E.164 number as Vietnamese read it: `+84912345678` → `0912 345 678`."""
    mobile = VIETNAM_MOBILE.fullmatch(number)
    if mobile:
        return f"0{mobile[1][:3]} {mobile[2]} {mobile[3]}"
    parsed = phonenumbers.parse(number, "VN")
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
