"""Everything that a site depends on, cheap to take: when it is the same and the site untouched, there is nothing to build.

A file counts as unchanged while its size, times and inode are. Where something might be read that is not known here, nothing is said.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from generator.console import Built, Steps
from generator.output import Publication, PublishedFiles, is_as_published, load_publication, write_note
from generator.settings import Settings, find_plugin_options, load_config_file
from generator.workers import can_fork, complete, open_executor, submit

FORMAT = 2
Walked = dict[str, list[tuple[str, str, tuple | None]]]  # folder → name, path and stamp of what lies in it; a folder has no stamp
RECORD_ENDINGS = (".yml", ".yaml")
MOST_LOOKERS = 2  # the disk's own locks keep more of them waiting
FILES_WORTH_A_FORK = 20_000  # 0.1 seconds of looking at them
# Settings of MkDocs that name no file outside docs/ and run no program. `hooks` are not among them.
KNOWN_KEYS = frozenset(
    [
        "copyright",
        "docs_dir",
        "draft_docs",
        "edit_uri",
        "exclude_docs",
        "extra",
        "extra_css",
        "extra_javascript",
        "markdown_extensions",
        "nav",
        "not_in_nav",
        "plugins",
        "repo_name",
        "repo_url",
        "site_author",
        "site_description",
        "site_dir",
        "site_name",
        "site_url",
        "strict",
        "theme",
        "use_directory_urls",
        "validation",
    ]
)
KNOWN_PLUGINS = frozenset(("htx",))
KNOWN_THEME = "material"
# Extensions of Markdown that read nothing but the page.
KNOWN_EXTENSIONS = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "meta",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
        "wikilinks",
        "pymdownx.betterem",
        "pymdownx.caret",
        "pymdownx.details",
        "pymdownx.highlight",
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.mark",
        "pymdownx.smartsymbols",
        "pymdownx.superfences",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
        "pymdownx.tilde",
    ]
)
ELSEWHERE = re.compile(r"(?:^|[\s\[{,:-])![\w!<]|INHERIT", re.MULTILINE)  # `!ENV NAME`, `INHERIT: base.yml`: values that stand elsewhere
PACKAGE_ENDINGS = (".dist-info", ".egg-info", ".egg-link", ".pth")
UNREAD_FOLDERS = frozenset(
    ("__pycache__", ".icons")
)  # Python's own copies; drawings by the ten thousand that change with their package only


class InDoubt(Exception):
    """Something may be an input that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build depends on: a file of a cooperative by what tells that it changed, and all else as one digest.

    `walked` are the folders of the site's own files as they were found, so that a check need not look at every file once more.
    """

    rest: str
    records: dict[str, str]
    walked: Walked = field(default_factory=dict, compare=False, repr=False)


class LastBuild(NamedTuple):
    """What the last build left. It counts for something as long as nobody has touched its files since, which `is_untouched` tells."""

    inputs: Inputs
    base: str
    edited: tuple[str, ...]
    files: PublishedFiles
    warning_count: int
    page_warning_count: int
    is_untouched: Callable[[], bool]


def load_inputs(config_file: Path, settings: Settings) -> Inputs | None:
    """What a build from these settings depends on; nothing where that is not known for sure."""
    records, digest, walked = {}, hashlib.sha256(), {}
    folder = f"{settings.data_dir / 'cooperatives'}{os.sep}"
    try:
        config = load_config_file(config_file)
        check_config(config, config_file.read_text(encoding="utf-8"))
        for part in list_parts(config, settings, walked):
            path, _, stamp = str(part).partition("\t")
            if path.startswith(folder) and is_record(path.removeprefix(folder)):
                records[path] = stamp
            else:
                digest.update(f"{part}\0".encode("utf-8", "surrogateescape"))
    except (InDoubt, OSError):
        return None
    return Inputs(digest.hexdigest(), records, walked)


def is_record(path: str) -> bool:
    """Whether a file below the folder of cooperatives is a record: one directly in the folder of a province."""
    return path.count(os.sep) == 1 and path.endswith(RECORD_ENDINGS)


@contextmanager
def open_last_build(settings: Settings) -> Iterator[LastBuild | None]:
    """`load_last_build`. While the block runs, other processes look whether its files are as it left them."""
    jobs = min(settings.jobs or os.cpu_count() or 1, MOST_LOOKERS) if can_fork() else 1
    looks: list[Future] = []

    @cache
    def is_untouched() -> bool:
        if not looks:
            return is_as_published(settings.site_dir)
        return all(complete(pool, look, is_as_published, settings.site_dir, part, jobs) for part, look in enumerate(looks))

    last = load_last_build(settings.site_dir, is_untouched)
    with open_executor(jobs, len(last.files) if last else 0, FILES_WORTH_A_FORK) as pool:
        looks += (submit(pool, is_as_published, settings.site_dir, part, jobs) for part in range(jobs) if pool)
        yield last


def load_last_build(site_dir: Path, is_untouched: Callable[[], bool]) -> LastBuild | None:
    """What the last build noted, or nothing."""
    note, files = load_publication(site_dir)
    try:
        inputs = Inputs(note["rest"], note["records"])
        return LastBuild(inputs, note["base"], tuple(note["edited"]), files, note["warnings"], note["page_warnings"], is_untouched)
    except KeyError:
        return None


def describe_unchanged(site_dir: Path, last: LastBuild) -> Built:
    """What there is to tell of a build of nothing."""
    return Built(site_dir, Steps(), Publication(0, len(last.files), 0), last.warning_count)


def write_inputs(built: Built, inputs: Inputs | None) -> None:
    """Note what a site was made from. Take the inputs before the build: what is edited meanwhile is then built again."""
    if inputs is not None:
        warnings = {"warnings": built.warning_count, "page_warnings": built.page_warning_count}
        write_note(
            built.site_dir,
            built.publication.seal,
            {"rest": inputs.rest, "records": inputs.records, "base": built.base, "edited": built.edited, **warnings},
        )


def check_config(config: Mapping[str, Any], text: str) -> None:
    """Raise InDoubt for settings that may bring in what is not known here: programs, other plugins, files and variables from elsewhere."""
    theme = config.get("theme")
    strange = (
        config.keys() - KNOWN_KEYS,
        set(list_names(config.get("plugins"))) - KNOWN_PLUGINS,
        set(list_names(config.get("markdown_extensions"))) - KNOWN_EXTENSIONS,
        {theme.get("name") if isinstance(theme, dict) else theme} - {KNOWN_THEME},
        ELSEWHERE.findall(text),
        find_plugin_options(config.get("plugins")).get("search_sources"),  # other sites are asked at every build
    )
    if any(strange):
        raise InDoubt


def list_names(entries: object) -> list[str]:
    """The names in a list of MkDocs's settings, where each may stand alone or with its options."""
    if isinstance(entries, dict):
        return list(entries)
    return [name for entry in entries or () for name in (entry if isinstance(entry, dict) else (str(entry),))]


def list_parts(config: Mapping[str, Any], settings: Settings, walked: Walked) -> Iterator[object]:
    """Everything that a build reads, as values whose text tells them apart. What was found in folders is noted in `walked`."""
    yield FORMAT
    yield settings  # with the day, the command's options and the environment's day
    yield json.dumps(config, sort_keys=True, default=str)
    yield sys.version
    for folder in sys.path:
        yield folder
        yield from (name for name in list_folder(folder) if name.endswith(PACKAGE_ENDINGS))
    package = Path(__file__).parent
    theme = find_spec(KNOWN_THEME)
    folders = {package, settings.data_dir, settings.vocabularies_dir, settings.docs_dir, settings.theme_dir}
    for root in sorted(map(str, (*folders, *(theme.submodule_search_locations if theme else ())))):
        yield root
        yield from list_files(root, walked)


def list_folder(folder: str) -> list[str]:
    return sorted(os.listdir(folder or ".")) if os.path.isdir(folder or ".") else []  # noqa: PTH112, PTH208


def list_files(folder: str, walked: Walked) -> Iterator[str]:
    """Every file below a folder with what changes when it does. A linked folder is in doubt: what it leads to may be anything."""
    if not os.path.isdir(folder):  # noqa: PTH112  strings: a site has 100,000 files
        return
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    noted: list[tuple[str, str, tuple | None]] = []
    for entry in found:
        name, path = entry.name, entry.path
        if entry.is_dir():
            if entry.is_symlink():
                raise InDoubt
            noted.append((name, path, None))
            if name not in UNREAD_FOLDERS:
                yield from list_files(path, walked)
        else:
            status = entry.stat()
            stamp = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
            noted.append((name, path, stamp))
            yield f"{path}\t{status.st_size}\t{status.st_mtime_ns}\t{status.st_ctime_ns}\t{status.st_ino}"
    if not any(entry.is_symlink() for entry in found):
        walked[folder] = noted
