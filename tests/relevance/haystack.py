"""The two sites that are asked: the sample and demo records alone, and the same among ten thousand invented cooperatives."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml
from markdown import markdown

from benchmarks.invented import write_records
from generator.build import LoadedSite, load_site
from generator.search import EncodedIndex, ProseText, build_index, read_page
from generator.settings import CONFIG_FILE, load_settings
from tests.demo_site import DEMO, run_build
from tests.relevance.answers import Book
from tests.sample_site import copy_sample

DEMO_FOLDERS = ("data/cooperatives", "docs/tin-tuc")
SEARCH_PAGE = "tim-kiem/index.html"
INLINE_MANIFEST = re.compile(r'(<script[^>]*id="htx-manifest"[^>]*>).*?(</script>)', re.DOTALL)
INVENTED_COOPERATIVES, COOPERATIVES_A_POST = 10_000, 20


def write_project(folder: Path, invented: int = 0) -> Path:
    """The sample project with the demo's records beside its own, buried among `invented` cooperatives."""
    copy_sample(folder)
    for name in DEMO_FOLDERS:
        shutil.copytree(DEMO / name, folder / name, dirs_exist_ok=True)
    if invented:
        write_records(folder, folder / "data" / "vocabularies", invented, invented // COOPERATIVES_A_POST)
    return folder


def write_site(project: Path) -> Path:
    """Build the project; returns the site's folder."""
    finished = run_build(project, "--quiet")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return project / "site"


def load_project(project: Path) -> LoadedSite:
    """The catalog behind the project's site."""
    loaded = load_site(load_settings(project / CONFIG_FILE))
    assert loaded.catalog is not None, list(loaded.report.diagnostics)[:5]
    return loaded


def load_pages(docs_dir: Path) -> tuple[ProseText, ...]:
    """The hand-written pages; their slots and extensions of Markdown are nothing to search for."""
    pages = []
    for path in sorted(docs_dir.glob("**/index.md")):
        head, body = split_head(path.read_text(encoding="utf-8"))
        url = "" if path.parent == docs_dir else f"{path.parent.relative_to(docs_dir).as_posix()}/"
        pages.append(read_page(url, markdown(body, extensions=["tables"]), head.get("title", ""), head.get("description", "")))
    return tuple(pages)


def split_head(text: str) -> tuple[dict[str, str], str]:
    """The front matter of a page as plain texts, and what follows it."""
    _, head, body = text.split("---\n", 2)
    return yaml.load(head, yaml.CBaseLoader), body


def write_index(loaded: LoadedSite, site: Path) -> EncodedIndex:
    """Write the index of a catalog into a site's folder."""
    index = build_index(loaded.catalog, loaded.settings, load_pages(loaded.settings.docs_dir))
    for path, content in index.files():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return index


def write_haystack(loaded: LoadedSite, alone: Path, site: Path) -> Path:
    """Give the search page of the site `alone` the index of `loaded`, in a new folder that holds only what a search reads."""
    shutil.copytree(alone / "assets", site / "assets")
    index = write_index(loaded, site)
    page = (alone / SEARCH_PAGE).read_text(encoding="utf-8")
    (site / SEARCH_PAGE).write_text(carry_manifest(page, index), encoding="utf-8")
    return site


def carry_manifest(page: str, index: EncodedIndex) -> str:
    """The search page with the manifest of another index inside."""
    carried, count = INLINE_MANIFEST.subn(lambda match: match[1] + index.manifest_text + match[2], page)
    assert count == 1, "the search page carries its manifest"
    return carried


def read_book(loaded: LoadedSite) -> Book:
    """The facts that answers are judged by."""
    return Book(loaded.catalog, {page.url: page.title for page in load_pages(loaded.settings.docs_dir) if page.url})
