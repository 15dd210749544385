"""The index of a small catalog, and questions to it by words: who has a word, and where."""

from __future__ import annotations

from collections.abc import Mapping

from generator.catalog import Catalog
from generator.search import ProseText, SearchIndex, WordRules, collect_index
from generator.search.model import Tier
from tests.builders import vocabularies


def collect(catalog: Catalog, *pages: ProseText) -> SearchIndex:
    """The index of a catalog with the project's own rules."""
    return collect_index(catalog, pages, WordRules.of(vocabularies().search_words, vocabularies().abbreviations))


def find(index: SearchIndex, form: str, tier: Tier | None = None) -> dict[str, int]:
    """Title → `where` of the rows that have a word in this spelling; pairs of words are found as terms."""
    found = {}
    for forms in (tier or index.terms).postings.values():
        for row, where in zip(*forms[form], strict=True) if form in forms else ():
            found[index.rows[row].title] = where
    return found


def column_of(index: SearchIndex, name: str) -> dict[str, object]:
    """Title → code, codes or number of each row."""
    column = index.columns[name]
    values = [cell if column.values is None else column.values[cell] for cell in column.cells]
    return dict(zip((row.title for row in index.rows), values, strict=True))


def titles(index: SearchIndex, *, start: int = 0, count: int | None = None) -> list[str]:
    rows = index.rows[start : None if count is None else start + count]
    return [row.title for row in rows]


def rank_of(index: SearchIndex) -> Mapping[str, int]:
    return dict(zip(titles(index), index.columns["rank"].cells, strict=True))
