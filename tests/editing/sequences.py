"""`python -m tests.editing.sequences SEED FOLDER`: edits a project in any order and builds it after each step; «kinds» for a seed is one of each.

A process of its own, without the threads of a test's: two workers are then copies of it, as they are for people.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from tests.demo_site import read_bytes
from tests.editing import EDITS, make_project
from tests.editing.building import check_build, share_any_work
from tests.editing.project import Project
from tests.editing.records import break_record

SOUND = tuple(edit for edit in EDITS if edit is not break_record)
STEPS = (*(SOUND[at : at + 3] for at in range(0, len(SOUND), 3)), (break_record,), (break_record,))  # the second mends
EDITS_A_SEQUENCE, MOST_AT_ONCE = 12, 4


def edit_files(project: Project, files: dict[str, bytes], *edits: Callable[[Project], None]) -> dict[str, bytes]:
    """Apply edits, each of which must change a file or the day, and write them; returns what stands in the files now."""
    before = files, project.environment
    for edit in edits:
        edit(project)
        after = project.list_files(), project.environment
        assert after != before, edit.__name__
        before = after
    return project.write(files)


def check_every_kind(folder: Path) -> None:
    """Three after three in one checkout, with one worker and two in turn: a mistake leaves the site as it was, nearly all else changes it."""
    project = make_project(folder, random.Random(2026))
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


def check_sequence(folder: Path, seed: int) -> None:
    """Several edits at once, whether or not the build between them was refused."""
    chance = random.Random(seed)
    project = make_project(folder, chance)
    files, done = project.list_files(), []
    check_build(project, jobs=1)
    while len(done) < EDITS_A_SEQUENCE:
        edits = chance.choices(EDITS, k=chance.randint(1, MOST_AT_ONCE))
        done += [edit.__name__ for edit in edits]
        files = edit_files(project, files, *edits)
        check_build(project, chance.randint(1, 2))
    print(*done)


def main() -> None:
    share_any_work()
    _, seed, folder = sys.argv
    check_every_kind(Path(folder)) if seed == "kinds" else check_sequence(Path(folder), int(seed))


if __name__ == "__main__":
    main()
