"""Reads every page of a built site: its links, anchors, headings and live elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

LINK_ATTRIBUTES = {
    "a": ("href",),
    "link": ("href",),
    "img": ("src",),
    "script": ("src",),
    "form": ("action",),
    "iframe": ("src",),
    "source": ("src",),
}


@dataclass
class Page:
    """What one HTML file says."""

    path: str
    lang: str = ""
    title: str = ""
    headings: list[int] = field(default_factory=list)
    description: str | None = None
    links: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)  # (tag, address, attributes)
    ids: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)  # inline, with their type
    event_attributes: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    head_metas: dict[str, str] = field(default_factory=dict)


class PageReader(HTMLParser):
    """Fills a Page from its HTML."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.inside: list[str] = []

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        page = self.page
        if tag == "html":
            page.lang = attributes.get("lang", "")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            page.headings.append(int(tag[1]))
        if tag == "meta":
            key = attributes.get("name") or attributes.get("property") or attributes.get("http-equiv", "")
            page.head_metas[key.lower()] = attributes.get("content", "")
        for name in LINK_ATTRIBUTES.get(tag, ()):
            if name in attributes:
                page.links.append((tag, attributes[name], attributes))
        if attributes.get("id"):
            page.ids.append(attributes["id"])
        page.event_attributes += [name for name in attributes if name.startswith("on")]
        if tag in ("script", "title", "style"):
            self.inside.append(tag)
            if tag == "script" and "src" not in attributes:
                page.scripts.append(attributes.get("type", ""))

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if self.inside[-1:] == ["title"]:
            self.page.title += data
        elif not self.inside:
            self.page.text.append(data)


def read_page(site: Path, path: Path) -> Page:
    """Parse one file of a site."""
    page = Page(path.relative_to(site).as_posix())
    reader = PageReader(page)
    reader.feed(path.read_text(encoding="utf-8"))
    page.description = page.head_metas.get("description")
    return page


def read_pages(site: Path) -> dict[str, Page]:
    """All HTML files of a site by path."""
    return {path.relative_to(site).as_posix(): read_page(site, path) for path in sorted(site.rglob("*.html"))}


def is_redirect(page: Page) -> bool:
    """A page that only leads elsewhere."""
    return "refresh" in page.head_metas


def find_broken_links(pages: dict[str, Page], site: Path, base_path: str = "/") -> list[str]:
    """Each link or anchor that leads nowhere when the folder is served at `base_path`."""
    broken = []
    for page in pages.values():
        url = f"http://site.test{base_path}{page.path}"
        for _, address, _ in page.links:
            target, anchor = urldefrag(urljoin(url, address))
            parts = urlsplit(target)
            if parts.scheme not in ("http", "https") or parts.netloc != "site.test":
                continue
            problem = describe_broken_target(pages, site, unquote(parts.path), unquote(anchor), base_path)
            if problem:
                broken.append(f"{page.path}: {address}: {problem}")
    return broken


def describe_broken_target(pages: dict[str, Page], site: Path, path: str, anchor: str, base_path: str) -> str:
    """Why an address leads nowhere, or nothing."""
    if not path.startswith(base_path):
        return f"outside {base_path}"
    relative = path.removeprefix(base_path)
    if relative == "" or relative.endswith("/"):
        relative += "index.html"
    if not (site / relative).is_file():
        return "no such file"
    if anchor and relative in pages and anchor not in pages[relative].ids:
        return "no such anchor"
    return ""
