"""What stays of a catalog when a record's words change, and the catalog that is rebuilt from it."""

from __future__ import annotations

import pickle
from dataclasses import fields

import pytest

from generator.catalog import Catalog
from generator.catalog.outlines import COOPERATIVE_WORDS, PRODUCT_WORDS, compute_face
from generator.catalog.skeleton import ENTRIES, Skeleton, build_excerpt, build_skeleton
from generator.records import Cooperative, Decoded, Product
from tests.builders import make_source, vocabularies
from tests.render.rendering import BUILD_DATE
from tests.render.sample import KEY, make_rich_cooperative, rich_catalog
from tests.render.words import CHANGED_FIELDS, change_cooperative, change_product


class Sources:
    """The records of a catalog as files would give them, and which were asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.read: list[str] = []

    def load(self, file: str) -> Decoded:
        self.read.append(file)
        entries = (*self.catalog.cooperatives.values(), *self.catalog.posts.values())
        entry = next(entry for entry in entries if entry.file == file)
        return Decoded(make_source(file), entry.record, (), getattr(entry, "body", ""))


def make_excerpt(catalog: Catalog, sources: Sources) -> Catalog:
    skeleton: Skeleton = pickle.loads(pickle.dumps(build_skeleton(catalog)))
    return build_excerpt(skeleton, vocabularies(), BUILD_DATE, sources.load)


def test_excerpt_is_the_catalog_again() -> None:
    """Every field, and every entry with its place among its like; of redirects, which no page shows, there are none."""
    catalog = rich_catalog()
    excerpt = make_excerpt(catalog, Sources(catalog))
    for field in fields(Catalog):
        if field.name in ENTRIES:
            made, known = getattr(excerpt, field.name), getattr(catalog, field.name)
            assert [(key, made[key]) for key in made] == list(known.items())
            assert [(key, entry.key, entry.url, entry.record) for key, entry in made.items()] == [
                (key, entry.key, entry.url, entry.record) for key, entry in known.items()
            ]
        else:
            known = pickle.loads(pickle.dumps(getattr(catalog, field.name)))  # records come with given fields only, as out of the cache
            assert getattr(excerpt, field.name) == (() if field.name == "redirects" else known)


def test_excerpt_reads_what_is_asked_for_and_once() -> None:
    catalog = rich_catalog()
    sources = Sources(catalog)
    excerpt = make_excerpt(catalog, sources)
    assert KEY in excerpt.cooperatives
    assert len(excerpt.products) == len(catalog.products)
    assert sources.read == []
    assert excerpt.products[f"{KEY}/che-dinh"].record.name == "Chè đinh Đồi Xa"
    assert excerpt.cooperatives[KEY].record.name == "Hợp tác xã Chè Đồi Xa"
    assert sources.read == [catalog.cooperatives[KEY].file]
    with pytest.raises(KeyError):
        excerpt.cooperatives["thai-nguyen/khong-co"]


@pytest.mark.parametrize("field", COOPERATIVE_WORDS)
def test_words_of_a_cooperative_are_no_part_of_its_face(field: str) -> None:
    record = make_rich_cooperative()
    assert compute_face(change_cooperative(field)) == compute_face(record)
    empty = Cooperative.model_fields[field].get_default() if not Cooperative.model_fields[field].is_required() else None
    without = record.model_copy(update={field: empty})
    assert (compute_face(without) != compute_face(record)) is bool(getattr(record, field)), "ranks count whether there is one"


@pytest.mark.parametrize("field", PRODUCT_WORDS)
def test_words_of_a_product_are_no_part_of_the_face(field: str) -> None:
    assert compute_face(change_product(field)) == compute_face(make_rich_cooperative())


@pytest.mark.parametrize("field", sorted(Cooperative.model_fields.keys() - {*COOPERATIVE_WORDS, "consent", "hidden"}))
def test_all_else_of_a_cooperative_is_its_face(field: str) -> None:
    assert compute_face(change_cooperative(field)) != compute_face(make_rich_cooperative())


@pytest.mark.parametrize("field", sorted(Product.model_fields.keys() - {*PRODUCT_WORDS}))
def test_all_else_of_a_product_is_the_face(field: str) -> None:
    assert compute_face(change_product(field)) != compute_face(make_rich_cooperative())


def test_picture_in_a_text_is_part_of_the_face() -> None:
    """It is a file of the site."""
    record = make_rich_cooperative()
    with_picture = record.model_copy(update={"description": f"{record.description}\n\n![Đồi](doi.png)"})
    assert compute_face(with_picture) != compute_face(record)


def test_every_field_is_changed_by_some_test() -> None:
    known = Cooperative.model_fields.keys() | Product.model_fields.keys()
    assert CHANGED_FIELDS.keys() <= known
