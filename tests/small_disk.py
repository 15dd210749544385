"""`python -m tests.small_disk PLACE JOBS FOLDER [--mounts]`: builds a project again and again with no room at one place, and prints what came of it.

The place is a small disk of its own where one may be mounted (`find_way_to_mount`); elsewhere the system refuses files above a size.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main as run_htx
from tests.demo_site import read_bytes
from tests.editing import beside, make_project, posts, records
from tests.editing.building import build_elsewhere, share_any_work
from tests.editing.project import Project
from tests.small_project import read_tree

# Who may mount a disk that nobody else sees: root, and on most Linux systems everybody.
WAYS_TO_MOUNT = (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"])
PLACES = {"site": "project", "cache": "project/.cache", "state": "project/.site.htx", "published": "project/site"}
DISK_SIZE = 16 << 20  # bytes
# KiB that are left, and KiB of the largest file where there is no disk: none, for some files, for all but the last ones.
ROOM = {"site": (0, 400), "cache": (0,), "state": (24, 500), "published": (60,)}
LARGEST_FILE = {"site": (0, 16), "cache": (1,), "state": (100,), "published": (40,)}


def find_way_to_mount() -> list[str]:
    """What a program is started by so that it may mount; nothing where the system refuses that."""
    for way in WAYS_TO_MOUNT:
        try:
            if not subprocess.run([*way, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False).returncode:
                return way
        except FileNotFoundError:
            pass
    return []


@contextmanager
def fill_disk(disk: Path, room: int) -> Iterator[None]:
    """No more than so many KiB are free."""
    ballast = disk / ".ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(1 << 16)):
                pass
        except OSError:
            file.truncate(max(file.seek(0, 2) - (room << 10), 0))
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def limit_files(size: int) -> Iterator[None]:
    """No file grows beyond so many KiB."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size << 10, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def build(project: Project, jobs: int) -> dict[str, object]:
    """How a build ended: its exit code, what it said, and what exception nobody had foreseen."""
    result = CliRunner().invoke(run_htx, ["build", "--jobs", str(jobs), "--config-file", str(project.folder / "mkdocs.yml")])
    crash = "" if isinstance(result.exception, SystemExit | None) else repr(result.exception)
    return {"code": result.exit_code, "said": result.output, "crash": crash}


def change_project(project: Project, files: dict[str, bytes]) -> dict[str, bytes]:
    """More than words, so that a whole build follows, with a photo to be drawn."""
    for edit in (records.add_cooperative, records.change_cooperative, beside.change_file, beside.add_photo, posts.add_post):
        edit(project)
    return project.write(files)


def read_site(project: Project) -> dict[str, bytes]:
    built = read_bytes(project.folder / "site")
    built.pop(".ballast", None)
    return built


def main() -> None:
    place, jobs, folder, mounts = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), "--mounts" in sys.argv
    share_any_work()
    disk = folder / PLACES[place]
    if mounts:
        disk.mkdir(parents=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_SIZE}", "tmpfs", disk], check=True)
    project = make_project(folder / "project", random.Random(3))
    first, files, told = build(project, jobs), project.list_files(), []
    assert not first["code"], first
    for room in (ROOM if mounts else LARGEST_FILE)[place]:
        before, old, files = read_tree(project.folder / "site"), read_site(project), change_project(project, files)
        clean = build_elsewhere(project)[1]
        with fill_disk(disk, room) if mounts else limit_files(room):
            tight = build(project, jobs)
            untouched = read_tree(project.folder / "site").items() >= before.items()
        left = read_site(project)
        mixed = [path for path, content in left.items() if content not in (old.get(path), clean.get(path))]
        after = build(project, jobs)
        told.append({"room": room, "tight": tight, "untouched": untouched, "mixed": mixed, "right": left == clean,
                     "after": after, "mended": read_site(project) == clean})  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main()
