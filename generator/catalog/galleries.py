"""The photo library: posts that carry a gallery, all and by year, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.catalog import urls
from generator.catalog.families import ListingFamily, links_to
from generator.catalog.labels import label_of
from generator.catalog.model import Crumb, Listing, PostEntry
from generator.catalog.relations import group_keys

GALLERIES_A_PAGE = 12


class GalleryListings(ListingFamily):
    """One item a post with a gallery; the year is the post's folder, as in the archive of news."""

    items, page_size, tab = "galleries", GALLERIES_A_PAGE, urls.GALLERIES
    top = (Crumb(label_of("galleries"), urls.GALLERIES),)

    def __init__(self, entries: Sequence[PostEntry]) -> None:
        self.by_key = {entry.key: entry for entry in entries if entry.record.gallery}

    def build(self) -> Iterator[Listing]:
        groups = group_keys((entry.year, entry.key) for entry in self.by_key.values())
        years = [
            self.listing("galleries-by-year", urls.gallery_year_url(year), groups[year], subject=year, code=year, crumbs=self.top)
            for year in sorted(groups, reverse=True)
        ]
        yield self.listing("galleries", urls.GALLERIES, list(self.by_key), links=links_to(years))
        yield from years
