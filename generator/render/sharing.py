"""Ways to hand a page on and to report a mistake on it: plain links, no script of another site."""

from __future__ import annotations

import base64
from typing import NamedTuple
from urllib.parse import quote

from generator.catalog.urls import canonical_url
from generator.render.structured_data import ENCODER
from generator.render.words import word
from generator.settings import Settings

FACEBOOK = "https://www.facebook.com/sharer/sharer.php?u="
ZALO = "https://button-share.zalo.me/share_external?layout=1&shareType=0&d="  # what Zalo's own share button opens


class QuotedCharacters(dict[int, str]):
    """Each character as it stands in a part of an address; `quote` spells a title byte by byte, in twice the time."""

    def __missing__(self, code: int) -> str:
        quoted = self[code] = quote(chr(code), safe="")
        return quoted


QUOTED = QuotedCharacters()


class Sharing(NamedTuple):
    """The full address of a page, and the addresses that hand it on; empty ones are not offered."""

    address: str
    zalo: str
    facebook: str
    email: str


def build_sharing(settings: Settings, url: str, title: str) -> Sharing:
    """The links for the page at `url`, which only a site with an address has."""
    address, subject = canonical_url(settings.site_url, url), quote(title, safe="")
    if not address:
        return Sharing("", "", "", "")
    quoted = quote(address, safe="")
    packed = base64.b64encode(ENCODER.encode({"url": address}).encode("utf-8")).decode("ascii")
    return Sharing(address, ZALO + quote(packed, safe=""), FACEBOOK + quoted, f"mailto:?subject={subject}&body={quoted}")


def format_report(settings: Settings, url: str, title: str) -> str:
    """The link by which a reader writes what is wrong on the page at `url`, named in the subject; empty without `report_email`."""
    if not settings.report_email:
        return ""
    subject = word("report-subject", page=f"{title} ({canonical_url(settings.site_url, url) or url})")
    return (
        f"mailto:{quote(settings.report_email, safe='@')}?subject={subject.translate(QUOTED)}&body={word('report-body').translate(QUOTED)}"
    )
