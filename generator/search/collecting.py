"""Documents in the order of rows → words into postings, codes into columns, display values into rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from generator.catalog.model import Catalog
from generator.records import FormerAddress
from generator.records.vocabularies import Commune, Term
from generator.search.columns import CodeColumn, SetColumn, count_days, rank_by
from generator.search.documents import Document
from generator.search.fields import FieldText, list_former_address_texts, list_former_texts, list_place_texts
from generator.search.model import Column, Row
from generator.search.order import RowKey
from generator.search.word_book import WordBook
from generator.search.words import WordRules
from generator.text import fold, slugify, sort_key

MONTHS = {str(month): f"Tháng {month}" for month in range(1, 13)}
# Facets that a document carries as one code, and the vocabulary that names them; a year is its own name.
FACETS = {
    "sector": "sectors", "kind": "kinds", "group": "product_groups", "status": "statuses", "category": "post_categories", "year": "",
}  # fmt: skip
NUMBERS = ("type", "stars", "valid_until", "day", "rank")


class Collector:
    """Takes in documents in the order of rows."""

    def __init__(self, catalog: Catalog, rules: WordRules) -> None:
        self.catalog, self.words = catalog, WordBook(rules)
        self.rows: list[Row] = []
        self.names: list[object] = []
        self.own_names: list[str] = []
        self.place_words: dict[tuple[str, str], Mapping[str, int]] = {}
        self.former_words: dict[tuple[str, str], Mapping[str, int]] = {}
        self.former_provinces: dict[str, str] = {}  # code → name
        self.numbers = {name: array("I") for name in NUMBERS}
        self.codes = {name: CodeColumn() for name in ("commune", "former_province", *FACETS)}
        self.sets = {name: SetColumn() for name in ("certificate", "season")}

    def add(self, first: int, batch: Sequence[tuple[RowKey, Document]]) -> None:
        """Rows from the number `first` on. Step by step over some hundred of them, which is a third faster than one after the other."""
        documents = [document for _, document in batch]
        self.rows += (document.row for document in documents)
        self.own_names += (document.own_name for document in documents)
        self.names += ((sort_key(document.own_name), key.type, key.place) for key, document in batch)
        found = [self.find_words(document) for document in documents]
        for row, words in enumerate(found, first):
            self.words.add_terms(row, words)
        for row, document in enumerate(documents, first):
            self.words.add_bodies(row, document.bodies)
        for key, document in batch:
            self.add_facets(key, document)

    def find_words(self, document: Document) -> dict[str, int]:
        """The words of all fields but the long ones. What says more comes later and overwrites, so that each keeps its strongest place."""
        find_words, found = self.words.find_words, {}
        for where, text in document.texts:
            if text:
                found.update(find_words(where, text))
        for commune, province in document.places:
            found.update(self.find_former_words(commune, province, document.former_address))
        for commune, province in document.places:
            found.update(self.find_place_words(commune, province))
        for where, text in document.names:
            if text:
                found.update(find_words(where, text))
        found.update(self.words.find_name_words(document.row.title, document.own_name))
        return found

    def find_place_words(self, commune: Commune | None, province: str) -> Mapping[str, int]:
        """The words of a place by its names of today."""
        key = (commune.code if commune else "", province)
        if key not in self.place_words:
            self.place_words[key] = self.join_words(list_place_texts(commune, self.catalog.vocabularies.provinces[province]))
        return self.place_words[key]

    def find_former_words(self, commune: Commune | None, province: str, address: FormerAddress | None) -> Mapping[str, int]:
        """The words of a place by the names it had; a record that gives its own former address has those."""
        if address is not None and commune:
            return self.join_words(list_former_address_texts(address, commune))
        key = (commune.code if commune else "", province)
        if key not in self.former_words:
            self.former_words[key] = self.join_words(list_former_texts(commune, self.catalog.vocabularies.provinces[province]))
        return self.former_words[key]

    def join_words(self, texts: Iterable[FieldText]) -> dict[str, int]:
        found: dict[str, int] = {}
        for where, text in texts:
            found.update(self.words.find_words(where, text) if text else {})
        return found

    def add_facets(self, key: RowKey, document: Document) -> None:
        commune, province = document.places[0] if document.places else (None, "")
        for name in FACETS:
            self.codes[name].add(getattr(document, name))
        self.codes["commune"].add(commune.code if commune else "")
        self.codes["former_province"].add(self.find_former_province(commune, province, document.former_address))
        self.sets["certificate"].add(document.certificates)
        self.sets["season"].add(document.season)
        row = document.row
        numbers = (row.type, row.stars, count_days(document.valid_until), count_days(document.day), key.rank)
        for name, number in zip(NUMBERS, numbers, strict=True):
            self.numbers[name].append(number)

    def find_former_province(self, commune: Commune | None, province_code: str, address: FormerAddress | None) -> str:
        """The code of the province that a place belonged to before July 2025; none where only today's is known and it was several."""
        if not province_code:
            return ""
        former = self.catalog.vocabularies.provinces[province_code].former
        given = fold(address.province or "") if address else ""
        names = [name for name in former if given.endswith(fold(name))] if given else []
        if not names and commune:
            names = [unit.province for unit in commune.former[:1]]
        return self.name_former_province(names[0] if names else former[0] if len(former) == 1 else "")

    def name_former_province(self, name: str) -> str:
        code = slugify(name)
        if code:
            self.former_provinces.setdefault(code, name)
        return code

    def build_columns(self) -> dict[str, Column]:
        """All columns, in a fixed order; labels in the order of their vocabulary."""
        vocabularies = self.catalog.vocabularies
        provinces = list(vocabularies.provinces)
        communes = [vocabularies.communes[code] for code in self.codes["commune"].numbers if code]
        communes.sort(key=lambda commune: (provinces.index(commune.province), commune.code))
        years = sorted(filter(None, self.codes["year"].numbers), reverse=True)
        labels = {
            "former_province": {
                code: f"{name} (cũ)" for code, name in sorted(self.former_provinces.items(), key=lambda pair: sort_key(pair[1]))
            },
            "year": {year: year for year in years},
        } | {name: label_codes(getattr(vocabularies, vocabulary)) for name, vocabulary in FACETS.items() if vocabulary}
        columns = {
            "type": Column(self.numbers["type"]),
            "commune": self.codes["commune"].build(
                {commune.code: commune.name for commune in communes}, {commune.code: commune.province for commune in communes}
            ),
            **{name: self.codes[name].build(labels[name]) for name in ("former_province", *FACETS)},
            "certificate": self.sets["certificate"].build(label_codes(vocabularies.certificates)),
            "season": self.sets["season"].build(MONTHS),
        }
        columns |= {name: Column(self.numbers[name]) for name in NUMBERS[1:]}
        return columns | {"name": Column(rank_by(self.names))}


def label_codes(vocabulary: Mapping[str, Term]) -> dict[str, str]:
    return {code: term.label for code, term in vocabulary.items()}
