"""The search page: its frame for the script that searches, and the static ways into the listings for everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.catalog import urls
from generator.diagnostics import load_messages
from generator.render.frame import Page, Renderer
from generator.render.listing import Way, build_texts, name_link
from generator.render.structured_data import escape_json

TEMPLATE = "search.html"
# What the static ways are taken from, in the order in which people look.
WAYS = (
    urls.COOPERATIVES, urls.SECTORS, urls.KINDS, urls.PRODUCT_GROUPS, urls.PRODUCT_STARS, urls.PRODUCT_CERTIFICATES,
    urls.PRODUCT_SEASONS, urls.POST_CATEGORIES,
)  # fmt: skip


class WayGroup(NamedTuple):
    """A family of listings with something in them, below the listing that leads to them."""

    title: str
    url: str
    links: tuple[Way, ...]


def build_search_page(renderer: Renderer) -> Page:
    """`/tim-kiem/`: not for search engines, whose results would then be results."""
    catalog, texts = renderer.catalog, load_messages("vi")["pages"]["search"]
    return Page(
        url=urls.SEARCH,
        tab=urls.SEARCH,
        title=texts["title"],
        template=TEMPLATE,
        description=texts["description"],
        updated_on=catalog.updated_on or catalog.build_date,
        listed=False,
        stylesheets=(renderer.search_style,) if renderer.search_style else (),
        modules=(renderer.search_client,) if renderer.search_client else (),
        data=escape_json(renderer.search_manifest.encode("utf-8")),
        view={
            "heading": texts["title"],
            "ways": tuple(list_ways(renderer)),
        },
    )


def list_ways(renderer: Renderer) -> Iterator[WayGroup]:
    """The listings that have records in them, by family."""
    for url in WAYS:
        listing = renderer.catalog.listings.get(url)
        links = tuple(name_link(renderer, link) for link in listing.links if link.count) if listing else ()
        if links:
            yield WayGroup(build_texts(listing)["title"], url, links)
