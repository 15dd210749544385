"""Sound records become the catalog: entries, then relations, then listings. No disk, no HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.catalog import urls
from generator.catalog.claims import (
    check_claims,
    check_file_claims,
    check_product_numbers,
    list_claims,
    list_former_claims,
    normalise_url,
    number_products,
)
from generator.catalog.counts import build_counts
from generator.catalog.documents import build_documents
from generator.catalog.listings import build_listings
from generator.catalog.media import list_cooperative_files, list_post_files
from generator.catalog.model import Catalog, CooperativeEntry, PostEntry, ProductEntry, RecognitionEntry, Redirect, StatisticsEntry
from generator.catalog.names import Phrases, build_common_phrases, find_distinguishing_name
from generator.catalog.publishable import build_publishable
from generator.catalog.relations import group_posts_by_record, relate_cooperatives, relate_posts, relate_products
from generator.checks import Finding
from generator.checks.references import find_unpublished
from generator.checks.validity import recognition_state, recognition_valid_until
from generator.records import Decoded, Product, Records, Source, Vocabularies
from generator.text import sort_key

FEATURED_LIMIT = 24
LATEST_LIMIT = 24


@dataclass(frozen=True, slots=True)
class CatalogRequest:
    """What a catalog depends on besides the records.

    `provinces` limits the site (empty: all with records); `preview` publishes drafts and future posts;
    `pages` are the hand-written pages and files of docs/, url → source.
    """

    build_date: date
    provinces: tuple[str, ...] = ()
    preview: bool = False
    pages: Mapping[str, Source] | None = None


def build_catalog(records: Records, request: CatalogRequest) -> tuple[Catalog, list[Finding]]:
    """The frozen catalog of everything publishable, and the claims that clash."""
    vocabularies, on = records.vocabularies, request.build_date
    published = [decoded for decoded in records.cooperatives if is_published(decoded, request)]
    cooperatives = build_cooperatives(published, vocabularies, on)
    products = build_products(cooperatives, vocabularies, on)
    news = list_news(records, request)
    posts = build_posts(news, cooperatives, products, on)
    cooperatives, products = relate_records(cooperatives, products, posts)
    listed = [entry for entry in posts.values() if not entry.expired]
    provinces = list_provinces(cooperatives, vocabularies, request)
    documents = build_documents(posts.values(), vocabularies)
    listings = build_listings(cooperatives, products, listed, documents, vocabularies, provinces)
    redirects = build_redirects(cooperatives, products, posts)
    addresses = [urls.listing_page_url(listing.url, page) for listing in listings.values() for page in range(1, listing.page_count + 1)]
    findings = find_clashes(published, news, addresses, request)
    catalog = Catalog(
        build_date=on,
        vocabularies=vocabularies,
        cooperatives=cooperatives,
        products=products,
        posts=posts,
        statistics=build_statistics(records.statistics, posts),
        listings=listings,
        redirects=redirects,
        files={file.url: file for file in (*list_cooperative_files(cooperatives), *list_post_files(posts))},
        documents=documents,
        counts=build_counts(cooperatives, products, listed, vocabularies),
        featured_keys=choose_featured(products),
        latest_keys=listings[urls.NEWS].keys[:LATEST_LIMIT],
        updated_on=find_updated_on(cooperatives, posts),
    )
    return catalog, findings


def check_addresses(records: Records, request: CatalogRequest) -> tuple[None, list[Finding]]:
    """The claims that clash, without a catalog where none is needed: only a former address or a hand-written page can meet one of its listings."""
    published = [decoded for decoded in records.cooperatives if is_published(decoded, request)]
    news = list_news(records, request)
    has_pages = any(url.startswith(urls.LISTED_SECTIONS) for url in request.pages or ())
    if has_pages or any(decoded.record.previous_urls for decoded in (*published, *news)):
        return None, build_catalog(records, request)[1]
    return None, find_clashes(published, news, (), request)


def find_clashes(published: Sequence[Decoded], news: Sequence[Decoded], addresses: Iterable[str], request: CatalogRequest) -> list[Finding]:
    """Addresses and files that two sources want; `addresses` are those of the listings' pages."""
    claims = list_claims(published, news, addresses, request.pages or {})
    former = list_former_claims((*published, *news))
    return [*check_claims(claims, former), *check_file_claims(published, news), *check_product_numbers(published)]


def list_news(records: Records, request: CatalogRequest) -> list[Decoded]:
    """The sound posts that this build publishes."""
    on = request.build_date
    return [decoded for decoded in records.posts if decoded.record is not None and (request.preview or not find_unpublished(decoded, on))]


def is_published(decoded: Decoded, request: CatalogRequest) -> bool:
    """Sound, not hidden, and of a province this site carries."""
    if decoded.record is None or decoded.record.hidden is not None:
        return False
    return not request.provinces or decoded.source.province in request.provinces


def build_cooperatives(published: Sequence[Decoded], vocabularies: Vocabularies, on: date) -> dict[str, CooperativeEntry]:
    """Entries by key, in Vietnamese order of the distinguishing name."""
    phrases = build_common_phrases(vocabularies.name_words)
    entries = [build_cooperative(decoded, vocabularies, phrases, on) for decoded in published]
    entries.sort(key=lambda entry: (sort_key(entry.distinguishing_name), sort_key(entry.record.name), entry.key))
    return {entry.key: entry for entry in entries}


def build_cooperative(decoded: Decoded, vocabularies: Vocabularies, phrases: Phrases, on: date) -> CooperativeEntry:
    source, record = decoded.source, build_publishable(decoded.record, on)
    key = f"{source.province}/{source.slug}"
    return CooperativeEntry(
        key=key,
        province=source.province,
        slug=source.slug,
        record=record,
        file=source.file,
        url=urls.cooperative_url(source.province, source.slug),
        short_url=urls.short_cooperative_url(record.tax_code) if record.tax_code else "",
        commune=vocabularies.communes[record.address.commune],
        distinguishing_name=find_distinguishing_name(record.name, phrases),
        product_keys=tuple(f"{key}/{product.slug}" for product in record.products),
    )


def build_products(cooperatives: Mapping[str, CooperativeEntry], vocabularies: Vocabularies, on: date) -> dict[str, ProductEntry]:
    """Entries by key, in Vietnamese order of the product's name."""
    entries = [
        build_product(owner, number, product, vocabularies, on)
        for owner in cooperatives.values()
        for number, product in number_products(owner.record.products)
    ]
    entries.sort(key=lambda entry: (sort_key(entry.record.name), entry.key))
    return {entry.key: entry for entry in entries}


def build_product(owner: CooperativeEntry, number: int, product: Product, vocabularies: Vocabularies, on: date) -> ProductEntry:
    product_set = vocabularies.product_sets[product.product_set]
    recognitions = [
        RecognitionEntry(item, recognition_state(item, on), recognition_valid_until(item), item.decided_level or "")
        for item in product.ocop
    ]
    recognitions.sort(key=lambda entry: (entry.record.decided_on, entry.record.stars), reverse=True)
    return ProductEntry(
        key=f"{owner.key}/{product.slug}",
        cooperative_key=owner.key,
        province=owner.province,
        slug=product.slug,
        record=product,
        url=urls.product_url(owner.province, owner.slug, product.slug),
        short_url=urls.short_product_url(owner.record.tax_code, number) if owner.record.tax_code else "",
        group=product_set.group,
        branch=product_set.branch,
        updated_on=owner.updated_on,
        recognitions=tuple(recognitions),
    )


def build_posts(
    news: Sequence[Decoded], cooperatives: Mapping[str, CooperativeEntry], products: Mapping[str, ProductEntry], on: date
) -> dict[str, PostEntry]:
    """Entries by key, newest first; a draft without a date stands where the build date would put it."""
    entries = [build_post(decoded, cooperatives, products, on) for decoded in news]
    entries.sort(key=lambda entry: entry.key)
    entries.sort(key=lambda entry: entry.record.published_at, reverse=True)
    return relate_posts({entry.key: entry for entry in entries})


def build_post(decoded: Decoded, cooperatives: Mapping[str, CooperativeEntry], products: Mapping[str, ProductEntry], on: date) -> PostEntry:
    source, record = decoded.source, decoded.record
    if record.published_at is None:
        record = record.model_copy(update={"published_at": record.stamp_of(on)})
    product_keys = tuple(key for key in record.products if key in products)
    makers = (products[key].cooperative_key for key in product_keys)
    named = (key for key in record.cooperatives if key in cooperatives)
    return PostEntry(
        key=f"{source.year}/{source.slug}",
        year=source.year,
        slug=source.slug,
        record=record,
        body=decoded.body,
        file=source.file,
        url=urls.post_url(source.year, source.slug),
        cooperative_keys=tuple(dict.fromkeys((*named, *makers))),
        product_keys=product_keys,
        unpublished=find_unpublished(decoded, on),
        expired=record.expires_on is not None and record.expires_on < on,
    )


def relate_records(
    cooperatives: Mapping[str, CooperativeEntry], products: Mapping[str, ProductEntry], posts: Mapping[str, PostEntry]
) -> tuple[dict[str, CooperativeEntry], dict[str, ProductEntry]]:
    """Neighbours, related products, and the news of each record."""
    news_of_cooperative = group_posts_by_record(posts.values(), "cooperative_keys")
    news_of_product = group_posts_by_record(posts.values(), "product_keys")
    with_news = {key: replace(entry, post_keys=news_of_cooperative.get(key, ())) for key, entry in cooperatives.items()}
    products_with_news = {key: replace(entry, post_keys=news_of_product.get(key, ())) for key, entry in products.items()}
    return relate_cooperatives(with_news), relate_products(products_with_news)


def list_provinces(cooperatives: Mapping[str, CooperativeEntry], vocabularies: Vocabularies, request: CatalogRequest) -> list[str]:
    """The provinces that have a page: those asked for, or those with published records, in alphabetical order."""
    codes = set(request.provinces) or {entry.province for entry in cooperatives.values()}
    known = (code for code in codes if code in vocabularies.provinces)
    return sorted(known, key=lambda code: sort_key(vocabularies.provinces[code].label))


def build_redirects(
    cooperatives: Mapping[str, CooperativeEntry], products: Mapping[str, ProductEntry], posts: Mapping[str, PostEntry]
) -> tuple[Redirect, ...]:
    """Short addresses for QR codes, and addresses that records had before."""
    entries = (*cooperatives.values(), *products.values())
    redirects = [Redirect(entry.short_url, entry.url, entry.record.name) for entry in entries if entry.short_url]
    for entry in cooperatives.values():
        redirects += [Redirect(normalise_url(url), entry.url, entry.record.name) for url in entry.record.previous_urls]
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
    on_sale = [entry for entry in products.values() if not entry.off_sale and (entry.record.featured or entry.stars)]
    on_sale.sort(key=lambda entry: (not entry.record.featured, -entry.stars))
    return tuple(entry.key for entry in on_sale[:FEATURED_LIMIT])


def find_updated_on(cooperatives: Mapping[str, CooperativeEntry], posts: Mapping[str, PostEntry]) -> date | None:
    days = [entry.updated_on for entry in (*cooperatives.values(), *posts.values())]
    return max(days, default=None)
