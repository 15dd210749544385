"""A task becomes a file: which builder makes which kind of page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.render.feed import render_feed
from generator.render.frame import Page, RenderedFile, Renderer, render_framed
from generator.render.home import build_home_page, render_not_found
from generator.render.listing import build_listing_page
from generator.render.plan import PageTask
from generator.render.post import build_post_page
from generator.render.product import build_product_page
from generator.render.profile import build_profile_page
from generator.render.search_page import build_search_page
from generator.render.sitemap import render_news_sitemap, render_redirect, render_robots, render_sitemap, render_sitemap_index
from generator.render.statistics import build_statistics_page

BUILDERS: Mapping[str, Callable[[Renderer, PageTask], Page]] = {
    "home": lambda renderer, task: build_home_page(renderer),
    "statistics": lambda renderer, task: build_statistics_page(renderer),
    "search": lambda renderer, task: build_search_page(renderer),
    "listing": lambda renderer, task: build_listing_page(renderer, task.key, task.number),
    "profile": lambda renderer, task: build_profile_page(renderer, task.key),
    "product": lambda renderer, task: build_product_page(renderer, task.key),
    "post": lambda renderer, task: build_post_page(renderer, task.key),
}
RENDERERS: Mapping[str, Callable[[Renderer, PageTask], RenderedFile]] = {
    "redirect": lambda renderer, task: render_redirect(renderer, renderer.catalog.redirects[task.number - 1]),
    "not-found": lambda renderer, task: render_not_found(renderer),
    "feed": lambda renderer, task: render_feed(renderer, task.key),
    "sitemap-index": lambda renderer, task: render_sitemap_index(renderer),
    "sitemap": lambda renderer, task: render_sitemap(renderer, task.number),
    "news-sitemap": lambda renderer, task: render_news_sitemap(renderer),
    "robots": lambda renderer, task: render_robots(renderer),
}


def render_page(task: PageTask, renderer: Renderer) -> RenderedFile:
    """The file of one task; the same task and renderer always give the same bytes."""
    if task.kind in BUILDERS:
        return render_framed(renderer, BUILDERS[task.kind](renderer, task))
    return RENDERERS[task.kind](renderer, task)
