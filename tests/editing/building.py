"""Builds of an edited project by the command, each held against a build of the same files elsewhere that has no cache."""

from __future__ import annotations

import pkgutil
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from click.testing import CliRunner

import generator
from generator import workers
from generator.cli import main
from tests.demo_site import read_bytes
from tests.editing.project import Project
from tests.small_project import read_tree

MADE_BY_BUILDS = ("site", ".site.htx", ".cache")


class CountedPool(workers.Pool):
    """A pool, which counts how many there have been."""

    opened = 0

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        CountedPool.opened += 1


def share_any_work() -> None:
    """From here on this process has two workers share even what is not worth it, or a small project would never be built by two."""
    workers.Pool = CountedPool
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        loaded = import_module(module.name)
        for name in vars(loaded):
            if "_WORTH_A_" in name:
                setattr(loaded, name, 2)


def build(folder: Path, jobs: int = 1, environment: dict[str, str | None] | None = None) -> str:
    """Build a project by the command, with all that it takes over from the last time; returns why nothing was published."""
    arguments = ["build", "--jobs", str(jobs), "--config-file", str(folder / "mkdocs.yml")]
    result = CliRunner().invoke(main, arguments, env=environment)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output if result.exit_code else ""


def build_elsewhere(project: Project, jobs: int = 1, run: Callable[..., str] = build) -> tuple[str, dict[str, bytes]]:
    """Why nothing is published of a project's files in a folder where no build has been, and what is."""
    elsewhere = project.folder.with_name(f"clean-{project.count()}")
    shutil.copytree(project.folder, elsewhere, ignore=shutil.ignore_patterns(*MADE_BY_BUILDS))
    refused = run(elsewhere, jobs, project.environment)
    built = {} if refused else read_bytes(elsewhere / "site")
    shutil.rmtree(elsewhere)
    return refused, built


def check_build(project: Project, jobs: int) -> bool:
    """Hold a build in the project's folder against one elsewhere, by the other number of workers; True where it published."""
    site = project.folder / "site"
    before, opened = read_tree(site) if site.exists() else {}, CountedPool.opened
    refused = build(project.folder, jobs, project.environment)
    refused_elsewhere, clean = build_elsewhere(project, 3 - jobs)
    assert bool(refused) == bool(refused_elsewhere), (refused, refused_elsewhere)
    assert CountedPool.opened > opened, "two workers share what is built whole"
    if refused:
        assert read_tree(site) == before, "a refused build changes nothing"
        return False
    built = read_bytes(site)
    assert [path for path in sorted({*built, *clean}) if built.get(path) != clean.get(path)] == []
    return True
