"""Catalog entry → document: what a result shows, the words by field, the codes of the facets. One at a time; none is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.catalog import urls
from generator.catalog.model import OFF_SALE, Catalog, CooperativeEntry, PostEntry, ProductEntry
from generator.records import Certificate, FormerAddress, Vocabularies
from generator.records.vocabularies import Commune
from generator.render.cards import label_status
from generator.render.frame import shorten
from generator.search.fields import (
    REVOKED,
    FieldText,
    LabelTable,
    list_cooperative_bodies,
    list_cooperative_names,
    list_cooperative_texts,
    list_post_bodies,
    list_post_texts,
    list_product_bodies,
    list_product_names,
    list_product_texts,
)
from generator.search.model import COOPERATIVE, PAGE, POST, PRODUCT, Row
from generator.search.order import RowKey, find_post_place
from generator.search.prose import ProseText
from generator.search.ranks import ACTIVE

LEAD_LENGTH = 140
BETWEEN = " · "


@dataclass(slots=True)
class Document:
    """One row before it becomes numbers. `texts` say less than `places`, which are (commune or none, province), and `names` say more."""

    row: Row
    own_name: str  # the part of the title that is its own, by which it is sorted
    texts: Iterable[FieldText]
    bodies: Iterable[str]
    names: Iterable[FieldText] = ()
    day: date | None = None
    places: tuple[tuple[Commune | None, str], ...] = ()
    former_address: FormerAddress | None = None  # stands for what the place was made of
    sector: str = ""
    kind: str = ""
    group: str = ""
    status: str = ""
    category: str = ""
    year: str = ""
    certificates: tuple[str, ...] = ()
    season: tuple[str, ...] = ()
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """Where documents come from."""

    catalog: Catalog
    pages: Mapping[str, ProseText]
    labels: LabelTable
    use_directory_urls: bool = True

    @classmethod
    def of(cls, catalog: Catalog, pages: Sequence[ProseText], *, use_directory_urls: bool) -> DocumentSource:
        return cls(catalog, {page.url: page for page in pages}, LabelTable(catalog.vocabularies), use_directory_urls)

    def build(self, key: RowKey) -> Document:
        """The document of a row."""
        if key.type == COOPERATIVE:
            return self.build_cooperative(self.catalog.cooperatives[key.key])
        if key.type == PRODUCT:
            return self.build_product(self.catalog.products[key.key])
        return self.build_post(self.catalog.posts[key.key]) if key.type == POST else self.build_page(self.pages[key.key])

    def link(self, url: str) -> str:
        return urls.page_link("", url, self.use_directory_urls)

    def format_place(self, entry: CooperativeEntry) -> str:
        return f"{entry.commune.name}, {self.catalog.vocabularies.provinces[entry.province].label}"

    def build_cooperative(self, entry: CooperativeEntry) -> Document:
        record, vocabularies = entry.record, self.catalog.vocabularies
        facts = (vocabularies.kinds[entry.kind].label, vocabularies.sectors[entry.sector].label, self.format_place(entry))
        mark = label_status(entry, self.catalog) if entry.status != ACTIVE else ""
        return Document(
            row=Row(COOPERATIVE, entry.name, self.link(entry.url), BETWEEN.join(facts), day=entry.updated_on.isoformat(), mark=mark),
            own_name=entry.distinguishing_name,
            texts=list_cooperative_texts(entry, self.labels),
            bodies=list_cooperative_bodies(entry),
            names=list_cooperative_names(entry),
            day=entry.updated_on,
            places=((entry.commune, entry.province),),
            former_address=record.former_address,
            sector=entry.sector,
            kind=entry.kind,
            status=entry.status,
            certificates=list_certificates(record.certificates, vocabularies),
        )

    def build_product(self, entry: ProductEntry) -> Document:
        """A product with the place, sector, kind and status of its maker."""
        record, vocabularies, maker = entry.record, self.catalog.vocabularies, self.catalog.cooperative_of(entry)
        recognition = entry.recognition
        if recognition and recognition.state == REVOKED:
            recognition = None
        facts = (maker.short_name, self.format_place(maker))
        return Document(
            row=Row(
                PRODUCT,
                entry.name,
                self.link(entry.url),
                BETWEEN.join(facts),
                stars=recognition.record.stars if recognition else 0,
                valid=recognition.valid_until.isoformat() if recognition else "",
                day=entry.updated_on.isoformat(),
                mark=vocabularies.terms["availability"][OFF_SALE].label if entry.off_sale else "",
            ),
            own_name=entry.name,
            texts=list_product_texts(entry, maker.record, self.labels),
            bodies=list_product_bodies(entry),
            names=list_product_names(entry),
            day=entry.updated_on,
            places=((maker.commune, maker.province),),
            former_address=maker.record.former_address,
            sector=maker.sector,
            kind=maker.kind,
            group=entry.group,
            status=maker.status,
            certificates=list_certificates(record.certificates, vocabularies),
            season=tuple(map(str, entry.months)),
            valid_until=recognition.valid_until if recognition else None,
        )

    def build_post(self, entry: PostEntry) -> Document:
        """News with all their places, the one by which they are filed first."""
        record, day = entry.record, entry.record.published_at.date()
        category = self.catalog.vocabularies.post_categories[record.category].label
        filed = find_post_place(entry, self.catalog)
        return Document(
            row=Row(POST, record.title, self.link(entry.url), category, shorten(record.lead, LEAD_LENGTH), day=day.isoformat()),
            own_name=record.title,
            texts=list_post_texts(entry, self.catalog, self.labels),
            bodies=list_post_bodies(entry),
            day=day,
            places=tuple(find_places(record.places, self.catalog.vocabularies))
            or (((filed.commune, filed.province),) if filed.province else ()),
            category=record.category,
            year=entry.year,
        )

    def build_page(self, page: ProseText) -> Document:
        day = page.updated_on
        lead = shorten(page.description or page.text, LEAD_LENGTH)
        return Document(
            row=Row(PAGE, page.title, self.link(page.url), text=lead, day=day.isoformat() if day else ""),
            own_name=page.title,
            texts=(),
            bodies=(page.description, page.text),
            day=day,
        )


def find_places(codes: Sequence[str], vocabularies: Vocabularies) -> list[tuple[Commune | None, str]]:
    """Provinces and communes by their codes, each as (commune or none, province)."""
    communes = ((None, code) if code in vocabularies.provinces else (vocabularies.communes[code], "") for code in codes)
    return [(commune, province or commune.province) for commune, province in communes]


def list_certificates(certificates: Sequence[Certificate], vocabularies: Vocabularies) -> tuple[str, ...]:
    """The codes of certificates, each once, in the vocabulary's order."""
    held = {certificate.type for certificate in certificates}
    return tuple(code for code in vocabularies.certificates if code in held) if held else ()
