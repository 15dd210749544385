"""Charts of reported figures, with a break mark, a pattern and a sentence for whatever is not quite the same, and words where nothing is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.catalog.model import Catalog
from generator.diagnostics import load_messages
from generator.render.charts import Bar, Chart, build_chart
from generator.render.comparisons import AFTER, Comparable, Comparison, find_comparisons, find_refusals, read_comparable
from generator.render.figures import FigureTable, build_figure_table
from generator.render.words import format_fuzzy_date, format_period, format_value, lower_first, word
from generator.text import format_number, upper_initial

OPEN, CHARTS, BARS = 4, 12, 12  # a page that is read on a phone; the tables have everything
FILLS = {"thuc-hien": "solid", "uoc": "hatched", "ke-hoach": "hollow"}


class ReportedChart(NamedTuple):
    """A chart of reported figures; `notes` are the sentences without which it would mislead."""

    chart: Chart
    unit: str
    boundary: str  # empty where a break mark says it
    notes: Sequence[str]
    head: str
    table: FigureTable


class ReportedPart(NamedTuple):
    """What is drawn of the reported figures, what is not and why."""

    charts: Sequence[ReportedChart]
    more: Sequence[ReportedChart]  # folded on a phone
    refusals: Sequence[str]
    left_over: int  # comparisons beyond the charts that a page holds


def build_reported_part(catalog: Catalog) -> ReportedPart:
    """Charts in the order of the indicators, then sentences about figures that stand in none."""
    order = {code: number for number, code in enumerate(catalog.vocabularies.indicators)}
    figures = [read_comparable(entry.row, catalog) for entry in catalog.statistics]
    figures.sort(key=lambda figure: order[figure.row.indicator])
    comparisons = find_comparisons(figures)
    charts = [build_reported(comparison, number, catalog) for number, comparison in enumerate(comparisons[:CHARTS], 1)]
    texts: Mapping[str, str] = load_messages("vi")["charts"]["differences"]
    refusals = [
        word(
            "chart-refusal",
            indicator=catalog.vocabularies.indicators[refusal.indicator].label,
            count=refusal.count,
            differences=", ".join(texts[name] for name in refusal.differences),
        )
        for refusal in find_refusals(figures, comparisons)
    ]
    return ReportedPart(charts[:OPEN], charts[OPEN:], refusals, max(0, len(comparisons) - CHARTS))


def build_reported(comparison: Comparison, number: int, catalog: Catalog) -> ReportedChart:
    figures = sort_figures(comparison)
    texts = load_messages("vi")["charts"]["axes"][comparison.axis]
    bars = build_bars(comparison.axis, figures, catalog)
    table = build_figure_table((figure.row for figure in figures), catalog)
    named = [row._replace(indicator=bar.label) for row, bar in zip(table.rows, bars, strict=True)]  # value and unit as they were reported
    return ReportedChart(
        chart=build_chart(f"bao-cao-{number}", build_title(comparison.axis, figures[0], catalog), bars),
        unit=figures[0].unit,
        boundary=name_boundary(figures, catalog),
        notes=list_notes(figures, {bar.fill for bar in bars}),
        head=texts["head"],
        table=table._replace(rows=named),
    )


def name_boundary(figures: Sequence[Comparable], catalog: Catalog) -> str:
    """The boundary that all of the figures have."""
    codes = {figure.row.area.boundary for figure in figures}
    return lower_first(catalog.vocabularies.lists["boundaries"][codes.pop()].label) if len(codes) == 1 else ""


def sort_figures(comparison: Comparison) -> list[Comparable]:
    """Time runs downwards, the newest twelve; places and parts stand by size, the twelve largest."""
    if comparison.axis == "time":
        natures = list(FILLS)
        ordered = sorted(comparison.figures, key=lambda figure: (figure.row.period.to.last_day(), natures.index(figure.row.nature)))
        return ordered[-BARS:]
    return sorted(comparison.figures, key=lambda figure: -figure.value)[:BARS]


def build_title(axis: str, figure: Comparable, catalog: Catalog) -> str:
    """What all bars have in common: `Số hợp tác xã, Thái Nguyên`; `Số hợp tác xã thành lập mới, 6 tháng đầu năm 2020`."""
    row = figure.row
    period, area = format_period(row.period), figure.area
    common = {"time": (area, figure.part), "area": (period, figure.part), "part": (area, period)}[axis]
    base = word("chart-base", base=format_period(row.base.period)) if row.base else ""
    return ", ".join(filter(None, (catalog.vocabularies.indicators[row.indicator].label, *common, base)))


def build_bars(axis: str, figures: Sequence[Comparable], catalog: Catalog) -> list[Bar]:
    natures, bars, boundary = catalog.vocabularies.lists["natures"], [], figures[0].row.area.boundary
    mixed = len({figure.row.area.boundary for figure in figures}) > 1
    for figure in figures:
        row = figure.row
        label = {"time": format_short_period(figure), "area": figure.area, "part": figure.part}[axis]
        if row.nature != "thuc-hien":
            label = f"{label}, {lower_first(natures[row.nature].label)}"
        label = upper_initial(label)
        words = word("chart-break") if row.area.boundary != boundary else ""
        fill = "dotted" if mixed and row.area.boundary == AFTER and row.nature == "thuc-hien" else FILLS[row.nature]
        bars.append(Bar(label, format_figure(figure, catalog), figure.value, fill, words))
        boundary = row.area.boundary
    return bars


def format_short_period(figure: Comparable) -> str:
    """A period as the name of a bar: `31/12/2023`, not `thời điểm 31/12/2023`."""
    period = figure.row.period
    return format_fuzzy_date(period.to) if period.type == "thoi-diem" else format_period(period)


def format_figure(figure: Comparable, catalog: Catalog) -> str:
    """The number as reported with its qualifier; one that was converted keeps it too."""
    row = figure.row
    if figure.value == row.value:
        return format_value(row, catalog.vocabularies)
    number = format_number((Decimal(figure.value.numerator) / figure.value.denominator).quantize(Decimal("0.01")).normalize() + 0)
    qualifier = f"{catalog.vocabularies.lists['qualifiers'][row.qualifier].label} " if row.qualifier else ""
    return word("chart-converted", value=qualifier + number)


def list_notes(figures: Sequence[Comparable], fills: set[str]) -> list[str]:
    """What the eye sees and the words must say: patterns, a boundary that moved, numbers converted for the drawing."""
    notes = [word(f"chart-{code}") for code, fill in FILLS.items() if fill in fills and (fill != "solid" or len(fills) > 1)]
    if len({figure.row.area.boundary for figure in figures}) > 1:
        notes.append(word("chart-boundaries"))
    if "dotted" in fills:
        notes.append(word("chart-dotted"))
    converted = dict.fromkeys(figure.row.unit for figure in figures if figure.value != figure.row.value)
    if converted:
        notes.append(word("chart-units", units=", ".join(converted), unit=figures[0].unit))
    return notes
