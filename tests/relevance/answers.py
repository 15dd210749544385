"""Which records answer a question: the facts of every published record, read from the catalog and never from the index that is on trial."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.catalog import Catalog, urls
from generator.catalog.model import CooperativeEntry, PostEntry, ProductEntry
from generator.text import nfc
from tests.relevance.queries import Query

WORD = re.compile(r"[^\W_]+")
REVOKED = "thu-hoi"


def spell(*texts: str | None) -> tuple[str, ...]:
    """Each text as lower-case words between single spaces, accents kept, for the comparison of whole words."""
    return tuple(f" {' '.join(WORD.findall(nfc(text).lower()))} " for text in texts if text)


@dataclass(frozen=True, slots=True)
class Facts:
    """What rules may ask of one record; every value is a text of `spell` or a code."""

    url: str
    type: tuple[str, ...]
    title: tuple[str, ...]
    name: tuple[str, ...]
    maker: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    certificate: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    set: tuple[str, ...] = ()


class Book:
    """The facts of all records by url, and the judge of answers."""

    def __init__(self, catalog: Catalog, pages: Mapping[str, str]) -> None:
        self.facts = {facts.url: facts for facts in (*list_record_facts(catalog), *list_page_facts(pages))}

    def resolve(self, name: str) -> tuple[str, ...]:
        """The urls that a name in the query file means; none where there is no such record."""
        if name in self.facts:
            return (name,)
        url = f"{urls.NEWS if name[:4].isdigit() else urls.COOPERATIVES}{name.removesuffix('/*')}/"
        if name.endswith("/*"):
            return tuple(other for other in self.facts if other.startswith(url))
        return (url,) if url in self.facts else ()

    def accepts(self, query: Query, url: str) -> bool:
        """Whether a record answers the question."""
        facts = self.facts.get(url)
        return facts is not None and any(self.answers(item, facts) for item in query.accept)

    def answers(self, item: str | Mapping[str, str], facts: Facts) -> bool:
        if isinstance(item, str):
            return facts.url in self.resolve(item)
        return all(holds(getattr(facts, key), choices) for key, choices in item.items())

    def keeps_order(self, query: Query, shown: list[str]) -> bool:
        """Whether the first of `before` stands above the second, where the second is shown."""
        if not query.before:
            return True
        first, second = (self.resolve(name)[0] for name in query.before)
        return second not in shown or (first in shown and shown.index(first) < shown.index(second))


def holds(texts: tuple[str, ...], choices: str) -> bool:
    """Whether one of the choices stands in one of the texts as whole words; a choice that ends in `*` may break off inside a word."""
    for choice in choices.split("|"):
        phrase = spell(choice)[0]
        wanted = phrase.rstrip() if choice.endswith("*") else phrase
        if any(wanted in text for text in texts):
            return True
    return False


def list_record_facts(catalog: Catalog) -> Iterator[Facts]:
    for entry in catalog.cooperatives.values():
        yield read_cooperative(entry, catalog)
    for product in catalog.products.values():
        yield read_product(product, catalog)
    for post in catalog.posts.values():
        if not post.expired:
            yield read_post(post, catalog)


def list_page_facts(pages: Mapping[str, str]) -> Iterator[Facts]:
    """Facts of the hand-written pages, url → title."""
    for url, title in pages.items():
        yield Facts(url, spell("page"), spell(title), spell(title))


def read_cooperative(entry: CooperativeEntry, catalog: Catalog) -> Facts:
    record = entry.record
    return Facts(
        url=entry.url,
        type=spell("cooperative"),
        title=spell(record.name),
        name=spell(record.name, record.short_name, record.name_en, *record.aliases),
        place=spell(*list_places(entry, catalog)),
        certificate=spell(*(item.type for item in record.certificates)),
        kind=spell(record.kind),
        sector=spell(record.sector),
    )


def list_places(entry: CooperativeEntry, catalog: Catalog) -> Iterator[str | None]:
    """Names of today and from before July 2025, and the address."""
    yield catalog.vocabularies.provinces[entry.province].label
    yield entry.commune.name
    address, former = entry.record.address, entry.record.former_address
    yield from (address.street, address.hamlet)
    if former is not None:
        yield from (former.commune, former.district, former.province)
    for commune in entry.commune.former:
        yield from (commune.name, commune.district, commune.province)


def read_product(entry: ProductEntry, catalog: Catalog) -> Facts:
    owner = catalog.cooperative_of(entry)
    record, maker = entry.record, read_cooperative(owner, catalog)
    recognition = entry.recognition
    stands = recognition is not None and recognition.state != REVOKED
    return Facts(
        url=entry.url,
        type=spell("product"),
        title=spell(record.name),
        name=spell(record.name, record.name_en, *record.aliases),
        maker=maker.name,
        place=maker.place,
        stars=spell(str(recognition.record.stars)) if stands else (),
        certificate=(*maker.certificate, *spell(*(item.type for item in record.certificates))),
        kind=maker.kind,
        sector=maker.sector,
        set=spell(record.product_set),
    )


def read_post(entry: PostEntry, catalog: Catalog) -> Facts:
    vocabularies = catalog.vocabularies
    places = [vocabularies.communes.get(code) or vocabularies.provinces[code] for code in entry.record.places]
    title = spell(entry.record.title)
    return Facts(url=entry.url, type=spell("post"), title=title, name=title, place=spell(*(place.name for place in places)))
