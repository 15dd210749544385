"""Feeds of small sites, and what a reader's program understands of them, in the same words for every format."""

from __future__ import annotations

import json
from calendar import timegm
from datetime import datetime

import feedparser

from generator.render.media import Media
from generator.settings import VIETNAM_TIME
from tests.render.rendering import make_catalog, render_site

NAMES = ("rss.xml", "atom.xml", "feed.json")
POST_FILES = "tep/tin-tuc/2026/hoi-nghi/"
MEDIA = Media(file_sizes={POST_FILES + "doi-che.jpg": 52_001, POST_FILES + "ke-hoach-147-signed.pdf": 180_400})


def list_feeds(site: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in site.items() if path.endswith(NAMES)}


def parse(text: str) -> feedparser.FeedParserDict:
    """What a reader's program understands, texts as they came; a feed it has to mend fails."""
    feed = feedparser.parse(text.encode(), sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.bozo_exception
    return feed


def read_items(text: str) -> list[dict[str, object]]:
    """The items of a feed of any format in the same words."""
    if text.startswith("{"):
        return [
            {
                "id": item["id"],
                "link": item["url"],
                "title": item["title"],
                "published": item["date_published"],
                "updated": item["date_modified"],
                "authors": [author["name"] for author in item.get("authors", [])],
                "tags": item["tags"],
                "content": item["content_html"],
                "summary": item["summary"],
            }
            for item in json.loads(text)["items"]
        ]
    parsed = parse(text)
    return [
        {
            "id": entry.id,
            "link": entry.link,
            "title": entry.title,
            "published": format_moment(entry.published_parsed),
            "updated": format_moment(dict.get(entry, "updated_parsed") or entry.published_parsed),
            "authors": [author.name for author in entry.get("authors", [])],
            "tags": [tag.label or tag.term for tag in entry.tags],
            "content": entry.content[0].value,
            "summary": entry.summary,
        }
        for entry in parsed.entries
    ]


def format_moment(parts: object) -> str:
    """A parsed moment, which is in UTC, in the time of Vietnam."""
    return datetime.fromtimestamp(timegm(parts), VIETNAM_TIME).isoformat()


def render_feeds(posts: dict[str, object], **options: object) -> dict[str, str]:
    """The feeds of a site of these posts."""
    return list_feeds(render_site(make_catalog(posts=posts), **options))
