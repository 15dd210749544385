"""Every list of cooperatives and products that has an address, with its order, its page size and the ways to finer lists.

A list of a closed vocabulary has a page even while it is empty, so that its address never comes and goes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.catalog import urls
from generator.catalog.documents import DocumentListings
from generator.catalog.families import ListingFamily, index_listing, links_to
from generator.catalog.galleries import GalleryListings
from generator.catalog.labels import label_of
from generator.catalog.model import CooperativeEntry, Crumb, DocumentEntry, Listing, PostEntry, ProductEntry
from generator.catalog.outlines import MONTHS
from generator.catalog.post_listings import PostListings
from generator.catalog.relations import group_keys
from generator.records import Vocabularies
from generator.text import sort_key

COOPERATIVES_A_PAGE, PRODUCTS_A_PAGE = 30, 24
STARS = (5, 4, 3)


def build_listings(
    cooperatives: Mapping[str, CooperativeEntry],
    products: Mapping[str, ProductEntry],
    posts: Sequence[PostEntry],
    documents: Mapping[str, DocumentEntry],
    vocabularies: Vocabularies,
    provinces: Sequence[str],
) -> dict[str, Listing]:
    """All listings by url. `posts` are those that lists may show, newest first; `provinces` those that have a page."""
    listings = [
        *CooperativeListings(cooperatives, vocabularies, provinces).build(),
        *ProductListings(products, vocabularies).build(),
        *PostListings(posts, cooperatives, vocabularies).build(),
        *DocumentListings(documents).build(),
        *GalleryListings(posts).build(),
    ]
    return {listing.url: listing for listing in listings}


class CooperativeListings(ListingFamily):
    """The directory: whole, by province, commune, sector and kind; always in Vietnamese alphabetical order."""

    items, page_size, tab = "cooperatives", COOPERATIVES_A_PAGE, urls.COOPERATIVES
    top = (Crumb(label_of("cooperatives"), urls.COOPERATIVES),)

    def __init__(self, entries: Mapping[str, CooperativeEntry], vocabularies: Vocabularies, provinces: Sequence[str]) -> None:
        self.by_key, self.vocabularies, self.provinces = entries, vocabularies, provinces

    def build(self) -> Iterator[Listing]:
        provinces = list(self.build_provinces())
        sectors = self.build_family("cooperatives-by-sector", "sectors", self.vocabularies.sectors, urls.SECTORS, urls.sector_url, "sector")
        kinds = self.build_family("cooperatives-by-kind", "kinds", self.vocabularies.kinds, urls.KINDS, urls.kind_url, "kind")
        by_province = [listing for listing in provinces if listing.form == "cooperatives-by-province"]
        yield self.listing("cooperatives", urls.COOPERATIVES, list(self.by_key), links=links_to(by_province))
        yield from provinces
        yield from sectors
        yield from kinds

    def build_provinces(self) -> Iterator[Listing]:
        """A listing a province, one a commune with cooperatives, and the index of those communes."""
        groups = group_keys((entry.province, entry.key) for entry in self.by_key.values())
        for code in self.provinces:
            label = self.vocabularies.provinces[code].label
            province = Crumb(label, urls.province_url(code))
            communes = list(self.build_communes(code, groups.get(code, []), (*self.top, province)))
            yield self.listing(
                "cooperatives-by-province", province.url, groups.get(code, []),
                subject=label, code=code, crumbs=self.top, links=links_to(communes),
            )  # fmt: skip
            yield index_listing("communes", urls.communes_url(code), urls.COOPERATIVES, (*self.top, province), communes, label, code)
            yield from communes

    def build_communes(self, province: str, keys: Sequence[str], crumbs: tuple[Crumb, ...]) -> Iterator[Listing]:
        groups = group_keys((self.by_key[key].commune.code, key) for key in keys)
        communes = [self.vocabularies.communes[code] for code in groups]
        for commune in sorted(communes, key=lambda commune: (sort_key(commune.name.partition(" ")[2]), commune.code)):
            url = urls.commune_url(province, commune.code, commune.slug)
            keys = groups[commune.code]
            yield self.listing("cooperatives-by-commune", url, keys, subject=commune.name, code=commune.code, crumbs=crumbs)

    def build_family(self, form: str, index: str, vocabulary: Mapping, index_url: str, url_of: Callable, field: str) -> list[Listing]:
        """One listing a code of a vocabulary, below their index."""
        groups = group_keys((getattr(entry, field), entry.key) for entry in self.by_key.values())
        crumbs = (*self.top, Crumb(label_of(index), index_url))
        members = [
            self.listing(form, url_of(code), groups.get(code, []), subject=entry.label, code=code, crumbs=crumbs)
            for code, entry in vocabulary.items()
        ]
        return [index_listing(index, index_url, urls.COOPERATIVES, self.top, members), *members]


class ProductListings(ListingFamily):
    """Products: all, by group, stars in force, certificate and season month; in Vietnamese alphabetical order."""

    items, page_size, tab = "products", PRODUCTS_A_PAGE, urls.PRODUCTS
    top = (Crumb(label_of("products"), urls.PRODUCTS),)

    def __init__(self, entries: Mapping[str, ProductEntry], vocabularies: Vocabularies) -> None:
        self.by_key, self.vocabularies = entries, vocabularies

    def build(self) -> Iterator[Listing]:
        vocabularies, entries = self.vocabularies, self.by_key.values()
        groups = self.build_family(
            "products-by-group", "product-groups", urls.PRODUCT_GROUPS, urls.group_url,
            [(code, entry.label) for code, entry in vocabularies.product_groups.items()], ((e.group, e.key) for e in entries),
        )  # fmt: skip
        stars = self.build_family(
            "products-by-stars", "product-stars", urls.PRODUCT_STARS, urls.stars_url,
            [(number, str(number)) for number in STARS], ((e.stars, e.key) for e in entries if e.stars),
        )  # fmt: skip
        certificates = self.build_family(
            "products-by-certificate", "product-certificates", urls.PRODUCT_CERTIFICATES, urls.certificate_url,
            [(code, entry.label) for code, entry in vocabularies.certificates.items()],
            ((code, e.key) for e in entries for code in e.certificates),
        )  # fmt: skip
        seasons = self.build_family(
            "products-by-season", "product-seasons", urls.PRODUCT_SEASONS, urls.season_url,
            [(month, str(month)) for month in MONTHS], ((month, e.key) for e in entries for month in e.months),
        )  # fmt: skip
        yield self.listing("products", urls.PRODUCTS, list(self.by_key), links=links_to(groups[1:]))
        yield self.build_calendar(seasons[0])
        for family in (groups, stars, certificates, seasons[1:]):
            yield from family

    def build_calendar(self, months: Listing) -> Listing:
        """The index of months as a calendar: every product with a season, by group; in each what is not there all year comes first."""
        order = {code: number for number, code in enumerate(self.vocabularies.product_groups)}
        month_counts = {key: len(entry.months) for key, entry in self.by_key.items() if entry.months}
        keys = sorted(month_counts, key=lambda key: (order[self.by_key[key].group], month_counts[key] == len(MONTHS)))
        return replace(months, items="seasons", keys=tuple(keys), page_size=PRODUCTS_A_PAGE)

    def build_family(
        self, form: str, index: str, index_url: str, url_of: Callable, codes: Sequence[tuple], pairs: Iterable[tuple[Hashable, str]]
    ) -> list[Listing]:
        """One listing a code, below their index."""
        groups = group_keys(pairs)
        crumbs = (*self.top, Crumb(label_of(index), index_url))
        members = [
            self.listing(form, url_of(code), groups.get(code, []), subject=label, code=str(code), crumbs=crumbs) for code, label in codes
        ]
        return [index_listing(index, index_url, urls.PRODUCTS, self.top, members), *members]
