"""Which texts of a record a search finds it by, and how much each says: other names, key fields by class, running text.

Texts come in the order of what they say, the least first; those of a place stand between a record's texts and its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.model import Catalog, CooperativeEntry, PostEntry, ProductEntry
from generator.records import Cooperative, FormerAddress, Vocabularies
from generator.records.vocabularies import Commune, Province, Term
from generator.search.model import FORMER_PLACE, LABEL, MAKER, NUMBER, OTHER, OTHER_NAME, PERSON, PLACE, PRODUCT_NAME
from generator.search.prose import read_markdown

FieldText = tuple[int, str | None]  # where its words stand, the text
CALLED = ("phone", "zalo")
HOTLINE = re.compile(r"\+84(?=1[89]00)")  # numbers that take neither the country's code nor a 0
REVOKED = "thu-hoi"


class LabelTable(dict[tuple[str, str], str]):
    """Vocabulary and code → `list_labels` of it, written once for all records that have it."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        super().__init__()
        self.vocabularies = vocabularies

    def __missing__(self, key: tuple[str, str]) -> str:
        vocabulary, code = key
        found = self[key] = list_labels(getattr(self.vocabularies, vocabulary)[code])
        return found


def list_cooperative_texts(entry: CooperativeEntry, labels: LabelTable) -> Iterator[FieldText]:
    """A cooperative's texts that say less than its place."""
    record = entry.record
    yield NUMBER, record.tax_code
    yield from ((NUMBER, HOTLINE.sub("", contact.value)) for contact in record.contacts if contact.type in CALLED)
    yield from ((NUMBER, attachment.number) for attachment in record.attachments)
    yield from ((NUMBER, certificate.number) for certificate in record.certificates)
    for product in record.products:
        yield from ((PRODUCT_NAME, name) for name in (product.name, *product.aliases))
    if record.representative:
        yield OTHER, record.representative.title  # says least of all, though its number is the smallest
        yield PERSON, record.representative.name
    yield LABEL, labels["kinds", record.kind]
    yield LABEL, labels["sectors", record.sector]
    yield from ((LABEL, labels["certificates", item.type]) for item in record.certificates)


def list_cooperative_names(entry: CooperativeEntry) -> Iterator[FieldText]:
    """A cooperative's address below its commune, and its other names."""
    record = entry.record
    yield PLACE, record.address.hamlet
    yield PLACE, record.address.street
    yield from ((OTHER_NAME, name) for name in (record.short_name, *record.aliases, record.name_en))


def list_product_texts(entry: ProductEntry, maker: Cooperative, labels: LabelTable) -> Iterator[FieldText]:
    """A product's texts that say less than its maker's place."""
    record = entry.record
    yield from ((NUMBER, number) for number in list_product_numbers(entry))
    yield LABEL, labels["product_sets", record.product_set]
    yield LABEL, labels["product_groups", entry.group]
    yield from ((LABEL, labels["certificates", item.type]) for item in record.certificates)
    recognition = entry.recognition
    if recognition and recognition.state != REVOKED:
        yield LABEL, f"OCOP {recognition.record.stars} sao"
    yield MAKER, maker.name
    yield MAKER, maker.short_name


def list_product_names(entry: ProductEntry) -> Iterator[FieldText]:
    """A product's other names."""
    return ((OTHER_NAME, name) for name in (*entry.record.aliases, entry.record.name_en))


def list_product_numbers(entry: ProductEntry) -> Iterator[str | None]:
    """Decisions, bar codes, customs and tracing codes: what stands on paper and packages."""
    record = entry.record
    for recognition in record.ocop:
        yield from (recognition.decision, recognition.code)
    yield from (package.gtin for package in record.packages)
    yield record.hs_code
    yield from (area.code for area in record.growing_areas)
    yield from (certificate.number for certificate in record.certificates)
    yield record.traceability.code if record.traceability else None


def list_post_texts(entry: PostEntry, catalog: Catalog, labels: LabelTable) -> Iterator[FieldText]:
    """The texts of news that say less than their places."""
    record = entry.record
    yield from ((NUMBER, document.number) for document in (*record.documents, *record.attachments))
    yield from ((PRODUCT_NAME, catalog.products[key].name) for key in entry.product_keys)
    yield from ((PERSON, author.name) for author in record.authors)
    yield LABEL, labels["post_categories", record.category]
    yield from ((LABEL, text) for text in (record.topic, *record.tags))
    for key in entry.cooperative_keys:
        maker = catalog.cooperatives[key]
        yield from ((MAKER, name) for name in (maker.name, maker.short_name))


def list_labels(term: Term) -> str:
    """A code in all the words that people use for it, a line each."""
    abbreviation = getattr(term, "abbreviation", None)
    return "\n".join((term.label, *term.synonyms, *([abbreviation] if abbreviation else ())))


def list_place_texts(commune: Commune | None, province: Province) -> Iterator[FieldText]:
    """A place by its names of today."""
    yield PLACE, province.name
    yield from ((PLACE, synonym) for synonym in province.synonyms)
    if commune:
        yield PLACE, commune.name


def list_former_texts(commune: Commune | None, province: Province) -> Iterator[FieldText]:
    """A place by the names it had before July 2025."""
    if commune is None:
        yield from ((FORMER_PLACE, name) for name in province.former)
        return
    for unit in commune.former:
        yield from ((FORMER_PLACE, name) for name in (unit.name, unit.district, unit.province))


def list_former_address_texts(address: FormerAddress, commune: Commune) -> Iterator[FieldText]:
    """The former address as a record gives it, more exact than all that the commune was made of; what it leaves out comes from there."""
    yield FORMER_PLACE, address.commune
    districts = (address.district,) if address.district else (unit.district for unit in commune.former)
    yield from ((FORMER_PLACE, name) for name in districts)
    provinces = (address.province,) if address.province else (unit.province for unit in commune.former)
    yield from ((FORMER_PLACE, name) for name in provinces)


def list_cooperative_bodies(entry: CooperativeEntry) -> Iterator[str]:
    """Running text, and what is in English."""
    record = entry.record
    yield record.summary or ""
    yield record.summary_en or ""
    yield read_markdown(record.description)
    yield read_markdown(record.description_en)


def list_product_bodies(entry: ProductEntry) -> Iterator[str]:
    record = entry.record
    yield from (text or "" for text in (record.summary, record.summary_en, record.ingredients, record.usage))
    yield read_markdown(record.description)


def list_post_bodies(entry: PostEntry) -> Iterator[str]:
    """The lead and the body, and the names of the documents beside it."""
    yield entry.record.lead or ""
    yield read_markdown(entry.body)
    yield from (document.title or "" for document in (*entry.record.documents, *entry.record.attachments))
