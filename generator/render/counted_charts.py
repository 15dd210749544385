"""Charts of what was counted from the records: places, fields, kinds, stars, years; each with the whole table beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.counts import half_of
from generator.diagnostics import load_messages
from generator.render.charts import Bar, Chart, build_chart
from generator.render.frame import Renderer
from generator.render.words import word
from generator.text import format_number

BARS = 12  # with more rows the smallest share one bar; the table has them all


class CountRow(NamedTuple):
    label: str
    count: int
    url: str


class CountedChart(NamedTuple):
    """A chart, what its numbers are, and its table."""

    chart: Chart
    note: str
    head: str
    unit: str
    rows: Sequence[CountRow]
    total: int | None  # where the rows are parts of one whole


def build_counted_charts(renderer: Renderer) -> list[CountedChart]:
    """All counted charts that have something to show, in the order of the messages."""
    counts, lists = renderer.catalog.counts, renderer.catalog.vocabularies
    stars = [
        CountRow(word("ocop-award", stars=number), count, renderer.existing(urls.stars_url(number))) for number, count in counts.by_stars
    ]
    rows_by_name = {
        "province": by_size(name_codes(renderer, counts.by_province, lists.provinces, urls.province_url)),
        "kind": by_size(name_codes(renderer, counts.by_kind, lists.kinds, urls.kind_url)),
        "sector-group": by_size(name_codes(renderer, counts.by_sector_group, lists.sector_groups, None)),
        "sector": by_size(name_codes(renderer, counts.by_sector, lists.sectors, urls.sector_url)),
        "status": by_size(name_codes(renderer, counts.by_status, lists.statuses, None)),
        "group": by_size(name_codes(renderer, counts.by_group, lists.product_groups, urls.group_url)),
        "stars": stars,
        "decision-year": list_years(counts.by_decision_year),
        "expiry": list_halves(counts.by_expiry, renderer.catalog.build_date),
    }
    return [build_counted(name, rows) for name, rows in rows_by_name.items() if rows]


def build_counted(name: str, rows: Sequence[CountRow]) -> CountedChart:
    texts = load_messages("vi")["charts"][name]
    bars = [Bar(row.label, format_number(row.count), Fraction(row.count)) for row in gather_rest(rows)]
    total = sum(row.count for row in rows) if texts.get("whole") else None
    return CountedChart(
        build_chart(f"dem-{texts['anchor']}", texts["title"], bars), texts["note"], texts["head"], texts["unit"], rows, total
    )


def name_codes(renderer: Renderer, counts: Iterable[tuple[str, int]], vocabulary: Mapping, url_of: Callable | None) -> list[CountRow]:
    return [CountRow(vocabulary[code].label, count, renderer.existing(url_of(code)) if url_of else "") for code, count in counts]


def by_size(rows: Iterable[CountRow]) -> list[CountRow]:
    """The largest first; equal ones stay in the order of their vocabulary."""
    return sorted(rows, key=lambda row: -row.count)


def gather_rest(rows: Sequence[CountRow]) -> list[CountRow]:
    """The rows of a chart: of a long tail the last ones become one, which says how many they are."""
    if len(rows) <= BARS:
        return [*rows]
    tail = rows[BARS - 1 :]
    return [*rows[: BARS - 1], CountRow(word("chart-rest", count=len(tail)), sum(row.count for row in tail), "")]


def list_years(counts: Sequence[tuple[int, int]]) -> list[CountRow]:
    """Every year from the first to the last, at most the newest twelve, those without any too: a gap is a fact."""
    if not counts:
        return []
    by_year = dict(counts)
    years = range(min(by_year), max(by_year) + 1)[-BARS:]
    return [CountRow(word("chart-year", year=year), by_year.get(year, 0), "") for year in years]


def list_halves(counts: Sequence[tuple[tuple[int, int], int]], today: date) -> list[CountRow]:
    """Every half-year from that of the build date to the last one in which a recognition ends."""
    if not counts:
        return []
    by_half = dict(counts)
    (year, half), last, rows = half_of(today), max(by_half), []
    while (year, half) <= last and len(rows) < BARS:
        rows.append(CountRow(word(f"chart-half-{half}", year=year), by_half.get((year, half), 0), ""))
        year, half = (year, 2) if half == 1 else (year + 1, 1)
    return rows
