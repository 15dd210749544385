"""Vietnamese text: folding, slugs, order, nearest match, words for numbers and dates."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.settings import VIETNAM_TIME
from generator.text import (
    fold,
    format_date,
    format_long_date,
    format_money_vnd,
    format_number,
    format_phone,
    format_stamp,
    is_slug,
    nearest,
    nfc,
    slugify,
    sort_key,
)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [("Chè Tân Cương", "che tan cuong"), ("Đại Từ", "dai tu"), ("NGƯỠNG", "nguong"), ("Ea H’Leo", "ea h’leo"), ("e\u0302\u0301", "e")],
)
def test_fold_drops_marks_and_the_stroke_of_d(given_text, expected):
    """Folding removes tones and marks, and knows that đ is a letter and no accent."""
    assert fold(given_text) == expected


@given(st.text())
def test_fold_is_idempotent(text):
    """Folding a folded text changes nothing."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_slugs_are_ascii_and_stable(text):
    """A slug holds only a-z, 0-9 and single hyphens, and is its own slug."""
    slug = slugify(text)
    assert slug.isascii()
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in slug
    assert slugify(slug) == slug


def test_a_decomposed_name_gives_the_same_slug_as_the_composed_one():
    """macOS and some portals hand out NFD names; they are the same names."""
    decomposed = "Quye\u0302\u0301t đi\u0323nh"
    assert slugify(decomposed) == "quyet-dinh"
    assert nfc(decomposed) == "Quyết định"


def test_vietnamese_order_puts_letters_before_tones():
    """a ă â … d đ … o ô ơ … u ư; tones (huyền, hỏi, ngã, sắc, nặng) decide only between equal letters."""
    names = ["Ước", "Đông", "Dương", "Ăn", "Ân", "An", "Ạn", "Án", "Àn", "Ản", "Ãn", "Ơn", "Ôn", "On", "Xanh"]
    ordered = ["An", "Àn", "Ản", "Ãn", "Án", "Ạn", "Ăn", "Ân", "Dương", "Đông", "On", "Ôn", "Ơn", "Ước", "Xanh"]
    assert sorted(names, key=sort_key) == ordered


def test_spaces_and_digits_come_before_letters():
    """A shorter first word sorts before a longer one, and numbers before words."""
    assert sorted(["Tân Cương", "Tân", "Tâng", "3 Tốt"], key=sort_key) == ["3 Tốt", "Tân", "Tân Cương", "Tâng"]


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("produkt_set", ["product_set", "products"], "product_set"),
        ("Trồng trọt", ["trong-trot", "chan-nuoi"], "trong-trot"),
        ("chăn nuội", ["trong-trot", "chan-nuoi"], "chan-nuoi"),
        ("xyz", ["trong-trot", "chan-nuoi"], ""),
        ("bất kỳ", [], ""),
    ],
)
def test_nearest_compares_without_accents(word, candidates, expected):
    """The nearest match forgives accents, separators and a typo, and stays silent when nothing is near."""
    assert nearest(word, candidates) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0"),
        (999, "999"),
        (455523, "455.523"),
        (Decimal("1325.5"), "1.325,5"),
        (Decimal("4.67"), "4,67"),
        (Decimal("0.3333333"), "0,3333333"),
    ],
)
def test_numbers_are_printed_the_vietnamese_way(number, expected):
    """Dot for thousands, comma for decimals, no digit lost."""
    assert format_number(number) == expected


def test_dates_money_and_stamps_in_words():
    """The house forms of dates, money and a post's stamp."""
    assert format_date(date(2020, 6, 26)) == "26/06/2020"
    assert format_long_date(date(2020, 6, 26)) == "Thứ Sáu, 26/06/2020"
    assert format_stamp(datetime(2020, 6, 28, 14, 4, tzinfo=VIETNAM_TIME)) == "Chủ Nhật, 28/06/2020, 14:04"
    assert format_money_vnd(45000) == "45.000\u00a0đ"  # never parted at the end of a line


@pytest.mark.parametrize(
    ("number", "expected"),
    [("+84912345678", "0912 345 678"), ("+842083851234", "0208 3851 234"), ("+841900123456", "1900 123456")],
)
def test_phones_are_grouped_for_reading(number, expected):
    """Mobiles in threes; other numbers as the phone library groups them."""
    assert format_phone(number) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("che-tan-cuong", True),
        ("a1", True),
        ("a", False),
        ("-a1", False),
        ("Chè", False),
        ("a" * 80, True),
        ("a" * 81, False),
        ("../a", False),
    ],
)
def test_slug_shape(text, expected):
    """Two to eighty characters of a-z, 0-9 and hyphens, beginning with a letter or digit."""
    assert is_slug(text) is expected
