"""The page of a product: recognition with its decision and end, price with its date, season, where to buy, who makes it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.model import CooperativeEntry, Crumb, ProductEntry, RecognitionEntry
from generator.catalog.post_listings import NEWS_ON_RECORD
from generator.records import Product, Vocabularies
from generator.records.markets import list_markets
from generator.render.contacts import build_contacts, pick_quick
from generator.render.frame import Page, Renderer
from generator.render.handout import build_handout, build_maker_line, build_shelf_card
from generator.render.media import build_attachments, build_photos
from generator.render.profile import Labelled, build_certificates, cooperative_files, list_place_crumbs, render_description
from generator.render.seasons import build_season
from generator.render.structured_data import build_product
from generator.render.words import format_price, format_recognition_state, join_labels, lower_first, word
from generator.text import upper_initial

ON_SALE = "dang-ban"
TOURISM = "du-lich"  # a group of services, which nobody makes


class RecognitionView(NamedTuple):
    """An OCOP decision in words."""

    stars: int
    state: str
    in_force: bool
    kind: str
    level: str
    entry: RecognitionEntry


class ShopView(NamedTuple):
    name: str
    type: str
    url: str
    address: str


class GrowingAreaView(NamedTuple):
    code: str
    crop: str | None
    area_ha: Decimal | None
    market: str


def build_product_page(renderer: Renderer, key: str) -> Page:
    """The page of the product with this key."""
    catalog = renderer.catalog
    entry = catalog.products[key]
    record, maker = entry.record, catalog.cooperative_of(entry)
    photos = build_photos(record.photos, cooperative_files(maker), catalog, renderer.media)
    crumb = Crumb(maker.short_name, maker.url)
    return Page(
        url=entry.url,
        tab=urls.PRODUCTS,
        title=record.name,
        template="product.html",
        description=record.summary or record.description or f"{record.name}, {maker.name}.",
        crumbs=(*list_place_crumbs(maker, renderer), crumb, Crumb(record.name)),
        updated_on=entry.updated_on,
        image=photos[0].url if photos else "",
        image_alt=photos[0].alt if photos else "",
        graph=(build_product(entry, catalog, renderer.settings, photos),),
        view=build_product_view(renderer, entry, maker) | {"photos": photos},
    )


def build_product_view(renderer: Renderer, entry: ProductEntry, maker: CooperativeEntry) -> dict[str, object]:
    catalog, record = renderer.catalog, entry.record
    cards = renderer.cards.of_page(entry.url)
    vocabularies, file_url = catalog.vocabularies, cooperative_files(maker)
    contacts = build_contacts(maker.record.contacts, vocabularies)
    return {
        "record": record,
        "maker": cards("cooperative", (maker.key,)),
        "maker_link": Labelled(maker.short_name, maker.url),
        "maker_heading": word("maker-of-service" if entry.group == TOURISM else "maker"),
        "maker_line": build_maker_line(maker, catalog),
        "contacts": contacts,
        "quick_contacts": pick_quick(contacts),
        "maker_place": f"{maker.commune.name}, {vocabularies.provinces[maker.province].label}",
        "group": Labelled(vocabularies.product_groups[entry.group].label, renderer.existing(urls.group_url(entry.group))),
        "product_set": vocabularies.product_sets[record.product_set].label,
        "stars": entry.stars,
        "recognitions": tuple(build_recognition_view(item, vocabularies) for item in entry.recognitions),
        "stars_url": renderer.existing(urls.stars_url(entry.stars)) if entry.stars else "",
        "price": format_price(record.price) if record.price else "",
        "season": build_season(record),
        "growing_areas": build_growing_areas(record, vocabularies),
        "availability": vocabularies.lists["availability"][record.availability].label,
        "on_sale": record.availability == ON_SALE,
        "markets": join_markets(record.markets, vocabularies),
        "channels": join_labels(vocabularies.lists["supply_channels"][code].label for code in record.supply.channels)
        if record.supply
        else "",
        "shops": build_shops(record, vocabularies),
        "description": render_description(renderer, maker, record.description or "", entry.url),
        "certificates": build_certificates(record.certificates, file_url, catalog),
        "attachments": build_attachments(record.attachments, file_url, renderer.media),
        "posts": cards("post", entry.post_keys[:NEWS_ON_RECORD]),
        "all_posts": find_all_news(renderer, entry, maker),
        "related": cards("product", entry.related_keys),
        "handout": build_handout(renderer, entry, maker),
        "shelf": build_shelf_card(entry, maker, contacts, catalog),
    }


def find_all_news(renderer: Renderer, entry: ProductEntry, maker: CooperativeEntry) -> str:
    """Where the rest of a product's news stands, if there is more than its page shows: among its maker's."""
    has_more = len(entry.post_keys) > NEWS_ON_RECORD
    return renderer.existing(urls.unit_news_url(maker.province, maker.slug)) if has_more else ""


def build_recognition_view(recognition: RecognitionEntry, vocabularies: Vocabularies) -> RecognitionView:
    kinds, levels = vocabularies.lists["ocop_kinds"], vocabularies.lists["ocop_levels"]
    return RecognitionView(
        stars=recognition.record.stars,
        state=format_recognition_state(recognition),
        in_force=recognition.in_force,
        kind=lower_first(kinds[recognition.record.kind].label),
        level=lower_first(levels[recognition.level].label) if recognition.level else "",
        entry=recognition,
    )


def build_shops(record: Product, vocabularies: Vocabularies) -> list[ShopView]:
    """Where to buy, in the order of the record."""
    types = vocabularies.lists["where_to_buy_types"]
    return [ShopView(shop.name, types[shop.type].label, shop.url or "", shop.address or "") for shop in record.where_to_buy]


def build_growing_areas(record: Product, vocabularies: Vocabularies) -> list[GrowingAreaView]:
    """Codes of growing areas with the country each one is meant for, in words."""
    return [
        GrowingAreaView(area.code, area.crop, area.area_ha, find_market(area.market, vocabularies) if area.market else "")
        for area in record.growing_areas
    ]


def join_markets(codes: Iterable[str], vocabularies: Vocabularies) -> str:
    """`Trong nước, Nhật Bản, Đức`: countries are names, and keep their capitals wherever they stand."""
    markets = ", ".join(find_market(code, vocabularies) for code in codes)
    return upper_initial(markets)


def find_market(code: str, vocabularies: Vocabularies) -> str:
    """The home market by our own label, a country by its Vietnamese name, both as inside a sentence."""
    own = vocabularies.lists["markets"].get(code)
    return lower_first(own.label) if own else list_markets()[code]
