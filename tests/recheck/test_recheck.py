"""A check that remembers the last one says what a check that remembers nothing says, and reads no more than what changed."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import recheck
from generator.build import load_site
from generator.diagnostics import format_text
from generator.recheck import report
from generator.recheck.state import find_state_file
from generator.settings import Settings, build_settings
from tests.builders import PROJECT
from tests.loading import BUILD_DATE, PDF, PICTURE, TAX_CODES, cooperative_file, post_file, product_lines, recognition_lines
from tests.small_project import write_text

PROVINCES = ("thai-nguyen", "phu-tho")
COMMUNES = {"thai-nguyen": "05443", "phu-tho": "08230"}
NAMES = ("Hợp tác xã Chè Một", "Hợp tác xã Chè Hai", "Hợp tác xã Chè 2", "Hợp tác xã Rau Ba", "HTX <b>Bốn</b>")
SLUGS = ("mot", "hai", "ba", "bon", "xa")
STEPS = 14
LONG_AGO = 1_600_000_000


class Site:
    """A folder with records that is edited at random; every file gets a time of its own, long before the check."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random, self.clock = folder, random.Random(seed), LONG_AGO
        self.options: dict[str, object] = {}
        self.write("docs/index.md", "# Chào\n\nXem [chè](htx:thai-nguyen/mot) và [tin](tin:2026/bai-1).\n")
        for number in range(3):
            self.write_cooperative()
            self.write_post(number)

    @property
    def settings(self) -> Settings:
        options = {"build_date": BUILD_DATE, **self.options}
        return build_settings(options, project_dir=self.folder, docs_dir=self.folder / "docs", site_dir=self.folder / "site")

    def write(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.clock += 1
        os.utime(path, (self.clock, self.clock))

    def write_cooperative(self) -> None:
        choose = self.random.choice
        province, slug = choose(PROVINCES), choose(SLUGS)
        decided_on = choose(("2022-01-02", "2025-08-01", "2027-01-01"))
        extra = choose(
            (
                "",
                product_lines("che", extra=recognition_lines(decided_on=decided_on)),
                "hidden: 2026-01-01\n",
                "previous_urls:\n  - /cu.html\n",
                "previous_urls:\n  - /hop-tac-xa/thai-nguyen/ten-cu/\n",
                "photos:\n  - file: anh.jpg\n    alt: Ảnh\n",
                "attachments:\n  - file: tep.pdf\n    title: Tệp\n",
                "description: Một <b>chữ</b> và ![ảnh](anh.jpg)\n",
                "sectors: sai\n",
            )
        )
        checked_on = choose(("2026-06-30", "2024-01-01", "2027-01-01", "30/02/2026"))
        text = cooperative_file(choose(NAMES), choose(TAX_CODES[:4]), COMMUNES[province], checked_on, extra)
        self.write(f"data/cooperatives/{province}/{slug}.yml", text)

    def write_post(self, number: int | None = None) -> None:
        choose = self.random.choice
        links = ("htx:thai-nguyen/mot", "htx:phu-tho/hai", "sp:thai-nguyen/mot/che", "tin:2026/bai-2", "htx:thai-nguyen/khong-co")
        body = f"Xem [đây]({choose(links)}) .Tiếp theo ![x](anh.jpg)\n"
        extra = choose(
            ("", "cooperatives: [thai-nguyen/mot]\n", "draft: true\n", "products: [phu-tho/hai/che]\n", "previous_urls: [/cu.html]\n")
        )
        published_at = choose(("2026-05-04 08:30", "2026-12-30 08:30"))
        text = post_file(published_at=published_at, extra=extra, body=body)
        self.write(f"docs/tin-tuc/2026/bai-{number or self.random.randrange(5)}.md", text)

    def write_beside(self) -> None:
        folder = self.random.choice(("data/cooperatives/thai-nguyen/mot", "data/cooperatives/phu-tho/hai", "docs/tin-tuc/2026/bai-1"))
        name, content = self.random.choice(
            (("anh.jpg", PICTURE), ("anh.jpg", b"?"), ("tep.pdf", PDF), ("tep.pdf", b"?"), ("thua.yml", b"?"))
        )
        self.write(f"{folder}/{name}", content)

    def list_files(self) -> list[Path]:
        roots = (self.folder / "data" / "cooperatives", self.folder / "docs" / "tin-tuc")
        return sorted(path for root in roots for path in root.rglob("*") if path.is_file())

    def remove(self) -> None:
        if files := self.list_files():
            self.random.choice(files).unlink()

    def rename(self) -> None:
        if files := self.list_files():
            path = self.random.choice(files)
            path.rename(path.with_stem(self.random.choice(SLUGS)))

    def write_page(self) -> None:
        tag = self.random.choice(("[[tin-moi 3]]", "[[tin-moii]]", "[a](sp:thai-nguyen/mot/che)", "[a](htx:khong/co)"))
        self.write("docs/gioi-thieu/index.md", f"# Giới thiệu\n\n{tag}\n")

    def write_stray(self) -> None:
        self.write(
            self.random.choice(("data/cooperatives/lac.yml", "data/cooperatives/thai-nguyen/ghi-chu.docx", "docs/tin-tuc/le.md")), "?"
        )

    def change_settings(self) -> None:
        self.options = self.random.choice(({}, {"provinces": ["thai-nguyen"]}, {"build_date": "2027-02-01"}, {"provinces": ["khong-co"]}))

    def link(self) -> None:
        path = self.folder / "data" / "cooperatives" / "thai-nguyen" / "noi.yml"
        if not path.is_symlink() and (self.folder / "data" / "cooperatives" / "thai-nguyen").is_dir():
            path.symlink_to("mot.yml")

    def edit(self) -> str:
        edits = [self.write_cooperative, self.write_post, self.write_beside, self.remove, self.rename, self.write_page]
        rare = [self.write_stray, self.change_settings, self.link]
        chosen: Callable[[], None] = self.random.choice(4 * edits + rare)
        chosen()
        return chosen.__name__


def read_report(settings: Settings) -> tuple[str, int]:
    """What `htx check` prints, and the count of records."""
    loaded = load_site(settings, for_publishing=False)
    return format_text(loaded.report), loaded.record_count


@pytest.mark.parametrize("seed", range(12))
def test_a_check_after_any_edit_says_what_a_clean_one_says(tmp_path: Path, seed: int) -> None:
    """Records, posts, files, pages, strays, links, settings and days, one after the other, with the memory of all checks before."""
    site = Site(tmp_path, seed)
    for number in range(STEPS):
        done = site.edit() if number else "start"
        found = recheck.load_report(site.settings)
        if found is not None:
            assert (format_text(found[0]), found[1]) == read_report(site.settings), (number, done)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A project of three cooperatives, checked once; `site.read` are the files that checks decode from then on."""
    made = Site(tmp_path, 0)
    for path in made.list_files():
        path.unlink()
    for number, slug in enumerate(SLUGS[:3]):
        made.write(f"data/cooperatives/thai-nguyen/{slug}.yml", cooperative_file(NAMES[0] + slug, TAX_CODES[number]))
    made.write("docs/index.md", "# Chào\n")
    recheck.load_report(made.settings)
    made.read = []
    load_record, load_shared_records = report.load_record, report.load_shared_records

    def record(source, vocabularies):
        made.read.append(source.slug)
        return load_record(source, vocabularies)

    def record_all(settings, vocabularies, sources, *rest):
        made.read += [source.slug for source in sources]
        return load_shared_records(settings, vocabularies, sources, *rest)

    monkeypatch.setattr(report, "load_record", record)
    monkeypatch.setattr(report, "load_shared_records", record_all)
    return made


def test_only_the_changed_file_is_read_again(site: Site) -> None:
    """A file that is new beside a record counts as a change of the record; one that is gone is only forgotten."""
    recheck.load_report(site.settings)
    assert site.read == []
    site.write("data/cooperatives/thai-nguyen/mot.yml", cooperative_file("Hợp tác xã Mới", TAX_CODES[1]))
    found = recheck.load_report(site.settings).report
    assert site.read == ["mot"]
    assert [diagnostic.code for diagnostic in found] == ["duplicate-tax-code"]
    site.write("data/cooperatives/thai-nguyen/hai/anh.jpg", PICTURE)
    recheck.load_report(site.settings)
    assert site.read == ["mot", "hai"]
    (site.folder / "data/cooperatives/thai-nguyen/ba.yml").unlink()
    assert recheck.load_report(site.settings)[1] == 2
    assert site.read == ["mot", "hai"]


def test_a_file_written_while_the_clock_stood_still_is_read_again(site: Site) -> None:
    """It may be written once more without another time or size."""
    path = site.folder / "data/cooperatives/thai-nguyen/mot.yml"
    path.touch()
    for _ in range(2):
        recheck.load_report(site.settings)
    assert site.read == ["mot", "mot"]


def test_the_cache_of_decoded_records_keeps_all_of_them(site: Site) -> None:
    """A check of one file does not throw away what the next build needs of the others."""
    before = {path: path.read_bytes() for path in site.settings.cache_dir.rglob("*") if path.is_file() and path.parent.name != "check"}
    assert before
    site.write("data/cooperatives/thai-nguyen/mot.yml", cooperative_file("Hợp tác xã Mới", TAX_CODES[1]))
    recheck.load_report(site.settings)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("damage", [lambda content: content[:-7], lambda content: content[:40] + b"x" + content[41:], lambda content: b""])
def test_a_damaged_memory_is_no_memory(site: Site, damage: Callable[[bytes], bytes]) -> None:
    """Cut short, changed or empty: all files are read, and the next check remembers again."""
    path = find_state_file(site.settings)
    path.write_bytes(damage(path.read_bytes()))
    for _ in range(2):
        found = recheck.load_report(site.settings)
        assert (format_text(found[0]), found[1]) == read_report(site.settings)
    assert sorted(site.read) == sorted(SLUGS[:3])


@pytest.mark.parametrize("url", ["/hop-tac-xa/thai-nguyen/trang/2/", "/san-pham/ocop/", "/tin-tuc/2026/thang-05/"])
def test_a_former_address_that_a_listing_may_have_is_left_to_a_clean_check(site: Site, url: str) -> None:
    """Only the catalog knows the listings; the address of a record that was renamed is none of theirs."""
    site.write("data/cooperatives/thai-nguyen/mot.yml", cooperative_file(extra="previous_urls:\n  - /hop-tac-xa/thai-nguyen/cu/\n"))
    assert recheck.load_report(site.settings)
    site.write("data/cooperatives/thai-nguyen/mot.yml", cooperative_file(extra=f"previous_urls:\n  - {url}\n"))
    assert recheck.load_report(site.settings) is None


def test_a_project_without_records_is_left_to_a_clean_check(site: Site) -> None:
    """Its folder may be gone, or `data_dir` misspelled: an empty site must not take the place of a full one."""
    shutil.rmtree(site.folder / "data/cooperatives")
    assert recheck.load_report(site.settings) is None


def test_a_link_is_left_to_a_clean_check(site: Site) -> None:
    """What it leads to may change without it."""
    (site.folder / "data/cooperatives/thai-nguyen/noi.yml").symlink_to("mot.yml")
    assert recheck.load_report(site.settings) is None


def test_another_vocabulary_is_another_memory(site: Site) -> None:
    """Every record is held against the new list."""
    for path in (PROJECT / "data" / "vocabularies").rglob("*"):
        if path.is_file():
            write_text(site.folder / "data/vocabularies" / path.relative_to(PROJECT / "data" / "vocabularies"), path.read_text("utf-8"))
    recheck.load_report(site.settings)
    assert sorted(site.read) == sorted(SLUGS[:3])
