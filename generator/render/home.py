"""The home page, the statistics page and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generator.catalog import urls
from generator.catalog.model import Catalog, Crumb
from generator.diagnostics import load_messages
from generator.render.figures import group_figures
from generator.render.frame import Page, RenderedFile, Renderer, render_head
from generator.render.listing import find_guide
from generator.render.short_tags import fill_short_tags
from generator.render.structured_data import build_website

FEATURED_ON_HOME, NEWS_ON_HOME = 8, 7


class CountRow(NamedTuple):
    label: str
    count: int
    url: str


class CountTable(NamedTuple):
    caption: str
    rows: tuple[CountRow, ...]


def build_home_page(renderer: Renderer) -> Page:
    """`/`: the prose of docs/index.md, entry points, figures, specialities, latest news."""
    catalog, settings = renderer.catalog, renderer.settings
    texts, cards = load_messages("vi")["pages"]["home"], renderer.cards.of_page("")
    return Page(
        url="",
        tab="",
        title=texts["title"],
        template="home.html",
        description=texts["description"],
        updated_on=catalog.updated_on or catalog.build_date,
        graph=(build_website(settings),),
        view={
            "heading": settings.organisation.name or settings.site_name or texts["title"],
            "prose": Markup(fill_short_tags(renderer.home_prose, "", renderer)),
            "first_steps": list_first_steps(catalog),
            "guide_url": find_guide(renderer),
            "counts": catalog.counts,
            "build_date": catalog.build_date,
            "products": cards("product", catalog.featured_keys[:FEATURED_ON_HOME]),
            "lead": cards("lead", catalog.latest_keys[:1]),
            "posts": cards("post", catalog.latest_keys[1:NEWS_ON_HOME]),
        },
    )


def build_statistics_page(renderer: Renderer) -> Page:
    """`/thong-ke/`: what was reported, and beside it what was counted from the records; never mixed."""
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
            "groups": group_figures(catalog.statistics, catalog),
            "tables": build_count_tables(renderer),
            "counts": catalog.counts,
            "build_date": catalog.build_date,
            "empty": texts["empty"],
            "first_step": texts["first_step"],
            "path": texts["path"],
            "guide_url": find_guide(renderer),
        },
    )


def build_count_tables(renderer: Renderer) -> list[CountTable]:
    """What was counted, by each of the vocabularies; tables without rows are left out."""
    counts, lists, captions = renderer.catalog.counts, renderer.catalog.vocabularies, load_messages("vi")["words"]
    stars = tuple(
        CountRow(captions["ocop-award"].format(stars=number), count, renderer.existing(urls.stars_url(number)))
        for number, count in counts.by_stars
    )
    tables = [
        CountTable(captions["count-by-province"], name_codes(renderer, counts.by_province, lists.provinces, urls.province_url)),
        CountTable(captions["count-by-kind"], name_codes(renderer, counts.by_kind, lists.kinds, urls.kind_url)),
        CountTable(captions["count-by-sector"], name_codes(renderer, counts.by_sector, lists.sectors, urls.sector_url)),
        CountTable(captions["count-by-status"], name_codes(renderer, counts.by_status, lists.statuses, None)),
        CountTable(captions["count-by-stars"], stars),
        CountTable(captions["count-by-group"], name_codes(renderer, counts.by_group, lists.product_groups, urls.group_url)),
    ]
    return [table for table in tables if table.rows]


def name_codes(renderer: Renderer, counts: Iterable[tuple[str, int]], vocabulary: Mapping, url_of) -> tuple[CountRow, ...]:
    return tuple(CountRow(vocabulary[code].label, count, renderer.existing(url_of(code)) if url_of else "") for code, count in counts)


def render_not_found(renderer: Renderer) -> RenderedFile:
    """404.html: served at any depth, so its links start at the site's root."""
    texts = load_messages("vi")["pages"]["not-found"]
    root = find_site_path(renderer)
    page = Page(urls.NOT_FOUND, "", texts["title"], "not_found.html", texts["description"], listed=False)

    def link(url: str) -> str:
        return urls.page_link(root, url, renderer.settings.use_directory_urls)

    body = renderer.render_template(page.template, page=page, link=link)
    values = {"title": str(escape(page.title)), "start": "", "head": render_head(renderer, page, link), "body": body}
    return RenderedFile(urls.NOT_FOUND, renderer.shells.not_found().fill(values).encode("utf-8"))


def find_site_path(renderer: Renderer) -> str:
    """`/` or the sub-path at which the site lies, as far as `site_url` tells."""
    return urlsplit(renderer.settings.site_url).path or "/"


def list_first_steps(catalog: Catalog) -> list[Mapping[str, str]]:
    """What staff do first, for each kind of record of which the site has none yet."""
    texts = load_messages("vi")["pages"]
    parts = {"cooperatives": catalog.cooperatives, "products": catalog.products, "posts": catalog.posts, "statistics": catalog.statistics}
    return [texts[name] for name, entries in parts.items() if not entries]
