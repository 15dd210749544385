"""The publication itself: a journal says which way is meant, and every step can be done again by the next command.

Two ways lead from the old site to the new. `folder`: the staged folder holds the whole new site and takes the old one's place.
`files`: the staged folder holds what differs; files are renamed one by one, then the stale ones removed.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from generator.output.errors import OutputError, explain_disk_errors
from generator.output.exchange import exchange_folders
from generator.output.manifest import Manifest, compute_seal, load_manifest, sync_folder, write_durably
from generator.output.obstacles import list_files, list_folders
from generator.output.state import State, lock_site


def repair_site(site_dir: Path) -> bool:
    """Complete a publication that was interrupted; True if there was one. Raises OutputError while another build runs."""
    state = State(site_dir)
    if not state.journal.exists():
        return False
    with lock_site(state), explain_disk_errors(site_dir):
        return complete_publication(state)


def forget_site(site_dir: Path) -> None:
    """Remove what lies beside a site that is going to be deleted itself, as the preview's is."""
    shutil.rmtree(State(site_dir).folder, ignore_errors=True)


def write_journal(state: State, way: str) -> None:
    """From here on the new site is meant: what is interrupted now is completed, not undone. The new list lies there already."""
    seal = compute_seal(state.next_manifest.read_bytes())
    journal = {"way": way, "folder": identify(state.staging), "build": state.build, "seal": seal}
    write_durably(state.journal, json.dumps(journal).encode("ascii"))


def load_journal(state: State) -> dict[str, Any]:
    """What the journal says. Raises OutputError where it cannot be read: nobody knows then which files are new."""
    try:
        journal = json.loads(state.journal.read_bytes())
        return {"way": journal["way"], "folder": journal["folder"], "build": str(journal.get("build", "")), "seal": journal.get("seal")}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise OutputError(
            f"Tệp {state.journal} đã hỏng, nên không biết lần đăng trước dở đến đâu. Hãy xóa hai thư mục {state.folder} và {state.site_dir} "
            "(cất riêng những tệp không do htx tạo ra, nếu có) rồi dựng lại."
        ) from None


def load_published(state: State) -> Manifest | None:
    """The list of what is published; nothing where there is none, or it is not as the journal of its publication told."""
    try:
        seal = json.loads(state.seal.read_bytes())["seal"]
    except FileNotFoundError:
        seal = None  # published by a version that kept none
    except (ValueError, KeyError, TypeError):
        return None
    return load_manifest(state.manifest, seal)


def complete_publication(state: State, old: Manifest | None = None, new: Manifest | None = None) -> bool:
    """Do what the journal says, whatever part of it was done before. The caller holds the lock, and may give the manifests that lie on disk."""
    if not state.journal.exists():
        return False
    journal = load_journal(state)
    state = State(state.site_dir, journal["build"])
    if state.next_manifest.exists():
        old = load_manifest(state.manifest) or {} if old is None else old
        new = load_manifest(state.next_manifest) or {} if new is None else new
        if journal["way"] == "folder" and not put_folder(state, journal["folder"], old):
            write_journal(state, "files")
            journal["way"] = "files"
        if journal["way"] == "files":
            put_files(state, old, new)
        os.replace(state.next_manifest, state.manifest)  # noqa: PTH105
    keep_seal(state, journal["seal"])
    return True


def keep_seal(state: State, seal: str | None) -> None:
    """The journal is done, and tells from now on whether the list is whole; one of another publication goes."""
    if state.manifest.exists() and seal in (None, compute_seal(state.manifest.read_bytes())):
        os.replace(state.journal, state.seal)  # noqa: PTH105
    else:
        state.journal.unlink()


def identify(folder: Path) -> list[int] | None:
    """What stays the same when a folder is renamed."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        return None
    return [status.st_dev, status.st_ino]


def put_folder(state: State, new_folder: list[int], published: Manifest) -> bool:
    """Put the staged folder in the site's place; False, and nothing changed, where it cannot be renamed (a mount point, an open file on Windows)."""
    if identify(state.site_dir) != new_folder:
        try:
            place_folder(state)
        except OSError:
            if identify(state.site_dir) is None and state.replaced.exists():
                os.rename(state.replaced, state.site_dir)  # noqa: PTH104
            return False
    if identify(state.staging) is not None:  # what an exchange has put there
        os.rename(state.staging, state.replaced)  # noqa: PTH104
    if state.replaced.exists():
        remove_published(state.replaced, published)
        keep_foreign_files(state.replaced, state.site_dir)
        shutil.rmtree(state.replaced)
    sync_folder(state.site_dir.parent)
    return True


def place_folder(state: State) -> None:
    """One step, or two that `put_folder` continues: no site stands there between them."""
    if state.site_dir.exists():
        if exchange_folders(state.staging, state.site_dir):
            return
        os.rename(state.site_dir, state.replaced)  # noqa: PTH104
    os.rename(state.staging, state.site_dir)  # noqa: PTH104


def remove_published(folder: Path, published: Collection[str]) -> None:
    """Remove the files of a replaced site one by one, for their names are known: an eighth of what `rmtree` takes. What is foreign stays."""
    for path in published:
        with contextlib.suppress(OSError):
            os.unlink(f"{folder}/{path}")  # noqa: PTH108
    for path in sorted(list_folders(published), reverse=True):
        with contextlib.suppress(OSError):
            os.rmdir(f"{folder}/{path}")  # noqa: PTH106


def keep_foreign_files(old: Path, new: Path) -> None:
    """Carry over what this program did not write (`.git`, `CNAME`), unless the new site has a file of that name."""
    for path in list(list_files(str(old))):
        target = new / path
        if not os.path.lexists(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            os.rename(old / path, target)  # noqa: PTH104


def put_files(state: State, old: Manifest, new: Manifest) -> None:
    """Rename what differs into the site, then remove what is stale. A step that was done before is passed over."""
    changed = [path for path, entry in new.items() if old.get(path) != entry]
    stale = old.keys() - new.keys()
    in_the_way = set(find_in_the_way(changed, stale))
    remove_files(state.site_dir, in_the_way)
    for path in changed:
        if (state.staging / path).exists():
            put_file(state.staging / path, state.site_dir / path)
    remove_files(state.site_dir, stale - in_the_way)


def find_in_the_way(changed: Iterable[str], stale: Iterable[str]) -> Iterator[str]:
    """Stale files where the new site has a folder, or that lie in a folder where the new site has a file."""
    wanted_files = set(changed)
    wanted_folders = {str(parent) for path in wanted_files for parent in PurePosixPath(path).parents}
    for path in stale:
        if path in wanted_folders or any(str(parent) in wanted_files for parent in PurePosixPath(path).parents):
            yield path


def put_file(staged: Path, target: Path) -> None:
    """One file, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_empty_folders(target)
    try:
        os.replace(staged, target)  # noqa: PTH105
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f".{target.name}.htx")  # the site is a mount point: copy first, then rename there
        try:
            shutil.copy2(staged, beside)
            os.replace(beside, target)  # noqa: PTH105
        except OSError:
            beside.unlink(missing_ok=True)  # no half page is left in what people may read
            raise


def remove_files(site_dir: Path, paths: Iterable[str]) -> None:
    """Remove files and the folders that they leave empty."""
    for path in sorted(paths):
        target = site_dir / path
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == site_dir or not remove_if_empty(folder):
                break


def remove_empty_folders(path: Path) -> None:
    """A folder in a file's place that holds nothing but folders goes; one that holds a file stays."""
    if path.is_dir() and not path.is_symlink():
        for folder, _folders, _names in os.walk(path, topdown=False):
            remove_if_empty(Path(folder))


def remove_if_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
