"""Reported figures as rows of a table, printed exactly as they were given: period, nature, qualifier, area and source stay with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from generator.catalog.model import Catalog, StatisticsEntry
from generator.records import Breakdown, StatisticsRow, Vocabularies, YearFigures
from generator.render.words import format_fuzzy_date, format_period, format_value, lower_first, word
from generator.text import format_money_vnd, format_number

MONEY_FIELDS = ("charter_capital", "revenue", "profit", "income_per_month")
YEAR_FIELDS = ("members", "workers", *MONEY_FIELDS, "area_ha")


class YearRow(NamedTuple):
    year: int
    cells: Sequence[str]


class YearTable(NamedTuple):
    """A cooperative's own figures, a row a year; columns that no year fills are left out."""

    columns: Sequence[str]
    rows: Sequence[YearRow]


class SourceView(NamedTuple):
    """Who published a figure and when; `url` is a page of the site, `href` an address elsewhere."""

    label: str
    url: str
    href: str
    on: str


class FigureRow(NamedTuple):
    """One reported figure in words."""

    indicator: str
    breakdown: str
    value: str
    unit: str
    period: str
    nature: str
    area: str
    base: str
    note: str
    source: SourceView


class FigureTable(NamedTuple):
    """Reported figures; a source that all rows share stands once below them."""

    rows: Sequence[FigureRow]
    source: SourceView | None


class FigureGroup(NamedTuple):
    """The figures of one area and boundary, which alone may be compared with each other."""

    area: str
    boundary: str
    table: FigureTable


def build_year_table(figures: Sequence[YearFigures]) -> YearTable:
    """Newest year first; the columns bear the titles of the model's fields."""
    fields = [name for name in YEAR_FIELDS if any(getattr(row, name) is not None for row in figures)]
    rows = [YearRow(row.year, [format_cell(name, getattr(row, name)) for name in fields]) for row in figures]
    rows.sort(key=lambda row: row.year, reverse=True)
    return YearTable([label_field(name) for name in fields], rows)


@cache
def label_field(name: str) -> str:
    title = YearFigures.model_fields[name].title or name
    return f"{title} (ha)" if name == "area_ha" else title


def format_cell(name: str, value: int | Decimal | None) -> str:
    if value is None:
        return "–"
    return format_money_vnd(int(value)) if name in MONEY_FIELDS else format_number(value)


def build_figure_table(rows: Iterable[StatisticsRow], catalog: Catalog, own_key: str = "") -> FigureTable:
    """Rows in the order given; the post at `own_key` is not linked as its own source."""
    built = [build_figure_row(row, catalog, own_key) for row in rows]
    sources = {row.source for row in built}
    return FigureTable(built, sources.pop() if len(sources) == 1 else None)


def build_figure_row(row: StatisticsRow, catalog: Catalog, own_key: str = "") -> FigureRow:
    source, vocabularies = row.source, catalog.vocabularies
    post = catalog.posts.get(source.post) if source.post and source.post != own_key else None
    return FigureRow(
        indicator=vocabularies.indicators[row.indicator].label,
        breakdown=format_breakdown(row.breakdown, vocabularies) if row.breakdown else "",
        value=format_value(row, vocabularies),
        unit=row.unit,
        period=format_period(row.period),
        nature=vocabularies.lists["natures"][row.nature].label,
        area=format_area(row, catalog),
        base=format_period(row.base.period) if row.base else "",
        note=row.note or "",
        source=SourceView(
            label=source.document or (post.record.title if post else source.url) or "",
            url=post.url if post else "",
            href=source.url or "",
            on=format_fuzzy_date(source.on),
        ),
    )


def format_area(row: StatisticsRow, catalog: Catalog) -> str:
    """The province by the name it had within the boundary of the figure: `Kiên Giang (nay thuộc An Giang)`."""
    province, former = catalog.vocabularies.provinces[row.area.province], row.area.former_name
    if not former:
        return province.name
    return former if former in (province.label, province.name) else word("now-part-of", former=former, province=province.label)


def format_breakdown(breakdown: Breakdown, vocabularies: Vocabularies) -> str:
    """What part of the whole the figure counts: `trồng trọt`, `OCOP 4 sao`, `Quỹ quay vòng`."""
    lists = (("sector", vocabularies.sectors), ("sector_group", vocabularies.sector_groups), ("kind", vocabularies.kinds))
    codes = ((getattr(breakdown, field), vocabulary) for field, vocabulary in lists)
    parts = [lower_first(vocabulary[code].label) for code, vocabulary in codes if code]
    if breakdown.stars:
        parts.append(word("ocop-award", stars=breakdown.stars))
    if breakdown.label:
        parts.append(breakdown.label)
    return ", ".join(parts)


def group_figures(statistics: Iterable[StatisticsEntry], catalog: Catalog) -> list[FigureGroup]:
    """Figures by area and boundary, within each by indicator in the order of the vocabulary, then by period's end, newest first."""
    boundaries = catalog.vocabularies.lists["boundaries"]
    order = {code: number for number, code in enumerate(catalog.vocabularies.indicators)}
    entries = sorted(statistics, key=lambda entry: (order[entry.row.indicator], negative_end(entry.row)))
    groups: dict[tuple[str, str], list[StatisticsRow]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.row.area.province, entry.row.area.boundary, entry.row.area.former_name or "")):
        row = entry.row
        key = (format_area(row, catalog), boundaries[row.area.boundary].label)
        groups.setdefault(key, []).append(row)
    return [FigureGroup(area, boundary, build_figure_table(rows, catalog)) for (area, boundary), rows in groups.items()]


def negative_end(row: StatisticsRow) -> tuple[int, int, int]:
    end = row.period.to
    return -end.year, -(end.month or 0), -(end.day or 0)
