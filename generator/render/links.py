"""References written by staff (`htx:`, `sp:`, `tin:`) → addresses of pages, in posts and in hand-written pages.

An unknown target is reported by the checks; here it only loses its link.
"""

from __future__ import annotations

import html as html_entities
import re
from collections.abc import Callable

from generator.catalog.model import Catalog
from generator.catalog.urls import page_link, root_of
from generator.render.environment import safe_href

REFERENCE = re.compile(r"(htx|sp|tin):(.+)", re.IGNORECASE | re.DOTALL)
ANCHOR = re.compile(r"<a\b([^>]*?)\shref=\"((?:htx|sp|tin):[^\"]*)\"([^>]*)>(.*?)</a>", re.IGNORECASE | re.DOTALL)


def is_reference(href: str) -> bool:
    """Whether the link names a record instead of an address."""
    return REFERENCE.fullmatch(href) is not None


def resolve_target(catalog: Catalog, href: str) -> str | None:
    """The url of the record that `htx:province/slug`, `sp:province/slug/product` or `tin:year/slug` names."""
    reference = REFERENCE.fullmatch(href)
    if reference is None:
        return None
    entries = {"htx": catalog.cooperatives, "sp": catalog.products, "tin": catalog.posts}[reference[1].lower()]
    entry = entries.get(reference[2].strip().strip("/"))
    return entry.url if entry else None


def build_link_resolver(catalog: Catalog, link: Callable[[str], str]) -> Callable[[str], str]:
    """What to print for a link in a body: the way to a record, a safe address as given, or nothing."""

    def resolve(href: str) -> str:
        if not is_reference(href):
            return safe_href(href)
        url = resolve_target(catalog, href)
        return "" if url is None else link(url)

    return resolve


def resolve_links(html: str, page_url: str, catalog: Catalog, use_directory_urls: bool = True) -> str:
    """A hand-written page with its references made relative links; an unknown one leaves its text."""
    root = root_of(page_url)

    def replace(match: re.Match[str]) -> str:
        before, href, after, words = match.groups()
        url = resolve_target(catalog, html_entities.unescape(href))
        if url is None:
            return words
        return f'<a{before} href="{page_link(root, url, use_directory_urls)}"{after}>{words}</a>'

    return ANCHOR.sub(replace, html)


def find_unresolved(html: str, catalog: Catalog) -> tuple[str, ...]:
    """The references of a hand-written page that name no published record, as they were written."""
    hrefs = (html_entities.unescape(match[2]) for match in ANCHOR.finditer(html))
    return tuple(href for href in hrefs if resolve_target(catalog, href) is None)
