"""Records as cards in lists: the few facts by which somebody decides to open the page.

A card is the same wherever it stands but for the way to the root and the level of its heading, so it is rendered once and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from markupsafe import Markup

from generator.catalog import urls
from generator.catalog.model import Catalog, CooperativeEntry, PostEntry, ProductEntry
from generator.render.environment import RecordEnvironment
from generator.render.library_cards import build_document_card, build_gallery_card
from generator.render.media import Media, PhotoView, build_photos, post_files
from generator.render.words import format_price, format_recognition_state

CACHED_CARDS = 32_768  # some 45 MB when full
# Stand for the way to the root and the level of the heading until the page is known; YAML refuses control characters, so no value holds one.
ROOT_MARK, LEVEL_MARK = "\x1a", "\x19"
CardKind = Literal["cooperative", "product", "post", "lead", "document", "gallery"]
ACTIVE = "dang-hoat-dong"


class CooperativeCard(NamedTuple):
    """A cooperative in a list."""

    url: str
    name: str
    kind: str
    sector: str
    place: str
    summary: str
    product_count: int
    stars: int  # the most among its products, in force
    status: str  # in words; empty while active


class ProductCard(NamedTuple):
    """A product in a list."""

    url: str
    name: str
    maker: str
    place: str
    group: str
    stars: int
    state: str
    price: str
    photo: PhotoView | None
    off_sale: bool


class PostCard(NamedTuple):
    """A news post in a list."""

    url: str
    title: str
    lead: str
    category: str
    category_url: str
    published_at: datetime
    photo: PhotoView | None
    unpublished: str
    pinned: bool


class CardBox:
    """Makes cards by kind and key as HTML and keeps those made last: one card stands on some ten pages."""

    def __init__(self, catalog: Catalog, media: Media, environment: RecordEnvironment, use_directory_urls: bool) -> None:
        self.catalog, self.media, self.environment = catalog, media, environment
        self.link = partial(urls.page_link, ROOT_MARK, use_directory_urls=use_directory_urls)
        self.render = lru_cache(CACHED_CARDS)(self.render_card)

    def of_page(self, url: str) -> Callable[..., Markup]:
        """The function that makes cards for the page at `url`: of a kind, for some keys, with names as headings of a level."""
        root = urls.root_of(url)

        def render_cards(kind: CardKind, keys: Iterable[str], level: int = 3) -> Markup:
            cards = "".join([self.render(kind, key) for key in keys])
            return Markup(cards.replace(ROOT_MARK, root).replace(LEVEL_MARK, str(level)))

        return render_cards

    def render_card(self, kind: CardKind, key: str) -> str:
        build = {
            "cooperative": self.build_cooperative,
            "product": self.build_product,
            "post": self.build_post,
            "lead": self.build_post,
            "document": partial(build_document_card, catalog=self.catalog, media=self.media),
            "gallery": partial(build_gallery_card, catalog=self.catalog, media=self.media),
        }[kind]
        return self.environment.render(f"_cards/{kind}.html", {"card": build(key), "link": self.link, "level": LEVEL_MARK})

    def build_cooperative(self, key: str) -> CooperativeCard:
        entry, vocabularies = self.catalog.cooperatives[key], self.catalog.vocabularies
        return CooperativeCard(
            url=entry.url,
            name=entry.name,
            kind=vocabularies.kinds[entry.kind].label,
            sector=vocabularies.sectors[entry.sector].label,
            place=self.format_place(entry),
            summary=entry.summary,
            product_count=len(entry.product_keys),
            stars=max((self.catalog.products[product].stars for product in entry.product_keys), default=0),
            status=label_status(entry, self.catalog) if entry.status != ACTIVE else "",
        )

    def build_product(self, key: str) -> ProductCard:
        entry = self.catalog.products[key]
        maker = self.catalog.cooperative_of(entry)
        recognition = entry.recognition
        return ProductCard(
            url=entry.url,
            name=entry.name,
            maker=maker.short_name,
            place=self.catalog.vocabularies.provinces[maker.province].label,
            group=self.catalog.vocabularies.product_groups[entry.group].label,
            stars=entry.stars,
            state=format_recognition_state(recognition) if recognition else "",
            price=format_price(entry.price) if entry.price else "",
            photo=find_product_photo(entry, self.catalog, self.media),
            off_sale=entry.off_sale,
        )

    def build_post(self, key: str) -> PostCard:
        entry = self.catalog.posts[key]
        record = entry.record
        return PostCard(
            url=entry.url,
            title=record.title,
            lead=record.lead,
            category=self.catalog.vocabularies.post_categories[record.category].label,
            category_url=urls.category_url(record.category),
            published_at=record.published_at,
            photo=find_cover(entry, self.catalog, self.media),
            unpublished=entry.unpublished,
            pinned=bool(record.pinned),
        )

    def format_place(self, entry: CooperativeEntry) -> str:
        return f"{entry.commune.name}, {self.catalog.vocabularies.provinces[entry.province].label}"


def label_status(entry: CooperativeEntry, catalog: Catalog, code: str = "") -> str:
    """A status in words, today's by default; some of a cooperative group, which is no legal person, are named otherwise."""
    status = catalog.vocabularies.statuses[code or entry.status]
    if entry.kind == "to-hop-tac":
        return status.label_cooperative_group or status.label
    return status.label


def find_product_photo(entry: ProductEntry, catalog: Catalog, media: Media) -> PhotoView | None:
    """The first photo of a product."""
    if entry.photo is None:
        return None
    slug = entry.cooperative_key.partition("/")[2]
    views = build_photos((entry.photo,), lambda file: urls.cooperative_file_url(entry.province, slug, file), catalog, media)
    return views[0] if views else None


def find_cover(entry: PostEntry, catalog: Catalog, media: Media) -> PhotoView | None:
    """The cover of a post."""
    if entry.record.cover is None:
        return None
    views = build_photos((entry.record.cover,), post_files(entry), catalog, media)
    return views[0] if views else None
