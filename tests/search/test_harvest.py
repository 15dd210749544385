"""Other sites' indexes are taken new, or as they were: whatever one of them does, the build and the other sites do not suffer."""

from __future__ import annotations

import json
import socket
import time
from http.server import BaseHTTPRequestHandler
from itertools import product
from pathlib import Path

import pytest

from generator.search import harvest as harvest_module
from generator.search.addresses import is_below
from generator.search.fetching import Patience
from generator.search.harvest import Harvested, load_harvests
from generator.search.model import Source
from generator.search.parts import MANIFEST_PATH
from tests.search.indexes import make_index, make_row
from tests.search.sources import (
    LATER,
    SHORT,
    SourceServer,
    answer_cut,
    answer_half,
    answer_never,
    answer_redirect,
    answer_slow_headers,
    answer_slowly,
    answer_status,
    answer_with,
    find_part,
    make_settings,
    make_site,
    serve,
    write_site,
)  # fmt: skip
from tests.small_project import read_tree

PAGE = b"<!doctype html><title>Kh\xc3\xb4ng c\xc3\xb3 trang n\xc3\xa0y</title>"
FAULTS = {
    "404": (answer_status(404), "máy chủ trả lời 404"),
    "500": (answer_status(500), "máy chủ trả lời 500"),
    "a page": (answer_with(PAGE), "bị hỏng"),
    "nothing": (answer_with(b""), "bị hỏng"),
    "half a file": (answer_half, "bị hỏng"),
    "a broken connection": (answer_cut, "không kết nối được|bị cắt cụt"),
    "a redirection to a file": (answer_redirect("file:///etc/passwd"), "không kết nối được|trả lời 302"),
    "a redirection to itself": (answer_redirect("/tim-kiem/chi-muc/manifest.json?"), "trả lời 302|bị hỏng|không kết nối được"),
}
SLOW = {
    "silence": (answer_never, "không trả lời kịp|quá chậm"),
    "a trickle": (answer_slowly, "không trả lời kịp|quá chậm"),
    "a trickle of headers": (answer_slow_headers, "không trả lời kịp|quá chậm"),
}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine's own servers are asked directly."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server(tmp_path: Path):
    """Site A behind an address of this machine."""
    with serve(write_site(tmp_path / "a", make_site("Chè Một", "Gạo Hai"))) as running:
        yield running


def harvest(folder: Path, *places: str, patience: Patience | None = None, **changes) -> Harvested:
    """Harvest sites named «A», «B», … as a build in `folder/cong` would."""
    sources = [{"name": chr(65 + number), "from": place} for number, place in enumerate(places)]
    return load_harvests(make_settings(folder / "cong", sources, **changes), patience)


def titles(harvested: Harvested) -> list[list[str]]:
    return [[row.title for row in one.index.rows] for one in harvested.harvests]


def test_a_site_is_taken_from_its_folder(tmp_path: Path) -> None:
    """A folder relative to the project; links begin with what the site calls its address."""
    write_site(tmp_path / "a", make_site("Chè Một"))
    harvested = harvest(tmp_path, "../a")
    assert harvested.warnings == ()
    (one,) = harvested.harvests
    assert one.source == ("A", "https://a.vn/")
    assert [row.url for row in one.index.rows] == ["https://a.vn/hop-tac-xa/thai-nguyen/0/"]
    assert one.index.terms == make_site("Chè Một").terms


def test_a_site_is_taken_from_its_address(tmp_path: Path, server: SourceServer) -> None:
    """The same over HTTP, with our name and no credentials; `url` is where links lead."""
    settings = make_settings(tmp_path / "cong", [{"name": "A", "from": server.url.rstrip("/"), "url": "https://cong-khai.vn/a"}])
    harvested = load_harvests(settings)
    assert titles(harvested) == [["Chè Một", "Gạo Hai"]]
    assert harvested.harvests[0].index.rows[0].url == "https://cong-khai.vn/a/hop-tac-xa/thai-nguyen/0/"
    assert all(headers["user-agent"] == "htx-site" and not {"authorization", "cookie"} & headers.keys() for headers in server.headers)


def test_only_what_changed_is_fetched_again(tmp_path: Path, server: SourceServer) -> None:
    """An unchanged site costs one request; a changed one its manifest and the parts under new names."""
    harvest(tmp_path, server.url)
    assert len(server.asked) == len(set(server.asked)) > 3
    before = set(server.asked)
    server.asked.clear()
    assert titles(harvest(tmp_path, server.url)) == [["Chè Một", "Gạo Hai"]]
    assert server.asked == [MANIFEST_PATH]
    changed = make_site("Chè Một", "Gạo Hai")
    changed.rows[1] = changed.rows[1]._replace(mark="Ngừng hoạt động")
    write_site(server.folder, changed)
    server.asked.clear()
    assert harvest(tmp_path, server.url).harvests[0].index.rows[1].mark == "Ngừng hoạt động"
    assert [path.split("/")[2] for path in server.asked] == ["manifest.json", "d"]
    assert set(server.asked) - before == {server.asked[1]}


def test_the_cache_holds_one_harvest(tmp_path: Path, server: SourceServer) -> None:
    """Parts of the harvest before go when the next is whole."""
    harvest(tmp_path, server.url)
    write_site(server.folder, make_site("Mật Ba"))
    harvest(tmp_path, server.url)
    (folder,) = (tmp_path / "cong/.cache/harvest").iterdir()
    kept = {path for path in read_tree(folder) if path != "harvest.json"}
    assert kept == {path for path in server.asked[-len(kept) :] if path != MANIFEST_PATH}
    assert len([path for path in kept if "/t/" in path]) == 1


@pytest.mark.parametrize(("fault", "kind"), [*product(FAULTS, ("manifest.json", "d", "t", "c")), *product(SLOW, ("manifest.json", "c"))])
def test_a_faulty_file_costs_nobody_anything(tmp_path: Path, server: SourceServer, fault: str, kind: str) -> None:
    """The last harvest is used and named with its day; the other site is today's; what the cache holds stays whole."""
    answer, reason = (FAULTS | SLOW)[fault]
    write_site(tmp_path / "b", make_site("Bưởi"), url="https://b.vn/")
    harvest(tmp_path, server.url, "../b")
    write_site(server.folder, make_site("Chè Mới"))
    write_site(tmp_path / "b", make_site("Bưởi Mới"), url="https://b.vn/")
    server.answers[kind if kind == "manifest.json" else find_part(server.folder, kind)] = answer
    found = harvest(tmp_path, server.url, "../b", day=LATER, patience=SHORT if fault in SLOW else None)
    assert titles(found) == [["Chè Một", "Gạo Hai"], ["Bưởi Mới"]]
    (warning,) = found.warnings
    assert warning.startswith("Nguồn «A» không đọc được (")
    assert warning.endswith("); dùng bản lấy ngày 22/11/2026.")
    assert any(words in warning for words in reason.split("|")), warning
    server.answers.clear()
    assert titles(harvest(tmp_path, server.url, "../b", day=LATER)) == [["Chè Mới"], ["Bưởi Mới"]]


def test_another_format_keeps_the_last_harvest(tmp_path: Path, server: SourceServer) -> None:
    """A site that a later generator has built is named with both formats."""
    harvest(tmp_path, server.url)
    manifest = json.loads((server.folder / MANIFEST_PATH).read_bytes())
    server.answers["manifest.json"] = answer_with(json.dumps(manifest | {"format": 2}).encode())
    found = harvest(tmp_path, server.url)
    assert titles(found) == [["Chè Một", "Gạo Hai"]]
    assert "dạng «2», trang này chỉ đọc dạng 1" in found.warnings[0]


def test_a_missing_site_without_a_harvest_is_left_out(tmp_path: Path, unused_port: int) -> None:
    """Nobody there, no such folder, a folder without an index: named, and the rest is built."""
    write_site(tmp_path / "b", make_site("Bưởi"))
    (tmp_path / "trong").mkdir()
    found = harvest(tmp_path, f"http://127.0.0.1:{unused_port}", "../khong-co", "../trong", "../b")
    assert titles(found) == [["Bưởi"]]
    assert [warning.partition("»")[0] for warning in found.warnings] == ["Nguồn «A", "Nguồn «B", "Nguồn «C"]
    assert all("chưa có bản nào lấy từ trước" in warning for warning in found.warnings)
    assert "không có thư mục" in found.warnings[1]
    assert "không có tệp tim-kiem/chi-muc/manifest.json" in found.warnings[2]


def test_many_silent_sites_cost_the_time_of_one(tmp_path: Path) -> None:
    """Ten sites that take the connection and say nothing hold up neither each other nor the one that answers."""
    write_site(tmp_path / "b", make_site("Bưởi"))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        found = harvest(tmp_path, *[f"{address}{number}/" for number in range(10)], "../b", patience=SHORT)
    assert titles(found) == [["Bưởi"]]
    assert len(found.warnings) == 10


def test_a_site_published_meanwhile_is_asked_once_more(tmp_path: Path, server: SourceServer) -> None:
    """Between manifest and parts the site was built anew: its new manifest is taken, without a warning."""
    old = (server.folder / MANIFEST_PATH).read_bytes()
    write_site(server.folder, make_site("Chè Mới"))

    def answer_old_once(handler, content: bytes) -> None:
        del server.answers["manifest.json"]
        answer_with(old)(handler, content)

    server.answers["manifest.json"] = answer_old_once
    found = harvest(tmp_path, server.url)
    assert (titles(found), found.warnings) == ([["Chè Mới"]], ())


def test_parts_that_arrived_are_not_fetched_twice(tmp_path: Path, server: SourceServer) -> None:
    """A harvest that fails half way is no harvest, but what it fetched is there for the next."""
    broken = find_part(server.folder, "c")
    server.answers[broken] = answer_late_500
    assert harvest(tmp_path, server.url).harvests == ()
    parts = set(server.asked) - {MANIFEST_PATH}
    server.answers.clear()
    server.asked.clear()
    assert titles(harvest(tmp_path, server.url)) == [["Chè Một", "Gạo Hai"]]
    assert server.asked == [MANIFEST_PATH, broken]
    assert len(parts) > 2


def answer_late_500(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    """After every other part has arrived."""
    time.sleep(1)
    answer_status(500)(handler, content)


def test_a_damaged_cache_is_mended(tmp_path: Path, server: SourceServer) -> None:
    """A part that changed on our disk is fetched anew; with the site away a damaged harvest is none."""
    harvest(tmp_path, server.url)
    (part,) = (tmp_path / "cong/.cache").rglob("t/*.bin")
    part.write_bytes(part.read_bytes()[:20])
    found = harvest(tmp_path, server.url)
    assert (titles(found), found.warnings) == ([["Chè Một", "Gạo Hai"]], ())
    part.write_bytes(b"x")
    server.answers["manifest.json"] = answer_status(500)
    assert harvest(tmp_path, server.url).harvests == ()
    next((tmp_path / "cong/.cache").rglob("harvest.json")).write_text("[]", encoding="utf-8")
    assert "chưa có bản nào" in harvest(tmp_path, server.url).warnings[0]


def test_a_harvest_too_large_is_refused(tmp_path: Path, server: SourceServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """All parts together have a limit, not only each of them."""
    monkeypatch.setattr(harvest_module, "LARGEST_HARVEST", 500)
    assert "quá lớn" in harvest(tmp_path, server.url).warnings[0]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScript:x", "//evil.vn/", "/x/", "https://evil.vn/", "../x/", "a/../../x", "a/%2e%2E/", "a\\..\\x", "\tjavascript:x", "a/.\n./", "a/../.. "]
)  # fmt: skip
def test_a_link_out_of_the_site_is_refused(tmp_path: Path, url: str) -> None:
    """A row's address stays below its site's, in a browser's reading too; else nothing of that index is taken."""
    assert not is_below(url)
    write_site(tmp_path / "a", make_index([make_row(), make_row(url=url)]))
    found = harvest(tmp_path, "../a")
    assert found.harvests == ()
    assert "có liên kết ra ngoài trang" in found.warnings[0]


@pytest.mark.parametrize("url", ["", "a/b/", "gioi-thieu/index.html", "tai-lieu/Bản đồ.html", "a/...", "a..b/", "x?y=../z", "a/b:c/"])
def test_a_link_below_the_site_is_kept(url: str) -> None:
    """Whatever else hand-written pages are called."""
    assert is_below(url)


def test_a_row_of_a_third_site_stays_below_it(tmp_path: Path) -> None:
    """A portal's rows lead to the sites it names, and to no other."""
    for number, (url, count) in enumerate((("https://c.vn/x/", 1), ("https://c.vn.evil.vn/x/", 0), ("javascript:x", 0), ("x/", 0))):
        index = make_index([make_row(url=url, source=0)])
        index.sources = (Source("C", "https://c.vn/"),)
        write_site(tmp_path / f"{number}/a", index)
        assert len(harvest(tmp_path / str(number), "../a").harvests) == count, url


def test_a_site_without_an_address_needs_one(tmp_path: Path) -> None:
    """Links would lead nowhere: the sentence says which option is missing."""
    write_site(tmp_path / "a", make_site("Chè"), url="")
    assert "ghi thêm url" in harvest(tmp_path, "../a").warnings[0]


def test_one_address_is_taken_once(tmp_path: Path) -> None:
    """The portal itself and a site named twice are left out, and the log says so."""
    write_site(tmp_path / "a", make_site("Chè"))
    write_site(tmp_path / "b", make_site("Gạo"), url="https://CONG.vn")
    found = harvest(tmp_path, "../a", "../a", "../b")
    assert titles(found) == [["Chè"]]
    assert found.warnings == (
        "Nguồn «B» có cùng địa chỉ https://a.vn/ với nguồn «A» nên được bỏ qua.",
        "Nguồn «C» có cùng địa chỉ https://CONG.vn/ với chính trang này nên được bỏ qua.",
    )


def test_a_preview_asks_nobody_again(tmp_path: Path, server: SourceServer) -> None:
    """What the cache holds is good enough while somebody writes; without it the site is asked."""
    assert titles(harvest(tmp_path, server.url, preview=True)) == [["Chè Một", "Gạo Hai"]]
    server.asked.clear()
    found = harvest(tmp_path, server.url, preview=True)
    assert (titles(found), found.warnings, server.asked) == ([["Chè Một", "Gạo Hai"]], (), [])
