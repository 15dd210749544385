"""The home page and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generator.catalog import urls
from generator.catalog.model import Catalog
from generator.diagnostics import load_messages
from generator.render.frame import Page, RenderedFile, Renderer, render_head
from generator.render.listing import find_guide
from generator.render.short_tags import fill_short_tags
from generator.render.structured_data import build_website

FEATURED_ON_HOME, NEWS_ON_HOME = 8, 5


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


def render_not_found(renderer: Renderer) -> RenderedFile:
    """404.html: served at any depth, so its links start at the site's root."""
    texts = load_messages("vi")["pages"]["not-found"]
    root = find_site_path(renderer)
    page = Page(urls.NOT_FOUND, "", texts["title"], "not_found.html", texts["description"], listed=False)

    def link(url: str) -> str:
        return urls.page_link(root, url, renderer.settings.use_directory_urls)

    body = renderer.render_template(page.template, page=page, link=link, report="")
    values = {"title": str(escape(page.title)), "start": "", "head": render_head(renderer, page, link), "body": body}
    return RenderedFile(urls.NOT_FOUND, renderer.shells.not_found().fill(values))


def find_site_path(renderer: Renderer) -> str:
    """`/` or the sub-path at which the site lies, as far as `site_url` tells."""
    return urlsplit(renderer.settings.site_url).path or "/"


def list_first_steps(catalog: Catalog) -> list[Mapping[str, str]]:
    """What staff do first, for each kind of record of which the site has none yet."""
    texts = load_messages("vi")["pages"]
    parts = {"cooperatives": catalog.cooperatives, "products": catalog.products, "posts": catalog.posts, "statistics": catalog.statistics}
    return [texts[name] for name, entries in parts.items() if not entries]
