"""Vocabularies as the generator reads them: typed entries, rules of the law by date, communes a province at a time."""

from __future__ import annotations

import pickle
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Report, format_text
from generator.records import SearchWords, Typo, Vocabularies, load_vocabularies
from tests.builders import PROJECT, vocabularies

SOURCE = PROJECT / "data" / "vocabularies"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the vocabularies that a test may break, with the communes of two provinces."""
    copy = tmp_path / "data" / "vocabularies"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("communes"))
    (copy / "communes").mkdir()
    for province in ("thai-nguyen", "an-giang"):
        shutil.copy(SOURCE / "communes" / f"{province}.yml", copy / "communes")
    return copy


def load(folder: Path, **options: object) -> tuple[Vocabularies, list[Diagnostic]]:
    loaded, diagnostics = load_vocabularies(folder, folder.parent.parent, **options)
    assert format_text(Report(diagnostics)) and format_text(Report(diagnostics), "en")
    return loaded, diagnostics


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_entries_are_typed_and_in_the_order_of_their_file() -> None:
    """Codes lead to labels in two languages and to what a kind of entry has besides."""
    book = vocabularies()
    assert list(book.sectors)[:2] == ["trong-trot", "chan-nuoi"]
    assert book.sectors["trong-trot"].label == "Trồng trọt" and book.sectors["trong-trot"].group == "nong-nghiep"
    assert book.kinds["hop-tac-xa"].abbreviation == "HTX"
    assert [entry.number for entry in book.product_sets.values()] == list(range(1, 27))
    assert book.terms["ocop_levels"]["huyen"].label_en == "District"
    assert book.lists["contact_types"] is book.terms["contact_types"]
    province = book.provinces["thai-nguyen"]
    assert (province.code, province.name, province.number) == ("thai-nguyen", "Tỉnh Thái Nguyên", "19")
    assert province.box.lat_min < Decimal("21.6") < province.box.lat_max


def test_communes_are_found_by_code_and_by_province() -> None:
    """Two communes of a province may fold to one slug; former names lead to those of today."""
    communes = vocabularies().communes
    commune = communes["05443"]
    assert (commune.name, commune.province, commune.slug) == ("Phường Phan Đình Phùng", "thai-nguyen", "phuong-phan-dinh-phung")
    assert communes.of_province("thai-nguyen")["05443"] == commune
    assert "99999" not in communes and communes.of_province("xyz") == {}
    assert [found.code for found in communes.find_former("xã Kim Hỷ", "thai-nguyen")] == ["02143"]
    assert len(communes) == 3321 == len(set(communes))


def test_communes_are_read_when_a_province_is_asked_for(folder: Path) -> None:
    """A province without a file costs nothing until then, and has no communes after."""
    book, diagnostics = load(folder)
    assert not diagnostics
    assert len(book.communes.of_province("thai-nguyen")) == 92
    assert book.communes.of_province("ha-noi") == {}
    assert book.communes["30307"].province == "an-giang"


def test_vocabularies_travel_to_other_processes() -> None:
    """A worker gets the same entries."""
    copied = pickle.loads(pickle.dumps(vocabularies()))
    assert copied.sectors == vocabularies().sectors
    assert copied.communes["05443"] == vocabularies().communes["05443"]


@pytest.mark.parametrize(
    ("stars", "day", "points", "levels"),
    [
        (3, "2022-06-01", "50–<70", ("tinh",)),
        (3, "2023-06-01", "50–<70", ("huyen",)),
        (3, "2025-07-05", "50–<70", ("huyen",)),
        (3, "2025-07-06", "50–<70", ("tinh",)),
        (3, "2026-06-01", "50–<70", ("tinh",)),
        (4, "2026-06-01", "70–<90", ("tinh",)),
        (5, "2026-06-01", "90–100", ("trung-uong",)),
    ],
)
def test_the_law_of_the_day_counts(stars: int, day: str, points: str, levels: tuple[str, ...]) -> None:
    """A decision is held against the rule of its own day."""
    rules, on = vocabularies().recognition_rules, date.fromisoformat(day)
    assert rules.band(stars, on).describe() == points
    assert rules.levels(stars, on) == levels
    assert rules.instrument(on).startswith("Quyết định")


def test_a_band_has_its_lower_edge_and_not_its_upper() -> None:
    """70 points are four stars, not three; 100 are five."""
    rules, on = vocabularies().recognition_rules, date(2026, 6, 1)
    assert not rules.band(3, on).contains(Decimal(70)) and rules.band(4, on).contains(Decimal(70))
    assert rules.band(5, on).contains(Decimal(100)) and not rules.band(5, on).contains(Decimal("89.9"))
    assert rules.band(3, date(2015, 1, 1)) is None and rules.levels(3, date(2015, 1, 1)) == () and rules.instrument(date(2015, 1, 1)) == ""


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line"),
    [
        ("sectors.yml", "  group: nong-nghiep", "  group: nong-nghiepp", "unknown-code", 9),
        ("sectors.yml", "  label: Trồng trọt", "  nhan: Trồng trọt", "unknown-field", None),
        ("kinds.yml", "  label_en: Cooperative\n", "", "missing-field", None),
        ("kinds.yml", "hop-tac-xa:", "Hợp tác xã:", "bad-form", None),
        ("statuses.yml", "  label: Đang hoạt động", "  label: Đang: hoạt động", "colon-in-value", None),
        ("terms.yml", "availability:", "availabilities:", "missing-list", None),
        ("recognition_rules.yml", "from: 2019-08-21", "from: 2019-02-30", "bad-date", None),
        ("provinces.yml", '  number: "01"', "  number: mot", "bad-form", None),
        ("search_words.yml", "synonyms:\n", "synonym:\n", "unknown-field", None),
        ("abbreviations.yml", "common:\n", "common: []\nkhac:\n", "expected-group", 5),
        ("abbreviations.yml", "names:\n", "ten:\n", "unknown-field", None),
        ("typos.yml", "  khó khan: khó khăn", "  khó khan: [khó khăn]", "expected-group", None),
        ("typos.yml", "    right: tư vấn", "    dung: tư vấn", "missing-field", None),
        ("typos.yml", "    right: tư vấn", "    right: '?!'", "bad-form", None),
        ("typos.yml", "  - 20/11", "  - 20-11", "bad-form", None),
        ("search_words.yml", "questions:\n", "questions: ở đâu\nkhac:\n", "expected-list", None),
        ("search_words.yml", "  - [chè, trà]", "  - {chè: trà}", "expected-list", None),
        ("search_words.yml", "  - [chè, trà]", "  - [chè, '?!']", "bad-form", None),
        ("search_words.yml", "  - [chè, trà]", "  - [chè, [trà, trà xanh]]", "expected-text", None),
        ("abbreviations.yml", "  HTX: hợp tác xã", "  HTX: [hợp, tác, xã]", "expected-text", 7),
    ],
)
def test_mistakes_in_vocabularies_have_a_place(folder: Path, file: str, old: str, new: str, code: str, line: int | None) -> None:
    """Staff who edit a list see the same sentences as for records; the rest of the list is used."""
    edit(folder / file, old, new)
    book, diagnostics = load(folder)
    assert code in [diagnostic.code for diagnostic in diagnostics]
    first = next(diagnostic for diagnostic in diagnostics if diagnostic.code == code)
    assert first.span.file == f"data/vocabularies/{file}"
    assert line is None or first.span.line == line
    assert book.product_sets


@pytest.mark.parametrize(
    ("old", "new", "code", "given", "column"),
    [
        ("  HTX: hợp tác xã", "  H T X: hợp tác xã", "bad-abbreviation", "H T X", 3),
        ("  HTX: hợp tác xã", "  OCOP4: hợp tác xã", "bad-abbreviation", "OCOP4", 3),
        ("  HTX: hợp tác xã\n", "  HTX: hợp tác xã\n  htx: hợp tác\n", "duplicate-key", "htx", 3),
        ("  lm: liên minh", "  ocop: sản phẩm", "duplicate-key", "ocop", 3),
        ("  sát nhập: sáp nhập", "  Sát nhập: sát nhập", "typo-without-change", "Sát nhập", 3),
        ("[chè, trà]", "[chè]", "lonely-synonym", "chè", 5),
        ("[chè, trà]", "chè, trà", "lonely-synonym", "chè, trà", 5),
        ("[chè, trà]", "[chè, Chè]", "lonely-synonym", "chè, Chè", 5),
    ],
)
def test_words_that_do_nothing_have_a_place(folder: Path, old: str, new: str, code: str, given: str, column: int) -> None:
    """An abbreviation of two words would never be met, a name in a group of its own finds nothing more, what is right is no typo."""
    names = ("search_words.yml", "abbreviations.yml", "typos.yml")
    file = next(name for name in names if old in (folder / name).read_text(encoding="utf-8"))
    edit(folder / file, old, new)
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if text == new.rstrip("\n").split("\n")[-1] or new in text)
    book, (diagnostic,) = load(folder)
    assert (diagnostic.code, diagnostic.span.file) == (code, f"data/vocabularies/{file}")
    assert (diagnostic.span.line, diagnostic.span.column) == (line, column)
    assert dict(diagnostic.values)["given"] == given
    assert "ở đâu" in book.search_words.questions


def test_search_words_are_typed(folder: Path) -> None:
    """Each list may be left out; without the file there are none, and its absence is an error like that of any list."""
    book = vocabularies().search_words
    assert ("chè", "trà") in book.synonyms and "ở đâu" in book.questions
    (folder / "search_words.yml").write_text("questions: [ở đâu]\n", encoding="utf-8")
    loaded, diagnostics = load(folder)
    assert not diagnostics
    assert loaded.search_words == SearchWords(questions=["ở đâu"])
    (folder / "search_words.yml").unlink()
    loaded, diagnostics = load(folder)
    assert [(item.code, item.span.file) for item in diagnostics] == [("missing-vocabulary", "data/vocabularies/search_words.yml")]
    assert loaded.search_words == SearchWords()


def test_abbreviations_and_wording_are_typed() -> None:
    """Pages show capitals, searches read small letters; a typo may be right beside some words."""
    book = vocabularies()
    assert book.abbreviations.shown["HĐND"] == "Hội đồng nhân dân" and book.abbreviations.shown["OCOP"] == "Mỗi xã một sản phẩm"
    assert book.abbreviations.by_searched_word["hđnd"] == "Hội đồng nhân dân"
    assert "ocop" not in book.abbreviations.by_searched_word and "TP" not in book.abbreviations.shown
    assert book.wording.typos["khó khan"] == Typo(right="khó khăn")
    assert "đầu" in book.wording.typos["tư vẫn"].not_after
    assert "20/11" in book.wording.anniversaries


def test_a_missing_vocabulary_is_named(folder: Path) -> None:
    """The build goes on far enough to report everything else."""
    (folder / "sectors.yml").unlink()
    book, diagnostics = load(folder)
    assert [diagnostic.code for diagnostic in diagnostics] == ["missing-vocabulary"]
    assert book.sectors == {}


def test_communes_asked_for_by_name_are_checked(folder: Path) -> None:
    """A broken file of a needed province is reported when the vocabularies are loaded."""
    edit(folder / "communes" / "thai-nguyen.yml", 'code: "01840"', "code: mot")
    _, diagnostics = load(folder, provinces=("thai-nguyen", "xyz"))
    assert [(diagnostic.code, diagnostic.span.file) for diagnostic in diagnostics] == [
        ("bad-form", "data/vocabularies/communes/thai-nguyen.yml")
    ]


def test_communes_read_late_tell_their_mistakes_too(folder: Path) -> None:
    """A record's province is first asked for while its file is decoded."""
    edit(folder / "communes" / "thai-nguyen.yml", "- code", "code")
    book, diagnostics = load(folder)
    assert not diagnostics and not book.communes.diagnostics
    assert book.communes.of_province("thai-nguyen") == {}
    assert [diagnostic.span.file for diagnostic in book.communes.diagnostics] == ["data/vocabularies/communes/thai-nguyen.yml"]


def test_an_empty_vocabulary_is_reported(folder: Path) -> None:
    """So is a list where entries by code are needed."""
    (folder / "sectors.yml").write_text("", encoding="utf-8")
    (folder / "kinds.yml").write_text("- hop-tac-xa\n", encoding="utf-8")
    _, diagnostics = load(folder)
    assert {diagnostic.code for diagnostic in diagnostics} == {"empty-file", "not-a-record"}


def test_a_list_that_is_never_read_is_a_warning(folder: Path) -> None:
    """A misspelt name, another ending, a province that does not exist; texts beside the lists are nobody's business."""
    for name in ("sector.yml", "kinds.yaml", "statuses.yml.txt", "communes/bac-kan.yml", "communes/LICENSE.txt", "README.md"):
        (folder / name).write_text("a: b\n", encoding="utf-8")
    _, diagnostics = load(folder)
    found = [(item.code, item.severity, item.span.file, item.fix, dict(item.values)["nearest"]) for item in diagnostics]
    assert found == [
        ("unknown-vocabulary", "warning", "data/vocabularies/kinds.yaml", "nearest", "kinds.yml"),
        ("unknown-vocabulary", "warning", "data/vocabularies/sector.yml", "nearest", "sectors.yml"),
        ("unknown-vocabulary", "warning", "data/vocabularies/statuses.yml.txt", "nearest", "statuses.yml"),
        ("unknown-vocabulary", "warning", "data/vocabularies/communes/bac-kan.yml", "default", ""),
    ]
