"""Every list of records that has an address, with its order, its page size and the ways to finer lists.

A list of a closed vocabulary has a page even while it is empty, so that its address never comes and goes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.catalog import urls
from generator.catalog.labels import label_of
from generator.catalog.model import CooperativeEntry, Crumb, Listing, ListingLink, PostEntry, ProductEntry
from generator.catalog.relations import group_keys
from generator.records import Product, Vocabularies
from generator.text import slugify, sort_key

COOPERATIVES_A_PAGE, PRODUCTS_A_PAGE, POSTS_A_PAGE, LINKS_A_PAGE = 30, 24, 20, 120
MONTHS = range(1, 13)
STARS = (5, 4, 3)


def build_listings(
    cooperatives: Mapping[str, CooperativeEntry],
    products: Mapping[str, ProductEntry],
    posts: Sequence[PostEntry],
    vocabularies: Vocabularies,
    provinces: Sequence[str],
) -> dict[str, Listing]:
    """All listings by url. `posts` are those that lists may show, newest first; `provinces` those that have a page."""
    listings = [
        *CooperativeListings(cooperatives, vocabularies, provinces).build(),
        *ProductListings(products, vocabularies).build(),
        *PostListings(posts, vocabularies).build(),
    ]
    return {listing.url: listing for listing in listings}


def list_season_months(product: Product) -> list[int]:
    """The months, 1 to 12 in order, in which a product is in season; a season may wrap the year."""
    months: set[int] = set()
    for season in product.season:
        if season.all_year:
            return list(MONTHS)
        span = (season.to_month - season.from_month) % 12 + 1
        months.update((season.from_month - 1 + step) % 12 + 1 for step in range(span))
    return sorted(months)


def newest(days: Iterable[date]) -> date | None:
    return max(days, default=None)


def index_listing(form: str, url: str, tab: str, crumbs: tuple[Crumb, ...], members: Sequence[Listing]) -> Listing:
    """The page above a family of listings: a link with a count for each."""
    links = tuple(ListingLink(member.subject, member.url, len(member.keys)) for member in members)
    updated_on = newest(member.updated_on for member in members if member.updated_on)
    return Listing(form, url, "index", (), LINKS_A_PAGE, tab, crumbs=crumbs, links=links, updated_on=updated_on)


def links_to(members: Iterable[Listing]) -> tuple[ListingLink, ...]:
    """Links to the listings that have something in them."""
    return tuple(ListingLink(member.subject, member.url, len(member.keys)) for member in members if member.keys)


class CooperativeListings:
    """The directory: whole, by province, commune, sector and kind; always in Vietnamese alphabetical order."""

    top = (Crumb(label_of("cooperatives"), urls.COOPERATIVES),)

    def __init__(self, entries: Mapping[str, CooperativeEntry], vocabularies: Vocabularies, provinces: Sequence[str]) -> None:
        self.entries, self.vocabularies, self.provinces = entries, vocabularies, provinces

    def build(self) -> Iterator[Listing]:
        provinces = list(self.build_provinces())
        sectors = self.build_family("cooperatives-by-sector", "sectors", self.vocabularies.sectors, urls.SECTORS, urls.sector_url, "sector")
        kinds = self.build_family("cooperatives-by-kind", "kinds", self.vocabularies.kinds, urls.KINDS, urls.kind_url, "kind")
        by_province = [listing for listing in provinces if listing.form == "cooperatives-by-province"]
        yield self.listing("cooperatives", urls.COOPERATIVES, list(self.entries), links=links_to(by_province))
        yield from provinces
        yield from sectors
        yield from kinds

    def listing(self, form: str, url: str, keys: list[str], **rest: object) -> Listing:
        updated_on = newest(self.entries[key].updated_on for key in keys)
        return Listing(form, url, "cooperatives", tuple(keys), COOPERATIVES_A_PAGE, urls.COOPERATIVES, updated_on=updated_on, **rest)

    def build_provinces(self) -> Iterator[Listing]:
        """A listing a province, one a commune with cooperatives, and the index of those communes."""
        groups = group_keys((entry.province, entry.key) for entry in self.entries.values())
        for code in self.provinces:
            label = self.vocabularies.provinces[code].label
            province = Crumb(label, urls.province_url(code))
            communes = list(self.build_communes(code, groups.get(code, []), (*self.top, province)))
            yield self.listing(
                "cooperatives-by-province", province.url, groups.get(code, []),
                subject=label, code=code, crumbs=self.top, links=links_to(communes),
            )  # fmt: skip
            index = index_listing("communes", urls.communes_url(code), urls.COOPERATIVES, (*self.top, province), communes)
            yield Listing(**{name: getattr(index, name) for name in index.__slots__} | {"subject": label, "code": code})
            yield from communes

    def build_communes(self, province: str, keys: Sequence[str], crumbs: tuple[Crumb, ...]) -> Iterator[Listing]:
        groups = group_keys((self.entries[key].commune, key) for key in keys)
        for commune in sorted(groups, key=lambda commune: (sort_key(commune.name.partition(" ")[2]), commune.code)):
            url = urls.commune_url(province, commune.code, commune.slug)
            yield self.listing("cooperatives-by-commune", url, groups[commune], subject=commune.name, code=commune.code, crumbs=crumbs)

    def build_family(self, form: str, index: str, vocabulary: Mapping, index_url: str, url_of: Callable, field: str) -> list[Listing]:
        """One listing a code of a vocabulary, below their index."""
        groups = group_keys((getattr(entry.record, field), entry.key) for entry in self.entries.values())
        crumbs = (*self.top, Crumb(label_of(index), index_url))
        members = [
            self.listing(form, url_of(code), groups.get(code, []), subject=entry.label, code=code, crumbs=crumbs)
            for code, entry in vocabulary.items()
        ]
        return [index_listing(index, index_url, urls.COOPERATIVES, self.top, members), *members]


class ProductListings:
    """Products: all, by group, stars in force, certificate and season month; in Vietnamese alphabetical order."""

    top = (Crumb(label_of("products"), urls.PRODUCTS),)

    def __init__(self, entries: Mapping[str, ProductEntry], vocabularies: Vocabularies) -> None:
        self.entries, self.vocabularies = entries, vocabularies

    def build(self) -> Iterator[Listing]:
        vocabularies, entries = self.vocabularies, self.entries.values()
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
            ((code, e.key) for e in entries for code in sorted({item.type for item in e.record.certificates})),
        )  # fmt: skip
        seasons = self.build_family(
            "products-by-season", "product-seasons", urls.PRODUCT_SEASONS, urls.season_url,
            [(month, str(month)) for month in MONTHS], ((month, e.key) for e in entries for month in list_season_months(e.record)),
        )  # fmt: skip
        yield self.listing("products", urls.PRODUCTS, list(self.entries), links=links_to(groups[1:]))
        for family in (groups, stars, certificates, seasons):
            yield from family

    def listing(self, form: str, url: str, keys: list[str], **rest: object) -> Listing:
        updated_on = newest(self.entries[key].updated_on for key in keys)
        return Listing(form, url, "products", tuple(keys), PRODUCTS_A_PAGE, urls.PRODUCTS, updated_on=updated_on, **rest)

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


class PostListings:
    """News: all, by category, topic, tag, year and month; newest first."""

    top = (Crumb(label_of("posts"), urls.NEWS),)

    def __init__(self, entries: Sequence[PostEntry], vocabularies: Vocabularies) -> None:
        self.entries, self.vocabularies = entries, vocabularies
        self.by_key = {entry.key: entry for entry in entries}

    def build(self) -> Iterator[Listing]:
        categories = self.build_categories()
        yield self.listing("posts", urls.NEWS, [entry.key for entry in self.entries], links=links_to(categories[1:]))
        yield from categories
        yield from self.build_free("posts-by-topic", "post-topics", urls.POST_TOPICS, urls.topic_url, self.list_topics())
        yield from self.build_free("posts-by-tag", "post-tags", urls.POST_TAGS, urls.tag_url, self.list_tags())
        yield from self.build_archive()

    def listing(self, form: str, url: str, keys: list[str], **rest: object) -> Listing:
        updated_on = newest(self.by_key[key].updated_on for key in keys)
        return Listing(form, url, "posts", tuple(keys), POSTS_A_PAGE, urls.NEWS, updated_on=updated_on, **rest)

    def build_categories(self) -> list[Listing]:
        groups = group_keys((entry.record.category, entry.key) for entry in self.entries)
        crumbs = (*self.top, Crumb(label_of("post-categories"), urls.POST_CATEGORIES))
        members = [
            self.listing("posts-by-category", urls.category_url(code), groups.get(code, []), subject=entry.label, code=code, crumbs=crumbs)
            for code, entry in self.vocabularies.post_categories.items()
        ]
        return [index_listing("post-categories", urls.POST_CATEGORIES, urls.NEWS, self.top, members), *members]

    def list_topics(self) -> Iterator[tuple[str, str]]:
        return ((entry.record.topic, entry.key) for entry in self.entries if entry.record.topic)

    def list_tags(self) -> Iterator[tuple[str, str]]:
        return ((tag, entry.key) for entry in self.entries for tag in entry.record.tags)

    def build_free(self, form: str, index: str, index_url: str, url_of: Callable, pairs: Iterable[tuple[str, str]]) -> Iterator[Listing]:
        """Listings by words that staff choose; words that give one slug are one listing, under the newest spelling."""
        keys_by_slug: dict[str, dict[str, None]] = {}
        label_by_slug: dict[str, str] = {}
        for label, key in pairs:
            slug = slugify(label)
            if slug:
                label_by_slug.setdefault(slug, label)
                keys_by_slug.setdefault(slug, {})[key] = None
        crumbs = (*self.top, Crumb(label_of(index), index_url))
        members = [
            self.listing(form, url_of(slug), list(keys_by_slug[slug]), subject=label, code=slug, crumbs=crumbs)
            for slug, label in sorted(label_by_slug.items(), key=lambda pair: sort_key(pair[1]))
        ]
        yield index_listing(index, index_url, urls.NEWS, self.top, members)
        yield from members

    def build_archive(self) -> Iterator[Listing]:
        """A listing a year and one a month, of those that have posts; the year is the post's folder."""
        for year, keys in sorted(group_keys((entry.year, entry.key) for entry in self.entries).items(), reverse=True):
            crumbs = (*self.top, Crumb(str(year), urls.year_url(year)))
            months = group_keys((self.by_key[key].record.published_at.month, key) for key in keys)
            members = [
                self.listing(
                    "posts-by-month",
                    urls.month_url(year, month),
                    months[month],
                    subject=f"{month}/{year}",
                    code=f"{year}-{month:02}",
                    crumbs=crumbs,
                )
                for month in sorted(months)
            ]
            yield self.listing(
                "posts-by-year", urls.year_url(year), keys, subject=year, code=year, crumbs=self.top, links=links_to(members)
            )
            yield from members
