"""Material's page around a record's body: rendered once for each active tab and folder depth, cut at its slots.

With `plugin.py` the only module that knows MkDocs, and with `theme_overrides/main.html` the only one that knows Material.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from generator.catalog import urls
from generator.render import ProsePage, Renderer
from generator.render.prose_tables import frame_tables
from generator.render.shells import Shell
from generator.render.short_tags import drop_short_tags, fill_short_tags
from generator.render.template_faults import TemplateFault
from generator.search import ProseText, read_page
from generator.settings import Settings, build_settings

TEMPLATE = "main.html"
SKIP_TARGET = "noi-dung"  # the id that main.html gives the body
SLOT_MARK = "htx-slot-{}-htx"
SLOT = re.compile(SLOT_MARK.format("([a-z]+)"))
LINE_BREAK = re.compile(r"\s*\n\s*")
EXPECTED_SLOTS = {"title": 1, "start": 1, "head": 1, "body": 1}  # how often a page prints each slot
# Sections that come from records: a navigation entry for one of them has no file in docs/.
RECORD_SECTIONS = (
    urls.COOPERATIVES, urls.PRODUCTS, urls.NEWS, urls.STATISTICS,
    urls.SECTORS, urls.KINDS, urls.DOCUMENTS, urls.SEARCH, urls.GALLERIES,
)  # fmt: skip
# Written by us or not at all: templates of records, what our assets are made of, and Material's script, which no page loads.
# What else a site keeps in assets/htx/, a logo perhaps, is its own affair.
UNWANTED_FILES = re.compile(r"(?:records|assets/javascripts|assets/htx/(?:css|fonts|search))/.*|assets/htx/[^/]+\.js")
UNWANTED_ENDING = ".map"  # two thirds of Material's bytes, for its own developers
UNWANTED_TEMPLATES = ("404.html", "sitemap.xml")


def cut_shell(html: str) -> Shell:
    """Split a rendered page at its slots. Raises TemplateFault where the theme prints a slot more or less often than expected."""
    pieces = SLOT.split(LINE_BREAK.sub("\n", html).lstrip())
    shell = Shell(tuple(piece.encode("utf-8") for piece in pieces[::2]), tuple(pieces[1::2]))
    found = Counter(shell.slots)
    if found != EXPECTED_SLOTS:
        counts = ", ".join(f"{slot}: {found[slot]} (cần {EXPECTED_SLOTS.get(slot, 0)})" for slot in sorted(found.keys() | EXPECTED_SLOTS))
        raise TemplateFault(
            TEMPLATE,
            0,
            f"in các chỗ trống của khung trang không đúng số lần: {counts}. "
            f"Tệp theme_overrides/{TEMPLATE} bị thiếu hoặc sửa chưa đúng, hoặc giao diện Material đã đổi phiên bản",
        )
    return shell


class Shells:
    """Shells by active tab and depth, each rendered when it is first asked for. `files` and `nav` are those of this build."""

    def __init__(self, config: MkDocsConfig, files: Files, nav: Navigation, env: Environment) -> None:
        self.config = config
        self.files = files
        self.nav = nav
        self.env = env
        self.shells: dict[tuple[str, int], Shell] = {}

    def shell(self, tab: str, depth: int) -> Shell:
        """The shell of a page `depth` folders deep, with the navigation entry at url `tab` marked."""
        key = (tab, depth)
        if key not in self.shells:
            with self.mark_active(tab):
                self.shells[key] = cut_shell(self.render(self.build_page(depth)))
        return self.shells[key]

    def not_found(self) -> Shell:
        """The shell of 404.html, whose links are absolute: the server shows it at any address."""
        return cut_shell(self.render(None))

    def build_page(self, depth: int) -> Page:
        """A page that MkDocs never sees, below folders of no real name, so that every link climbs to the root first."""
        file = File.generated(self.config, "-/" * depth + "index.md", content="")
        page = Page(SLOT_MARK.format("title"), file, self.config)
        page.canonical_url = None  # the head slot prints it
        page.meta = {"hide": ["navigation", "toc"]}
        page.content = ""  # Material's own main.html asks for it, where ours is missing
        page.toc = [AnchorLink("", SKIP_TARGET, 1)]
        return page

    def check_templates(self) -> None:
        """Render what stands on every page once, so that a broken theme is known before MkDocs begins to write. Raises TemplateFault."""
        self.shell("", 0)
        page = next((file.page for file in self.files.documentation_pages() if file.page), None)
        if page:
            self.env.get_template(TEMPLATE).render(get_context(self.nav, self.files.documentation_pages(), self.config, page))

    def render(self, page: Page | None) -> str:
        """What mkdocs.commands.build._build_page renders (1.6.1), without its events."""
        base_url = urlsplit(self.config.site_url or "/").path if page is None else ""
        context = get_context(self.nav, self.files.documentation_pages(), self.config, page, base_url)
        slots = {slot: SLOT_MARK.format(slot) for slot in EXPECTED_SLOTS}
        return self.env.get_template(TEMPLATE).render({**context, "slots": slots, "skip_target": SKIP_TARGET})

    @contextmanager
    def mark_active(self, tab: str) -> Iterator[None]:
        file = self.files.get_file_from_path(f"{tab}index.md")
        page = file.page if file else None
        if page:
            page.active = True
        try:
            yield
        finally:
            if page:
                page.active = False


def add_stubs(files: Files, config: MkDocsConfig) -> tuple[File, ...]:
    """Give navigation entries of record sections something to stand on, so that MkDocs resolves links to them."""
    stubs = []
    for path in ("index.md", *find_paths(config.nav)):
        is_ours = path == "index.md" or (path.endswith("/index.md") and path.startswith(RECORD_SECTIONS))
        if is_ours and files.get_file_from_path(path) is None:
            stub = File.generated(config, path, content="", inclusion=InclusionLevel.INCLUDED)
            files.append(stub)
            stubs.append(stub)
    return tuple(stubs)


def find_paths(nav: object) -> Iterator[str]:
    """Every path in the `nav` setting, which nests lists and mappings."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for value in nav.values():
            yield from find_paths(value)
    elif isinstance(nav, list):
        for item in nav:
            yield from find_paths(item)


def drop_unwanted(files: Files, config: MkDocsConfig) -> None:
    """Keep MkDocs from publishing what we write ourselves or nobody reads."""
    for file in list(files):
        if UNWANTED_FILES.fullmatch(file.src_uri) or file.src_uri.endswith(UNWANTED_ENDING):
            files.remove(file)
    config.theme.static_templates.difference_update(UNWANTED_TEMPLATES)


def list_prose_pages(files: Files) -> tuple[ProsePage, ...]:
    """The pages that MkDocs makes of docs/, less those it leaves out (`exclude_docs`, `draft_docs`) and those that we write."""
    pages = [ProsePage(shorten_index(file.dest_uri), find_updated_on(file), is_listed(file)) for file in files.documentation_pages()]
    return tuple(sorted(pages, key=lambda page: page.url))


def find_updated_on(file: File) -> date | None:
    """The day that a page's front matter gives, where it is one."""
    day = file.page.meta.get("updated_on") if file.page else None
    if isinstance(day, datetime):
        day = day.date()
    return day if isinstance(day, date) else None


def is_listed(file: File) -> bool:
    """False where a page's front matter keeps search engines away (`robots: noindex`)."""
    return not file.page or "noindex" not in str(file.page.meta.get("robots", ""))


def list_prose_texts(files: Files, home: File) -> tuple[ProseText, ...]:
    """What a search may find of hand-written pages and of the home page's prose; `search: {exclude: true}` keeps a page out."""
    texts = [read_file(file) for file in (home, *files.documentation_pages()) if file.page and not is_unsearched(file.page)]
    return tuple(sorted(texts, key=lambda text: text.url))


def read_file(file: File) -> ProseText:
    page = file.page
    description = page.meta.get("description") or ""
    return read_page(
        shorten_index(file.dest_uri), drop_short_tags(page.content or ""), str(page.title or ""), str(description), find_updated_on(file)
    )


def fill_pages(files: Files, renderer: Renderer) -> None:
    """Put blocks in the place of the short tags on hand-written pages, and frames around their tables."""
    for file in files.documentation_pages():
        if file.page and file.page.content:
            file.page.content = frame_tables(fill_short_tags(file.page.content, file.page.url, renderer))


def is_unsearched(page: Page) -> bool:
    search = page.meta.get("search")
    return isinstance(search, Mapping) and search.get("exclude") is True


def shorten_index(address: str) -> str:
    """The canonical spelling of a page's address, which ends in `/` where a folder's index is meant."""
    folder, slash, name = address.rpartition("/")
    return folder + slash if name == "index.html" else address


def leave_out(files: tuple[File, ...]) -> None:
    """Keep MkDocs from rendering pages that navigation needs but we write: the last loop of `build` skips excluded ones."""
    for file in files:
        file.inclusion = InclusionLevel.EXCLUDED


def leave_nothing(config: MkDocsConfig) -> Files:
    """No page and no file: what MkDocs builds while there are mistakes is thrown away."""
    config.nav = []
    config.theme.static_templates.clear()
    return Files([])


def read_settings(config: MkDocsConfig, options: Mapping[str, Any], *, preview: bool) -> Settings:
    """Our settings as MkDocs has read them. Raises SettingsError."""
    return build_settings(
        options,
        project_dir=Path(config.config_file_path).parent if config.config_file_path else Path.cwd(),
        docs_dir=Path(config.docs_dir),
        site_dir=Path(config.site_dir),
        theme_dir=Path(config.theme.custom_dir) if config.theme.custom_dir else None,
        site_name=config.site_name,
        site_url=config.site_url,
        use_directory_urls=config.use_directory_urls,
        strict=config.strict,
        preview=preview,
    )
