"""What a page's head says of the article: titles, dates, authors, sections, addresses; as meta elements and as JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urljoin, urlsplit

from justhtml import Element

from generator.checks.markdown_text import ALLOWED_SCHEMES
from generator.staff.import_post.cleaning import clean_line
from generator.staff.import_post.model import Hints

SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+?) -->")
META_FIELDS = {
    "og:title": "titles", "twitter:title": "titles", "article:published_time": "published", "datepublished": "published",
    "article:modified_time": "updated", "author": "authors", "article:section": "categories", "article:tag": "tags",
}  # fmt: skip
ARTICLE_TYPES = frozenset({"article", "newsarticle", "blogposting", "report", "reportagenewsarticle", "webpage"})
CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
MOST_OBJECTS = 2000  # of one JSON-LD script


def read_head(elements: list[Element], text: str) -> Hints:
    """The hints of a page's elements, whose order is that of the document."""
    hints = Hints()
    found = SAVED_FROM.search(text[:4096])
    hints.address = resolve_address(found[1], "") if found else ""
    for element in elements:
        if element.name == "meta":
            read_meta(element, hints)
        elif element.name == "link" and "canonical" in attribute(element, "rel").lower().split():
            hints.address = resolve_address(attribute(element, "href"), "") or hints.address
        elif element.name == "base" and not hints.base:
            hints.base = resolve_address(attribute(element, "href"), "")
        elif element.name == "title" and element.parent is not None and element.parent.name == "head":
            hints.titles.append(clean_line(element.to_text(separator=" ")))
        elif element.name == "script" and "ld+json" in attribute(element, "type").lower():
            read_json_ld("".join(child.data or "" for child in element.children if child.name == "#text"), hints)
    hints.base = hints.base or hints.address
    hints.titles = [title for title in dict.fromkeys(hints.titles) if title]
    return hints


def attribute(element: Element, name: str) -> str:
    """An attribute's value; nothing where it has none."""
    return (element.attrs or {}).get(name) or ""


def read_meta(element: Element, hints: Hints) -> None:
    key = (attribute(element, "property") or attribute(element, "name") or attribute(element, "itemprop")).lower()
    content = clean_line(attribute(element, "content"))
    if not content:
        return
    if key in META_FIELDS:
        getattr(hints, META_FIELDS[key]).append(content)
    elif key == "og:site_name":
        hints.site_name = content
    elif key == "og:url" and not hints.address:
        hints.address = resolve_address(content, "")


def read_json_ld(text: str, hints: Hints) -> None:
    """The article that a page describes for search engines; anything that is no JSON is passed over."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    for item in list_objects(data):
        kinds = item.get("@type")
        if not ARTICLE_TYPES.intersection(str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])):
            continue
        for key, field in (("headline", "titles"), ("datePublished", "published"), ("dateModified", "updated"), ("articleSection", "categories"),
                           ("author", "authors")):  # fmt: skip
            getattr(hints, field).extend(list_names(item.get(key)))


def list_objects(data: object) -> Iterator[dict]:
    """Every object within, the outer ones first."""
    waiting, count = [data], 0
    while waiting and count < MOST_OBJECTS:
        item = waiting.pop(0)
        count += 1
        if isinstance(item, dict):
            yield item
            waiting.extend(value for value in item.values() if isinstance(value, dict | list))
        elif isinstance(item, list):
            waiting.extend(item[:MOST_OBJECTS])


def list_names(value: object) -> Iterator[str]:
    """The texts of a value, or the names of the things it holds."""
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str) and clean_line(name):
            yield clean_line(name)


def resolve_address(href: str, base: str) -> str:
    """An absolute address that a page may print; nothing for a foreign scheme, or a relative one where the host is unknown."""
    address = CONTROLS.sub("", href).strip()
    try:
        joined = urljoin(base, address) if base else address
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme.lower() not in ALLOWED_SCHEMES or (parts.scheme.lower() in ("http", "https") and not host):
        return ""
    return quote(joined, safe="/:?#@!$&*+,;=%~-._'")[:2000]


def host_of(address: str) -> str:
    """The host of an address without `www.`."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
