"""`python -m tests.killed_build SEED FOLDER`: kills builds between two changes that they make to the disk, and holds what is left against clean sites.

Builds are copies of this process, which itself makes none: a copy of one that has minified a style sheet never ends.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from generator.output import repair_site
from tests.demo_site import read_bytes
from tests.editing.building import build
from tests.editing.versions import Versions

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"}  # names of Python's audit events
TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT
MOMENTS = 3  # of builds after an edit, and of builds without a site and a cache: nearly two builds each


def run_watched(folder: Path, watch: Callable[[str], object], *options: object) -> int:
    """Build in a copy of this process, which tells `watch` of each change before it makes it; returns how it ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def hear(event: str, arguments: tuple) -> None:
        if event in CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & TO_WRITE):
            names = [os.fsdecode(name) for name in arguments[:2] if isinstance(name, str | bytes | os.PathLike)]
            if any(name.startswith(str(folder)) for name in names):
                watch(f"{event} {' '.join(names)}")

    sys.addaudithook(hear)
    code = 1
    try:
        code = int(bool(build(folder, *options)))
    finally:
        os._exit(code)


def build_sound(folder: Path, *options: object) -> str:
    """A build that nobody disturbs."""
    code = run_watched(folder, lambda change: None, *options)
    return f"{folder} was not built" if code else ""


def list_changes(folder: Path, log: Path) -> list[str]:
    """What a build does to the disk, in its order."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT)
    assert run_watched(folder, lambda change: os.write(descriptor, f"{change}\n".encode())) == 0
    os.close(descriptor)
    return log.read_text(encoding="utf-8").splitlines()


def kill_before(number: int) -> Callable[[str], None]:
    count = 0

    def watch(_change: str) -> None:
        nonlocal count
        count += 1
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return watch


def choose_moments(changes: list[str], chance: random.Random) -> list[int]:
    """One while files are staged, the others around lists, caches and the publication itself."""
    apart, staging = ([number for number, change in enumerate(changes, 1) if ("/staging" in change) is staged] for staged in (False, True))
    return [*chance.sample(apart, MOMENTS - 1), chance.choice(staging)]


def forget_builds(folder: Path) -> None:
    for name in ("site", ".site.htx", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)


def read_site(site: Path) -> dict[str, bytes]:
    return read_bytes(site) if site.exists() else {}


def check_killed(versions: Versions, number: int, change: str, *, is_cold: bool) -> bool:
    """Kill the build of the other state before a change to the disk; False where there are not as many."""
    if is_cold:
        forget_builds(versions.folder)
    old, new = read_site(versions.site), versions.turn()
    killed = run_watched(versions.folder, kill_before(number)) == -signal.SIGKILL
    repair_site(versions.site)
    assert read_site(versions.site) in (old, new), change
    assert build_sound(versions.folder) == "", change
    assert read_site(versions.site) == new, change
    return killed


def main() -> None:
    seed, folder = sys.argv[1], Path(sys.argv[2])
    versions, chance, killed = Versions(folder, run=build_sound), random.Random(int(seed)), 0
    for is_cold in (False, True):
        if is_cold:
            forget_builds(versions.folder)
        versions.turn()
        changes = list_changes(versions.folder, folder / f"changes-{is_cold}")
        for number in choose_moments(changes, chance):
            killed += check_killed(versions, number, changes[number - 1], is_cold=is_cold)
    assert killed >= 2 * MOMENTS - 2, "the way back may be shorter by a few files"


if __name__ == "__main__":
    main()
