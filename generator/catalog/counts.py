"""What is counted from published records. Reported figures are another thing and never mix with these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date

from generator.catalog.model import CooperativeEntry, Counts, PostEntry, ProductEntry
from generator.records import Vocabularies


def build_counts(
    cooperatives: Mapping[str, CooperativeEntry],
    products: Mapping[str, ProductEntry],
    posts: Collection[PostEntry],
    vocabularies: Vocabularies,
) -> Counts:
    """Counts in the order of the vocabularies; codes that count nothing are left out."""
    entries = cooperatives.values()
    stars = Counter(product.stars for product in products.values() if product.stars)
    return Counts(
        cooperatives=len(cooperatives),
        products=len(products),
        recognised_products=sum(stars.values()),
        posts=len(posts),
        by_province=count_codes((entry.province for entry in entries), vocabularies.provinces),
        by_kind=count_codes((entry.kind for entry in entries), vocabularies.kinds),
        by_sector=count_codes((entry.sector for entry in entries), vocabularies.sectors),
        by_sector_group=count_codes((vocabularies.sectors[entry.sector].group for entry in entries), vocabularies.sector_groups),
        by_status=count_codes((entry.status for entry in entries), vocabularies.statuses),
        by_stars=tuple(sorted(stars.items(), reverse=True)),
        by_group=count_codes((product.group for product in products.values()), vocabularies.product_groups),
        by_decision_year=count_in_order(item.record.decided_on.year for product in products.values() for item in product.recognitions),
        by_expiry=count_in_order(half_of(product.recognition.valid_until) for product in products.values() if product.stars),
        by_place_and_kind=Counter((entry.province, entry.kind) for entry in entries),
    )


def half_of(day: date) -> tuple[int, int]:
    """The year and the half of it, 1 or 2, in which a day lies."""
    return day.year, 1 if day.month <= 6 else 2


def count_in_order(values: Iterable[Hashable]) -> tuple[tuple[Hashable, int], ...]:
    return tuple(sorted(Counter(values).items()))


def count_codes(codes: Iterable[str], order: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counter = Counter(codes)
    return tuple((code, counter[code]) for code in order if counter[code])
