"""What machines ask for first: the sitemap index, its sitemaps, robots.txt; and the tiny pages that only lead on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, takewhile
from urllib.parse import quote

from generator.catalog import urls
from generator.catalog.model import Catalog, PostEntry, Redirect
from generator.render.frame import ProsePage, RenderedFile, Renderer

SITEMAP_SIZE = 50_000  # sitemaps.org, "Sitemaps XML format": at most 50,000 URLs a file
# Google, "News sitemaps": articles of the last two days, at most 1,000. A build knows its day and not its hour: two days before it count.
NEWS_DAYS, NEWS_SIZE = timedelta(days=2), 1_000
Address = tuple[str, date | None]


def list_addresses(catalog: Catalog, prose_pages: Sequence[ProsePage]) -> Iterator[Address]:
    """Every page that search engines may list, with the day its content changed."""
    yield "", catalog.updated_on
    yield urls.STATISTICS, catalog.updated_on
    own = {"", urls.STATISTICS}
    yield from ((page.url, page.updated_on) for page in prose_pages if page.listed and page.url not in own)
    for listing in catalog.listings.values():
        for number in range(1, listing.page_count + 1):
            yield urls.listing_page_url(listing.url, number), listing.updated_on
    for entries in (catalog.cooperatives, catalog.products):
        yield from ((entry.url, entry.updated_on) for entry in entries.values())
    yield from ((entry.url, entry.updated_on) for entry in catalog.posts.values() if not entry.unpublished)


def count_sitemaps(catalog: Catalog, prose_pages: Sequence[ProsePage]) -> int:
    """How many sitemaps the site needs."""
    count = sum(1 for _ in list_addresses(catalog, prose_pages))
    return -(-count // SITEMAP_SIZE)


def render_sitemap_index(renderer: Renderer) -> RenderedFile:
    """/sitemap.xml, which names the others."""
    count = count_sitemaps(renderer.catalog, renderer.prose_pages)
    names = [urls.sitemap_url(number) for number in range(1, count + 1)]
    if list_recent_posts(renderer.catalog):
        names.append(urls.NEWS_SITEMAP)
    addresses = [renderer.settings.site_url + name for name in names]
    xml = renderer.render_template("sitemap_index.xml", addresses=addresses, updated_on=renderer.catalog.updated_on)
    return RenderedFile(urls.SITEMAP, xml.encode("utf-8"))


def render_sitemap(renderer: Renderer, number: int) -> RenderedFile:
    """The sitemap with this number, counted from 1."""
    start = (number - 1) * SITEMAP_SIZE
    part = islice(list_addresses(renderer.catalog, renderer.prose_pages), start, start + SITEMAP_SIZE)
    site_url = renderer.settings.site_url
    addresses = [(f"{site_url}{quote(url)}", day) for url, day in part]
    xml = renderer.render_template("sitemap.xml", addresses=addresses)
    return RenderedFile(urls.sitemap_url(number), xml.encode("utf-8"))


def list_recent_posts(catalog: Catalog) -> list[PostEntry]:
    """The newest posts that a news sitemap may name; often there is none, and then no such sitemap, which may not be empty."""
    first_day = catalog.build_date - NEWS_DAYS
    recent = takewhile(lambda entry: entry.record.published_at.date() >= first_day, catalog.posts.values())
    return list(islice((entry for entry in recent if not entry.expired and not entry.unpublished), NEWS_SIZE))


def render_news_sitemap(renderer: Renderer) -> RenderedFile:
    """/sitemap-tin-tuc.xml, by which news search finds what is new."""
    settings = renderer.settings
    items = [(settings.site_url + quote(entry.url), entry.record) for entry in list_recent_posts(renderer.catalog)]
    publication = settings.organisation.name or settings.site_name
    xml = renderer.render_template("sitemap_news.xml", items=items, publication=publication, language=settings.language)
    return RenderedFile(urls.NEWS_SITEMAP, xml.encode("utf-8"))


def render_robots(renderer: Renderer) -> RenderedFile:
    """Everything may be read; the sitemap is named where it has an address."""
    site_url = renderer.settings.site_url
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {site_url}{urls.SITEMAP}"] if site_url else [])]
    return RenderedFile(urls.ROBOTS, ("\n".join(lines) + "\n").encode("utf-8"))


def render_redirect(renderer: Renderer, redirect: Redirect) -> RenderedFile:
    """A page that sends its visitor on at once, with a plain link for programs that do not follow."""
    html = renderer.render_template(
        "redirect.html",
        title=redirect.title,
        href=renderer.linker(redirect.url)(redirect.target_url),
        canonical=urls.canonical_url(renderer.settings.site_url, redirect.target_url),
    )
    return RenderedFile(urls.output_path(redirect.url), html.encode("utf-8"))
