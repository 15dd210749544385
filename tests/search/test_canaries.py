"""The index of a built site: nothing that may not be shown, every page that can be found, the same bytes in every build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.demo_site import build_demo, copy_demo, run_build
from tests.search.built import read_header, read_manifest, read_payloads, read_rows

CANARIES = ("draft", "future", "hidden", "consent", "evidence")
EXCLUDED = "---\ntitle: Trang canary-excluded\nsearch:\n  exclude: true\n---\n\nLời canary-excluded.\n"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site with one hand-written page that does not want to be found."""
    folder = copy_demo(tmp_path_factory.mktemp("canaries"))
    (folder / "docs" / "an").mkdir()
    (folder / "docs" / "an" / "index.md").write_text(EXCLUDED, encoding="utf-8")
    finished = run_build(folder, PYTHONHASHSEED="1")
    assert finished.returncode == 0, finished.stderr
    return folder / "site"


def test_nothing_that_may_not_be_shown_is_in_any_part(demo):
    """Headers and bodies of every part, uncompressed: no draft, no hidden record, nothing without consent, no evidence."""
    payloads = read_payloads(demo)
    sources = "".join(path.read_text(encoding="utf-8") for path in (demo.parent).rglob("*.md")) + "".join(
        path.read_text(encoding="utf-8") for path in (demo.parent / "data").rglob("*.yml")
    )
    assert all(f"canary-{name}" in sources for name in (*CANARIES, "excluded"))
    for path, payload in payloads.items():
        assert b"canary" not in payload.lower(), path


def test_pages_are_found_but_those_that_lead_nowhere(demo):
    """Hand-written pages and the home page, each once; no redirect, no 404, no listing, no page that excludes itself."""
    pages = {row[2] for row in read_rows(demo) if row[0] == 3}
    assert pages == {"", "gioi-thieu/", "lien-he/"}
    assert (demo / "an" / "index.html").is_file()
    addresses = [row[2] for row in read_rows(demo)]
    assert len(set(addresses)) == len(addresses) == read_manifest(demo)["rows"]
    assert all((demo / address / "index.html").is_file() for address in addresses)
    assert not any(address.startswith(("m/", "404", "tim-kiem/")) for address in addresses)


def test_the_staff_guide_is_found(sample_folder):
    """Staff look for the way to mend a mistake where everybody looks for tea; the home page is found under the name of its heading."""
    titles = {row[2]: row[1] for row in read_rows(sample_folder) if row[0] == 3}
    assert "nhan-vien/" in titles
    assert titles[""] == "Liên minh Hợp tác xã minh họa"
    words = {form for path, payload in read_payloads(sample_folder).items() if path.startswith("u/") for form in list_forms(payload)}
    assert {"unikey", "chào", "mừng"} <= words  # of the guide; of the prose of docs/index.md


def list_forms(payload: bytes) -> set[str]:
    return {form or entry[0] for entry in read_header(payload)["terms"] for form in entry[1::3]}


def test_two_builds_give_the_same_files(demo, tmp_path):
    """Whatever the order in which Python walks its sets."""
    again = copy_demo(tmp_path / "again")
    (again / "docs" / "an").mkdir()
    (again / "docs" / "an" / "index.md").write_text(EXCLUDED, encoding="utf-8")
    assert run_build(again, PYTHONHASHSEED="2").returncode == 0
    first, second = (
        {path.relative_to(site): path.read_bytes() for path in site.rglob("tim-kiem/**/*.*")} for site in (demo, again / "site")
    )
    assert first == second


def test_every_part_is_named_and_none_is_left_over(demo):
    """What the manifest names is there; what is there is named."""
    manifest, payloads = read_manifest(demo), read_payloads(demo)
    display = [f"d/{name}/{number}.bin" for number in range(-(-manifest["rows"] // manifest["block"]))
               for name in [manifest["display"][number // manifest["group"]]]]  # fmt: skip
    terms = [f"{folder}/{name}.bin" for folder, tier in (("t", "terms"), ("u", "texts")) for name in manifest[tier]["parts"]]
    columns = {f"c/{name}.bin" for name in manifest["columns"].values()}
    single = {f"w/{manifest['words']}.bin", "manifest.json"}
    assert set(payloads) == {*display, *terms, *columns, *single}
    assert manifest["site"]["name"]
    assert manifest["rules"]["abbreviations"]["htx"] == "hợp tác xã"


def test_links_follow_the_sites_spelling(tmp_path):
    """A site for `file://` has index.html in its results too."""
    site = build_demo(tmp_path, use_directory_urls=False)
    assert all(row[2].endswith("index.html") for row in read_rows(site))


def test_an_unchanged_build_takes_over_every_part(demo):
    """A second build packs and writes nothing."""
    index = sorted((demo / "tim-kiem").rglob("*.*"))
    before = [path.stat().st_ino for path in index]
    assert run_build(demo.parent).returncode == 0
    assert [path.stat().st_ino for path in index] == before
