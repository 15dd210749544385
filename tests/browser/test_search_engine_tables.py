"""Filters, counts and orders of the engine, held against the index's columns as Python reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from generator.search import SearchIndex, SiteFacts
from tests.browser.engine_site import TODAY, Engine, collect_sample, make_state, write_engine

pytestmark = pytest.mark.browser
COLUMNS = {
    "loai": "type", "xa": "commune", "tinh-cu": "former_province", "linh-vuc": "sector", "loai-hinh": "kind", "nhom": "group", "sao": "stars",
    "chung-nhan": "certificate", "mua-vu": "season", "tinh-trang": "status", "chuyen-muc": "category", "nam": "year",
}  # fmt: skip
TYPES = ("hop-tac-xa", "san-pham", "tin-tuc", "trang")
STATES: tuple[dict[str, Any], ...] = (
    {},
    {"loai": ["san-pham"]},
    {"loai": ["hop-tac-xa", "san-pham"], "tinh": ["thai-nguyen"]},
    {"tinh": ["thai-nguyen", "an-giang"], "sao": ["3", "4"]},
    {"tinh": ["an-giang"]},
    {"valid": True},
    {"valid": True, "nhom": ["do-uong"], "tinh": ["thai-nguyen"]},
    {"chung_nhan": ["huu-co", "vietgap"]},
    {"mua_vu": ["3"], "loai": ["san-pham"]},
    {"chuyen_muc": ["ocop"], "nam": ["2025", "2026"]},
    {"linh_vuc": ["trong-trot"], "tinh_trang": ["dang-hoat-dong"]},
    {"tinh_cu": ["bac-kan"]},
    {"loai_hinh": ["khong-co-loai-nay"]},
)


class Book:
    """The columns by row, and the judge of which rows a state leaves on the engine's day."""

    def __init__(self, index: SearchIndex) -> None:
        self.index = index
        self.today = (TODAY - date(2000, 1, 1)).days

    def codes(self, param: str, row: int) -> list[str]:
        """What a row has of a facet."""
        if param == "tinh":
            return [place.code for place in self.index.provinces if place.start <= row < place.start + place.count]
        column = self.index.columns[COLUMNS[param]]
        cell = column.cells[row]
        if column.values is None:
            return [TYPES[cell]] if param == "loai" else [str(cell)] if cell else []
        value = column.values[cell]
        return value if isinstance(value, list) else [value] if value else []

    def is_valid(self, row: int) -> bool:
        columns = self.index.columns
        return bool(columns["stars"].cells[row]) and columns["valid_until"].cells[row] >= self.today

    def rows(self, state: Mapping[str, Any], but: str = "") -> list[int]:
        """The rows that meet the demands of a state, except those on one facet."""
        filters = {param: values for param, values in state["filters"].items() if param != but}
        return [
            row
            for row in range(len(self.index.rows))
            if all(set(self.codes(param, row)) & set(values) for param, values in filters.items())
            and (not state["valid"] or self.is_valid(row))
        ]

    def counts(self, state: Mapping[str, Any], param: str) -> dict[str, int]:
        """How many rows each value would leave; a chosen one is named even with none, if any row of the site has it."""
        found = Counter(code for row in self.rows(state, but=param) for code in self.codes(param, row))
        known = {code for row in range(len(self.index.rows)) for code in self.codes(param, row)}
        return {**{code: 0 for code in state["filters"].get(param, ()) if code in known}, **found}

    def order(self, rows: Sequence[int], *names: str) -> list[int]:
        """Rows by columns, each the largest first where its name begins with `-`; equals by their number."""

        def key(row: int) -> tuple[int, ...]:
            return (
                *(-self.index.columns[name[1:]].cells[row] if name[0] == "-" else self.index.columns[name].cells[row] for name in names),
                row,
            )

        return sorted(rows, key=key)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[SearchIndex, SiteFacts]:
    return collect_sample(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="module")
def book(sample: tuple[SearchIndex, SiteFacts]) -> Book:
    return Book(sample[0])


@pytest.fixture(scope="module", params=["one-table", "large"])
def engine(request, browser: Browser, serve_folder: Callable[[Path], str], sample, tmp_path_factory) -> Iterator[Engine]:
    """The sample as one table, and as if it were a nation: a file a column and a table a province."""
    folder = tmp_path_factory.mktemp(request.param)
    write_engine(folder, *sample, **({"one_table": 10} if request.param == "large" else {}))
    engine = Engine(browser, serve_folder(folder))
    engine.is_large = request.param == "large"
    yield engine
    engine.close()


@pytest.mark.parametrize("chosen", STATES, ids=str)
def test_filters_leave_what_the_columns_say(engine: Engine, book: Book, chosen: dict[str, Any]) -> None:
    """Values of one facet add up, facets narrow; a total counts all pages."""
    rows = book.rows(make_state(**chosen))
    answer = engine.ask(size=200, **chosen)
    assert (answer["total"], answer["exact"]) == (len(rows), True)
    assert sorted(hit["row"] for hit in answer["hits"]) == rows
    assert [hit["title"] for hit in answer["hits"]] == [book.index.rows[hit["row"]].title for hit in answer["hits"]]


@pytest.mark.parametrize("chosen", STATES, ids=str)
def test_counts_are_those_of_the_columns(engine: Engine, book: Book, chosen: dict[str, Any]) -> None:
    """A facet's own choice does not limit its counts; what is chosen is shown even with none."""
    state = make_state(**chosen)
    found = engine.facets(**chosen)
    is_local = len(chosen.get("tinh", ())) == 1
    assert set(found) == {*COLUMNS, "tinh", "con-hieu-luc"} - ({"xa"} if engine.is_large and not is_local else set())
    for param in found.keys() - {"con-hieu-luc", "tinh"}:
        assert found[param] == book.counts(state, param), param
    if not (engine.is_large and is_local and len(chosen) > 1):  # a province's own table knows no other
        assert found["tinh"] == book.counts(state, "tinh")
    valid = sum(book.is_valid(row) for row in book.rows({**state, "valid": False}))
    assert found["con-hieu-luc"].get("1", 0) == valid


def test_counts_of_a_query_are_those_of_its_hits(engine: Engine, book: Book) -> None:
    """Words and filters together, and the hits by province that need no column."""
    rows = [hit["row"] for hit in engine.ask("chè", size=200)["hits"]]
    found = engine.facets("chè")
    assert found["loai"] == Counter(code for row in rows for code in book.codes("loai", row))
    assert engine.ask("chè", loai=["san-pham"])["total"] == found["loai"]["san-pham"]
    by_province = engine.ask("chè")["byProvince"]
    assert {code: count for code, count in by_province.items() if count} == Counter(
        code for row in rows for code in book.codes("tinh", row)
    )


def test_orders(engine: Engine, book: Book) -> None:
    """By name, stars and day over all hits; without words the best first where that is cheap, else as the rows stand."""
    products = book.rows(make_state(loai=["san-pham"]))

    def ask(**state: Any) -> list[int]:
        return [hit["row"] for hit in engine.ask(size=200, loai=["san-pham"], **state)["hits"]]

    assert ask(sort="ten") == book.order(products, "name")
    stars = book.index.columns["stars"].cells
    assert [stars[row] for row in ask(sort="sao")] == sorted((stars[row] for row in products), reverse=True)
    assert ask(sort="moi") == book.order(products, "-day")
    assert ask() == (products if engine.is_large else book.order(products, "-rank", "name"))
    local = [row for row in products if "thai-nguyen" in book.codes("tinh", row)]
    assert ask(tinh=["thai-nguyen"]) == book.order(local, "-rank", "name")
    assert ask(sort="ten", q="chè") == book.order(ask(q="chè"), "name")


def test_only_what_is_needed_is_fetched(browser: Browser, serve_folder: Callable[[Path], str], sample, tmp_path: Path) -> None:
    """A nation's columns are fetched for a filter, an order or counts; one province brings its own table instead."""
    manifest = write_engine(tmp_path, *sample, one_table=10).manifest
    engine = Engine(browser, serve_folder(tmp_path), manifest)
    engine.ask("chè")
    assert not {"c", "p"} & set(engine.kinds())
    engine.ask("chè", tinh=["thai-nguyen"])
    engine.ask()
    assert not {"c", "p"} & set(engine.kinds())
    engine.ask("chè", sao=["4"])
    assert [path for path in engine.asked if path[0] in "cp"] == [f"c/{manifest['columns']['stars']}.bin"]
    engine.asked.clear()
    engine.facets("chè", tinh=["thai-nguyen"])
    engine.ask(tinh=["thai-nguyen"], sort="ten")
    assert [path.split(".")[0] for path in engine.asked if path[0] in "cp"] == ["p/thai-nguyen"]
    engine.close()


def test_stars_hold_until_their_last_day(browser: Browser, serve_folder: Callable[[Path], str], sample, book: Book, tmp_path: Path) -> None:
    """Validity is judged by the day it is for the visitor."""
    write_engine(tmp_path, *sample)
    until = sorted(
        {cell for row, cell in enumerate(book.index.columns["valid_until"].cells) if cell and book.index.columns["stars"].cells[row]}
    )[0]
    day = date(2000, 1, 1) + timedelta(days=until)
    totals = []
    for today in (day, day + timedelta(days=1)):
        engine = Engine(browser, serve_folder(tmp_path), today=today)
        totals.append(engine.ask(valid=True)["total"])
        engine.close()
    assert totals[0] > totals[1] > 0


def test_more_options_than_anybody_reads_are_not_shown(engine: Engine) -> None:
    """The communes of a whole country would keep a phone busy; with a province or a query chosen they are few."""
    script = """async (count) => {
      const { listOptions } = await import("./modules/table.js");
      const counts = new Map(Array.from({ length: count + 300 }, (_, number) => [`${number}`, number < count ? 1 : 0]));
      return listOptions("xa", { counts, labels: {} }).length;
    }"""
    assert [engine.page.evaluate(script, count) for count in (1, 200, 201, 3000)] == [1, 200, 0, 0]
