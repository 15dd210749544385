"""Renders small invented sites without MkDocs: a bare shell, the real templates, the real catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from html.parser import HTMLParser

from generator.catalog import Catalog, CatalogRequest, build_catalog
from generator.records import Cooperative, Decoded, Post, Records, StatisticsTable
from generator.render import Media, ProsePage, Renderer, build_environment, load_templates, plan_pages, render_page
from generator.render.colours import load_colours
from generator.render.environment import RecordEnvironment
from generator.settings import Organisation, Settings
from tests.builders import PROJECT, make_source, vocabularies

BUILD_DATE = date(2026, 11, 22)
SITE_URL = "https://htx.example.vn/ban-thu/"
ALLIANCE = "Liên minh Hợp tác xã thử nghiệm"
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class BareShell:
    """The least that a page needs around its slots."""

    def fill(self, values: Mapping[str, str]) -> bytes:
        head = f'<!doctype html><html lang="vi"><head><title>{values["title"]}</title>{values["start"]}{values["head"]}</head>'
        return f"{head}<body><main>{values['body']}</main></body></html>".encode()


class BareShells:
    def shell(self, tab: str, depth: int) -> BareShell:
        return BareShell()

    def not_found(self) -> BareShell:
        return BareShell()


@cache
def templates() -> dict[str, str]:
    return load_templates(PROJECT / "theme_overrides" / "records")


@cache
def environment() -> RecordEnvironment:
    """One for all tests: compiling the templates takes longer than most of them."""
    return build_environment(templates())


def make_settings(**changes: object) -> Settings:
    folders = dict.fromkeys(("project_dir", "docs_dir", "data_dir", "cache_dir", "site_dir", "theme_dir"), PROJECT)
    values = {"site_name": ALLIANCE, "site_url": SITE_URL, "build_date": BUILD_DATE, "organisation": Organisation(name=ALLIANCE)}
    return Settings(**(folders | values | changes))


def make_catalog(
    cooperatives: Mapping[str, Cooperative] | None = None,
    posts: Mapping[str, Post | tuple[Post, str]] | None = None,
    statistics: Iterable[StatisticsTable] = (),
    *,
    preview: bool = False,
) -> Catalog:
    """A catalog of cooperatives by `province/slug` and posts by `year/slug`; a post may bring its body."""
    decoded_posts = []
    for key, post in (posts or {}).items():
        record, body = post if isinstance(post, tuple) else (post, "Nội dung của bài.")
        decoded_posts.append(Decoded(make_source(f"docs/tin-tuc/{key}.md"), record, (), body))
    records = Records(
        tuple(Decoded(make_source(f"data/cooperatives/{key}.yml"), record) for key, record in (cooperatives or {}).items()),
        tuple(decoded_posts),
        tuple(Decoded(make_source("data/statistics/thu.yml"), table) for table in statistics),
        vocabularies(),
    )
    catalog, findings = build_catalog(records, CatalogRequest(BUILD_DATE, preview=preview))
    assert not findings
    return catalog


def make_renderer(
    catalog: Catalog, *, media: Media | None = None, prose: str = "", prose_pages: tuple[ProsePage, ...] = (), **settings: object
) -> Renderer:
    made = make_settings(**settings)
    options = {"home_prose": prose, "prose_pages": prose_pages, "colours": load_colours(made.theme_dir)}
    return Renderer(catalog, made, BareShells(), environment(), media or Media(), **options)


def render_site(catalog: Catalog, **options: object) -> dict[str, str]:
    """Every file that render makes, by output path."""
    renderer = make_renderer(catalog, **options)
    files = [render_page(task, renderer) for task in plan_pages(catalog, renderer.settings, renderer.prose_pages)]
    assert len({file.output_path for file in files}) == len(files), "two tasks write one file"
    return {file.output_path: file.content.decode("utf-8") for file in files}


def list_pages(site: Mapping[str, str]) -> dict[str, str]:
    """The whole pages of a site, redirects left out."""
    return {path: html for path, html in site.items() if path.endswith(".html") and 'http-equiv="refresh"' not in html}


class Reading(HTMLParser):
    """What a page holds: elements in order with their attributes, headings, ids, links, scripts of its own; and whether it is well nested."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self.scripts: list[tuple[str | None, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append((int(tag[1]), ""))
        if tag == "script" and "src" not in dict(attrs):
            self.scripts.append((dict(attrs).get("type"), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
            return
        self.text += data
        if self.headings and any(tag[0] == "h" and tag[1:].isdigit() for tag in self.open):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)

    def values(self, tag: str, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for name, attributes in self.elements if name == tag and attribute in attributes]

    def attributes(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.elements if attribute in attributes]

    def meta(self, name: str) -> str | None:
        """The content of a `<meta>` by its name or property."""
        found = [
            attributes.get("content")
            for tag, attributes in self.elements
            if tag == "meta" and name in (attributes.get("name"), attributes.get("property"))
        ]
        return found[0] if found else None
