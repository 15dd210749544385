"""Indexes for tests: invented ones by hypothesis, and small ones with a few named rows."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from hypothesis import strategies as st

from generator.search.manifest import SiteFacts
from generator.search.model import COOPERATIVE, PAGE, Column, Posting, Province, Row, SearchIndex, Source, Tier
from generator.search.words import WordRules

SITE = SiteFacts("Trang thử", "https://thu.example.vn/", date(2026, 11, 22), {"abbreviations": {"htx": "hợp tác xã"}})
RULES = WordRules({})
TEXTS = st.text("abcđêơ <&\u0301\"'\n", max_size=8)
CODES = st.text("abc-", min_size=1, max_size=4)
KEYS = st.text("abcde 012", min_size=1, max_size=5)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(date.isoformat) | st.just("")


@st.composite
def search_indexes(draw: st.DrawFn) -> SearchIndex:
    """An index as our encoder may meet one: every value of a column occurs, rows of a province are neighbours."""
    sources = tuple(Source(f"Nguồn {number}", f"https://n{number}.vn/") for number in range(draw(st.integers(0, 2))))
    rows = draw(st.lists(search_rows(len(sources)), max_size=70))
    count = len(rows)
    columns = {
        "type": Column(array("I", [row.type for row in rows])),
        "stars": Column(array("I", [row.stars for row in rows])),
        "day": Column(array("I", draw(st.lists(st.integers(0, 0xFFFF), min_size=count, max_size=count)))),
        "name": Column(array("I", range(count))),
        "rank": Column(array("I", draw(st.lists(st.integers(0, 15), min_size=count, max_size=count)))),
        "commune": draw(code_columns(count, contained=True)),
        "sector": draw(code_columns(count)),
        "season": draw(set_columns(count)),
    }
    return SearchIndex(rows, draw(province_runs(count)), columns, draw(tiers(count)), draw(tiers(count)), sources)


def search_rows(source_count: int) -> st.SearchStrategy[Row]:
    own = st.builds(Row, st.integers(COOPERATIVE, PAGE), TEXTS, CODES, TEXTS, TEXTS, st.integers(0, 5), DAYS, DAYS, TEXTS)
    return st.tuples(own, st.integers(-1, source_count - 1)).map(lambda pair: pair[0]._replace(source=pair[1]))


@st.composite
def province_runs(draw: st.DrawFn, count: int) -> list[Province]:
    borders = sorted(draw(st.sets(st.integers(0, count), max_size=4)))
    return [Province(f"tinh-{start}", f"Tỉnh {start}", start, end - start) for start, end in pairwise(borders)]


@st.composite
def code_columns(draw: st.DrawFn, count: int, *, contained: bool = False) -> Column:
    codes = ["", *draw(st.lists(CODES, unique=True, max_size=min(count, 5)))]
    cells = draw(st.lists(st.integers(0, len(codes) - 1), min_size=count - len(codes) + 1, max_size=count - len(codes) + 1))
    cells = [*range(1, len(codes)), *cells]
    return Column(array("I", cells), codes, [code.upper() for code in codes], [code and "tinh-0" for code in codes] if contained else None)


@st.composite
def set_columns(draw: st.DrawFn, count: int) -> Column:
    sets = [
        [],
        *map(list, draw(st.lists(st.lists(CODES, unique=True, min_size=1, max_size=3).map(tuple), unique=True, max_size=min(count, 4)))),
    ]
    cells = draw(st.lists(st.integers(0, len(sets) - 1), min_size=count - len(sets) + 1, max_size=count - len(sets) + 1))
    return Column(array("I", [*range(1, len(sets)), *cells]), sets, {code: f"Nhãn {code}" for codes in sets for code in codes})


@st.composite
def tiers(draw: st.DrawFn, count: int) -> Tier:
    if not count:
        return Tier()
    numbers = st.sets(st.integers(0, count - 1), min_size=1).map(sorted)
    found = draw(st.dictionaries(KEYS, st.dictionaries(KEYS, numbers, min_size=1, max_size=3), max_size=6))
    return Tier({key: {form: build_posting(rows, draw) for form, rows in forms.items()} for key, forms in found.items()})


def build_posting(rows: list[int], draw: st.DrawFn) -> Posting:
    return Posting(array("I", rows), bytearray(draw(st.binary(min_size=len(rows), max_size=len(rows)))))


def make_row(**changes: object) -> Row:
    """A row of a cooperative, unless changed."""
    return Row(**{"type": COOPERATIVE, "title": "Hợp tác xã Mẫu", "url": "hop-tac-xa/thai-nguyen/mau/", **changes})


def make_index(rows: Sequence[Row], provinces: Sequence[Province] = (), **columns: Column) -> SearchIndex:
    """An index of these rows with every word of their titles; all of them are in one sector and commune, unless columns say otherwise."""
    count = len(rows)
    words: dict[str, dict[str, Posting]] = {}
    for number, row in enumerate(rows):
        for word in dict.fromkeys(RULES.list_words(row.title)):
            posting = words.setdefault(word.key, {}).setdefault(word.form, Posting(array("I"), bytearray()))
            posting.rows.append(number)
            posting.where.append(0)
    given = {
        "type": Column(array("I", [row.type for row in rows])),
        "commune": Column(array("I", [1] * count), ["", "05518"], ["", "Phường Sông Công"], ["", "thai-nguyen"]),
        "sector": Column(array("I", [1] * count), ["", "trong-trot"], ["", "Trồng trọt"]),
        "season": Column(array("I", [0] * count), [[]], {}),
        "stars": Column(array("I", [row.stars for row in rows])),
        "rank": Column(array("I", [0] * count)),
        "name": Column(array("I", range(count))),
    }
    return SearchIndex(list(rows), list(provinces), given | columns, Tier(words), Tier())
