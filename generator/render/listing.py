"""A page of a listing: its cards or links, the ways to finer listings, and the numbered pages; all without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.model import Crumb, Listing, ListingLink
from generator.diagnostics import load_messages
from generator.render.explorer import format_door
from generator.render.frame import Page, Renderer
from generator.render.news_front import build_front_view
from generator.render.seasons import build_calendar_view, slice_calendar
from generator.render.words import lower_first, word
from generator.text import format_number

PAGES_AROUND = 2
OPEN_LINKS = 12  # so many links may stand open beside the cards
GUIDE = "nhan-vien/"
# Index pages that a listing leads to, besides its own finer listings.
WAYS = {
    "cooperatives": (urls.SECTORS, urls.KINDS),
    "products": (urls.PRODUCT_STARS, urls.PRODUCT_CERTIFICATES, urls.PRODUCT_SEASONS),
    "posts": (urls.POST_TOPICS, urls.POST_TAGS, urls.POST_UNITS, urls.DOCUMENTS, urls.GALLERIES),
    "documents": (urls.DOCUMENT_ISSUERS,),
}
CARD_KINDS = {"cooperatives": "cooperative", "products": "product", "posts": "post", "documents": "document", "galleries": "gallery"}
TEMPLATES = {
    "cooperatives": "listing_cooperatives.html",
    "products": "listing_products.html",
    "posts": "listing_posts.html",
    "documents": "listing_documents.html",
    "galleries": "listing_galleries.html",
    "seasons": "listing_seasons.html",
    "index": "listing_index.html",
}


class Way(NamedTuple):
    """A link to another listing; the count, `52 sản phẩm`, is empty where it says nothing."""

    label: str
    url: str
    count: str = ""


class PageNumber(NamedTuple):
    """An item of the numbered pages; a gap has number 0."""

    number: int
    url: str
    is_current: bool


class Pagination(NamedTuple):
    page: int
    page_count: int
    previous_url: str
    next_url: str
    numbers: Sequence[PageNumber]


def build_listing_page(renderer: Renderer, url: str, number: int) -> Page:
    """Page `number` of the listing at `url`."""
    catalog = renderer.catalog
    listing = catalog.listings[url]
    texts = build_texts(listing)
    pagination = build_pagination(listing, number)
    title, description = texts["title"], texts["description"]
    if number > 1:
        title = word("title-with-page", title=title, page=number)
        description = word("title-with-page", title=description.rstrip("."), page=number)
    is_front = listing.form == "posts" and number == 1 and bool(listing.keys)
    return Page(
        url=urls.listing_page_url(url, number),
        tab=listing.tab,
        title=title,
        template="listing_news.html" if is_front else TEMPLATES[listing.items],
        description=description,
        crumbs=build_crumbs(listing, number),
        updated_on=listing.updated_on or catalog.updated_on or catalog.build_date,
        previous_url=pagination.previous_url,
        next_url=pagination.next_url,
        feed=Crumb(name_listing(listing), listing.url) if renderer.settings.site_url and urls.list_feeds(listing.url) else None,
        view={
            "heading": texts["title"],
            "pagination": pagination,
            "total": len(listing.keys) or len(listing.links),
            "noun": word(f"noun-{listing.items}"),
            "ways": list_ways(renderer, listing) if number == 1 else (),
            "door": format_door(listing) if renderer.search_client else "",
            **(build_front_view(renderer, listing) if is_front else build_list_view(renderer, listing, number, texts)),
        },
    )


def build_list_view(renderer: Renderer, listing: Listing, number: int, texts: Mapping[str, str]) -> dict[str, object]:
    """What stands on a page of any listing but the first page of news."""
    finer = list_finer(renderer, listing) if number == 1 and listing.items not in ("index", "seasons") else []
    return {
        "intro": texts["description"],
        "empty": texts["empty"],
        "first_step": texts.get("first_step", ""),
        "path": texts.get("path", ""),
        "guide_url": find_guide(renderer),
        "items": slice_items(renderer, listing, number),
        "finer": finer,
        "finer_label": texts.get("finer", ""),
        "finer_open": len(finer) <= OPEN_LINKS,
        **(build_calendar_view(renderer, listing, number) if listing.items == "seasons" else {}),
    }


def find_guide(renderer: Renderer) -> str:
    """The guide for staff, where this site has one."""
    return GUIDE if GUIDE in renderer.prose_urls else ""


def build_texts(listing: Listing) -> dict[str, str]:
    """The sentences of this listing with its subject in them."""
    values = {"subject": listing.subject, "lower": lower_first(listing.subject), "code": listing.code}
    return {name: template.format_map(values) for name, template in load_messages("vi")["pages"][listing.form].items()}


def name_listing(listing: Listing) -> str:
    """The short name of one listing, as breadcrumbs and links show it."""
    texts: Mapping[str, str] = load_messages("vi")["pages"][listing.form]
    return texts.get("name", texts["label"]).format_map({"subject": listing.subject})


def build_crumbs(listing: Listing, number: int) -> tuple[Crumb, ...]:
    """The steps above, this listing, and the page's number where it is not the first."""
    own = Crumb(name_listing(listing), listing.url)
    return (*listing.crumbs, own) if number == 1 else (*listing.crumbs, own, Crumb(word("page-number", page=number)))


def slice_items(renderer: Renderer, listing: Listing, number: int) -> Sequence[object]:
    """The cards, or the links of an index, that stand on this page."""
    start = (number - 1) * listing.page_size
    end = start + listing.page_size
    if listing.items == "index":
        return [name_link(renderer, link) for link in listing.links[start:end]]
    if listing.items == "seasons":
        return slice_calendar(renderer, listing, start, end)
    cards = renderer.cards.of_page(urls.listing_page_url(listing.url, number))
    return cards(CARD_KINDS[listing.items], listing.keys[start:end], level=2)


def name_link(renderer: Renderer, link: ListingLink) -> Way:
    """A link by the short name of its listing, with the count of what is listed there."""
    target = renderer.catalog.listings[link.url]
    return Way(name_listing(target), link.url, f"{format_number(link.count)} {word(f'noun-{target.items}')}")


def list_finer(renderer: Renderer, listing: Listing) -> list[Way]:
    """The listings below this one that have something in them."""
    return [name_link(renderer, link) for link in listing.links]


def list_ways(renderer: Renderer, listing: Listing) -> list[Way]:
    """Other ways through the same records."""
    listings = renderer.catalog.listings
    ways_on = (urls.communes_url(listing.code),) if listing.form == "cooperatives-by-province" else WAYS.get(listing.form, ())
    found = [listings[url] for url in ways_on if url in listings and listings[url].links]
    return [Way(name_listing(other), other.url) for other in found]


def build_pagination(listing: Listing, number: int) -> Pagination:
    """First and last page, and those around this one; what lies between is a gap."""
    last = listing.page_count
    near = range(max(1, number - PAGES_AROUND), min(last, number + PAGES_AROUND) + 1)
    shown = sorted({1, last, *near})
    numbers: list[PageNumber] = []
    for page in shown:
        if numbers and page - numbers[-1].number > 1:
            numbers.append(PageNumber(0, "", False))
        numbers.append(PageNumber(page, urls.listing_page_url(listing.url, page), page == number))
    return Pagination(
        page=number,
        page_count=last,
        previous_url=urls.listing_page_url(listing.url, number - 1) if number > 1 else "",
        next_url=urls.listing_page_url(listing.url, number + 1) if number < last else "",
        numbers=numbers if last > 1 else (),
    )
