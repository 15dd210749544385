"""Whatever befalls what a build leaves for the next one: a right site, or a sentence and the site as it was. Files are found, not named."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.demo_site import read_bytes
from tests.editing import make_project
from tests.editing.building import build
from tests.editing.versions import Versions
from tests.small_project import PROJECT, read_tree

pytestmark = pytest.mark.slow
LEFT = (".site.htx", ".cache")
FOREIGN = "another project's"
DAMAGES: dict[str, Callable[[bytes, bytes], bytes | None]] = {
    "gone": lambda content, other: None,
    "empty": lambda content, other: b"",
    "cut": lambda content, other: content[: len(content) * 2 // 3],
    "one bit": lambda content, other: content[: len(content) // 2] + bytes([content[len(content) // 2] ^ 1]) + content[len(content) // 2 + 1 :],
    "noise": lambda content, other: random.Random(len(content)).randbytes(len(content)),
    FOREIGN: lambda content, other: other,
}  # fmt: skip
NOT_OURS = "không do htx tạo ra"  # a site of which nothing is known for sure is not overwritten, for it may be anybody's


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return Versions(tmp_path_factory.mktemp("versions"))


def list_left(folder: Path) -> dict[str, bytes]:
    """Every file that builds have left, but for the copies of all photos but one."""
    found = [path for name in LEFT for path in sorted((folder / name).rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What builds of another project have left, by the ends of the files' names."""
    project = make_project(tmp_path_factory.mktemp("other") / "project", random.Random(8))
    assert not build(project.folder)
    return {name_kind(path): content for path, content in list_left(project.folder).items()}


def name_kind(path: str) -> str:
    """What is the same in the names of files of one kind: those of photos are named by their content."""
    return path.rpartition(".")[2] if "/photos/" in path else path


def check_next_build(versions: Versions, told: object) -> None:
    """The build after an edit; where it is refused the advice is followed."""
    site, clean = versions.site, versions.turn()
    before = read_tree(site)
    refused = build(versions.folder)
    if refused:
        assert NOT_OURS in refused, (told, refused)
        assert read_tree(site) == before, told
        shutil.rmtree(site)
        assert build(versions.folder) == "", told
    check_site(site, before, clean, told)
    assert build(versions.folder) == "", told
    check_site(site, before, clean, told)


def check_site(site: Path, before: dict[str, tuple[bytes, int]], clean: dict[str, bytes], told: object) -> None:
    """All that a clean site has, and nothing else but what a list of another project's files says is none of ours: it may be anybody's."""
    built = read_bytes(site)
    assert {path: built.get(path) for path in clean} == clean, told
    left = built.keys() - clean.keys()
    assert not left or (FOREIGN in str(told) and left <= before.keys()), told
    for path in left:
        (site / path).unlink()


def test_every_file_damaged(versions: Versions, others: dict[str, bytes], edit_seed: int) -> None:
    """Each of them in two ways by chance, alone: gone, cut, another's."""
    chance, folder = random.Random(edit_seed), versions.folder
    kinds = {name_kind(path): path for path in list_left(folder)}
    assert kinds.keys() == others.keys() and len(kinds) > 6
    for kind, path in kinds.items():
        for damage in chance.sample(sorted(DAMAGES), 2):
            assert path in list_left(folder), path
            damage_file(folder / path, DAMAGES[damage], others[kind])
            check_next_build(versions, (path, damage))


def damage_file(path: Path, damage: Callable[[bytes, bytes], bytes | None], other: bytes) -> None:
    content = damage(path.read_bytes() if path.exists() else other, other)
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.mark.parametrize("damage", DAMAGES)
def test_all_files_damaged(versions: Versions, others: dict[str, bytes], damage: str) -> None:
    """All at once, as after a crash of the machine, or a checkout that was put together from two."""
    folder = versions.folder
    for path in list_left(folder):
        damage_file(folder / path, DAMAGES[damage], others[name_kind(path)])
    check_next_build(versions, damage)


@pytest.mark.parametrize("damage", ["empty", "cut", "noise", FOREIGN])
def test_damaged_journal(versions: Versions, damage: str) -> None:
    """It is there only while a site is put in place: one that cannot be read is named, and what to do then; one of another project's changes nothing."""
    site, state = versions.site, versions.folder / ".site.htx"
    damage_file(state / "journal.json", DAMAGES[damage], b'{"way": "folder", "folder": [1, 2], "build": "-khac", "seal": "x"}')
    clean, before = versions.turn(), read_tree(site)
    for command in ("check", "build"):
        result = CliRunner().invoke(main, [command, "--config-file", str(versions.folder / "mkdocs.yml")])
        assert isinstance(result.exception, SystemExit | None), (command, result.exception)
        if damage != FOREIGN:
            assert result.exit_code == 1
            assert f"Hãy xóa hai thư mục {state} và {site} " in result.output
            assert read_tree(site) == before
    if damage != FOREIGN:
        shutil.rmtree(state)
        shutil.rmtree(site)
    assert build(versions.folder) == ""
    assert read_bytes(site) == clean


def test_cache_of_another_version(versions: Versions, tmp_path: Path) -> None:
    """A newer program in the same checkout makes its own site, and the older one its own again."""
    newer = tmp_path / "newer"
    shutil.copytree(PROJECT / "generator", newer / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    words = newer / "generator" / "messages" / "vi-pages.yml"
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace("Hợp tác xã", "Hợp tác xã (mới)"), encoding="utf-8")
    clean = versions.turn()
    assert build(versions.folder) == ""
    built = build_by(newer, versions.folder)
    shutil.copytree(versions.folder, tmp_path / "clean", ignore=shutil.ignore_patterns("site", *LEFT))
    assert build_by(newer, tmp_path / "clean") == built != clean
    assert build(versions.folder) == "" and read_bytes(versions.site) == clean


def build_by(program: Path, folder: Path) -> dict[str, bytes]:
    """The site that another copy of the program makes."""
    finished = subprocess.run(
        [sys.executable, "-m", "generator.cli", "build", "--jobs", "1"],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(program), "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return read_bytes(folder / "site")
