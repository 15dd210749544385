"""What the catalog needs to know of a cooperative's record: what lists, cards and relations are made from, so that the record itself need not lie open."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from generator.catalog.model import RecognitionEntry
from generator.catalog.names import Phrases, build_common_phrases, find_distinguishing_name
from generator.catalog.publishable import build_publishable
from generator.checks.contents import list_cooperative_files
from generator.checks.markup import list_text_pictures
from generator.checks.validity import recognition_state, recognition_valid_until
from generator.records import Cooperative, Decoded, Photo, Price, Product, Vocabularies
from generator.text import sort_key

MONTHS = range(1, 13)
# Fields that only pages with the record's card or text show. Whether there is one at all is part of the face, for ranks count them.
PRODUCT_WORDS = (
    "aliases", "name_en", "summary", "summary_en", "description", "ingredients", "usage", "storage", "shelf_life", "packages", "price",
    "yearly_output", "supply", "markets", "hs_code", "where_to_buy", "traceability", "growing_areas",
)  # fmt: skip
COOPERATIVE_WORDS = (
    "name_en", "aliases", "founded_on", "alliance_member_since", "size_class", "former_address", "location", "contacts", "summary",
    "summary_en", "description", "description_en", "figures", "source",
)  # fmt: skip
NO_FACE = dict.fromkeys(COOPERATIVE_WORDS, True) | {"products": {"__all__": set(PRODUCT_WORDS)}}


class ProductOutline(NamedTuple):
    """A product; see `ProductEntry` for what these are."""

    slug: str
    number: int
    order: tuple[str, str]  # by which its name is sorted
    name: str
    product_set: str
    availability: str
    price: Price | None
    photo: Photo | None
    featured: bool
    fullness: int
    certificates: tuple[str, ...]
    months: tuple[int, ...]
    recognitions: tuple[RecognitionEntry, ...]


class Outline(NamedTuple):
    """A cooperative; see `CooperativeEntry` for what these are."""

    name: str
    order: tuple[tuple[str, str], tuple[str, str]]  # by which it is sorted: its own part of the name, then the whole
    distinguishing_name: str
    short_name: str
    kind: str
    sector: str
    status: str
    summary: str
    fullness: int
    commune: str
    tax_code: str
    updated_on: date
    previous_urls: tuple[str, ...]
    files: tuple[str, ...]  # that it names and that may be shown
    face: str
    products: tuple[ProductOutline, ...]


def find_outline(decoded: Decoded, vocabularies: Vocabularies, on: date) -> Outline | None:
    """The outline, from whoever has had the record open already."""
    return decoded.note("outline", lambda: build_outline(decoded, vocabularies, on))


def build_outline(decoded: Decoded, vocabularies: Vocabularies, on: date) -> Outline | None:
    """The outline of what may be shown of a record on a day; nothing of one that is not sound, or hidden."""
    if decoded.record is None or decoded.record.hidden is not None:
        return None
    record = build_publishable(decoded.record, on)
    own_name = find_distinguishing_name(record.name, find_phrases(tuple(vocabularies.name_words)))
    return Outline(
        name=record.name,
        order=(sort_key(own_name), sort_key(record.name)),
        distinguishing_name=own_name,
        short_name=record.short_name or record.name,
        kind=record.kind,
        sector=record.sector,
        status=record.status,
        summary=record.summary or "",
        fullness=count_given(record.summary, record.description, record.photos, record.contacts, record.products),
        commune=record.address.commune,
        tax_code=record.tax_code or "",
        updated_on=record.checked_on,
        previous_urls=record.previous_urls,
        files=tuple([file for _, file in (*list_cooperative_files(record), *list_text_pictures(record))]),
        face=compute_face(record),
        products=tuple([build_product_outline(number, product, on) for number, product in number_products(record.products)]),
    )


@lru_cache(1)
def find_phrases(codes: tuple[str, ...]) -> Phrases:
    return build_common_phrases(codes)


def build_product_outline(number: int, product: Product, on: date) -> ProductOutline:
    has_price = product.price or any(package.price for package in product.packages)
    return ProductOutline(
        slug=product.slug,
        number=number,
        order=sort_key(product.name),
        name=product.name,
        product_set=product.product_set,
        availability=product.availability,
        price=product.price,
        photo=product.photos[0] if product.photos else None,
        featured=bool(product.featured),
        fullness=count_given(product.summary, product.description, product.photos, has_price),
        certificates=tuple(sorted({item.type for item in product.certificates})),
        months=tuple(list_season_months(product)),
        recognitions=build_recognitions(product, on),
    )


def number_products(products: Iterable[Product]) -> Iterator[tuple[int, Product]]:
    """Products with the number of their short address: as written, else their place in the file, from 1."""
    return ((product.number or place, product) for place, product in enumerate(products, start=1))


def count_given(*parts: object) -> int:
    return sum(map(bool, parts))


def list_season_months(product: Product) -> Sequence[int]:
    """The months, 1 to 12 in order, in which a product is in season; a season may wrap the year."""
    months: set[int] = set()
    for season in product.season:
        if season.all_year:
            return list(MONTHS)
        span = (season.to_month - season.from_month) % 12 + 1
        months.update((season.from_month - 1 + step) % 12 + 1 for step in range(span))
    return sorted(months)


def build_recognitions(product: Product, on: date) -> tuple[RecognitionEntry, ...]:
    """The OCOP decisions of a product, the newest first."""
    entries = [
        RecognitionEntry(item, recognition_state(item, on), recognition_valid_until(item), item.decided_level or "")
        for item in product.ocop
    ]
    entries.sort(key=lambda entry: (entry.record.decided_on, entry.record.stars), reverse=True)
    return tuple(entries)


def compute_face(record: Cooperative) -> str:
    """A digest of all that pages of other records, listings and addresses are made from. `record` has passed the consent gate."""
    seen = record.__pydantic_serializer__.to_json(record, exclude=NO_FACE, warnings=False)  # the types of some values are ours
    said = [bool(getattr(record, name)) for name in COOPERATIVE_WORDS]
    said += (bool(getattr(product, name)) for product in record.products for name in PRODUCT_WORDS)
    pictures = [file for _, file in list_text_pictures(record)]
    return hashlib.blake2b(b"\n".join((seen, repr((said, pictures)).encode("utf-8"))), digest_size=12).hexdigest()
