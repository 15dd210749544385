"""The news feed: RSS 2.0 with full texts, for readers' programs. Only a site with an address has one."""

from __future__ import annotations

from itertools import islice

from generator.catalog import urls
from generator.render.frame import RenderedFile, Renderer
from generator.render.post import render_post_body

POSTS_IN_FEED = 20


def render_news_feed(renderer: Renderer) -> RenderedFile:
    """/tin-tuc/rss.xml with the newest posts, those taken out of the lists left out."""
    catalog, settings = renderer.catalog, renderer.settings

    def link(url: str) -> str:
        return urls.canonical_url(settings.site_url, url)

    listed = (entry for entry in catalog.posts.values() if not entry.expired and not entry.unpublished)
    posts = list(islice(listed, POSTS_IN_FEED))
    items = [
        {
            "entry": entry,
            "category": catalog.vocabularies.post_categories[entry.record.category].label,
            "body": str(render_post_body(renderer.bodies, entry, catalog, renderer.media, link)),
        }
        for entry in posts
    ]
    newest = max((entry.record.updated_at or entry.record.published_at for entry in posts), default=None)
    xml = renderer.render_template(
        "feed.xml",
        items=items,
        link=link,
        site_name=settings.organisation.name or settings.site_name,
        language=settings.language,
        newest=newest,
        feed_url=urls.NEWS_FEED,
    )
    return RenderedFile(urls.NEWS_FEED, xml.encode("utf-8"))
