"""Ways to hand a page on and to report a mistake on it: plain links, no script of another site."""

from __future__ import annotations

import base64
import re
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import quote

import orjson

from generator.catalog.urls import canonical_url
from generator.render.words import word
from generator.settings import Settings

FACEBOOK = "https://www.facebook.com/sharer/sharer.php?u="
KEPT_WORDS = 16_384
PLAIN = re.compile("[A-Za-z0-9_.~-]*")  # what no address spells otherwise (RFC 3986, 2.3)
ZALO = "https://button-share.zalo.me/share_external?layout=1&shareType=0&d="  # what Zalo's own share button opens


class Sharing(NamedTuple):
    """The full address of a page, and the addresses that hand it on; empty ones are not offered."""

    address: str
    zalo: str
    facebook: str
    email: str


def build_sharing(settings: Settings, url: str, title: str) -> Sharing:
    """The links for the page at `url`, which only a site with an address has."""
    address = canonical_url(settings.site_url, url)
    if not address:
        return Sharing("", "", "", "")
    quoted = quote_text(address)
    packed = base64.b64encode(orjson.dumps({"url": address})).decode("ascii")
    return Sharing(address, ZALO + quote(packed, safe=""), FACEBOOK + quoted, f"mailto:?subject={quote_text(title)}&body={quoted}")


def format_report(settings: Settings, url: str, title: str) -> str:
    """The link by which a reader writes what is wrong on the page at `url`, named in the subject; empty without `report_email`."""
    if not settings.report_email:
        return ""
    before, behind = frame_report(settings.report_email)
    address = quote_address(canonical_url(settings.site_url, url) or url)
    return f"{before}{quote_text(title)}%20%28{address}%29{behind}"


@cache
def frame_report(email: str) -> tuple[str, str]:
    """What stands before and behind the name of a page in a report, the same for all pages."""
    before, _, behind = word("report-subject", page="\n").partition("\n")
    return f"mailto:{quote(email, safe='@')}?subject={quote_text(before)}", f"{quote_text(behind)}&body={quote_text(word('report-body'))}"


def quote_text(text: str) -> str:
    """A text as a part of an address. Words and folders come again from page to page: byte by byte it would take three times as long."""
    return "%20".join([quote_address(word) if "/" in word else quote_word(word) for word in text.split(" ")])


def quote_address(address: str) -> str:
    """An address as a part of another. Most of its folders need no quoting, and the last ones hardly come again."""
    return "%2F".join([folder if PLAIN.fullmatch(folder) else quote_word(folder) for folder in address.split("/")])


@lru_cache(KEPT_WORDS)
def quote_word(word: str) -> str:
    return quote(word, safe="")
