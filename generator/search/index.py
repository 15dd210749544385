"""The catalog → the files of the index: all of it in one pass, or what has changed since an index that was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from generator.catalog.model import Catalog
from generator.search.collecting import Collector
from generator.search.decoding import DamagedPart
from generator.search.documents import DocumentSource
from generator.search.encoding import EncodedIndex, encode_index
from generator.search.manifest import SiteFacts
from generator.search.merging import Harvest, merge_indexes
from generator.search.model import SearchIndex
from generator.search.order import list_provinces, list_row_keys
from generator.search.prose import ProseText
from generator.search.state import Basis, KeptIndex
from generator.search.update import LoadPart, update_index
from generator.search.words import WordRules
from generator.settings import Settings

BATCH_SIZE = 200
NOTHING_KNOWN = Basis({}, "")


def build_index(catalog: Catalog, settings: Settings, pages: Sequence[ProseText] = (), harvests: Sequence[Harvest] = ()) -> EncodedIndex:
    """The files of the index of everything that a site publishes, and of what a portal has harvested from others.

    `pages` are those written by hand, the home page among them.
    """
    return build_kept_index(catalog, settings, pages, harvests, NOTHING_KNOWN)[0]


def build_kept_index(
    catalog: Catalog, settings: Settings, pages: Sequence[ProseText], harvests: Sequence[Harvest], basis: Basis
) -> tuple[EncodedIndex, KeptIndex | None]:
    """`build_index`, and what is to be kept of it for `edit_index`; a portal keeps nothing.

    `basis` has what tells records that were edited since, and all else on disk: vocabularies and the program itself.
    """
    rules = WordRules.of(catalog.vocabularies.search_words, catalog.vocabularies.abbreviations)
    site, named, basis = list_facts(catalog, settings, pages, basis, rules)
    if harvests:
        own = collect_index(catalog, named, rules, use_directory_urls=settings.use_directory_urls)
        return encode_index(merge_indexes(own, harvests, catalog.vocabularies, settings.site_url), site), None
    source = DocumentSource.of(catalog, named, use_directory_urls=settings.use_directory_urls)
    kept = collect_kept(source, named, rules, basis)
    encoded = encode_index(kept.index, site)
    return encoded, replace(kept, parts=encoded.parts)


def edit_index(
    catalog: Catalog, settings: Settings, pages: Sequence[ProseText], basis: Basis, kept: KeptIndex, load_part: LoadPart
) -> EncodedIndex | None:
    """`build_index` from an index that was kept, or nothing where that does not fit: whoever has not read all records cannot build anew.

    There are the same records at the same addresses and in the same order. `load_part` reads a published file of the index.
    """
    rules = WordRules.of(catalog.vocabularies.search_words, catalog.vocabularies.abbreviations)
    site, named, basis = list_facts(catalog, settings, pages, basis, rules)
    source = DocumentSource.of(catalog, named, use_directory_urls=settings.use_directory_urls)
    try:
        updated = update_index(kept, basis, source, rules, load_part)
        return encode_index(updated[0], site, updated[1]) if updated else None
    except (DamagedPart, OSError, ValueError, LookupError):
        return None


def list_facts(
    catalog: Catalog, settings: Settings, pages: Sequence[ProseText], basis: Basis, rules: WordRules
) -> tuple[SiteFacts, list[ProseText], Basis]:
    """What the manifest says of the site, the pages under their names, and the basis with all that goes into an index besides records."""
    site = SiteFacts(settings.site_name, settings.site_url, catalog.build_date, rules.format_rules())
    named = [page if page.url else replace(page, title=settings.organisation.name or settings.site_name or page.title) for page in pages]
    facts = (basis.rest, site, settings.use_directory_urls, settings.provinces, named)
    return site, named, Basis(basis.records, sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest())


def collect_index(catalog: Catalog, pages: Sequence[ProseText], rules: WordRules, *, use_directory_urls: bool = True) -> SearchIndex:
    """Everything that can be found, in memory."""
    source = DocumentSource.of(catalog, pages, use_directory_urls=use_directory_urls)
    return collect_kept(source, pages, rules, NOTHING_KNOWN).index


def collect_kept(source: DocumentSource, pages: Sequence[ProseText], rules: WordRules, basis: Basis) -> KeptIndex:
    """Everything that can be found, with what it takes to change it later."""
    keys = list_row_keys(source.catalog, pages)
    collector = Collector(source.catalog, rules)
    for start in range(0, len(keys), BATCH_SIZE):
        collector.add(start, [(key, source.build(key)) for key in keys[start : start + BATCH_SIZE]])
    index = SearchIndex(
        rows=collector.rows,
        provinces=list_provinces(keys, source.catalog),
        columns=collector.build_columns(),
        terms=collector.words.build_terms(),
        texts=collector.words.build_texts(),
    )
    return KeptIndex(basis, [key.key for key in keys], collector.own_names, index, collector.former_provinces)
