"""Which pages a site has: one small task a file, in a fixed order, cheap to send to a worker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from generator.catalog import urls
from generator.catalog.model import Catalog
from generator.render.frame import ProsePage
from generator.render.sitemap import count_sitemaps, list_recent_posts
from generator.settings import Settings

PageKind = Literal[
    "home", "profile", "product", "post", "listing", "statistics", "search", "not-found", "redirect", "feed", "sitemap-index", "sitemap", "news-sitemap", "robots"
]  # fmt: skip


class PageTask(NamedTuple):
    """One file to render, small, for it may travel to a worker. `key` names the record, the url of a listing or feed, or the redirect's place; `number` counts from 1."""

    kind: PageKind
    key: str = ""
    number: int = 1


def plan_pages(catalog: Catalog, settings: Settings, prose_pages: Sequence[ProsePage] = ()) -> Iterator[PageTask]:
    """A task for every file that render makes. Listings come first: their cards serve the pages after them.

    A cooperative's products follow it: their pages show each other's cards, and one worker then copies the memory in which they lie, not two.
    """
    yield PageTask("home")
    yield PageTask("statistics")
    for listing in catalog.listings.values():
        for number in range(1, listing.page_count + 1):
            yield PageTask("listing", listing.url, number)
    for key, entry in catalog.cooperatives.items():
        yield PageTask("profile", key)
        yield from (PageTask("product", product) for product in entry.product_keys)
    yield from (PageTask("post", key) for key in catalog.posts)
    yield from (PageTask("redirect", number=number) for number in range(1, len(catalog.redirects) + 1))
    yield PageTask("search")
    yield PageTask("not-found")
    yield PageTask("robots")
    if settings.site_url:
        yield from (PageTask("feed", url) for listing in catalog.listings for url in urls.list_feeds(listing))
        yield PageTask("sitemap-index")
        if list_recent_posts(catalog):
            yield PageTask("news-sitemap")
        for number in range(1, count_sitemaps(catalog, prose_pages) + 1):
            yield PageTask("sitemap", number=number)
