"""The cache of decoded records: what it saves, and that it never tells what is no longer so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.records import Records, load_records, load_vocabularies, loading, record_cache
from generator.records.record_cache import FILE_NAME
from generator.settings import Settings, build_settings
from tests.builders import PROJECT, cooperative_text, post_text, statistics_text

FILES = {
    "data/cooperatives/thai-nguyen/mot.yml": cooperative_text(),
    "data/cooperatives/thai-nguyen/hai.yml": cooperative_text(tax_code="4699001002"),
    "data/cooperatives/thai-nguyen/hong.yml": "name: [",
    "data/statistics/vi-du.yml": statistics_text(),
    "docs/tin-tuc/2026/bai.md": post_text(),
}
LONG_AGO = 1_700_000_000


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    """A few files of each kind that have rested: one sound, one with a warning, one broken."""
    shutil.copytree(PROJECT / "data" / "vocabularies", tmp_path / "data" / "vocabularies")
    for file, text in FILES.items():
        put(tmp_path, file, text)
    return build_settings({"build_date": "2026-11-22"}, project_dir=tmp_path, docs_dir=tmp_path / "docs", site_dir=tmp_path / "site")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk's clock stands an hour ahead, so that files just written have rested."""
    load_clock = record_cache.load_clock
    monkeypatch.setattr(loading, "load_clock", lambda cache: load_clock(cache) and load_clock(cache) + 3_600_000_000_000)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[str]]]:
    """The files that were read and those that were decoded."""
    seen: dict[str, list[str]] = {"read": [], "decoded": []}
    load_content, decoders = loading.load_content, dict(loading.DECODE_BY_KIND)
    monkeypatch.setattr(loading, "load_content", lambda source: seen["read"].append(source.slug) or load_content(source))
    for kind, decode in decoders.items():
        monkeypatch.setitem(
            loading.DECODE_BY_KIND,
            kind,
            lambda content, source, terms, decode=decode: seen["decoded"].append(source.slug) or decode(content, source, terms),
        )
    yield seen


def put(folder: Path, file: str, text: str, time: int = LONG_AGO) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time, time))


def load(project: Settings) -> Records:
    vocabularies, _ = load_vocabularies(project.vocabularies_dir, project.project_dir)
    return load_records(project, vocabularies)


def describe(records: Records) -> list[tuple[object, str, tuple[Diagnostic, ...]]]:
    return [(one.record, one.body, one.diagnostics) for one in (*records.cooperatives, *records.posts, *records.statistics)]


def clear(counts: dict[str, list[str]]) -> None:
    for names in counts.values():
        names.clear()


@pytest.mark.usefixtures("later")
def test_the_second_load_reads_nothing_and_one_edit_is_one_file(project: Settings, counts: dict[str, list[str]]) -> None:
    """Records and diagnostics, warnings too, are those of the first load."""
    first = describe(load(project))
    assert sorted(counts["decoded"]) == ["bai", "hai", "hong", "mot", "vi-du"]
    clear(counts)
    assert describe(load(project)) == first
    assert counts == {"read": [], "decoded": []}
    put(project.project_dir, "data/cooperatives/thai-nguyen/mot.yml", cooperative_text(name="Hợp tác xã Tên Mới"), LONG_AGO + 1)
    changed = load(project)
    assert counts == {"read": ["mot"], "decoded": ["mot"]}
    assert changed.cooperatives[2].record.name == "Hợp tác xã Tên Mới"
    clear(counts)
    assert describe(load(project)) == describe(changed)
    assert counts["read"] == []


@pytest.mark.usefixtures("later")
def test_a_copy_of_the_files_is_known_by_its_content(project: Settings, counts: dict[str, list[str]]) -> None:
    """Another machine's checkout has other times: its files are read, not decoded, and known at a glance from then on."""
    load(project)
    for file in FILES:
        os.utime(project.project_dir / file, (LONG_AGO + 7, LONG_AGO + 7))
    clear(counts)
    load(project)
    assert (len(counts["read"]), counts["decoded"]) == (len(FILES), [])
    clear(counts)
    load(project)
    assert counts["read"] == []


def test_a_file_changed_within_the_clocks_tick_is_read_again(project: Settings, counts: dict[str, list[str]]) -> None:
    """Same size, same time, same place on the disk: only its content tells. Files that young are never trusted at a glance."""
    path = project.project_dir / "data/cooperatives/thai-nguyen/mot.yml"
    load(project)
    found = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Hợp", "Hộp"), encoding="utf-8")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    clear(counts)
    assert load(project).cooperatives[2].record.name.startswith("Hộp")
    assert counts["decoded"] == ["mot"]


@pytest.mark.usefixtures("later")
def test_records_that_are_gone_leave_the_cache(project: Settings, counts: dict[str, list[str]]) -> None:
    """A file that comes back is decoded as a new one."""
    load(project)
    path = project.project_dir / "data/cooperatives/thai-nguyen/mot.yml"
    path.unlink()
    assert len(load(project).cooperatives) == 2
    put(project.project_dir, "data/cooperatives/thai-nguyen/mot.yml", cooperative_text())
    clear(counts)
    load(project)
    assert counts["decoded"] == ["mot"]


@pytest.mark.usefixtures("later")
def test_another_vocabulary_decodes_everything_anew(project: Settings, counts: dict[str, list[str]]) -> None:
    """A code that is no longer in a list is a mistake from now on."""
    load(project)
    path = project.vocabularies_dir / "communes" / "thai-nguyen.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# khác\n", encoding="utf-8")
    clear(counts)
    load(project)
    assert len(counts["decoded"]) == len(FILES)


@pytest.mark.usefixtures("later")
def test_another_program_decodes_everything_anew(project: Settings, counts: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer version may read the same file otherwise."""
    load(project)
    monkeypatch.setattr(record_cache, "LIBRARIES", ("pydantic",))
    clear(counts)
    load(project)
    assert len(counts["decoded"]) == len(FILES)


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("damage", [lambda old: b"", lambda old: old[:40], lambda old: old[:-9], lambda old: b"x" * len(old), lambda old: old + b"x",
                                    lambda old: old[:32] + os.urandom(len(old) - 32)])  # fmt: skip
def test_a_damaged_cache_is_made_anew(project: Settings, counts: dict[str, list[str]], damage) -> None:
    """Empty, cut short, another's, one byte too many: the site is the same, and the next build has a sound cache."""
    first = describe(load(project))
    path = project.cache_dir / FILE_NAME
    path.write_bytes(damage(path.read_bytes()))
    clear(counts)
    assert describe(load(project)) == first
    assert len(counts["decoded"]) == len(FILES)
    clear(counts)
    load(project)
    assert counts["decoded"] == []


@pytest.mark.usefixtures("later")
def test_a_damaged_record_is_decoded_anew(project: Settings, counts: dict[str, list[str]]) -> None:
    """One wrong bit in a record costs that record alone."""
    first = describe(load(project))
    path = project.cache_dir / FILE_NAME
    content = bytearray(path.read_bytes())
    content[record_cache.SEAL_LENGTH + 20] ^= 1
    path.write_bytes(content)
    clear(counts)
    assert describe(load(project)) == first
    assert len(counts["decoded"]) == 1


def test_a_cache_that_cannot_be_written_costs_time_only(project: Settings, counts: dict[str, list[str]]) -> None:
    """Where its folder should be stands a file: the records are the same, and nothing is left behind."""
    first = describe(load(project))
    shutil.rmtree(project.cache_dir)
    project.cache_dir.write_text("", encoding="utf-8")
    clear(counts)
    assert describe(load(project)) == first
    assert len(counts["decoded"]) == len(FILES)


@pytest.mark.usefixtures("later")
def test_nothing_but_the_cache_is_left_in_its_folder(project: Settings) -> None:
    """Neither the file under way nor the one that asked the clock, nor what a killed build left long ago."""
    put(project.cache_dir, f"{FILE_NAME}.1.part", "x")
    load(project)
    assert [path.name for path in project.cache_dir.iterdir()] == [FILE_NAME]


@pytest.mark.usefixtures("later")
def test_mistakes_in_a_list_of_communes_are_told_each_time(project: Settings) -> None:
    """They come out when a record asks for its commune, so nothing is kept while there are some."""
    path = project.vocabularies_dir / "communes" / "thai-nguyen.yml"
    path.write_text(path.read_text(encoding="utf-8") + "- {code: 1, name: Xã Sai}\n", encoding="utf-8")
    for _ in range(2):
        vocabularies, _problems = load_vocabularies(project.vocabularies_dir, project.project_dir)
        load_records(project, vocabularies)
        assert vocabularies.communes.diagnostics
