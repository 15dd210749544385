"""Which files are records, and how places in them are found again."""

from __future__ import annotations

import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from generator.records import Source, load_record, load_records, load_sources, locate
from generator.settings import Settings, build_settings
from tests.builders import (
    COOPERATIVE_FILE,
    POST_FILE,
    PRODUCT,
    RECOGNITION,
    cooperative_text,
    make_source,
    post_text,
    statistics_text,
    vocabularies,
)


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    """An empty project in a folder of its own."""
    return build_settings({"build_date": date(2026, 11, 22)}, project_dir=tmp_path, docs_dir=tmp_path / "docs", site_dir=tmp_path / "site")


def put(project: Settings, file: str, text: str = "x") -> None:
    path = project.project_dir / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_project_without_records_has_no_sources(project: Settings) -> None:
    """Deleted sample folders are no mistake."""
    assert load_sources(project) == ()
    assert load_records(project, vocabularies()).cooperatives == ()


def test_records_lie_directly_in_their_folders(project: Settings) -> None:
    """Photos and texts beside them, hidden files and pages of the news folder are no records."""
    for file in ("data/cooperatives/thai-nguyen/b.yml", "data/cooperatives/thai-nguyen/a.yml", "data/cooperatives/thai-nguyen/a/anh.yml",
                 "data/cooperatives/thai-nguyen/.a.yml", "data/cooperatives/thai-nguyen/ghi-chu.txt", "data/cooperatives/lac.yml", "data/cooperatives/an-giang/c.yaml",
                 "data/statistics/s.yml", "docs/tin-tuc/index.md", "docs/tin-tuc/2026/p.md", "docs/tin-tuc/2026/p/x.md", "docs/tin-tuc/2026/README.md"):  # fmt: skip
        put(project, file)
    assert [source.file for source in load_sources(project)] == [
        "data/cooperatives/an-giang/c.yaml", "data/cooperatives/lac.yml", "data/cooperatives/thai-nguyen/a.yml", "data/cooperatives/thai-nguyen/b.yml",
        "data/statistics/s.yml", "docs/tin-tuc/2026/p.md",
    ]  # fmt: skip
    by_file = {source.file: source for source in load_sources(project)}
    assert (by_file["docs/tin-tuc/2026/p.md"].year, by_file["docs/tin-tuc/2026/p.md"].slug) == ("2026", "p")
    assert by_file["data/cooperatives/lac.yml"].province == ""


def test_names_with_decomposed_accents_are_composed(project: Settings) -> None:
    """Some systems store «ả» as two characters in file names."""
    put(project, unicodedata.normalize("NFD", "data/cooperatives/thai-nguyen/chả.yml"))
    assert load_sources(project)[0].slug == "chả"


def test_all_files_are_decoded_in_the_order_of_their_paths(project: Settings) -> None:
    """Sound or not, every file comes out."""
    put(project, COOPERATIVE_FILE, cooperative_text())
    put(project, "data/cooperatives/thai-nguyen/hong.yml", "name: [")
    put(project, POST_FILE, post_text())
    put(project, "data/statistics/vi-du.yml", statistics_text())
    records = load_records(project, vocabularies())
    assert [decoded.record is not None for decoded in records.cooperatives] == [False, True]
    assert records.posts[0].record.title == "Hội nghị ví dụ"
    assert len(records.statistics[0].record.rows) == 1


def test_a_file_that_cannot_be_opened_is_a_mistake(tmp_path: Path) -> None:
    """It was there when the folder was listed."""
    source = Source("data/cooperatives/thai-nguyen/x.yml", tmp_path / "x.yml", "cooperative", "thai-nguyen", "x")
    assert [diagnostic.code for diagnostic in load_record(source, vocabularies()).diagnostics] == ["unreadable-file"]


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    """A sparse file of 3 GB is refused at once."""
    path = tmp_path / "x.yml"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 3_000_000_000)
    source = Source("data/cooperatives/thai-nguyen/xx.yml", path, "cooperative", "thai-nguyen", "xx")
    assert [diagnostic.code for diagnostic in load_record(source, vocabularies()).diagnostics] == ["file-too-large"]


CONTENT = cooperative_text(
    products=[PRODUCT | {"price": {"from": "45000", "unit": "kg", "as_of": "2026-09-15"}, "ocop": [RECOGNITION]}]
).encode()


@pytest.mark.parametrize(
    ("loc", "place", "field"),
    [
        (("checked_on",), (12, 13, 10), "checked_on"),
        (("products", 0, "ocop", 0, "decided_on"), (24, 21, 10), "products[0].ocop[0].decided_on"),
        (("products", 0, "price", "from_"), (18, 13, 5), "products[0].price.from"),
        (("products", 0), (14, 5, 4), "products[0]"),
        (("products",), (13, 1, 8), "products"),
        (("products", 7, "name"), (13, 1, 8), "products[7].name"),
        (("location", "lat"), (1, 1, 4), "location.lat"),
        ((), (1, 1, 4), ""),
    ],
)
def test_places_are_found_again(loc: tuple, place: tuple[int, int, int], field: str) -> None:
    """A value, the name of a group, or for what is not in the file the first line of the part that should hold it."""
    span, source_line, found = locate(CONTENT, make_source(), loc)
    assert ((span.line, span.column, span.length), found) == (place, field)
    assert source_line == CONTENT.decode().split("\n")[span.line - 1]


def test_places_in_posts_count_the_first_fence() -> None:
    """Lines are those of the file."""
    span, source_line, _ = locate(post_text().encode(), make_source(POST_FILE), ("title",))
    assert (span.line, source_line) == (2, "title: Hội nghị ví dụ")


def test_a_file_that_was_broken_meanwhile_still_has_a_place() -> None:
    """A finding must not fail because somebody is typing."""
    span, source_line, _ = locate(b"name: [", make_source(), ("name",))
    assert (span.line, source_line) == (1, "")
