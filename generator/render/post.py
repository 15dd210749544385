"""The page of a news post: lead, body, figures, authors, source, documents, and what it leads on to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from generator.catalog import urls
from generator.catalog.model import Catalog, Crumb, PostEntry
from generator.records import Post
from generator.render.cards import find_cover
from generator.render.figures import build_figure_table
from generator.render.frame import Page, Renderer
from generator.render.links import build_link_resolver
from generator.render.markdown import BodyContext, BodyRenderer
from generator.render.media import Media, build_attachments, build_photos, build_picture_finder
from generator.render.profile import Labelled
from generator.render.structured_data import build_article

BODY_TOP_LEVEL = 2


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
        view=build_post_view(renderer, entry) | {"cover": cover, "category": Labelled(category.subject, category.url)},
    )


def build_post_view(renderer: Renderer, entry: PostEntry) -> dict[str, object]:
    catalog, record = renderer.catalog, entry.record
    cards = renderer.cards.of_page(entry.url)
    file_url = post_files(entry)
    return {
        "entry": entry,
        "record": record,
        "body": render_post_body(renderer.bodies, entry, catalog, renderer.media, renderer.linker(entry.url)),
        "figures": build_figure_table(record.figures, catalog, entry.key) if record.figures else None,
        "gallery": build_photos(record.gallery, file_url, catalog, renderer.media),
        "attachments": build_attachments(record.attachments, file_url, renderer.media),
        "topic": Labelled(record.topic, renderer.existing(urls.topic_url(record.topic))) if record.topic else None,
        "tags": [Labelled(tag, renderer.existing(urls.tag_url(tag))) for tag in record.tags],
        "places": list_places(renderer, record),
        "cooperatives": cards("cooperative", entry.cooperative_keys),
        "products": cards("product", entry.product_keys),
        "related": cards("post", entry.related_keys),
        "newer": name_post(catalog, entry.newer_key),
        "older": name_post(catalog, entry.older_key),
    }


def post_files(entry: PostEntry) -> partial[str]:
    """The function that spells the address of a file of this post."""
    return partial(urls.post_file_url, entry.year, entry.slug)


def render_post_body(bodies: BodyRenderer, entry: PostEntry, catalog: Catalog, media: Media, link: object) -> Markup:
    """The body as HTML; `link` spells addresses, relative ones on a page and full ones in a feed."""
    context = BodyContext(
        resolve_link=build_link_resolver(catalog, link),
        find_picture=build_picture_finder(post_files(entry), catalog, media, link),
        top_level=BODY_TOP_LEVEL,
    )
    return bodies.render(entry.body, context)


def name_post(catalog: Catalog, key: str) -> Labelled | None:
    """The title and address of a neighbour; nothing where there is none."""
    return Labelled(catalog.posts[key].record.title, catalog.posts[key].url) if key else None


def list_places(renderer: Renderer, record: Post) -> Sequence[Labelled]:
    """Provinces and communes the post is about, with their listings where they have one."""
    vocabularies = renderer.catalog.vocabularies
    places = []
    for code in record.places:
        if code in vocabularies.provinces:
            places.append(Labelled(vocabularies.provinces[code].name, renderer.existing(urls.province_url(code))))
        elif code in vocabularies.communes:
            commune = vocabularies.communes[code]
            places.append(Labelled(commune.name, renderer.existing(urls.commune_url(commune.province, code, commune.slug))))
    return places
