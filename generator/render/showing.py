"""Which pages show a cooperative's own words: its pages, and every page that carries a card of it or of its products."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set

from generator.catalog.model import Listing
from generator.catalog.skeleton import Skeleton
from generator.render.plan import PageTask


def plan_showing(skeleton: Skeleton, listings: Mapping[str, Listing], keys: Collection[str]) -> list[PageTask]:
    """The pages to render again after the words of the cooperatives with these keys have changed, but not their faces."""
    owners = set(keys)
    products = {key for key in skeleton.products if key.rpartition("/")[0] in owners}
    return [
        *(PageTask("listing", url, number) for url, listing in listings.items() for number in list_pages(listing, owners, products)),
        *(PageTask("profile", key) for key in skeleton.cooperatives if key in owners),
        *(
            PageTask("product", key)
            for key, bones in skeleton.products.items()
            if key in products or not products.isdisjoint(bones.related_keys)
        ),
        *(
            PageTask("post", key)
            for key, bones in skeleton.posts.items()
            if not owners.isdisjoint(bones.cooperative_keys) or not products.isdisjoint(bones.product_keys)
        ),
    ]


def list_pages(listing: Listing, owners: Set[str], products: Set[str]) -> Iterator[int]:
    """The pages of a listing that carry one of these cards, in order."""
    shown = {"cooperatives": owners, "products": products}.get(listing.items)  # the calendar shows names and months only
    if shown and not shown.isdisjoint(listing.keys):
        yield from dict.fromkeys(place // listing.page_size + 1 for place, key in enumerate(listing.keys) if key in shown)
