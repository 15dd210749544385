"""The folder where the few files of an edit are written, and their publication: all other files stay as they are published, and are not looked at."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from uuid import uuid4

from generator.output.errors import explain_disk_errors
from generator.output.journal import complete_publication, write_journal
from generator.output.manifest import compute_seal, sync_file, write_durably
from generator.output.obstacles import check_obstacles, list_folders
from generator.output.published import PublishedFiles
from generator.output.staging import Publication, Staging, remove_leftovers
from generator.output.state import State, lock_site


def open_edit(site_dir: Path, published: PublishedFiles) -> EditStaging | None:
    """An empty folder beside the site, and the site locked; nothing where its list is not, or no more, the one that was read.

    Raises OutputError while another build runs.
    """
    state = State(site_dir, f"-{uuid4().hex[:12]}")
    with contextlib.ExitStack() as stack, explain_disk_errors(site_dir):
        stack.enter_context(lock_site(state))
        if state.journal.exists() or state.manifest.read_bytes() != published.content:
            return None
        remove_leftovers(state)
        state.staging.mkdir()
        return EditStaging(state, published, stack.pop_all())


class EditStaging(Staging):
    """An edit in the making. What is written takes a published file's place or is new; nothing else goes but from the folder that is renewed."""

    published: PublishedFiles

    def __init__(self, state: State, published: PublishedFiles, lock: contextlib.ExitStack) -> None:
        super().__init__(state, published, lock)
        self.stale: set[str] = set()

    def renew_folder(self, folder: str) -> None:
        """All files of this folder, which ends with a slash, are made or kept by name from here on; those that are not will go."""
        self.stale = set(self.published.list_below(folder))

    def keep_named(self, output_path: str) -> bool:
        """Keep a published file of the folder that is renewed."""
        is_there = output_path in self.stale
        self.stale.discard(output_path)
        return is_there

    def publish_staged(self) -> Publication:
        self.stale -= self.files.keys()
        changed = {path: entry for path, entry in self.files.items() if path not in self.unchanged}
        known = {path: self.published[path] for path in (*changed, *self.stale) if path in self.published}
        content = self.published.replace(changed, self.stale)
        if changed or self.stale:
            check_obstacles(self.site_dir, {*changed, *self.list_neighbours(changed)}, changed, self.published)
            for path in changed:
                sync_file(self.path / path)
            write_durably(self.state.next_manifest, content)
            write_journal(self.state, "files")
            complete_publication(self.state, known, changed)
        self.discard()
        return Publication(len(changed), len(self.published) - len(known), len(self.stale), compute_seal(content))

    def list_neighbours(self, changed: Collection[str]) -> Iterator[str]:
        """Files that stay and could be in the way of new ones: in the place of a folder of theirs, or in a folder in their place."""
        yield from (folder for folder in list_folders(changed) if folder in self.published and folder not in self.stale)
        for path in changed:
            if path not in self.published:
                yield from islice((other for other in self.published.list_below(f"{path}/") if other not in self.stale), 1)
