"""Cooperatives and products of the catalog: their order first, then their entries with news and neighbours, each made once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.model import CooperativeEntry, PostEntry, ProductEntry, RecognitionEntry
from generator.catalog.outlines import Outline, ProductOutline, find_outline
from generator.catalog.record_box import RecordBox
from generator.catalog.relations import group_posts_by_record, relate
from generator.records import Decoded, Source, Vocabularies


class Owner(NamedTuple):
    """A published cooperative before its relations are known."""

    key: str
    source: Source
    outline: Outline
    box: RecordBox


class Owned(NamedTuple):
    """A product of a published cooperative before its relations are known."""

    key: str
    owner: Owner
    place: int
    outline: ProductOutline
    group: str


def list_owners(published: Iterable[Decoded], vocabularies: Vocabularies, on: date) -> list[Owner]:
    """The cooperatives in Vietnamese order of the distinguishing name."""
    owners = [
        Owner(
            f"{decoded.source.province}/{decoded.source.slug}",
            decoded.source,
            find_outline(decoded, vocabularies, on),
            RecordBox(decoded, on),
        )
        for decoded in published
    ]
    owners.sort(key=lambda owner: (owner.outline.order, owner.key))
    return owners


def list_owned(owners: Iterable[Owner], vocabularies: Vocabularies) -> list[Owned]:
    """The products in Vietnamese order of their names."""
    sets = vocabularies.product_sets
    owned = [
        Owned(f"{owner.key}/{product.slug}", owner, place, product, sets[product.product_set].group)
        for owner in owners
        for place, product in enumerate(owner.outline.products)
    ]
    owned.sort(key=lambda item: (item.outline.order, item.key))
    return owned


def build_cooperatives(owners: Sequence[Owner], posts: Mapping[str, PostEntry], vocabularies: Vocabularies) -> dict[str, CooperativeEntry]:
    """Entries by key with their news and neighbours: of one's commune and sector, then of the commune, then of the province and sector."""
    news = group_posts_by_record(posts.values(), "cooperative_keys")
    neighbours = relate([(owner.key, list_neighbourhoods(owner)) for owner in owners])
    return {owner.key: build_cooperative(owner, vocabularies, news.get(owner.key, ()), neighbours[owner.key]) for owner in owners}


def list_neighbourhoods(owner: Owner) -> tuple[Hashable, ...]:
    """What a cooperative shares with its neighbours, the nearest first."""
    commune, sector = owner.outline.commune, owner.outline.sector
    return (commune, sector), commune, (owner.source.province, sector)


def build_cooperative(
    owner: Owner, vocabularies: Vocabularies, post_keys: tuple[str, ...], neighbour_keys: tuple[str, ...]
) -> CooperativeEntry:
    source, outline, key = owner.source, owner.outline, owner.key
    return CooperativeEntry(
        key=key,
        province=source.province,
        slug=source.slug,
        box=owner.box,
        name=outline.name,
        short_name=outline.short_name,
        kind=outline.kind,
        sector=outline.sector,
        status=outline.status,
        summary=outline.summary,
        fullness=outline.fullness,
        updated_on=outline.updated_on,
        file=source.file,
        url=urls.cooperative_url(source.province, source.slug),
        short_url=urls.short_cooperative_url(outline.tax_code) if outline.tax_code else "",
        commune=vocabularies.communes[outline.commune],
        distinguishing_name=outline.distinguishing_name,
        face=outline.face,
        product_keys=tuple([f"{key}/{product.slug}" for product in outline.products]),
        post_keys=post_keys,
        neighbour_keys=neighbour_keys,
    )


def build_products(owned: Sequence[Owned], posts: Mapping[str, PostEntry], vocabularies: Vocabularies) -> dict[str, ProductEntry]:
    """Entries by key with their news and related products: the producer's others, then the group's in the province."""
    news = group_posts_by_record(posts.values(), "product_keys")
    related = relate([(item.key, (item.owner.key, (item.owner.source.province, item.group))) for item in owned])
    return {item.key: build_product(item, vocabularies, news.get(item.key, ()), related[item.key]) for item in owned}


def build_product(item: Owned, vocabularies: Vocabularies, post_keys: tuple[str, ...], related_keys: tuple[str, ...]) -> ProductEntry:
    outline, owner = item.outline, item.owner
    source, tax_code = owner.source, owner.outline.tax_code
    recognition = choose_recognition(outline.recognitions)
    return ProductEntry(
        key=item.key,
        cooperative_key=owner.key,
        province=source.province,
        slug=outline.slug,
        box=owner.box,
        place=item.place,
        name=outline.name,
        availability=outline.availability,
        price=outline.price,
        photo=outline.photo,
        featured=outline.featured,
        fullness=outline.fullness,
        certificates=outline.certificates,
        months=outline.months,
        url=urls.product_url(source.province, source.slug, outline.slug),
        short_url=urls.short_product_url(tax_code, outline.number) if tax_code else "",
        group=item.group,
        branch=vocabularies.product_sets[outline.product_set].branch,
        updated_on=owner.outline.updated_on,
        recognitions=outline.recognitions,
        recognition=recognition,
        stars=recognition.record.stars if recognition and recognition.in_force else 0,
        post_keys=post_keys,
        related_keys=related_keys,
    )


def choose_recognition(recognitions: Sequence[RecognitionEntry]) -> RecognitionEntry | None:
    """The decision that counts: the one in force with most stars, else the newest."""
    standing = [entry for entry in recognitions if entry.in_force]
    if standing:
        return max(standing, key=lambda entry: (entry.record.stars, entry.record.decided_on))
    return recognitions[0] if recognitions else None
