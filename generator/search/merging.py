"""Our own index and those of other sites as one: rows in the one order, their numbers in every posting, columns united.

A page that two indexes name is taken from the site it belongs to, else from the first that has it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise
from typing import NamedTuple

from generator.catalog.names import build_common_phrases, find_distinguishing_name
from generator.records import Vocabularies
from generator.search.addresses import identify_site
from generator.search.columns import rank_by
from generator.search.merged_columns import merge_column
from generator.search.model import COOPERATIVE, OWN_SITE, POST, PRODUCT, Column, Posting, Postings, Province, Row, SearchIndex, Source, Tier
from generator.search.order import RowKey, build_row_key
from generator.search.postings import count_rows
from generator.text import sort_key

LEFT_OUT = 0xFFFFFFFF  # in place of the number of a row that is not in the whole
OWN_INDEX = 0


@dataclass(frozen=True, slots=True)
class Harvest:
    """The index of another site as it was on a day. The urls of its rows are absolute."""

    source: Source
    day: date
    index: SearchIndex


class Origin(NamedTuple):
    """A row of one of the indexes; the own one is number 0."""

    index: int
    row: int


def merge_indexes(own: SearchIndex, harvests: Sequence[Harvest], vocabularies: Vocabularies, site_url: str = "") -> SearchIndex:
    """One index of everything, with the labels and orders of our vocabularies. Without harvests the own one comes back."""
    if not harvests:
        return own
    indexes = (own, *(harvest.index for harvest in harvests))
    sources, chosen = choose_rows(own, harvests, site_url)
    names = rank_names(chosen.values(), vocabularies)
    places = PlaceTable(indexes, vocabularies)
    keys = {origin: places.find(origin, row, name) for (origin, row), name in zip(chosen.items(), names, strict=True)}
    origins = sorted(chosen, key=lambda origin: (keys[origin], origin))
    numbers = [array("I", [LEFT_OUT]) * len(index.rows) for index in indexes]
    for number, (index, row) in enumerate(origins):
        numbers[index][row] = number
    name_by_origin = dict(zip(chosen, names, strict=True))
    columns = {name: merge_column(name, [index.columns.get(name) for index in indexes], origins, vocabularies) for name in own.columns}
    return SearchIndex(
        rows=[chosen[origin] for origin in origins],
        provinces=places.list_provinces([keys[origin].province for origin in origins]),
        columns=columns | {"name": Column(array("I", map(name_by_origin.__getitem__, origins)))},
        terms=merge_tiers([index.terms for index in indexes], numbers),
        texts=merge_tiers([index.texts for index in indexes], numbers),
        sources=sources,
    )


def choose_rows(own: SearchIndex, harvests: Sequence[Harvest], site_url: str) -> tuple[tuple[Source, ...], dict[Origin, Row]]:
    """The rows of the whole, each with the number of its source: all of our own, and no page twice."""
    sources, numbers = number_sources(harvests, site_url)
    chosen = {Origin(OWN_INDEX, number): row for number, row in enumerate(own.rows)}
    seen = {site_url + row.url for row in own.rows}
    for place, (harvest, number_by_source) in enumerate(zip(harvests, numbers, strict=True), start=OWN_INDEX + 1):
        for number, row in enumerate(harvest.index.rows):
            source = number_by_source.get(row.source)
            if source is not None and row.url not in seen:
                seen.add(row.url)
                chosen[Origin(place, number)] = row._replace(source=source)
    return sources, chosen


def number_sources(harvests: Sequence[Harvest], site_url: str) -> tuple[tuple[Source, ...], list[dict[int, int]]]:
    """All sites once, and for each harvest the new numbers of its sources (its own site under `OWN_SITE`).

    Each site's rows come from one index: our own, the site's own, or that of the first portal that has harvested it. So a portal
    that has harvested us, or one of our sources, brings back neither their rows nor those they have given up.
    """
    taken = {identify_site(site_url)} if site_url else set()
    numbers: list[dict[int, int]] = [{} for _ in harvests]
    sources: list[Source] = []
    direct = ((place, OWN_SITE, harvest.source) for place, harvest in enumerate(harvests))
    through_portals = (
        (place, number, source) for place, harvest in enumerate(harvests) for number, source in enumerate(harvest.index.sources)
    )
    for place, number, source in chain(direct, through_portals):
        if identify_site(source.url) not in taken:
            taken.add(identify_site(source.url))
            numbers[place][number] = len(sources)
            sources.append(source)
    return tuple(sources), numbers


def rank_names(rows: Iterable[Row], vocabularies: Vocabularies) -> array[int]:
    """The place of each row by name, as our catalog orders names: what most cooperatives' names begin with does not count."""
    phrases = build_common_phrases(vocabularies.name_words)
    return rank_by(
        [
            (sort_key(find_distinguishing_name(row.title, phrases) if row.type == COOPERATIVE else row.title), sort_key(row.title))
            for row in rows
        ]
    )


class PlaceTable:
    """Where the rows of several indexes stand in the one order of places."""

    def __init__(self, indexes: Sequence[SearchIndex], vocabularies: Vocabularies) -> None:
        self.indexes = indexes
        self.labels = {code: province.label for code, province in vocabularies.provinces.items()}
        for code, label in sorted({province.code: province.label for index in indexes for province in index.provinces}.items()):
            self.labels.setdefault(code, label)  # a province of another year's vocabulary
        place_by_code = {code: place for place, code in enumerate(self.labels)}
        self.places = [array("I", [len(place_by_code)]) * len(index.rows) for index in indexes]
        for places, index in zip(self.places, indexes, strict=True):
            for code, _, start, count in index.provinces:
                places[start : start + count] = array("I", [place_by_code[code]]) * count
        self.communes = [index.columns.get("commune") for index in indexes]
        self.ranks = [index.columns.get("rank") for index in indexes]

    def find(self, origin: Origin, row: Row, name: int) -> RowKey:
        """Where a row stands: records by the rank of their name, news from the newest, pages as they come."""
        province = self.places[origin.index][origin.row]
        communes, ranks = self.communes[origin.index], self.ranks[origin.index]
        rank = ranks.cells[origin.row] if ranks else 0
        if row.type > PRODUCT:
            return build_row_key(province, row.type, rank, "", -int(row.day.replace("-", "") or 0) if row.type == POST else 0)
        return build_row_key(province, row.type, rank, communes.values[communes.cells[origin.row]] if communes else "", name)

    def list_provinces(self, places: Sequence[int]) -> list[Province]:
        """The run of rows of each province, from the place of each row."""
        starts = [row for row, (before, place) in enumerate(pairwise((-1, *places))) if place != before]
        codes = [*self.labels, ""]
        provinces = []
        for start, end in pairwise((*starts, len(places))):
            code = codes[places[start]]
            if code:
                provinces.append(Province(code, self.labels[code], start, end - start))
        return provinces


def merge_tiers(tiers: Sequence[Tier], numbers: Sequence[array[int]]) -> Tier:
    """The postings of all with the rows' new numbers. A key that a site gives in part stays so."""
    merged: Postings = {}
    movers = [Mover(own) for own in numbers]
    for key in dict.fromkeys(chain.from_iterable(tier.postings for tier in tiers)):
        found: dict[str, list[Posting]] = {}
        for tier, mover in zip(tiers, movers, strict=True):
            for form, posting in tier.postings.get(key, {}).items():
                found.setdefault(form, []).append(mover.move(posting))
        forms = {form: join_postings(postings) for form, postings in found.items()}
        if any(posting.rows for posting in forms.values()):
            merged[key] = {form: posting for form, posting in forms.items() if posting.rows}
    dense = {
        key: sum(tier.dense.get(key) or count_rows(tier.postings.get(key, {})) for tier in tiers)
        for key in {key for tier in tiers for key in tier.dense} & merged.keys()
    }
    return Tier(merged, dense)


class Mover:
    """Gives the rows of one index their new numbers."""

    def __init__(self, numbers: array[int]) -> None:
        self.numbers = numbers
        self.is_ordered = LEFT_OUT not in numbers and all(before < after for before, after in pairwise(numbers))

    def move(self, posting: Posting) -> Posting:
        """A posting by new numbers, ascending."""
        rows = array("I", map(self.numbers.__getitem__, posting.rows))
        if self.is_ordered:
            return Posting(rows, posting.where)
        return unpack(sorted(row << 8 | where for row, where in zip(rows, posting.where, strict=True) if row != LEFT_OUT))


def join_postings(postings: Sequence[Posting]) -> Posting:
    """Several lists of rows as one; they have no row in common."""
    if len(postings) == 1:
        return postings[0]
    return unpack(sorted(row << 8 | where for posting in postings for row, where in zip(*posting, strict=True)))


def unpack(packed: Sequence[int]) -> Posting:
    return Posting(array("I", (number >> 8 for number in packed)), bytearray(number & 255 for number in packed))
