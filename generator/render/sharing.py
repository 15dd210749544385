"""Ways to hand a page on and to report a mistake on it: plain links, no script of another site. Only a site with an address has them."""

from __future__ import annotations

import base64
from typing import NamedTuple
from urllib.parse import quote

from generator.catalog.urls import canonical_url
from generator.render.structured_data import ENCODER
from generator.settings import Settings

FACEBOOK = "https://www.facebook.com/sharer/sharer.php?u="
ZALO = "https://button-share.zalo.me/share_external?layout=1&shareType=0&d="  # what Zalo's own share button opens
REPORT = "Báo lỗi: ", "Trang: ", "\r\n\r\nChỗ chưa đúng: "
REPORT_SUBJECT, REPORT_PAGE, REPORT_PLACE = (quote(words) for words in REPORT)  # RFC 6068: blanks as %20, lines end in CRLF


class Sharing(NamedTuple):
    """The full address of a page, and the addresses that hand it on; empty ones are not offered."""

    address: str
    zalo: str
    facebook: str
    email: str
    report: str


def build_sharing(settings: Settings, url: str, title: str) -> Sharing:
    """The links for the page at `url`. Mistakes are reported to `report_email`, where the site has one."""
    address, subject = canonical_url(settings.site_url, url), quote(title, safe="")
    quoted = quote(address or url, safe="")
    report = ""
    if settings.report_email:
        to = quote(settings.report_email, safe="@")
        report = f"mailto:{to}?subject={REPORT_SUBJECT}{subject}&body={REPORT_PAGE}{quoted}{REPORT_PLACE}"
    if not address:
        return Sharing("", "", "", "", report)
    packed = base64.b64encode(ENCODER.encode({"url": address}).encode("utf-8")).decode("ascii")
    return Sharing(address, ZALO + quote(packed, safe=""), FACEBOOK + quoted, f"mailto:?subject={subject}&body={quoted}", report)
