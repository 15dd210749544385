"""The law «incremental = clean»: whatever was edited since, a build in the same checkout gives the bytes of a build elsewhere that has no cache."""

from __future__ import annotations

import pkgutil
import random
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

import generator
from generator.cli import main
from tests.demo_site import read_bytes
from tests.editing import EDITS, make_project
from tests.editing.project import Project
from tests.editing.records import break_record
from tests.small_project import read_tree

MADE_BY_BUILDS = ("site", ".site.htx", ".cache")
STEPS = (*zip(EDITS[:-1:2], EDITS[1::2], strict=True), (break_record,), (break_record,))  # the second mends
EDITS_A_SEQUENCE, MOST_AT_ONCE = 12, 4


@pytest.fixture(autouse=True)
def pools_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers share even what is not worth it, or a small project would never be built by two."""
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        loaded = import_module(module.name)
        for name in vars(loaded):
            if name.endswith("_WORTH_A_POOL"):
                monkeypatch.setattr(loaded, name, 2)


def build(folder: Path, jobs: int) -> str:
    """Build a project by the command, with all that it takes over from the last time; returns why nothing was published."""
    result = CliRunner().invoke(main, ["build", "--jobs", str(jobs), "--config-file", str(folder / "mkdocs.yml")])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output if result.exit_code else ""


def check_build(project: Project, jobs: int) -> bool:
    """Hold a build in the project's folder against one of the same files elsewhere, by the other number of workers; True where it published."""
    site = project.folder / "site"
    before = read_tree(site) if site.exists() else {}
    elsewhere = project.folder.with_name(f"clean-{project.count()}")  # where no build has been before
    shutil.copytree(project.folder, elsewhere, ignore=shutil.ignore_patterns(*MADE_BY_BUILDS))
    refused, refused_elsewhere = build(project.folder, jobs), build(elsewhere, 3 - jobs)
    assert bool(refused) == bool(refused_elsewhere), (refused, refused_elsewhere)
    if refused:
        assert read_tree(site) == before, "a refused build changes nothing"
    else:
        built, clean = read_bytes(site), read_bytes(elsewhere / "site")
        assert [path for path in sorted({*built, *clean}) if built.get(path) != clean.get(path)] == []
    shutil.rmtree(elsewhere)
    return not refused


def edit_files(project: Project, files: dict[str, bytes], *edits: Callable[[Project], None]) -> dict[str, bytes]:
    """Apply edits, each of which must change a file, and write them; returns what stands in the files now."""
    before = files
    for edit in edits:
        edit(project)
        after = project.list_files()
        assert after != before, edit.__name__
        before = after
    return project.write(files)


def test_every_kind_of_edit(tmp_path: Path) -> None:
    """Two after two in one checkout, with one worker and two in turn: a mistake leaves the site as it was, nearly all else changes it."""
    project = make_project(tmp_path / "project", random.Random(2026))
    files, unchanged = project.list_files(), []
    assert check_build(project, jobs=1)
    for number, edits in enumerate(STEPS):
        before = read_bytes(project.folder / "site")
        files = edit_files(project, files, *edits)
        names = [edit.__name__ for edit in edits]
        assert check_build(project, jobs=1 + number % 2) is (project.broken is None), names
        if read_bytes(project.folder / "site") == before:
            unchanged.append(names)
    assert project.broken is None
    assert unchanged.count(["break_record"]) == 2  # refused, then as it was before
    assert len(unchanged) <= 4, unchanged  # posts that nobody may read yet


def test_any_sequence_of_edits(tmp_path: Path, edit_seed: int) -> None:
    """Several at once, whether or not the build between them was refused; `--edit-sequences 200` tries more of them."""
    chance = random.Random(edit_seed)
    project = make_project(tmp_path / "project", chance)
    files, done = project.list_files(), []
    check_build(project, jobs=1)
    while len(done) < EDITS_A_SEQUENCE:
        edits = chance.choices(EDITS, k=chance.randint(1, MOST_AT_ONCE))
        done += [edit.__name__ for edit in edits]
        files = edit_files(project, files, *edits)
        check_build(project, chance.randint(1, 2))
