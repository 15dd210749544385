"""A portal as its builder sees it: three sites built from records, one of which finds what all of them publish."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click import ClickException

from generator.search.model import SearchIndex
from generator.search.parts import MANIFEST_PATH
from generator.search.source_manifest import decode_index, decode_manifest, verify_part
from tests.portal_sites import CANARY, build_site, write_portal, write_site
from tests.small_project import CONFIG, RECORD, read_tree, write_record, write_text


def load_payloads(site: Path) -> dict[str, bytes]:
    manifest = decode_manifest((site / MANIFEST_PATH).read_bytes())
    return {path: payload for part in manifest.list_parts() for path, payload in verify_part(part, read_files(site, part.paths)).items()}


def read_files(site: Path, paths: Sequence[str]) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in paths}


def load_index(site: Path) -> SearchIndex:
    return decode_index(decode_manifest((site / MANIFEST_PATH).read_bytes()), load_payloads(site))


def find(index: SearchIndex, key: str) -> set[str]:
    """The addresses of the rows whose names have a key."""
    found = {row for posting in index.terms.postings[key].values() for row in posting.rows}
    return {index.rows[row].url for row in found}


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    """The folder with two sites, built, and a portal that is not."""
    return write_portal(tmp_path).parent


def test_a_portal_finds_what_all_sites_publish(sites: Path) -> None:
    """One word finds the records of three sites, each at its own address, each with its site's name."""
    build_site(sites / "cong")
    index = load_index(sites / "cong/site")
    path = "hop-tac-xa/thai-nguyen/mau/"
    assert find(index, "mau") >= {path, f"https://mot.example.vn/{path}", f"https://hai.example.vn/{path}"}
    assert [source.name for source in index.sources] == ["Liên minh Một", "Liên minh Hai"]
    assert {row.title for row in index.rows if row.source == 1} >= {"Hợp tác xã Mẫu Hai"}
    assert index.provinces[0].count == 3


def test_what_a_site_does_not_publish_is_in_no_file(sites: Path) -> None:
    """A draft of the portal, of a site or of what was harvested from it: in no page and no part, even unfolded."""
    build_site(sites / "cong")
    (sites / "cong/.cache/records.bin").unlink()  # the portal's own records, drafts too, as they were read
    for folder in ("cong/site", "cong/.cache", "mot/site"):
        assert not [path for path, (content, _) in read_tree(sites / folder).items() if CANARY.encode() in content]
    assert not [path for path, payload in load_payloads(sites / "cong/site").items() if CANARY.encode() in payload]


def test_a_second_build_writes_nothing(sites: Path) -> None:
    """The same sites, the same bytes."""
    build_site(sites / "cong")
    before = read_tree(sites / "cong/site")
    assert build_site(sites / "cong").publication.written == 0
    assert read_tree(sites / "cong/site") == before


def test_a_lost_site_keeps_its_last_harvest(sites: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The log names it with the day; the search is as it was; --strict refuses; the other site's news are there."""
    build_site(sites / "cong")
    shutil.rmtree(sites / "mot/site")
    write_record(sites / "hai", name="Hai Mới")
    build_site(sites / "hai")
    capsys.readouterr()
    build_site(sites / "cong")
    assert "Nguồn «Liên minh Một» không đọc được (không có thư mục" in (told := capsys.readouterr().err)
    assert "); dùng bản lấy ngày 22/11/2026." in told
    assert {row.title for row in load_index(sites / "cong/site").rows} >= {
        "Hợp tác xã Mẫu Mot",
        "Hợp tác xã Mẫu Hai Mới",
        "Hợp tác xã Mẫu Cổng",
    }
    before = read_tree(sites / "cong/site")
    with pytest.raises(ClickException, match="--strict"):
        build_site(sites / "cong", strict=True)
    assert read_tree(sites / "cong/site") == before


def test_a_portal_may_be_harvested_too(sites: Path) -> None:
    """A country's portal over a region's: every page once, also where the region's portal harvests the country's back."""
    build_site(sites / "cong")
    write_site(sites / "nuoc", "Nước", [{"name": "Vùng", "from": "../cong/site"}, {"name": "Một", "from": "../mot/site"}])
    build_site(sites / "nuoc")
    first = load_index(sites / "nuoc/site")
    assert [source.name for source in first.sources] == ["Vùng", "Một", "Liên minh Hai"]
    path = "hop-tac-xa/thai-nguyen/mau/"
    assert sorted(row.url for row in first.rows if row.url.endswith(path)) == [
        path,
        f"https://cong.example.vn/{path}",
        f"https://hai.example.vn/{path}",
        f"https://mot.example.vn/{path}",
    ]
    write_site(sites / "cong", "Cổng", [{"name": "Nước", "from": "../nuoc/site"}])
    build_site(sites / "cong")
    build_site(sites / "nuoc")
    assert sorted(row.url for row in load_index(sites / "nuoc/site").rows) == sorted(row.url for row in first.rows)


def test_mistakes_are_told_before_anybody_is_asked(sites: Path) -> None:
    """A build that is going to be refused harvests nothing."""
    write_text(sites / "cong" / RECORD, "name: [")
    with pytest.raises(ClickException):
        build_site(sites / "cong")
    assert not (sites / "cong/.cache/harvest").exists()


def test_without_sources_nothing_is_kept(sites: Path) -> None:
    """A site that is no portal has no harvest and no source."""
    assert CONFIG["plugins"] == [{"htx": {"build_date": "2026-11-22"}}]
    assert not (sites / "mot/.cache/harvest").exists()
    assert load_index(sites / "mot/site").sources == ()
