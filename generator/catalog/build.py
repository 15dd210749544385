"""Sound records become the catalog: entries, then relations, then listings. No disk, no HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.catalog import urls
from generator.catalog.claims import (
    build_claimant,
    check_addresses_of,
    check_own_claims,
    may_meet_listing,
    normalise_url,
)
from generator.catalog.counts import build_counts
from generator.catalog.documents import build_documents
from generator.catalog.entries import Owner, build_cooperatives, build_products, list_owned, list_owners
from generator.catalog.listings import build_listings
from generator.catalog.media import list_owners_files, list_post_files
from generator.catalog.model import Catalog, CooperativeEntry, PostEntry, ProductEntry, Redirect, StatisticsEntry
from generator.catalog.outlines import find_outline
from generator.catalog.record_box import BodyBox
from generator.catalog.relations import relate_posts
from generator.checks import Finding
from generator.checks.facts import find_unpublished
from generator.records import Decoded, Records, Source, Vocabularies
from generator.text import sort_key

FEATURED_LIMIT = 24
LATEST_LIMIT = 24


@dataclass(frozen=True, slots=True)
class CatalogRequest:
    """What a catalog depends on besides the records.

    `provinces` limits the site (empty: all with records); `preview` publishes drafts and future posts;
    `is_checked` where a check has told which published sources want one address;
    `pages` are the hand-written pages and files of docs/, url → source.
    """

    build_date: date
    provinces: tuple[str, ...] = ()
    preview: bool = False
    is_checked: bool = False
    pages: Mapping[str, Source] | None = None


def build_catalog(records: Records, request: CatalogRequest) -> tuple[Catalog, list[Finding]]:
    """The frozen catalog of everything publishable, and the claims that clash."""
    vocabularies, on = records.vocabularies, request.build_date
    published = [decoded for decoded in records.cooperatives if is_published(decoded, vocabularies, request)]
    owners = list_owners(published, vocabularies, on)
    owned = list_owned(owners, vocabularies)
    news = list_news(records, request)
    posts = build_posts(news, {owner.key for owner in owners}, {item.key: item.owner.key for item in owned}, on)
    cooperatives = build_cooperatives(owners, posts, vocabularies)
    products = build_products(owned, posts, vocabularies)
    listed = [entry for entry in posts.values() if not entry.expired]
    provinces = list_provinces(cooperatives, vocabularies, request)
    documents = build_documents(posts.values(), vocabularies)
    listings = build_listings(cooperatives, products, listed, documents, vocabularies, provinces)
    redirects = build_redirects(owners, cooperatives, products, posts)
    addresses = [urls.listing_page_url(listing.url, page) for listing in listings.values() for page in range(1, listing.page_count + 1)]
    is_known = request.is_checked and not any(entry.unpublished for entry in posts.values())  # a check leaves drafts out
    findings = [] if is_known else find_clashes(published, news, addresses, request)
    catalog = Catalog(
        build_date=on,
        vocabularies=vocabularies,
        cooperatives=cooperatives,
        products=products,
        posts=posts,
        statistics=build_statistics(records.statistics, posts),
        listings=listings,
        redirects=redirects,
        files={file.url: file for file in (*list_owners_files(owners), *list_post_files(posts))},
        documents=documents,
        counts=build_counts(cooperatives, products, listed, vocabularies),
        featured_keys=choose_featured(products),
        latest_keys=listings[urls.NEWS].keys[:LATEST_LIMIT],
        updated_on=find_updated_on(cooperatives, posts),
    )
    return catalog, findings


def check_addresses(records: Records, request: CatalogRequest) -> tuple[None, list[Finding]]:
    """The claims that clash, without a catalog where none is needed: only a former address or a hand-written page can meet one of its listings."""
    published = [decoded for decoded in records.cooperatives if is_published(decoded, records.vocabularies, request)]
    news = list_news(records, request)
    if may_meet_listing((build_claimant(decoded.source, decoded.record) for decoded in (*published, *news)), request.pages or ()):
        return None, build_catalog(records, request)[1]
    return None, find_clashes(published, news, (), request)


def find_clashes(published: Sequence[Decoded], news: Sequence[Decoded], addresses: Iterable[str], request: CatalogRequest) -> list[Finding]:
    """Addresses and files that two sources want; `addresses` are those of the listings' pages."""
    cooperatives, posts = ([build_claimant(decoded.source, decoded.record) for decoded in group] for group in (published, news))
    clashes = check_addresses_of(cooperatives, posts, addresses, request.pages or {})
    return [*clashes, *(finding for decoded in (*published, *news) for finding in check_own_claims(decoded))]


def list_news(records: Records, request: CatalogRequest) -> list[Decoded]:
    """The sound posts that this build publishes."""
    on = request.build_date
    return [decoded for decoded in records.posts if decoded.record is not None and (request.preview or not find_unpublished(decoded, on))]


def is_published(decoded: Decoded, vocabularies: Vocabularies, request: CatalogRequest) -> bool:
    """Sound, not hidden, and of a province this site carries."""
    if request.provinces and decoded.source.province not in request.provinces:
        return False
    return find_outline(decoded, vocabularies, request.build_date) is not None


def build_posts(
    news: Sequence[Decoded], cooperative_keys: Collection[str], owner_by_product: Mapping[str, str], on: date
) -> dict[str, PostEntry]:
    """Entries by key, newest first; a draft without a date stands where the build date would put it."""
    entries = [build_post(decoded, cooperative_keys, owner_by_product, on) for decoded in news]
    entries.sort(key=lambda entry: entry.key)
    entries.sort(key=lambda entry: entry.record.published_at, reverse=True)
    return relate_posts({entry.key: entry for entry in entries})


def build_post(decoded: Decoded, cooperative_keys: Collection[str], owner_by_product: Mapping[str, str], on: date) -> PostEntry:
    source, record = decoded.source, decoded.record
    if record.published_at is None:
        record = record.model_copy(update={"published_at": record.stamp_of(on)})
    product_keys = tuple(key for key in record.products if key in owner_by_product)
    makers = (owner_by_product[key] for key in product_keys)
    named = (key for key in record.cooperatives if key in cooperative_keys)
    return PostEntry(
        key=f"{source.year}/{source.slug}",
        year=source.year,
        slug=source.slug,
        record=record,
        box=BodyBox(decoded),
        file=source.file,
        url=urls.post_url(source.year, source.slug),
        cooperative_keys=tuple(dict.fromkeys((*named, *makers))),
        product_keys=product_keys,
        unpublished=find_unpublished(decoded, on),
        expired=record.expires_on is not None and record.expires_on < on,
    )


def list_provinces(cooperatives: Mapping[str, CooperativeEntry], vocabularies: Vocabularies, request: CatalogRequest) -> list[str]:
    """The provinces that have a page: those asked for, or those with published records, in alphabetical order."""
    codes = set(request.provinces) or {entry.province for entry in cooperatives.values()}
    known = (code for code in codes if code in vocabularies.provinces)
    return sorted(known, key=lambda code: sort_key(vocabularies.provinces[code].label))


def build_redirects(
    owners: Iterable[Owner],
    cooperatives: Mapping[str, CooperativeEntry],
    products: Mapping[str, ProductEntry],
    posts: Mapping[str, PostEntry],
) -> tuple[Redirect, ...]:
    """Short addresses for QR codes, and addresses that records had before."""
    entries = (*cooperatives.values(), *products.values())
    redirects = [Redirect(entry.short_url, entry.url, entry.name) for entry in entries if entry.short_url]
    for owner in owners:
        entry = cooperatives[owner.key]
        redirects += [Redirect(normalise_url(url), entry.url, entry.name) for url in owner.outline.previous_urls]
    for post in posts.values():
        redirects += [Redirect(normalise_url(url), post.url, post.record.title) for url in post.record.previous_urls]
    return tuple(redirects)


def build_statistics(statistics: Sequence[Decoded], posts: Mapping[str, PostEntry]) -> tuple[StatisticsEntry, ...]:
    """All reported rows, in the order of files and rows; a source post counts only when it is published."""
    return tuple(
        StatisticsEntry(row, decoded.source.file, row.source.post if row.source.post in posts else "")
        for decoded in statistics
        if decoded.record is not None
        for row in decoded.record.rows
    )


def choose_featured(products: Mapping[str, ProductEntry]) -> tuple[str, ...]:
    """«Đặc sản»: featured first, then by stars in force; products no longer made are left out."""
    on_sale = [entry for entry in products.values() if not entry.off_sale and (entry.featured or entry.stars)]
    on_sale.sort(key=lambda entry: (not entry.featured, -entry.stars))
    return tuple(entry.key for entry in on_sale[:FEATURED_LIMIT])


def find_updated_on(cooperatives: Mapping[str, CooperativeEntry], posts: Mapping[str, PostEntry]) -> date | None:
    days = [entry.updated_on for entry in (*cooperatives.values(), *posts.values())]
    return max(days, default=None)
