"""What makes a page fit to be printed and handed out: the code and short address that lead to it, whose word it is, a product's shelf card."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from generator.catalog.model import Catalog, CooperativeEntry, ProductEntry, RecognitionEntry
from generator.catalog.urls import canonical_url
from generator.render.contacts import ContactLink
from generator.render.frame import Renderer
from generator.render.qr import Code, draw_code
from generator.render.words import format_address, format_price, format_recognition_state
from generator.text import upper_initial

LONG_NAME, LONGEST_NAME = 44, 90  # characters from which a name on a shelf card stands in smaller letters
PRINT_SCRIPT = "print.js"


class Handout(NamedTuple):
    """What stands at the foot of a printed page. Without a site's address there is neither address nor code."""

    scheme: str  # `https://`, left out on paper
    address: str
    code: Code | None
    publisher: str
    source_level: str
    source_on: date
    checked_on: date
    script: str  # url of the one that opens its buttons


class ShelfCard(NamedTuple):
    """A product on a card of A6 beside the goods."""

    name_size: str  # "", "long" or "longest"
    maker: str
    place: str
    recognition: RecognitionEntry | None
    stars: int  # 0 unless a decision is in force: an expired one shows none
    state: str  # after the stars a sentence, else the end of one
    price: str
    off_sale: bool
    phone: ContactLink | None


class MakerLine(NamedTuple):
    """Who answers for a product, on its printed page."""

    name: str
    address: str
    tax_code: str


def build_handout(renderer: Renderer, entry: CooperativeEntry | ProductEntry, owner: CooperativeEntry) -> Handout:
    """The foot of the page of `entry`, which is `owner` or a product of it. Its code leads to the short address, which outlives the page's own."""
    settings, record = renderer.settings, owner.record
    full = canonical_url(settings.site_url, entry.short_url or entry.url)
    scheme, sign, address = full.partition("://")
    return Handout(
        scheme=scheme + sign,
        address=address,
        code=draw_code(full) if full else None,
        publisher=settings.organisation.name or settings.site_name,
        source_level=renderer.catalog.vocabularies.lists["source_levels"][record.source.level].label,
        source_on=record.source.on,
        checked_on=record.checked_on,
        script=renderer.scripts.get(PRINT_SCRIPT, ""),
    )


def build_shelf_card(entry: ProductEntry, maker: CooperativeEntry, contacts: Iterable[ContactLink], catalog: Catalog) -> ShelfCard:
    """The card of a product; `contacts` are its maker's, as far as they may be shown."""
    record, recognition = entry.record, entry.recognition
    length = len(record.name)
    state = format_recognition_state(recognition) if recognition else ""
    return ShelfCard(
        name_size="longest" if length >= LONGEST_NAME else "long" if length >= LONG_NAME else "",
        maker=maker.short_name,
        place=f"{maker.commune.name}, {catalog.vocabularies.provinces[maker.province].label}",
        recognition=recognition,
        stars=entry.stars,
        state=upper_initial(state) if entry.stars else state,
        price=format_price(record.price) if record.price else "",
        off_sale=entry.off_sale,
        phone=next((contact for contact in contacts if contact.type == "phone"), None),
    )


def build_maker_line(maker: CooperativeEntry, catalog: Catalog) -> MakerLine:
    """The maker with its whole address."""
    record, province = maker.record, catalog.vocabularies.provinces[maker.province]
    return MakerLine(record.name, format_address(record.address, maker.commune.name, province.label), record.tax_code or "")
