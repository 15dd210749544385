"""The first page of news: lead story, pinned posts, the newest, each category's newest, and the ways into the archive."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import NamedTuple

from generator.catalog.model import Listing, ListingLink
from generator.render.frame import Renderer
from generator.render.library_cards import Headline, build_headline

HEADLINES_A_CATEGORY = 3


class NewsSection(NamedTuple):
    """A category with its newest posts."""

    label: str
    url: str
    count: int
    headlines: list[Headline]


def build_front_view(renderer: Renderer, listing: Listing) -> dict[str, object]:
    """What stands on the first page of the list of all news, which begins with the pinned posts."""
    posts, cards = renderer.catalog.posts, renderer.cards.of_page(listing.url)
    shown = listing.keys[: listing.page_size]
    pinned = [key for key in shown[1:] if posts[key].record.pinned]
    return {
        "lead": cards("lead", shown[:1], level=2),
        "pinned": cards("post", pinned),
        "latest": cards("post", shown[1 + len(pinned) :]),
        "sections": [build_section(renderer, link, frozenset(shown)) for link in listing.links],
        "years": [(year.subject, year.url, len(year.keys)) for year in renderer.years],
    }


def build_section(renderer: Renderer, link: ListingLink, shown: Collection[str]) -> NewsSection:
    """The newest of a category that do not stand above; where all do, its newest again."""
    keys = renderer.catalog.listings[link.url].keys
    fresh = list(islice((key for key in keys if key not in shown), HEADLINES_A_CATEGORY))
    headlines = [build_headline(key, renderer.catalog) for key in fresh or keys[:HEADLINES_A_CATEGORY]]
    return NewsSection(link.label, link.url, link.count, headlines)
