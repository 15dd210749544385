"""Models as a description of the data: titles for people, one schema for editors, values derived from what was written."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pydantic import ValidationError

from generator.records import Cooperative, Post, StatisticsTable
from generator.records.issuers import read_level
from generator.records.mistakes import list_models
from generator.records.product import VALIDITY_MONTHS
from tests.builders import (
    POST_FILE,
    PRODUCT,
    RECOGNITION,
    codes_of,
    decode_change,
    decode_product,
    decode_text,
    make_cooperative,
    make_post,
    make_product,
    make_recognition,
    make_statistics_row,
    post_text,
    vocabularies,
)

ROOTS = (Cooperative, Post, StatisticsTable)
MODELS = [model for root in ROOTS for model in list_models(root)]
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_vietnamese_title_and_description(model: type) -> None:
    """One truth for the field dictionary, the editor schema, forms and sentences."""
    assert model.model_config["title"] and model.place_en
    for name, field in model.model_fields.items():
        assert field.title and field.description, name
        assert VIETNAMESE.search(field.title + field.description), name
        assert field.description.endswith("."), name


@pytest.mark.parametrize("model", ROOTS, ids=lambda model: model.__name__)
def test_the_schema_names_fields_as_files_do(model: type) -> None:
    """Aliases (`from`, `class`) stand in it, Python's names and engineers' docstrings do not."""
    text = str(model.model_json_schema())
    assert "from_'" not in text and "class_'" not in text
    assert not any((other.__doc__ or "\0").splitlines()[0] in text for other in list_models(model))


def test_records_are_frozen() -> None:
    """A rule or a page cannot change a record."""
    with pytest.raises(ValidationError):
        make_cooperative().name = "Khác"  # type: ignore[misc]


def test_files_may_not_use_pythons_names() -> None:
    """`from_` is a name for engineers only."""
    assert codes_of(decode_product(price={"from_": "45000", "unit": "kg", "as_of": "2026-09-15"})) == ["unknown-field"]


def test_a_recognition_ends_after_36_months_unless_it_says_otherwise() -> None:
    """The last day of a short month is kept; a printed date counts; the vocabulary tells the same term."""
    assert make_recognition(decided_on="2023-08-31").ends_on == date(2026, 8, 31)
    assert make_recognition(decided_on="2024-02-29").ends_on == date(2027, 2, 28)
    assert make_recognition(valid_until="2026-01-01").ends_on == date(2026, 1, 1)
    assert vocabularies().recognition_rules.default_validity_months == VALIDITY_MONTHS


@pytest.mark.parametrize(
    ("issuer", "day", "level"),
    [
        ("UBND tỉnh Thái Nguyên", "2024-01-01", "tinh"),
        ("Ủy ban nhân dân huyện Đại Từ, tỉnh Thái Nguyên", "2024-01-01", "huyen"),
        ("UBND thành phố Thái Nguyên", "2024-01-01", "huyen"),
        ("UBND TP. Sông Công", "2024-01-01", "huyen"),
        ("UBND thành phố Hà Nội", "2024-01-01", "tinh"),
        ("UBND TP.HCM", "2024-01-01", "tinh"),
        ("UBND Thành phố Hồ Chí Minh", "2024-01-01", "tinh"),
        ("UBND quận Hà Đông, thành phố Hà Nội", "2024-01-01", "huyen"),
        ("UBND thị xã Phổ Yên", "2024-01-01", "huyen"),
        ("UBND thành phố Huế", "2024-12-31", "huyen"),
        ("UBND thành phố Huế", "2025-01-01", "tinh"),
        ("UBND tỉnh Đồng Nai", "2026-04-29", "tinh"),
        ("UBND thành phố Đồng Nai", "2026-05-01", "tinh"),
        ("Bộ Nông nghiệp và Môi trường", "2026-01-01", "trung-uong"),
        ("Bộ Nông nghiệp và PTNT", "2022-01-01", "trung-uong"),
        ("Hội đồng OCOP", "2026-01-01", ""),
    ],
)
def test_the_level_is_read_from_the_issuer(issuer: str, day: str, level: str) -> None:
    """The narrower unit of a name counts; a city is a province only since it became one."""
    assert read_level(issuer, date.fromisoformat(day)) == level


def test_a_written_level_counts_before_the_issuers_name() -> None:
    """And it settles a name that tells nothing."""
    assert make_recognition(issuer="Hội đồng OCOP", level="tinh").decided_level == "tinh"
    assert make_recognition(level="huyen").decided_level == "huyen"


def test_all_mistakes_of_a_file_are_reported_at_once() -> None:
    """In every part of the record, whatever else is wrong."""
    decoded = decode_change(
        name=None,
        kind="xyz",
        checked_on="30/02/2026",
        address={"commune": "99999"},
        location={"lat": "1", "lon": "105.8", "precision": "xa"},
        products=[PRODUCT | {"slug": "X", "ocop": [RECOGNITION | {"stars": "1"}]}, PRODUCT, PRODUCT],
    )
    assert sorted(codes_of(decoded)) == sorted(
        [
            "missing-field",
            "unknown-code",
            "bad-date",
            "unknown-commune",
            "location-outside-province",
            "bad-slug",
            "stars-without-decision",
            "duplicate-product-slug",
        ]
    )


def test_an_unreadable_kind_does_not_make_the_tax_code_missing() -> None:
    """One mistake does not make another."""
    assert codes_of(decode_change(kind="xyz", tax_code=None)) == ["unknown-code"]


def test_a_warning_does_not_cost_the_record() -> None:
    """A doubtful check digit is said, and the record is used."""
    decoded = decode_change(tax_code="4699990018")
    assert codes_of(decoded) == ["tax-code-check-digit"] and decoded.record is not None


def test_contacts_are_typed_by_their_kind() -> None:
    """Phones are stored in one form; a contact is personal unless it says otherwise."""
    record = make_cooperative(
        contacts=[{"type": "phone", "value": "0912.345.678"}, {"type": "zalo", "value": "+84912345678", "personal": False}]
    )
    assert [(contact.value, contact.personal) for contact in record.contacts] == [("+84912345678", True), ("+84912345678", False)]


def test_builders_take_values_and_texts() -> None:
    """Tests may name a field as Python or as files do, and give a typed value or its text."""
    assert make_product(season=[{"from_month": 3, "to_month": "5"}]).season[0].to_month == 5
    assert make_statistics_row(value="448").value == make_statistics_row(value=448).value
    assert make_post(published_at="2026-09-15 12:37").published_at.isoformat() == "2026-09-15T12:37:00+07:00"
    assert Post.stamp_of(date(2026, 1, 2)).isoformat() == "2026-01-02T00:00:00+07:00"


def test_a_draft_may_lack_its_date_and_only_a_draft() -> None:
    """Other posts must say when they were published."""
    assert decode_text(post_text(published_at=None, draft="true"), POST_FILE).record.draft
    assert codes_of(decode_text(post_text(published_at=None, draft="false"), POST_FILE)) == ["missing-field"]
    assert codes_of(decode_text(post_text(published_at=None, draft="có lẽ"), POST_FILE)) == ["missing-field", "bad-boolean"]


def test_lines_of_a_post_count_from_the_top_of_the_file() -> None:
    """Front matter begins on line 2; the body's line is known."""
    decoded = decode_text(post_text(category="xyz"), POST_FILE)
    assert decoded.diagnostics[0].span.line == 5
    sound = decode_text(post_text(body="\nMột\n"), POST_FILE)
    assert (sound.body, sound.body_line) == ("\nMột\n", 7)
