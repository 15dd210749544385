"""The order of rows: by province, type, static rank, commune and name, so that runs of rows share their marks; what has no place comes last."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.catalog.model import Catalog, CooperativeEntry, PostEntry, ProductEntry
from generator.records.vocabularies import Commune
from generator.search.model import COOPERATIVE, PAGE, POST, PRODUCT, Province
from generator.search.prose import ProseText
from generator.search.ranks import PAGE_RANK, rank_cooperative, rank_post, rank_product

COARSE_RANK = 0b1100  # the bits of a static rank by which rows are ordered and which every query reads


class RowKey(NamedTuple):
    """Where a row stands, and what it is. Compared item by item."""

    province: int  # its place in the vocabulary; one more than the last for rows without
    type: int
    step: int  # of the static rank, the best first
    commune: str
    place: int  # among its like: by name, news by date
    key: str = ""
    rank: int = 0  # the static rank itself, which orders nothing


class PostPlace(NamedTuple):
    """Where news come from: their first place, else the seat of the first cooperative they name."""

    province: str
    commune: Commune | None


def list_row_keys(catalog: Catalog, pages: Sequence[ProseText]) -> list[RowKey]:
    """Every row of a site, in order. Drafts and news of the future are no rows, since only a preview carries them."""
    number_by_province = {code: number for number, code in enumerate(catalog.vocabularies.provinces)}
    return sorted(
        (
            *list_record_keys(catalog, number_by_province),
            *list_post_keys(catalog, number_by_province),
            *(build_row_key(len(number_by_province), PAGE, PAGE_RANK, "", place, page.url) for place, page in enumerate(pages)),
        )
    )


def build_row_key(province: int, kind: int, rank: int, commune: str, place: int, key: str = "") -> RowKey:
    """The key of a row with this static rank."""
    return RowKey(province, kind, COARSE_RANK - (rank & COARSE_RANK), commune, place, key, rank)


def list_record_keys(catalog: Catalog, number_by_province: dict[str, int]) -> Iterator[RowKey]:
    """Cooperatives and products, which a catalog holds in the order of their names."""
    for place, entry in enumerate(catalog.cooperatives.values()):
        yield build_cooperative_key(catalog, number_by_province, place, entry)
    for place, entry in enumerate(catalog.products.values()):
        yield build_product_key(catalog, number_by_province, place, entry)


def list_post_keys(catalog: Catalog, number_by_province: dict[str, int]) -> Iterator[RowKey]:
    for place, entry in enumerate(catalog.posts.values()):
        if not entry.unpublished:
            yield build_post_key(catalog, number_by_province, place, entry)


def list_some_row_keys(catalog: Catalog, wanted: Container[tuple[int, str]]) -> Iterator[RowKey]:
    """The rows of some records, given by type and key."""
    number_by_province = {code: number for number, code in enumerate(catalog.vocabularies.provinces)}
    kinds = (
        (COOPERATIVE, catalog.cooperatives, build_cooperative_key),
        (PRODUCT, catalog.products, build_product_key),
        (POST, catalog.posts, build_post_key),
    )
    for kind, entries, build_key in kinds:
        for place, key in enumerate(entries):
            if (kind, key) in wanted:
                yield build_key(catalog, number_by_province, place, entries[key])


def build_cooperative_key(catalog: Catalog, number_by_province: dict[str, int], place: int, entry: CooperativeEntry) -> RowKey:
    """The key of a cooperative's row."""
    rank = rank_cooperative(entry, catalog)
    return build_row_key(number_by_province[entry.province], COOPERATIVE, rank, entry.commune.code, place, entry.key)


def build_product_key(catalog: Catalog, number_by_province: dict[str, int], place: int, entry: ProductEntry) -> RowKey:
    """The key of a product's row."""
    commune = catalog.cooperative_of(entry).commune.code
    return build_row_key(number_by_province[entry.province], PRODUCT, rank_product(entry, catalog), commune, place, entry.key)


def build_post_key(catalog: Catalog, number_by_province: dict[str, int], place: int, entry: PostEntry) -> RowKey:
    """The key of a post's row."""
    number = number_by_province.get(find_post_place(entry, catalog).province, len(number_by_province))
    return build_row_key(number, POST, rank_post(entry, catalog.build_date), "", place, entry.key)


def find_post_place(entry: PostEntry, catalog: Catalog) -> PostPlace:
    """The place by which news are filed; none has an empty code."""
    for code in entry.record.places[:1]:
        if code in catalog.vocabularies.provinces:
            return PostPlace(code, None)
        commune = catalog.vocabularies.communes[code]
        return PostPlace(commune.province, commune)
    for key in entry.cooperative_keys[:1]:
        cooperative = catalog.cooperatives[key]
        return PostPlace(cooperative.province, cooperative.commune)
    return PostPlace("", None)


def list_provinces(keys: Iterable[RowKey], catalog: Catalog) -> list[Province]:
    """The run of rows of each province that has any."""
    provinces: list[Province] = []
    entries = list(catalog.vocabularies.provinces.values())
    for row, key in enumerate(keys):
        if key.province == len(entries):
            break
        code, label = entries[key.province].code, entries[key.province].label
        if not provinces or provinces[-1].code != code:
            provinces.append(Province(code, label, row, 0))
        provinces[-1] = provinces[-1]._replace(count=row + 1 - provinces[-1].start)
    return provinces
