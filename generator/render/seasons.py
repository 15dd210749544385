"""Seasons of products: the words and the strip of months of one product, and the calendar of all of them by product group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from generator.catalog import urls
from generator.catalog.model import Listing, ProductEntry
from generator.records import Product
from generator.render.frame import Renderer
from generator.render.words import MONTHS, format_season, lower_first, months_in_season

NAMES_IN_SEASON = 8  # so many products stand by name in what is in season now


class SeasonView(NamedTuple):
    """The months of a product in words and as a strip of twelve."""

    lines: tuple[tuple[str, str], ...]  # words, note
    months: tuple[tuple[int, bool], ...]


class CalendarRow(NamedTuple):
    """A product in the calendar."""

    url: str
    name: str
    maker: str
    place: str
    words: str  # all its seasons in one line
    off_sale: bool
    season: SeasonView


class CalendarGroup(NamedTuple):
    """The products of one group on one page; `continued` where the page before has begun it."""

    code: str
    label: str
    url: str
    continued: bool
    rows: Sequence[CalendarRow]


class GroupDoor(NamedTuple):
    """Where in the calendar a group begins."""

    code: str
    label: str
    count: int
    url: str


class SeasonNow(NamedTuple):
    """What is in season in the month the pages were made; the few named come and go with the seasons."""

    month: int
    count: int
    url: str
    named: Sequence[ProductEntry]


def build_season(record: Product) -> SeasonView | None:
    """The season in words, with its strip of months; nothing where none was declared."""
    if not record.season:
        return None
    in_season = months_in_season(record.season)
    return SeasonView(
        lines=tuple((format_season(item), item.note or "") for item in record.season),
        months=tuple((month, month in in_season) for month in MONTHS),
    )


def slice_calendar(renderer: Renderer, listing: Listing, start: int, end: int) -> list[CalendarGroup]:
    """The groups, with their products, that stand on the page of the calendar from `start` to `end`."""
    products, groups = renderer.catalog.products, renderer.catalog.vocabularies.product_groups
    before = products[listing.keys[start - 1]].group if start else ""
    return [
        CalendarGroup(code, groups[code].label, renderer.existing(urls.group_url(code)), code == before, list(build_rows(renderer, keys)))
        for code, keys in groupby(listing.keys[start:end], key=lambda key: products[key].group)
    ]


def build_rows(renderer: Renderer, keys: Iterator[str]) -> Iterator[CalendarRow]:
    catalog = renderer.catalog
    for key in keys:
        entry = catalog.products[key]
        maker, season = catalog.cooperative_of(entry), build_season(entry.record)
        yield CalendarRow(
            url=entry.url,
            name=entry.name,
            maker=maker.short_name,
            place=maker.commune.name,
            words="; ".join(lower_first(words) for words, _ in season.lines),
            off_sale=entry.off_sale,
            season=season,
        )


def build_calendar_view(renderer: Renderer, listing: Listing, number: int) -> dict[str, object]:
    """What the calendar has besides its rows; the ways into it stand on its first page."""
    is_first = number == 1
    return {
        "now": find_season_now(renderer) if is_first and listing.keys else None,
        "months": [(link.url, int(link.label), link.count) for link in listing.links] if is_first else (),
        "doors": list_group_doors(renderer, listing) if is_first else (),
        "month_numbers": MONTHS,
        "build_date": renderer.catalog.build_date,
    }


def find_season_now(renderer: Renderer) -> SeasonNow:
    """The list of the month of the build date, with the first products that are not there all year."""
    catalog = renderer.catalog
    month = catalog.build_date.month
    listing = catalog.listings[urls.season_url(month)]
    entries = (catalog.products[key] for key in listing.keys)
    passing = (entry for entry in entries if len(months_in_season(entry.record.season)) < len(MONTHS))
    return SeasonNow(month, len(listing.keys), listing.url, list(islice(passing, NAMES_IN_SEASON)))


def list_group_doors(renderer: Renderer, listing: Listing) -> list[GroupDoor]:
    """The groups of the calendar in its order, each with the page on which it begins."""
    products, groups = renderer.catalog.products, renderer.catalog.vocabularies.product_groups
    doors, position = [], 0
    for code, keys in groupby(listing.keys, key=lambda key: products[key].group):
        count = sum(1 for _ in keys)
        doors.append(GroupDoor(code, groups[code].label, count, urls.listing_page_url(listing.url, position // listing.page_size + 1)))
        position += count
    return doors
