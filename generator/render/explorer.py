"""Static lists as doors into the search page, which filters and sorts what they hold."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from generator.catalog.model import Listing


class Door(NamedTuple):
    """What a listing is to the search page: the type of its records, and the filter that its code sets."""

    type: str
    param: str = ""
    also: tuple[tuple[str, str], ...] = ()


DOORS = {
    "cooperatives": Door("hop-tac-xa"),
    "cooperatives-by-province": Door("hop-tac-xa", "tinh"),
    "cooperatives-by-commune": Door("hop-tac-xa", "xa"),
    "cooperatives-by-sector": Door("hop-tac-xa", "linh-vuc"),
    "cooperatives-by-kind": Door("hop-tac-xa", "loai-hinh"),
    "products": Door("san-pham"),
    "products-by-group": Door("san-pham", "nhom"),
    "products-by-stars": Door("san-pham", "sao", (("con-hieu-luc", "1"),)),  # the listing holds those in force
    "products-by-certificate": Door("san-pham", "chung-nhan"),
    "products-by-season": Door("san-pham", "mua-vu"),
    "posts": Door("tin-tuc"),
    "posts-by-category": Door("tin-tuc", "chuyen-muc"),
    "posts-by-year": Door("tin-tuc", "nam"),
}


def format_door(listing: Listing) -> str:
    """The end of the search page's address that shows what the listing holds: `?loai=hop-tac-xa&tinh=thai-nguyen`; empty where none does."""
    door = DOORS.get(listing.form)
    if door is None or len(listing.keys) < 2:
        return ""
    own = ((door.param, listing.code),) if door.param else ()
    return "?" + urlencode((("loai", door.type), *own, *door.also))
