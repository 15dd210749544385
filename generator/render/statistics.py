"""The statistics page: figures with their day first, then what was reported and what was counted, each with charts and their tables, never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.model import Catalog, Crumb
from generator.diagnostics import load_messages
from generator.records import StatisticsRow
from generator.render.comparisons import name_area
from generator.render.counted_charts import build_counted_charts
from generator.render.figures import SourceView, build_figure_row, group_figures
from generator.render.frame import Page, Renderer
from generator.render.listing import find_guide
from generator.render.reported_charts import build_reported_part
from generator.render.words import lower_first

# What is counted here beside what was reported: the indicator and the kind of cooperative that both mean.
COUNTED_BESIDE = {
    "so-htx": "hop-tac-xa",
    "so-lien-hiep": "lien-hiep-hop-tac-xa",
    "so-to-hop-tac": "to-hop-tac",
    "so-qtdnd": "quy-tin-dung-nhan-dan",
}
CONTACT = "lien-he/"


class BesideRow(NamedTuple):
    """The newest reported figure of a place, and what this site has records of in the province of today."""

    indicator: str
    area: str
    value: str
    period: str
    boundary: str
    source: SourceView
    province: str
    province_url: str
    count: int


def build_statistics_page(renderer: Renderer) -> Page:
    """`/thong-ke/`: what was reported, and beside it what was counted from the records."""
    catalog = renderer.catalog
    texts = load_messages("vi")["pages"]["statistics"]
    reported_on = [entry.row.source.on for entry in catalog.statistics if entry.row.source]
    return Page(
        url=urls.STATISTICS,
        tab=urls.STATISTICS,
        title=texts["title"],
        template="statistics.html",
        description=texts["description"],
        crumbs=(Crumb(texts["label"]),),
        updated_on=max(filter(None, (*reported_on, catalog.updated_on)), default=catalog.build_date),
        view={
            "heading": texts["title"],
            "beside": list_beside(renderer),
            "reported": build_reported_part(catalog),
            "groups": group_figures(catalog.statistics, catalog),
            "charts": build_counted_charts(renderer),
            "counts": catalog.counts,
            "build_date": catalog.build_date,
            "organisation": renderer.settings.organisation,
            "contact_url": CONTACT if CONTACT in renderer.prose_urls else "",
            **find_first_step(renderer, texts),
        },
    )


def find_first_step(renderer: Renderer, texts: Mapping[str, str]) -> dict[str, str]:
    """What staff do while nothing is reported."""
    return {"empty": texts["empty"], "first_step": texts["first_step"], "path": texts["path"], "guide_url": find_guide(renderer)}


def list_beside(renderer: Renderer) -> Sequence[BesideRow]:
    """Numbers of organisations by place: the newest one reported, and today's count of records, which is another thing."""
    catalog = renderer.catalog
    newest: dict[tuple[str, str], StatisticsRow] = {}
    for row in sorted((entry.row for entry in catalog.statistics), key=lambda row: row.period.to.sort_key):
        if row.indicator in COUNTED_BESIDE and row.nature == "thuc-hien" and not row.breakdown and not row.base:
            newest[(row.indicator, name_area(row, catalog))] = row
    order = {code: number for number, code in enumerate(COUNTED_BESIDE)}
    return build_beside(sorted(newest.values(), key=lambda row: (order[row.indicator], row.area.province)), catalog, renderer)


def build_beside(rows: Iterable[StatisticsRow], catalog: Catalog, renderer: Renderer) -> list[BesideRow]:
    built, boundaries = [], catalog.vocabularies.lists["boundaries"]
    for row in rows:
        figure, province = build_figure_row(row, catalog), row.area.province
        count = catalog.counts.by_place_and_kind.get((province, COUNTED_BESIDE[row.indicator]), 0)
        label, url = catalog.vocabularies.provinces[province].label, renderer.existing(urls.province_url(province))
        area, boundary = name_area(row, catalog), lower_first(boundaries[row.area.boundary].label)
        built.append(BesideRow(figure.indicator, area, figure.value, figure.period, boundary, figure.source, label, url, count))
    return built
