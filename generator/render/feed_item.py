"""A news post as feeds carry it: a lasting id, the whole text in plain HTML with full addresses, its files. No format is known here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

import nh3

from generator.catalog import urls
from generator.catalog.claims import normalise_url
from generator.catalog.media import list_post_files
from generator.catalog.model import PostEntry
from generator.records import Post
from generator.render.cards import find_cover
from generator.render.environment import safe_href, strip_forbidden
from generator.render.figures import build_figure_table
from generator.render.frame import Renderer
from generator.render.media import PhotoView, build_attachments, build_photos, find_mime_type, post_files
from generator.render.post import render_post_body

NEWS_ADDRESS = re.compile(urls.post_url("[0-9]{4}", "[a-z0-9-]+"))
# What readers' programs show alike. Boxes, roles, classes and anchors are our page's; a player needs no script.
READERS_ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "audio": {"controls", "src"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"controls", "height", "poster", "src", "width"},
}
READERS_TAGS = {
    *(tag for tag in READERS_ATTRIBUTES if tag != "*"),
    *("b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("i", "ins", "kbd", "li", "p", "pre", "q", "s", "small", "strong", "sub", "sup", "table", "tbody", "tfoot", "thead", "tr", "u", "ul"),
}  # fmt: skip
SILENT_TAGS = {"button", "form", "script", "style", "svg", "template"}  # taken out with what is in them
SCHEMES = {"http", "https", "mailto", "tel"}


class Enclosure(NamedTuple):
    """A file that comes with a post; its length in bytes is 0 where it is not known."""

    url: str
    mime_type: str
    length: int
    title: str


class FeedItem(NamedTuple):
    """One post; addresses are full, texts free of signs that XML forbids. `content` is HTML, all else plain text."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    published_at: datetime
    updated_at: datetime
    authors: Sequence[str]  # empty: the publisher
    category: str
    category_code: str
    tags: Sequence[str]
    via: str  # where a republished post stood first
    image: str
    enclosures: Sequence[Enclosure]  # attachments and recordings, then the cover


def build_feed_item(renderer: Renderer, entry: PostEntry) -> FeedItem:
    """The item of one post; the site must have an address."""
    record, catalog = entry.record, renderer.catalog
    link = partial(urls.canonical_url, renderer.settings.site_url)
    cover = find_cover(entry, catalog, renderer.media)
    category = catalog.vocabularies.post_categories[record.category].label
    return FeedItem(
        id=link(find_lasting_url(entry)),
        url=link(entry.url),
        title=strip_forbidden(record.title),
        summary=strip_forbidden(record.lead).strip(),
        content=render_content(renderer, entry, cover, link),
        published_at=record.published_at,
        updated_at=record.updated_at or record.published_at,
        authors=[strip_forbidden(name) for name in list_authors(record)],
        category=category,
        category_code=record.category,
        tags=[strip_forbidden(tag) for tag in dict.fromkeys(record.tags) if tag != category],
        via=strip_forbidden(safe_href(record.source.url or "")) if record.source else "",
        image=link(cover.url) if cover else "",
        enclosures=list(list_enclosures(renderer, entry, cover, link)),
    )


def find_lasting_url(entry: PostEntry) -> str:
    """The first address that the post had in this site's news: readers' programs know it by that, though the post has moved since.

    Addresses of an older site do not count. They may be added long after readers have seen the post under its own.
    """
    former = map(normalise_url, entry.record.previous_urls)
    return next((url for url in former if NEWS_ADDRESS.fullmatch(url)), entry.url)


def list_authors(record: Post) -> list[str]:
    """Who wrote it; of a republished post that names nobody, the source, so that no reader takes it for the publisher's own."""
    if record.authors:
        return [author.name for author in record.authors]
    return [record.source.name] if record.source else []


def render_content(renderer: Renderer, entry: PostEntry, cover: PhotoView | None, link: partial[str]) -> str:
    """The whole post as HTML that any reader's program can show: lead, cover, body, figures, photos, files, source."""
    record, catalog, media = entry.record, renderer.catalog, renderer.media
    file_url = post_files(entry)
    html = renderer.render_template(
        "feed_content.html",
        record=record,
        link=link,
        cover=cover,
        body=render_post_body(renderer.bodies, entry, catalog, media, link),
        figures=build_figure_table(record.figures, catalog, entry.key) if record.figures else None,
        gallery=build_photos(record.gallery, file_url, catalog, media),
        attachments=build_attachments(record.attachments, file_url, media),
    )
    return clean_for_readers(strip_forbidden(html))


def clean_for_readers(html: str) -> str:
    """HTML without anything that belongs to our own pages, and once more without anything alive."""
    return nh3.clean(
        html,
        tags=READERS_TAGS,
        attributes=READERS_ATTRIBUTES,
        clean_content_tags=SILENT_TAGS,
        url_schemes=SCHEMES,
        link_rel=None,
    ).strip()


def list_enclosures(renderer: Renderer, entry: PostEntry, cover: PhotoView | None, link: partial[str]) -> Iterator[Enclosure]:
    """The files of a post that a program may fetch with it: all but the photos of its text; the cover comes last."""
    file_url = post_files(entry)
    titles = {file_url(item.file): item.title for item in entry.record.attachments}
    files = list_post_files({entry.key: entry})
    chosen = dict.fromkeys(file.url for file in files if file.url in titles or file.kind != "photo")
    for url in [*chosen, *([cover.url] if cover and cover.url not in chosen else [])]:
        title = titles.get(url) or (cover.alt if cover and url == cover.url else "")
        yield Enclosure(link(url), find_mime_type(url), renderer.media.file_sizes.get(url, 0), strip_forbidden(title))
