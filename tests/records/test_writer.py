"""Reading what was written gives the same record; writing what was read gives the same bytes."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records import FuzzyDate, encode_cooperative, encode_post, encode_statistics
from generator.records.quoting import quote_text
from tests.builders import (
    COOPERATIVE_FILE,
    POST_FILE,
    PRODUCT,
    PROJECT,
    RECOGNITION,
    STATISTICS_FILE,
    decode_text,
    make_cooperative,
    make_post,
    make_statistics_row,
)

AWKWARD = ["no", "Yes", "ON", "null", "~", "NULL", "0366123456", "05443", "4.600", "1_000", "12:37", "2026-09-15", "0x1F", "0o17", "1e3", ".5", "-", "- a", "? a",
           ": a", "a: b", "a:", "a #b", "#a", "@a", "`a", "%a", "!a", "&a", "*a", "[a", "]", "{a", "}", "|", ">", "'", '"', 'a"b', "a'b", "\\", "<<", "=", "...", "---",
           "a\u00a0b", "a\u200bb", "\U0001f33e", "“x”", "a,b", "a\tb", "true", ".inf", ".nan", "+1", "NO", "1,58", "1.325,5", "0912 345 678"]  # fmt: skip
SAMPLE_FOLDERS = (PROJECT / "data", PROJECT / "tests/demo/data")
POST_FOLDERS = (PROJECT / "docs/tin-tuc", PROJECT / "tests/demo/docs/tin-tuc")


def list_samples() -> list[Path]:
    """Every record file the project carries."""
    found = [path for folder in SAMPLE_FOLDERS for path in folder.rglob("*.yml") if "vocabularies" not in path.parts]
    return sorted(found + [path for folder in POST_FOLDERS for path in folder.glob("*/*.md")])


@pytest.mark.parametrize("path", list_samples(), ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_sample_files_are_canonical(path: Path) -> None:
    """Each file the project carries is written back byte for byte; the hostile one's decomposed accents come out composed."""
    parts = path.relative_to(PROJECT).parts
    start = next(number for number, part in enumerate(parts) if part in ("data", "docs"))
    decoded = decode_text(path.read_bytes(), "/".join(parts[start:]))
    assert decoded.record is not None, decoded.diagnostics
    if decoded.source.kind == "post":
        written = encode_post(decoded.record, decoded.body)
    elif decoded.source.kind == "statistics":
        written = encode_statistics(decoded.record.rows)
    else:
        written = encode_cooperative(decoded.record)
    assert written.encode("utf-8") == unicodedata.normalize("NFC", path.read_bytes().decode("utf-8")).encode("utf-8")


def reads_back(record: object) -> bool:
    text = encode_cooperative(record)
    decoded = decode_text(text)
    assert decoded.record is not None, (text, decoded.diagnostics)
    return decoded.record == record and encode_cooperative(decoded.record) == text


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_survive(text: str) -> None:
    """What means something else to YAML is put in quotes, alone, in lists and in long texts."""
    assert reads_back(make_cooperative(name=text, aliases=(text, text), summary=text, description=f"{text}\n\n{text}"))


@pytest.mark.parametrize("text", AWKWARD)
def test_other_programs_read_the_same_text(text: str) -> None:
    """PyYAML's safe loader, which guesses at types, sees the text too."""
    assert yaml.safe_load(f"key: {quote_text(text)}\n") == {"key": text}


def is_kept(text: str) -> bool:
    """Texts that a record can hold: composed, trimmed, without control characters."""
    return bool(text) and text == text.strip() and unicodedata.is_normalized("NFC", text)


LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
TEXTS = st.text(LETTERS | st.sampled_from(list(" :#-'\"|>&*!%@`,[]{}?~")), min_size=1, max_size=40).map(str.strip).filter(is_kept)
PROSE = st.lists(TEXTS, min_size=1, max_size=6).map("\n\n  ".join).filter(is_kept)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
FUZZY = (
    st.builds(FuzzyDate, st.integers(1900, 2100))
    | st.builds(FuzzyDate, st.integers(1900, 2100), st.integers(1, 12))
    | DAYS.map(lambda day: FuzzyDate(day.year, day.month, day.day))
)
DECIMALS = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=3) | st.integers(0, 10**9).map(Decimal)
MONEY = st.integers(1, 10**14)
COUNTS = st.integers(0, 10**8)


@settings(max_examples=150)
@given(st.data())
def test_any_cooperative_survives(data: st.DataObject) -> None:
    """Texts, dates, numbers and lists of every kind, written and read again."""
    draw = data.draw
    figures = {
        "year": 2025,
        "members": draw(COUNTS),
        "revenue": draw(MONEY),
        "profit": draw(st.integers(-(10**12), 10**12)),
        "area_ha": draw(DECIMALS),
        "public": draw(st.booleans()),
    }
    price = {"from": 1000, "to": draw(st.integers(1000, 10**9)), "unit": draw(TEXTS), "as_of": draw(DAYS)}
    product = PRODUCT | {
        "name": draw(TEXTS),
        "description": draw(PROSE),
        "price": price,
        "season": ({"from_month": 11, "to_month": 2},),
        "markets": ("trong-nuoc", "NO"),
    }
    product["ocop"] = (RECOGNITION | {"decision": draw(TEXTS), "points": Decimal("77.5")},)
    changes = {
        "name": draw(TEXTS), "aliases": tuple(draw(st.lists(TEXTS, max_size=3))), "founded_on": draw(FUZZY), "summary": draw(TEXTS), "description": draw(PROSE),
        "figures": (figures,), "contacts": ({"type": "phone", "value": "+84912345678", "label": draw(TEXTS)},), "products": (product,),
        "address": {"hamlet": draw(TEXTS), "commune": "05443"}, "size_class": {"class": "nho", "year": 2025},
    }  # fmt: skip
    assert reads_back(make_cooperative(**changes))


@settings(max_examples=60)
@given(st.data())
def test_any_post_survives(data: st.DataObject) -> None:
    """The front matter and, byte for byte, the body."""
    draw = data.draw
    body = "\n" + draw(st.lists(TEXTS, max_size=4).map("\n".join)) + "\n"
    post = make_post(
        title=draw(TEXTS),
        lead=draw(PROSE)[:900].strip(),
        tags=tuple(draw(st.lists(TEXTS, max_size=3))),
        expires_on=draw(DAYS),
        pinned=draw(st.booleans()),
    )
    text = encode_post(post, body)
    decoded = decode_text(text, POST_FILE)
    assert (decoded.record, decoded.body) == (post, body), decoded.diagnostics
    assert text.split("\n")[decoded.body_line - 1] == body.split("\n")[0]


@settings(max_examples=60)
@given(st.lists(st.tuples(DECIMALS, TEXTS, FUZZY), min_size=1, max_size=3))
def test_any_statistics_survive(rows: list[tuple[Decimal, str, FuzzyDate]]) -> None:
    """Values are written so that they read one way only."""
    made = tuple(make_statistics_row(value=value, unit=unit, period={"type": "nam", "to": to}) for value, unit, to in rows)
    decoded = decode_text(encode_statistics(made), STATISTICS_FILE)
    assert decoded.record is not None, decoded.diagnostics
    assert decoded.record.rows == made


def test_what_only_stands_by_default_is_not_written() -> None:
    """A file says what its author said, no more."""
    text = encode_cooperative(make_cooperative(contacts=({"type": "phone", "value": "0912 345 678"},), products=(PRODUCT,)))
    assert "personal" not in text and "availability" not in text and "null" not in text


def test_the_canonical_form() -> None:
    """Keys in the models' order, items under their key, prose below its key, phones as they are printed."""
    record = make_cooperative(
        founded_on="2017", summary="Ngon.", description="Một.\n\nHai.", contacts=[{"type": "zalo", "value": "+84 912345678"}], short_name="HTX: A"
    )  # fmt: skip
    assert encode_cooperative(record) == (
        "name: Hợp tác xã Ví Dụ\n"
        'short_name: "HTX: A"\n'
        "kind: hop-tac-xa\n"
        "sector: trong-trot\n"
        'tax_code: "4699990017"\n'
        "status: dang-hoat-dong\n"
        "founded_on: 2017\n"
        "address:\n"
        '  commune: "05443"\n'
        "contacts:\n"
        "  - type: zalo\n"
        "    value: 0912 345 678\n"
        "summary: |\n"
        "  Ngon.\n"
        "description: |\n"
        "  Một.\n"
        "\n"
        "  Hai.\n"
        "source:\n"
        "  level: register\n"
        "  name: Dữ liệu minh họa\n"
        "  on: 2026-09-15\n"
        "checked_on: 2026-09-15\n"
    )
    assert decode_text(encode_cooperative(record), COOPERATIVE_FILE).record == record
