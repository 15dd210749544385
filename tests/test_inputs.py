"""Nothing changed: nothing is built. Whatever a site may depend on makes a build, and what cannot be followed makes one every time."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator import inputs
from generator.cli import main
from generator.inputs import load_inputs
from generator.output import is_as_published
from generator.output.state import State
from generator.settings import load_settings
from tests.small_project import PROJECT, RECORD, RECORD_PAGE, read_tree, write_project, write_record, write_text

UNCHANGED = "Không có gì thay đổi từ lần dựng trước"
THEME = {"name": "material", "language": "vi", "font": False, "custom_dir": "theme_overrides"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose theme and vocabularies are its own, so that a test may change them."""
    shutil.copytree(PROJECT / "theme_overrides", tmp_path / "theme_overrides")
    shutil.copytree(PROJECT / "data" / "vocabularies", tmp_path / "data" / "vocabularies")
    write_project(tmp_path, theme=THEME)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def take(project: Path, **options: object) -> str:
    """All inputs as one text; nothing where they are not known for sure."""
    inputs = load_inputs(project / "mkdocs.yml", load_settings(project / "mkdocs.yml", **options))
    return repr(inputs) if inputs else ""


def change_config(**changes: object) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        config = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8"))
        write_text(project / "mkdocs.yml", yaml.safe_dump(config | changes, allow_unicode=True))

    return change


def write(path: str, text: str = "x: 1\n") -> Callable[[Path], None]:
    return lambda project: write_text(project / path, text)


def append(path: str) -> Callable[[Path], None]:
    return lambda project: write_text(project / path, (project / path).read_text(encoding="utf-8") + "\n")


def replace_with_same_size_and_time(project: Path) -> None:
    """What `cp -p` and some editors leave: another file with the old one's size and time."""
    record = project / RECORD
    status, text = record.stat(), record.read_text(encoding="utf-8")
    write_text(project / "new.yml", text.replace("Mẫu Một", "Mẫu Mốt"))
    (project / "new.yml").replace(record)
    os.utime(record, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (record.stat().st_size, record.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)


CHANGES = {
    "a record": append(RECORD),
    "a record, with the old size and time": replace_with_same_size_and_time,
    "a new record": write("data/cooperatives/thai-nguyen/moi.yml"),
    "a removed record": lambda project: (project / RECORD).unlink(),
    "a renamed record": lambda project: (project / RECORD).rename(project / RECORD.replace("mau", "khac")),
    "a figure": write("data/statistics/so-lieu.yml"),
    "a post": write("docs/tin-tuc/2026/bai.md"),
    "a photo": write("docs/tin-tuc/2026/anh.jpg"),
    "a term": append("data/vocabularies/sectors.yml"),
    "a page": append("docs/index.md"),
    "a file for pages": write("docs/assets/logo.svg"),
    "a template of records": append("theme_overrides/records/profile.html"),
    "a template of the theme": append("theme_overrides/main.html"),
    "a style sheet": append("theme_overrides/assets/htx/css/tokens.css"),
    "a setting": change_config(site_name="Tên khác"),
    "an option": change_config(plugins=[{"htx": {"build_date": "2026-11-22", "report_email": "a@b.vn"}}]),
    "the day": change_config(plugins=[{"htx": {"build_date": "2026-11-23"}}]),
    "the order of the navigation": change_config(nav=[{"Giới thiệu": "gioi-thieu/index.md"}, {"Trang chủ": "index.md"}]),
}
DOUBTS = {
    "a program": change_config(hooks=["hook.py"]),
    "another plugin": change_config(plugins=[{"htx": {}}, "search"]),
    "an extension that reads files": change_config(markdown_extensions=["tables", {"pymdownx.snippets": {"base_path": ".."}}]),
    "another theme": change_config(theme={"name": "mkdocs"}),
    "a key that is not known": change_config(khac="x"),
    "another site": change_config(plugins=[{"htx": {"search_sources": [{"name": "A", "from": "https://a.vn/"}]}}]),
    "a variable": lambda project: write_text(
        project / "mkdocs.yml", (project / "mkdocs.yml").read_text(encoding="utf-8") + "copyright: !ENV [BAN_QUYEN, '']\n"
    ),
    "a variable in settings that are inherited": lambda project: (
        write_text(project / "base.yml", "copyright: !ENV [BAN_QUYEN, '']\n"),
        change_config(INHERIT="base.yml")(project),
    ),
    "a linked folder": lambda project: (project / "docs/noi").symlink_to(project / "data", target_is_directory=True),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_is_read_changes_the_signature(project: Path, change: Callable[[Path], None]) -> None:
    """One change of each kind of input."""
    before = take(project)
    assert before
    assert take(project) == before
    change(project)
    assert take(project) not in ("", before)


@pytest.mark.parametrize("change", DOUBTS.values(), ids=DOUBTS)
def test_what_cannot_be_followed_has_no_signature(project: Path, change: Callable[[Path], None]) -> None:
    """Programs, files and variables from elsewhere: such a site is built every time."""
    change(project)
    assert take(project) == ""


def test_options_of_the_command_and_the_environment_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another folder, --strict, another day of SOURCE_DATE_EPOCH."""
    change_config(plugins=["htx"])(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    first = take(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790100000")
    taken = [first, take(project), take(project, strict=True), take(project, site_dir=project / "khac")]
    assert len(set(taken)) == 4


def test_program_and_packages_count(project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A new version of a package, another Python, a change in the program itself."""
    before = take(project)
    packages = tmp_path_factory.mktemp("packages")
    monkeypatch.syspath_prepend(packages)
    second = take(project)
    (packages / "mkdocs-99.dist-info").mkdir()
    third = take(project)
    monkeypatch.setattr(inputs.sys, "version", "4.0")
    fourth = take(project)
    program = tmp_path_factory.mktemp("program")
    monkeypatch.setattr(inputs, "__file__", str(program / "inputs.py"))
    fifth = take(project)
    write_text(program / "text.py", "")
    assert len({before, second, third, fourth, fifth, take(project)}) == 6


def build(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["build", "--jobs", "1", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_nothing_is_built_where_nothing_changed(project: Path) -> None:
    """The second build says so in a line, with the warnings of the first; an edit is built, and the edit undone is built again."""
    write_record(project, checked_on="2020-01-01")
    assert "Đã ghi" in build()
    before = read_tree(project / "site")
    second = build()
    assert UNCHANGED in second
    assert "Vẫn còn 1 cảnh báo" in second
    assert read_tree(project / "site") == before
    write_record(project, name="Hai")
    assert UNCHANGED not in build()
    assert "Mẫu Hai".encode() in (project / "site" / RECORD_PAGE).read_bytes()
    assert "cảnh báo" not in build()


@pytest.mark.parametrize("worth", [inputs.FILES_WORTH_A_FORK, 1], ids=["looked at here", "looked at by others"])
def test_site_that_was_touched_is_built(project: Path, monkeypatch: pytest.MonkeyPatch, worth: int) -> None:
    """A page edited or deleted by hand, a site deleted whole: the inputs are the same, and it is built. Whoever looks at it."""
    monkeypatch.setattr(inputs, "FILES_WORTH_A_FORK", worth)
    build()
    assert UNCHANGED in build()
    sound = {path: content for path, (content, _) in read_tree(project / "site").items()}
    (project / "site" / RECORD_PAGE).write_bytes(b"by hand")
    assert UNCHANGED not in build()
    (project / "site" / RECORD_PAGE).unlink()
    assert UNCHANGED not in build()
    shutil.rmtree(project / "site")
    assert UNCHANGED not in build()
    assert {path: content for path, (content, _) in read_tree(project / "site").items()} == sound


HERE = os.getpid()
asked: list[tuple[int, ...]] = []  # the parts that were looked at in this process
deadly: list[tuple[int, ...]] = []  # those that another process does not live through


def look_or_die(site_dir: Path, *part: int) -> bool:
    if os.getpid() != HERE and part in deadly:
        os._exit(9)
    asked.append(part)
    return is_as_published(site_dir, *part)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_large_site_is_looked_at_by_others(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it, and none of it here; where one of them is killed, its part is looked at here after all."""
    monkeypatch.setattr(inputs, "is_as_published", look_or_die)
    monkeypatch.setattr(inputs, "FILES_WORTH_A_FORK", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # tests before this one may have left some that wait
    asked.clear()
    build()
    assert UNCHANGED in build()
    assert asked == []
    monkeypatch.setattr("tests.test_inputs.deadly", [(1, 2)])
    assert UNCHANGED in build()
    assert (1, 2) in asked


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\x00", b"[]", b"{}", b'{"seal": 1, "note": []}'], ids=["empty", "cut", "bytes", "list", "bare", "other"]
)
def test_damaged_note_makes_a_build(project: Path, content: bytes) -> None:
    """Cut short, another program's, another version's: as if there were none."""
    build()
    state = State(project / "site")
    seal = json.loads(state.note.read_bytes())["seal"]
    state.note.write_bytes(content)
    assert UNCHANGED not in build()
    assert json.loads(state.note.read_bytes())["seal"] == seal


def test_note_of_another_publication_makes_a_build(project: Path) -> None:
    """Two projects that publish into one folder: neither takes the other's site for its own."""
    build()
    note = State(project / "site").note.read_bytes()
    write_record(project, name="Hai")
    build()
    State(project / "site").note.write_bytes(note)
    write_record(project, name="Một")
    assert UNCHANGED not in build()


def test_note_that_cannot_be_kept_costs_time_only(project: Path) -> None:
    """A folder stands in its place, as a full disk would: the site is published, and the next build is a whole one."""
    State(project / "site").note.mkdir(parents=True)
    assert "Đã ghi" in build()
    assert UNCHANGED not in build()
    assert sorted(path.name for path in State(project / "site").folder.glob("note*")) == ["note.json"]
