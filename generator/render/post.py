"""The page of a news post: lead, body, figures, authors, source, documents, and what it leads on to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.catalog import urls
from generator.catalog.documents import find_document
from generator.catalog.model import Catalog, Crumb, PostEntry
from generator.records import Document, Post
from generator.render.abbreviations import AbbreviationMarker
from generator.render.cards import find_cover
from generator.render.figures import build_figure_table
from generator.render.frame import Page, Renderer
from generator.render.library_cards import build_headline
from generator.render.links import build_link_resolver
from generator.render.markdown import BodyContext, BodyRenderer
from generator.render.media import Media, build_attachments, build_photos, build_picture_finder, post_files
from generator.render.profile import Labelled
from generator.render.sharing import build_sharing
from generator.render.structured_data import build_article

BODY_TOP_LEVEL = 2
SCRIPT = "post.js"


class DocumentView(NamedTuple):
    """A document that the post cites: what the post says of it, and what others add; `file_url` is a copy that some post carries."""

    number: str
    title: str
    issuer: str
    issued_on: date | None
    url: str
    file_url: str
    repealed: bool


class PlaceCard(NamedTuple):
    """A province, or a commune with its province, and how many of its cooperatives the site carries."""

    name: str
    province: str
    url: str
    count: int


def build_post_page(renderer: Renderer, key: str) -> Page:
    """The page of the post with this key."""
    catalog = renderer.catalog
    entry = catalog.posts[key]
    record = entry.record
    cover = find_cover(entry, catalog, renderer.media)
    category = catalog.listings[urls.category_url(record.category)]
    return Page(
        url=entry.url,
        tab=urls.NEWS,
        title=record.title,
        template="post.html",
        description=record.lead,
        crumbs=(category.crumbs[0], Crumb(category.subject, category.url), Crumb(record.title)),
        updated_on=entry.updated_on,
        kind="article",
        image=cover.url if cover else "",
        image_alt=cover.alt if cover else "",
        graph=(build_article(entry, catalog, renderer.settings, cover),),
        listed=not entry.unpublished,
        scripts=(script,) if (script := renderer.scripts.get(SCRIPT)) else (),
        feed=Crumb(category.subject, category.url),
        view=build_post_view(renderer, entry) | {"cover": cover, "category": Labelled(category.subject, category.url)},
    )


def build_post_view(renderer: Renderer, entry: PostEntry) -> dict[str, object]:
    catalog, record = renderer.catalog, entry.record
    cards = renderer.cards.of_page(entry.url)
    file_url = post_files(entry)
    body = render_post_body(renderer.bodies, entry, catalog, renderer.media, renderer.linker(entry.url), with_players=True)
    marker = AbbreviationMarker(renderer.abbreviations)  # the lead stands first on the page
    return {
        "entry": entry,
        "record": record,
        "lead": marker.mark(escape(record.lead)),
        "body": marker.mark(body),
        "figures": build_figure_table(record.figures, catalog, entry.key) if record.figures else None,
        "gallery": build_photos(record.gallery, file_url, catalog, renderer.media),
        "attachments": build_attachments(record.attachments, file_url, renderer.media),
        "topic": Labelled(record.topic, renderer.existing(urls.topic_url(record.topic))) if record.topic else None,
        "tags": [Labelled(tag, renderer.existing(urls.tag_url(tag))) for tag in record.tags],
        "documents": [build_document(catalog, entry, document) for document in record.documents],
        "thread": [build_headline(key, catalog) for key in entry.thread_keys],
        "places": list_places(renderer, record),
        "sharing": build_sharing(renderer.settings, entry.url, record.title),
        "cooperatives": cards("cooperative", entry.cooperative_keys),
        "products": cards("product", entry.product_keys),
        "related": cards("post", entry.related_keys),
        "newer": name_post(catalog, entry.newer_key),
        "older": name_post(catalog, entry.older_key),
    }


def render_post_body(
    bodies: BodyRenderer, entry: PostEntry, catalog: Catalog, media: Media, link: object, *, with_players: bool = False
) -> Markup:
    """The body as HTML; `link` spells addresses, relative ones on a page and full ones in a feed, where films of other hosts are mere links."""
    context = BodyContext(
        resolve_link=build_link_resolver(catalog, link),
        find_picture=build_picture_finder(post_files(entry), catalog, media, link, "full" if with_players else "feed"),
        top_level=BODY_TOP_LEVEL,
        with_players=with_players,
    )
    return bodies.render(entry.body, context)


def name_post(catalog: Catalog, key: str) -> Labelled | None:
    """The title and address of a neighbour; nothing where there is none."""
    return Labelled(catalog.posts[key].record.title, catalog.posts[key].url) if key else None


def build_document(catalog: Catalog, entry: PostEntry, record: Document) -> DocumentView:
    """A document cited. It is repealed as soon as any post says so."""
    known = find_document(catalog.documents, entry, record)
    others = known or record
    return DocumentView(
        number=record.number,
        title=record.title or others.title or "",
        issuer=record.issuer or others.issuer or "",
        issued_on=record.issued_on or others.issued_on,
        url=record.url or others.url or "",
        file_url=known.files[0].url if known and known.files else "",
        repealed=others.repealed,
    )


def list_places(renderer: Renderer, record: Post) -> Sequence[PlaceCard]:
    """Provinces and communes the post is about, with their listings where they have one."""
    vocabularies = renderer.catalog.vocabularies
    places = []
    for code in record.places:
        if code in vocabularies.provinces:
            places.append(build_place(renderer, vocabularies.provinces[code].name, "", urls.province_url(code)))
        elif code in vocabularies.communes:
            commune = vocabularies.communes[code]
            province = vocabularies.provinces[commune.province].label
            places.append(build_place(renderer, commune.name, province, urls.commune_url(commune.province, code, commune.slug)))
    return places


def build_place(renderer: Renderer, name: str, province: str, url: str) -> PlaceCard:
    """A place with the number of its cooperatives; without a listing it has no address."""
    listing = renderer.catalog.listings.get(url)
    return PlaceCard(name, province, url if listing else "", len(listing.keys) if listing else 0)
