"""The vocabularies a site's records use, typed and frozen: data/vocabularies/*.yml.

Communes are read a province at a time: 34 files of them cost as much as a thousand records.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from yaml.nodes import MappingNode, Node, SequenceNode

from generator.diagnostics import Diagnostic, Span
from generator.records.base import RecordModel, shorten
from generator.records.communes import CommuneTable, Complain
from generator.records.faults import Fault, YamlFault, describe_fault, split_lines
from generator.records.file_text import read_text
from generator.records.file_view import FileView
from generator.records.mistakes import describe_errors
from generator.records.node_values import NodeReader
from generator.records.sources import RECORD_ENDINGS, load_folder, relative_name
from generator.records.vocabulary_models import (
    Abbreviations,
    Band,
    CertificateType,
    Commune,
    DocumentIssuer,
    FormerUnit,
    Indicator,
    Kind,
    ProductBranch,
    ProductGroup,
    ProductSet,
    Province,
    RecognitionRules,
    SearchWords,
    Sector,
    Status,
    Term,
    Typo,
    Wording,
)
from generator.records.yaml_nodes import compose
from generator.text import nearest, nfc

__all__ = ["Abbreviations", "Band", "Commune", "CommuneTable", "FormerUnit", "Province", "RecognitionRules", "SearchWords", "Term", "Typo",
           "Vocabularies", "Wording", "load_vocabularies"]  # fmt: skip

ENTRY_BY_FILE: dict[str, type[Term]] = {
    "provinces": Province, "sectors": Sector, "sector_groups": Term, "kinds": Kind, "statuses": Status, "size_classes": Term,
    "product_sets": ProductSet, "product_groups": ProductGroup, "product_branches": ProductBranch, "certificates": CertificateType,
    "post_categories": Term, "indicators": Indicator, "name_words": Term, "document_issuers": DocumentIssuer,
}  # fmt: skip
TERM_LISTS = (
    "contact_types", "consent_scopes", "availability", "supply_channels", "markets", "where_to_buy_types", "ocop_levels", "ocop_kinds",
    "ocop_states", "period_types", "natures", "qualifiers", "boundaries", "source_levels", "location_precisions",
)  # fmt: skip
FILES = (*ENTRY_BY_FILE, "terms", "recognition_rules", "search_words", "abbreviations", "typos")
STAFF_FILES = ("import_furniture",)  # read by a tool of the staff, not by a build
REFERENCES = (("sectors", "group", "sector_groups"), ("product_sets", "group", "product_groups"), ("product_sets", "branch", "product_branches"),
              ("product_groups", "branch", "product_branches"))  # fmt: skip
NO_RULES = RecognitionRules.model_construct(default_validity_months=36, instruments={}, rules=())
COMMUNE_LIST = TypeAdapter(tuple[Commune, ...])


@dataclass(frozen=True)
class Vocabularies:
    """Every closed list by its file's name: code → entry, in display order. `terms` are the lists of `terms.yml`."""

    provinces: Mapping[str, Province]
    sectors: Mapping[str, Sector]
    sector_groups: Mapping[str, Term]
    kinds: Mapping[str, Kind]
    statuses: Mapping[str, Status]
    size_classes: Mapping[str, Term]
    product_sets: Mapping[str, ProductSet]
    product_groups: Mapping[str, ProductGroup]
    product_branches: Mapping[str, ProductBranch]
    certificates: Mapping[str, CertificateType]
    post_categories: Mapping[str, Term]
    indicators: Mapping[str, Indicator]
    name_words: Mapping[str, Term]
    document_issuers: Mapping[str, DocumentIssuer]
    terms: Mapping[str, Mapping[str, Term]]
    recognition_rules: RecognitionRules
    search_words: SearchWords
    abbreviations: Abbreviations
    wording: Wording
    communes: CommuneTable

    @cached_property
    def lists(self) -> Mapping[str, Mapping[str, Term]]:
        """Every list of codes by name, those of `terms.yml` beside the others."""
        return {**self.terms, **{name: getattr(self, name) for name in ENTRY_BY_FILE}}


def load_vocabularies(
    vocabularies_dir: Path, project_dir: Path | None = None, *, provinces: Iterable[str] = ()
) -> tuple[Vocabularies, list[Diagnostic]]:
    """All vocabularies and what is wrong with them; an entry with a mistake is left out.

    The communes of `provinces` are read now, those of others when a record asks: what is wrong with these stands in
    `communes.diagnostics` after decoding.
    """
    project_dir = project_dir or vocabularies_dir.parent.parent
    diagnostics: list[Diagnostic] = []
    complain = diagnostics.append
    views = {name: load_view(vocabularies_dir / f"{name}.yml", project_dir, complain) for name in FILES}
    entries = {name: decode_terms(views[name], model, complain) for name, model in ENTRY_BY_FILE.items()}
    load_communes = partial(load_commune_file, project_dir=project_dir)
    communes = CommuneTable(vocabularies_dir / "communes", entries["provinces"], load_communes)
    terms = decode_term_lists(views["terms"], complain)
    rules = decode_rules(views["recognition_rules"], complain)
    words = decode_lists(views["search_words"], SearchWords, check_search_words, complain)
    short = decode_lists(views["abbreviations"], Abbreviations, check_abbreviations, complain)
    wording = decode_lists(views["typos"], Wording, check_wording, complain)
    diagnostics.extend(check_references(entries, views))
    diagnostics.extend(load_unknown_files(vocabularies_dir, (*FILES, *STAFF_FILES), project_dir))
    diagnostics.extend(load_unknown_files(vocabularies_dir / "communes", entries["provinces"], project_dir))
    for province in provinces:
        communes.load_province(province)
    diagnostics.extend(communes.diagnostics)
    others = {"terms": terms, "recognition_rules": rules, "search_words": words, "abbreviations": short, "wording": wording}
    return Vocabularies(**entries, **others, communes=communes), diagnostics


def load_unknown_files(folder: Path, names: Collection[str], project_dir: Path) -> Iterator[Diagnostic]:
    """A warning for each file that looks like a list and would never be read: the name of none, or another ending behind it."""
    for path in load_folder(folder):
        stem, _, endings = path.name.partition(".")
        looks_like_list = RECORD_ENDINGS.intersection(f".{ending.lower()}" for ending in endings.split("."))
        if not names or not looks_like_list or (endings == "yml" and stem in names):
            continue
        near = nearest(stem, names)
        values = {"given": relative_name(path, project_dir), "nearest": f"{near}.yml" if near else ""}
        yield Diagnostic.of(Span(values["given"]), "unknown-vocabulary", fix="nearest" if near else "default", **values)


def load_view(path: Path, project_dir: Path, complain: Complain, root_kind: type[Node] = MappingNode) -> FileView | None:
    """A vocabulary file opened, or a complaint and nothing."""
    file = relative_name(path, project_dir)
    if not path.is_file():
        complain(Diagnostic.of(Span(file), "missing-vocabulary", given=file))
        return None
    content, text = path.read_bytes(), ""
    try:
        text = read_text(content)
        root = compose(text)
        if not isinstance(root, root_kind):
            raise YamlFault(Fault.of("empty-file" if root is None else "not-a-record", 1, 1))
    except YamlFault as error:
        complain(describe_fault(error.fault, file, split_lines(text)))
        return None
    return FileView(file, text, root)


def read_data(view: FileView, node: Node, complain: Complain) -> object:
    """The plain values of a file; every fault of notation is a complaint."""
    reader = NodeReader(view)
    data = reader.read(node)
    for fault in reader.faults:
        complain(view.describe(fault))
    return data


def decode_terms(view: FileView | None, model: type[Term], complain: Complain) -> dict[str, Term]:
    """Code → entry of a file that is one list."""
    data = read_data(view, view.root, complain) if view is not None else {}
    return decode_entries(view, data, model, (), complain)


def decode_entries(view: FileView | None, data: object, model: type[Term], prefix: tuple[str, ...], complain: Complain) -> dict[str, Term]:
    entries = {}
    for code, given in data.items() if isinstance(data, dict) else ():
        entry = decode_entry(view, model, {**given, "code": code} if isinstance(given, dict) else given, (*prefix, code), complain)
        if entry is not None:
            entries[code] = entry
    return entries


def decode_entry(view: FileView, model: type[RecordModel], data: object, prefix: tuple[str, ...], complain: Complain) -> RecordModel | None:
    """One validated model, or a complaint for each mistake in it."""
    try:
        return model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        for diagnostic in describe_errors(error, view, model, prefix):
            complain(diagnostic)
        return None


def decode_term_lists(view: FileView | None, complain: Complain) -> dict[str, dict[str, Term]]:
    """The lists of `terms.yml`; each that the program needs must be there."""
    data = read_data(view, view.root, complain) if view is not None else {}
    if view is not None:
        for name in TERM_LISTS:
            if name not in data:
                complain(view.diagnose((name,), "missing-list", values={"given": name}))
    return {name: decode_entries(view, data.get(name, {}), Term, (name,), complain) for name in {*TERM_LISTS, *data}}


def decode_rules(view: FileView | None, complain: Complain) -> RecognitionRules:
    data = read_data(view, view.root, complain) if view is not None else None
    rules = decode_entry(view, RecognitionRules, data, (), complain) if view is not None else None
    return rules if isinstance(rules, RecognitionRules) else NO_RULES


def decode_lists(
    view: FileView | None, model: type[RecordModel], check: Callable[..., Iterator[Diagnostic]], complain: Complain
) -> RecordModel:
    """A file of several lists that may each be left out, and what is wrong with it; empty when it cannot be read."""
    data = read_data(view, view.root, complain) if view is not None else None
    lists = decode_entry(view, model, data, (), complain) if view is not None else None
    if not isinstance(lists, model):
        return model()
    for diagnostic in check(lists, view):
        complain(diagnostic)
    return lists


def check_search_words(words: SearchWords, view: FileView) -> Iterator[Diagnostic]:
    """A group of synonyms has at least two."""
    for number, group in enumerate(words.synonyms):
        if len({phrase.lower() for phrase in group}) < 2:
            yield view.diagnose(("synonyms", number), "lonely-synonym", values={"given": shorten(", ".join(group))})


def check_abbreviations(book: Abbreviations, view: FileView) -> Iterator[Diagnostic]:
    """An abbreviation is one run of letters and stands once, in whichever list."""
    first_by_word: dict[str, tuple[str, str]] = {}
    for place in ((name, short) for name in ("common", "names", "searched") for short in getattr(book, name)):
        short = place[1]
        first = first_by_word.setdefault(short.lower(), place)
        if not short.isalpha():
            yield view.diagnose(place, "bad-abbreviation", values={"given": shorten(short)}, at_key=True)
        if first != place:
            line = view.find_span(first, at_key=True)[0].line
            yield view.diagnose(place, "duplicate-key", values={"given": short, "first_line": line}, at_key=True)


def check_wording(wording: Wording, view: FileView) -> Iterator[Diagnostic]:
    """What is right is no typo."""
    for wrong, typo in wording.typos.items():
        if nfc(wrong).lower() == nfc(typo.right).lower():
            yield view.diagnose(("typos", wrong), "typo-without-change", values={"given": shorten(wrong)}, at_key=True)


def check_references(entries: Mapping[str, Mapping[str, Term]], views: Mapping[str, FileView | None]) -> Iterator[Diagnostic]:
    """An entry that names another list's code names one that exists."""
    for name, key, target in REFERENCES:
        for code, entry in entries[name].items():
            given = getattr(entry, key)
            if entries[target] and given not in entries[target]:
                values = {"given": given, "key": key, "allowed": ", ".join(entries[target]), "list": f"{target}.yml", "nearest": ""}
                yield views[name].diagnose((code, key), "unknown-code", "allowed", values)


def load_commune_file(path: Path, province: str, complain: Complain, *, project_dir: Path) -> tuple[Commune, ...]:
    """The communes of one province."""
    view = load_view(path, project_dir, complain, SequenceNode)
    if view is None:
        return ()
    data = read_data(view, view.root, complain)
    for item in data:
        if isinstance(item, dict):
            item["province"] = province
    try:
        return COMMUNE_LIST.validate_python(data, by_alias=True, by_name=False)
    except ValidationError as error:
        for diagnostic in describe_errors(error, view, Commune):
            complain(diagnostic)
        return ()
