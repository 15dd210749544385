"""What a catalog knows besides the words of its records, kept from one build to the next; and a catalog rebuilt from it.

After an edit that leaves a record's face as it was (its names, places, codes, dates and files), only that record needs to be
decoded: relations, listings and addresses are those of the last build, and other records are read when a page asks for them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from generator.catalog import urls
from generator.catalog.build import build_post
from generator.catalog.entries import Owner, build_cooperative, build_product, list_owned, list_owners
from generator.catalog.model import Catalog, CooperativeEntry, PostEntry, ProductEntry
from generator.catalog.outlines import find_outline
from generator.records import Decoded, Vocabularies

ENTRIES = ("cooperatives", "products", "posts")
# Redirects are a page each and no page shows them; to read them took longer than all else here.
LEFT_OUT = (*ENTRIES, "redirects", "vocabularies")
Entry = TypeVar("Entry")
LoadDecoded = Callable[[str], Decoded]


class NotAsBuilt(Exception):
    """A record that the last build published is hidden now, or broken: it changed after it was checked."""


class CooperativeBones(NamedTuple):
    """Where a cooperative's record stands, its face, and who stands beside it."""

    file: str
    face: str
    post_keys: tuple[str, ...]
    neighbour_keys: tuple[str, ...]


class ProductBones(NamedTuple):
    post_keys: tuple[str, ...]
    related_keys: tuple[str, ...]


class PostBones(NamedTuple):
    file: str
    cooperative_keys: tuple[str, ...]
    product_keys: tuple[str, ...]
    unpublished: str
    thread_keys: tuple[str, ...]
    related_keys: tuple[str, ...]
    newer_key: str
    older_key: str


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A catalog without its records. Mappings are in its order; `rest` holds the other fields of the catalog, pickled."""

    cooperatives: Mapping[str, CooperativeBones]
    products: Mapping[str, ProductBones]
    posts: Mapping[str, PostBones]
    rest: bytes


class EntryAtHand:
    """An entry in a row of all of them: what its key and bones tell is at hand, for all else its record is read."""

    def __init__(self, key: str, url: str, entries: Mapping[str, Any], known: Mapping[str, Any]) -> None:
        self.key, self.url, self.entries = key, url, entries
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.entries[self.key], name)


class LazyEntries(Mapping[str, Entry], Generic[Entry]):
    """Entries that are made when somebody asks for one by its key."""

    def __init__(self, bones: Mapping[str, Any], build: Callable[[str], Entry], find_url: Callable[[str], str], *known: str) -> None:
        self.bones, self.build, self.find_url, self.known = bones, build, find_url, known
        self.made: dict[str, Entry] = {}

    def __getitem__(self, key: str) -> Entry:
        if key not in self.made:
            if key not in self.bones:
                raise KeyError(key)
            self.made[key] = self.build(key)
        return self.made[key]

    def __contains__(self, key: object) -> bool:
        return key in self.bones

    def __iter__(self) -> Iterator[str]:
        return iter(self.bones)

    def __len__(self) -> int:
        return len(self.bones)

    def items(self) -> Iterator[tuple[str, Any]]:  # type: ignore[override]  nobody asks it for more than a look at each
        for key, bones in self.bones.items():
            yield key, EntryAtHand(key, self.find_url(key), self, {name: getattr(bones, name) for name in self.known})

    def values(self) -> Iterator[Any]:  # type: ignore[override]
        return (entry for _, entry in self.items())


def build_skeleton(catalog: Catalog) -> Skeleton:
    """What the next build may take over from this catalog."""
    rest = {item.name: getattr(catalog, item.name) for item in fields(catalog) if item.name not in LEFT_OUT}
    return Skeleton(
        cooperatives={
            key: CooperativeBones(entry.file, entry.face, entry.post_keys, entry.neighbour_keys)
            for key, entry in catalog.cooperatives.items()
        },
        products={key: ProductBones(entry.post_keys, entry.related_keys) for key, entry in catalog.products.items()},
        posts={key: PostBones(*(getattr(entry, name) for name in PostBones._fields)) for key, entry in catalog.posts.items()},
        rest=pickle.dumps(rest, pickle.HIGHEST_PROTOCOL),
    )


def build_excerpt(skeleton: Skeleton, vocabularies: Vocabularies, on: date, load_decoded: LoadDecoded) -> Catalog:
    """The catalog that a full build would give, but for redirects, as long as no face has changed. `load_decoded` reads the record of a file.

    Whoever asks for an entry that there is no more gets NotAsBuilt.
    """

    @cache
    def find_owner(key: str) -> Owner:
        decoded = load_decoded(skeleton.cooperatives[key].file)
        if find_outline(decoded, vocabularies, on) is None:
            raise NotAsBuilt(key)
        return list_owners([decoded], vocabularies, on)[0]

    def build_one(key: str) -> CooperativeEntry:
        bones = skeleton.cooperatives[key]
        return build_cooperative(find_owner(key), vocabularies, bones.post_keys, bones.neighbour_keys)

    def build_own(key: str) -> ProductEntry:
        bones = skeleton.products[key]
        item = next(item for item in list_owned([find_owner(key.rpartition("/")[0])], vocabularies) if item.key == key)
        return build_product(item, vocabularies, bones.post_keys, bones.related_keys)

    def build_news(key: str) -> PostEntry:
        bones = skeleton.posts[key]
        decoded = load_decoded(bones.file)
        if decoded.record is None:
            raise NotAsBuilt(key)
        entry = build_post(decoded, skeleton.cooperatives, makers, on)
        return replace(entry, **bones._asdict())

    makers = {key: key.rpartition("/")[0] for key in skeleton.products}
    cooperatives = LazyEntries(skeleton.cooperatives, build_one, lambda key: urls.cooperative_url(*key.split("/")))
    products = LazyEntries(skeleton.products, build_own, lambda key: urls.product_url(*key.split("/")))
    posts = LazyEntries(
        skeleton.posts, build_news, lambda key: urls.post_url(*key.split("/")), "cooperative_keys", "product_keys", "unpublished"
    )
    rest = pickle.loads(skeleton.rest)
    return Catalog(vocabularies=vocabularies, cooperatives=cooperatives, products=products, posts=posts, redirects=(), **rest)
