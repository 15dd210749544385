"""The news feeds: RSS 2.0, Atom and JSON Feed 1.1, of all news and of each category. Only a site with an address has them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from itertools import islice
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.model import Listing
from generator.render.environment import strip_forbidden
from generator.render.feed_item import Enclosure, FeedItem, build_feed_item
from generator.render.frame import RenderedFile, Renderer
from generator.render.words import word
from generator.settings import VIETNAM_TIME

POSTS_IN_FEED = 20
GENERATOR = "htx-site"
JSON_FEED_VERSION = "https://jsonfeed.org/version/1.1"
TEMPLATES = {urls.RSS: "feed_rss.xml", urls.ATOM: "feed_atom.xml"}


class Feed(NamedTuple):
    """What the feeds of one listing say in any format; addresses are full."""

    url: str
    page_url: str
    home_url: str
    title: str
    description: str
    language: str
    publisher: str
    updated_at: datetime
    items: Sequence[FeedItem]


def render_feed(renderer: Renderer, url: str) -> RenderedFile:
    """The feed at this address: its folder is that of the listing, its name tells the format."""
    folder, _, name = url.rpartition("/")
    feed = build_feed(renderer, renderer.catalog.listings[f"{folder}/"], url)
    if name == urls.JSON_FEED:
        text = format_json_feed(feed)
    else:
        schemes = {"category_scheme": feed.home_url + urls.POST_CATEGORIES, "tag_scheme": feed.home_url + urls.POST_TAGS}
        text = renderer.render_template(TEMPLATES[name], feed=feed, generator=GENERATOR, **schemes)
    return RenderedFile(url, text.encode("utf-8"))


def build_feed(renderer: Renderer, listing: Listing, url: str) -> Feed:
    """The newest posts of a listing in the order of publication; expired ones and those that only a preview shows are left out."""
    settings, catalog = renderer.settings, renderer.catalog
    keys = listing.keys if listing.subject else catalog.posts  # the list of all news begins with the pinned posts
    posts = (catalog.posts[key] for key in keys)
    newest = islice((entry for entry in posts if not entry.expired and not entry.unpublished), POSTS_IN_FEED)
    items = [find_item(renderer, entry.key) for entry in newest]
    publisher = strip_forbidden(settings.organisation.name or settings.site_name)
    day = listing.updated_on or catalog.updated_on or catalog.build_date
    empty_since = datetime.combine(day, time.min, VIETNAM_TIME)  # Atom asks for a moment even where there is no entry
    return Feed(
        url=settings.site_url + url,
        page_url=settings.site_url + listing.url,
        home_url=settings.site_url,
        title=word("feed-category", category=listing.subject, publisher=publisher) if listing.subject else publisher,
        description=word(
            "feed-category-description" if listing.subject else "feed-description", category=listing.subject, publisher=publisher
        ),
        language=settings.language,
        publisher=publisher,
        updated_at=max((item.updated_at for item in items), default=empty_since),
        items=items,
    )


def find_item(renderer: Renderer, key: str) -> FeedItem:
    """The item of a post, made once: it stands in the feeds of all news and of its category, in three formats each."""
    if key not in renderer.feed_items:
        renderer.feed_items[key] = build_feed_item(renderer, renderer.catalog.posts[key])
    return renderer.feed_items[key]


def format_json_feed(feed: Feed) -> str:
    """JSON Feed 1.1 (jsonfeed.org/version/1.1); what is not known is left out."""
    members = {
        "version": JSON_FEED_VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.publisher, "url": feed.home_url}],
        "items": [drop_unknown(list_members(item, feed.language)) for item in feed.items],
    }
    return json.dumps(members, ensure_ascii=False, indent=1) + "\n"


def list_members(item: FeedItem, language: str) -> dict[str, object]:
    """An item in the words of JSON Feed. The cover is its image, the other files its attachments."""
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.content,
        "summary": item.summary,
        "image": item.image,
        "date_published": item.published_at.isoformat(),
        "date_modified": item.updated_at.isoformat(),
        "authors": [{"name": author} for author in item.authors],
        "tags": [item.category, *item.tags],
        "language": language,
        "attachments": [list_attachment_members(file) for file in item.enclosures if file.url != item.image],
    }


def list_attachment_members(file: Enclosure) -> dict[str, object]:
    return drop_unknown({"url": file.url, "mime_type": file.mime_type, "title": file.title, "size_in_bytes": file.length})


def drop_unknown(members: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in members.items() if value}
