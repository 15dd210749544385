"""What `make bench-peers` hands to other generators: every record, once, and an edit that only changes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.invented import write_records
from benchmarks.measuring import Run
from benchmarks.peers.__main__ import README_HEAD, Compared, measure_ratios
from benchmarks.peers.records import load_pages
from benchmarks.peers.sites import PEERS, Peer, edit_page, is_installed
from benchmarks.projects import PROJECT
from benchmarks.rows import build_row, format_table


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("peers")
    counts = write_records(folder, PROJECT / "data" / "vocabularies", 30, 6)
    pages = load_pages(folder)
    assert len(pages) == sum(counts.values())
    return pages


def test_every_page_has_an_address_of_its_own(pages):
    assert len({page.path for page in pages}) == len(pages)
    assert {page.kind for page in pages} == {"cooperatives", "products", "posts"}
    assert all(page.body.count(" ") > 30 and page.params["summary"] for page in pages)


@pytest.mark.parametrize("peer", PEERS.values(), ids=lambda peer: peer.name)
def test_edit_changes_one_file(peer: Peer, pages, tmp_path: Path):
    """Otherwise a generator that looks at times would be given more work than ours."""
    peer.write(tmp_path, pages)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    peer.edit(tmp_path, pages, 7)
    changed = [path for path, content in before.items() if path.read_bytes() != content]
    assert len(changed) == 1
    assert "viết lại lần thứ 7" in changed[0].read_text(encoding="utf-8")
    assert len(before) == sum(1 for path in tmp_path.rglob("*.*") if path.is_file())


def test_edited_page_keeps_its_address(pages):
    assert edit_page(pages[0], 1).path == pages[0].path
    assert edit_page(pages[0], 1).params != edit_page(pages[0], 2).params


def test_ratio_is_the_median_of_the_turns():
    """A turn in which the machine was busy with other things changes nothing."""
    turns = [(Run(ours, 1.0, 9.0, 0), Run(theirs, 4.0, 9.0, 0)) for ours, theirs in ((1.0, 2.0), (9.0, 10.0), (3.0, 5.0))]
    row = build_row(1000, "cold", [theirs for _, theirs in turns], 10, "trang")
    compared = Compared(row, measure_ratios(turns))
    assert compared.format().split()[-2:] == ["0.60", "0.25"]
    machine = {"cores": 2, "processor": "AMD", "system": "Linux", "python": "3.11"}
    head, rule, line = format_table(machine, README_HEAD, [compared.list_cells()]).splitlines()[-3:]
    assert head.count("|") == rule.count("|") == line.count("|")
    assert line.startswith("| 1,000 |") and line.endswith("| 0.60 | 0.25 |")


def test_missing_generator_is_seen():
    assert is_installed(PEERS["mkdocs"])
    assert not is_installed(Peer("x", "khong-co-goi-nay", print, print, list, "public"))
