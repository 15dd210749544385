"""The static rank of a row, 0 to 15: what a visitor would rather see when the words say nothing.

It changes with the records and twice a year, not from day to day: rows are ordered by its steps, so one that crosses a step moves,
and with it the numbers of the rows between, which most parts hold.
"""

from __future__ import annotations

from datetime import date

from generator.catalog.model import Catalog, CooperativeEntry, PostEntry, ProductEntry

ACTIVE, ON_SALE = "dang-hoat-dong", "dang-ban"
PAGE_RANK = 8
NEWEST_POST, PINNED = 12, 3
MOST = 15


def rank_cooperative(entry: CooperativeEntry, catalog: Catalog) -> int:
    """Active 5; up to 5 for a full record; the stars in force of its best product."""
    stars = max((catalog.products[key].stars for key in entry.product_keys), default=0)
    return 5 * (entry.status == ACTIVE) + entry.fullness + stars


def rank_product(entry: ProductEntry, catalog: Catalog) -> int:
    """On sale 3, its maker active 2; up to 4 for a full record; its stars in force; featured 1."""
    active = catalog.cooperative_of(entry).status == ACTIVE
    return 3 * (entry.availability == ON_SALE) + 2 * active + entry.fullness + entry.stars + entry.featured


def rank_post(entry: PostEntry, on: date) -> int:
    """One less for each half year of age; pinned 3 more; past its end nothing."""
    if entry.expired:
        return 0
    age = count_half_years(on) - count_half_years(entry.record.published_at.date())
    return min(MOST, max(1, NEWEST_POST - max(0, age)) + PINNED * bool(entry.record.pinned))


def count_half_years(day: date) -> int:
    return day.year * 2 + (day.month > 6)
