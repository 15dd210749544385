"""Cooperatives and products of the catalog: their order first, then their entries with news and neighbours, each made once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.claims import number_products
from generator.catalog.model import CooperativeEntry, PostEntry, ProductEntry, RecognitionEntry
from generator.catalog.names import build_common_phrases, find_distinguishing_name
from generator.catalog.publishable import build_publishable
from generator.catalog.relations import group_posts_by_record, relate
from generator.checks.validity import recognition_state, recognition_valid_until
from generator.records import Cooperative, Decoded, Product, Source, Vocabularies
from generator.text import sort_key


class Owner(NamedTuple):
    """A published cooperative before its relations are known; `record` has passed the consent gate."""

    key: str
    source: Source
    record: Cooperative
    distinguishing_name: str


class Owned(NamedTuple):
    """A product of a published cooperative before its relations are known, with the number of its short address."""

    key: str
    owner: Owner
    number: int
    record: Product
    group: str


def list_owners(published: Sequence[Decoded], vocabularies: Vocabularies, on: date) -> list[Owner]:
    """The cooperatives in Vietnamese order of the distinguishing name."""
    phrases = build_common_phrases(vocabularies.name_words)
    owners = [
        Owner(
            f"{decoded.source.province}/{decoded.source.slug}",
            decoded.source,
            build_publishable(decoded.record, on),
            find_distinguishing_name(decoded.record.name, phrases),
        )
        for decoded in published
    ]
    owners.sort(key=lambda owner: (sort_key(owner.distinguishing_name), sort_key(owner.record.name), owner.key))
    return owners


def list_owned(owners: Iterable[Owner], vocabularies: Vocabularies) -> list[Owned]:
    """The products in Vietnamese order of their names."""
    sets = vocabularies.product_sets
    owned = [
        Owned(f"{owner.key}/{product.slug}", owner, number, product, sets[product.product_set].group)
        for owner in owners
        for number, product in number_products(owner.record.products)
    ]
    owned.sort(key=lambda item: (sort_key(item.record.name), item.key))
    return owned


def build_cooperatives(owners: Sequence[Owner], posts: Mapping[str, PostEntry], vocabularies: Vocabularies) -> dict[str, CooperativeEntry]:
    """Entries by key with their news and neighbours: of one's commune and sector, then of the commune, then of the province and sector."""
    news = group_posts_by_record(posts.values(), "cooperative_keys")
    neighbours = relate([(owner.key, list_neighbourhoods(owner)) for owner in owners])
    return {owner.key: build_cooperative(owner, vocabularies, news.get(owner.key, ()), neighbours[owner.key]) for owner in owners}


def list_neighbourhoods(owner: Owner) -> tuple[Hashable, ...]:
    """What a cooperative shares with its neighbours, the nearest first."""
    commune, sector = owner.record.address.commune, owner.record.sector
    return (commune, sector), commune, (owner.source.province, sector)


def build_cooperative(
    owner: Owner, vocabularies: Vocabularies, post_keys: tuple[str, ...], neighbour_keys: tuple[str, ...]
) -> CooperativeEntry:
    source, record, key = owner.source, owner.record, owner.key
    return CooperativeEntry(
        key=key,
        province=source.province,
        slug=source.slug,
        record=record,
        file=source.file,
        url=urls.cooperative_url(source.province, source.slug),
        short_url=urls.short_cooperative_url(record.tax_code) if record.tax_code else "",
        commune=vocabularies.communes[record.address.commune],
        distinguishing_name=owner.distinguishing_name,
        product_keys=tuple([f"{key}/{product.slug}" for product in record.products]),
        post_keys=post_keys,
        neighbour_keys=neighbour_keys,
    )


def build_products(owned: Sequence[Owned], posts: Mapping[str, PostEntry], vocabularies: Vocabularies, on: date) -> dict[str, ProductEntry]:
    """Entries by key with their news and related products: the producer's others, then the group's in the province."""
    news = group_posts_by_record(posts.values(), "product_keys")
    related = relate([(item.key, (item.owner.key, (item.owner.source.province, item.group))) for item in owned])
    return {item.key: build_product(item, vocabularies, on, news.get(item.key, ()), related[item.key]) for item in owned}


def build_product(
    item: Owned, vocabularies: Vocabularies, on: date, post_keys: tuple[str, ...], related_keys: tuple[str, ...]
) -> ProductEntry:
    product, source, tax_code = item.record, item.owner.source, item.owner.record.tax_code
    recognitions = build_recognitions(product, on)
    recognition = choose_recognition(recognitions)
    return ProductEntry(
        key=item.key,
        cooperative_key=item.owner.key,
        province=source.province,
        slug=product.slug,
        record=product,
        url=urls.product_url(source.province, source.slug, product.slug),
        short_url=urls.short_product_url(tax_code, item.number) if tax_code else "",
        group=item.group,
        branch=vocabularies.product_sets[product.product_set].branch,
        updated_on=item.owner.record.checked_on,
        recognitions=recognitions,
        recognition=recognition,
        stars=recognition.record.stars if recognition and recognition.in_force else 0,
        post_keys=post_keys,
        related_keys=related_keys,
    )


def build_recognitions(product: Product, on: date) -> tuple[RecognitionEntry, ...]:
    """The OCOP decisions of a product, the newest first."""
    entries = [
        RecognitionEntry(item, recognition_state(item, on), recognition_valid_until(item), item.decided_level or "")
        for item in product.ocop
    ]
    entries.sort(key=lambda entry: (entry.record.decided_on, entry.record.stars), reverse=True)
    return tuple(entries)


def choose_recognition(recognitions: Sequence[RecognitionEntry]) -> RecognitionEntry | None:
    """The decision that counts: the one in force with most stars, else the newest."""
    standing = [entry for entry in recognitions if entry.in_force]
    if standing:
        return max(standing, key=lambda entry: (entry.record.stars, entry.record.decided_on))
    return recognitions[0] if recognitions else None
