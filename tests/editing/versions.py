"""A project that goes to and fro between two states of its files, of which both sites are known: much can be tried in little time."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from tests.editing import beside, make_project, posts, records
from tests.editing.building import build, build_elsewhere


class Versions:
    """The project, built once. Between its states lie more than words, so that builds are whole ones."""

    def __init__(self, folder: Path, run: Callable[..., str] = build) -> None:
        self.project = project = make_project(folder / "project", random.Random(5))
        self.folder = project.folder
        self.site = self.folder / "site"
        self.files = [project.list_files()]
        self.sites = [build_elsewhere(project, run=run)[1]]
        for edit in (records.add_cooperative, records.change_cooperative, beside.add_photo, beside.change_file, posts.add_post):
            edit(project)
        self.files.append(project.write(self.files[0]))
        self.now = 1
        assert not run(self.folder)
        self.sites.append(build_elsewhere(project, run=run)[1])

    def turn(self) -> dict[str, bytes]:
        """The other state is written; returns its site."""
        before, self.now = self.files[self.now], 1 - self.now
        for path in before.keys() - self.files[self.now].keys():
            (self.folder / path).unlink()
        for path, content in self.files[self.now].items():
            if before.get(path) != content:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_bytes(content)
        return self.sites[self.now]
