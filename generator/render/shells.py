"""Material's pages around our own text, cut into plain pieces: where they come from, which of them a site needs, how one is filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from generator.catalog import urls
from generator.catalog.model import Catalog

ShellKey = tuple[str, int]  # active tab, depth


@dataclass(frozen=True, slots=True)
class Shell:
    """Constant pieces of a page, and the slots between them: `pieces[0] slots[0] pieces[1] slots[1] … pieces[-1]`.

    The pieces are bytes, for they are the same on every page.
    """

    pieces: tuple[bytes, ...]
    slots: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> bytes:
        """The whole page. Values are HTML, escaped by whoever made them."""
        parts = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts += (values[slot].encode("utf-8"), piece)
        return b"".join(parts)


class ShellPieces(Protocol):
    """Material's page around its slots."""

    def fill(self, values: Mapping[str, str]) -> bytes: ...


class ShellSource(Protocol):
    """Where shells come from; `generator/shell.py` in a build."""

    def shell(self, tab: str, depth: int) -> ShellPieces: ...

    def not_found(self) -> ShellPieces: ...


@dataclass(frozen=True, slots=True)
class ShellBox:
    """Shells that are rendered already: what a process without the theme renders pages with."""

    shells: Mapping[ShellKey, ShellPieces]
    page_not_found: ShellPieces

    def shell(self, tab: str, depth: int) -> ShellPieces:
        return self.shells[tab, depth]

    def not_found(self) -> ShellPieces:
        return self.page_not_found


def collect_shells(source: ShellSource, catalog: Catalog) -> ShellBox:
    """All shells that the pages of a site stand in."""
    return ShellBox({key: source.shell(*key) for key in sorted(set(list_shells(catalog)))}, source.not_found())


def list_shells(catalog: Catalog) -> Iterator[ShellKey]:
    """Tab and depth of every page that records make."""
    for tab in ("", urls.STATISTICS, urls.SEARCH):
        yield tab, urls.depth_of(tab)
    for listing in catalog.listings.values():
        yield listing.tab, urls.depth_of(listing.url)
        if listing.page_count > 1:
            yield listing.tab, urls.depth_of(urls.listing_page_url(listing.url, 2))
    for tab, entries in ((urls.COOPERATIVES, catalog.cooperatives), (urls.PRODUCTS, catalog.products), (urls.NEWS, catalog.posts)):
        yield from ((tab, depth) for depth in {entry.url.count("/") for entry in entries.values()})
