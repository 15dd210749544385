"""Ways to hand a page on and to report a mistake on it: plain links, no script of another site. Only a site with an address has them."""

from __future__ import annotations

import base64
from typing import NamedTuple
from urllib.parse import quote, urlencode

from generator.catalog.urls import canonical_url
from generator.render.structured_data import ENCODER
from generator.settings import Settings


class Sharing(NamedTuple):
    """The full address of a page, and the addresses that hand it on; empty ones are not offered."""

    address: str
    zalo: str
    facebook: str
    email: str
    report: str


def build_sharing(settings: Settings, url: str, title: str) -> Sharing:
    """The links for the page at `url`. Mistakes are reported to `report_email`, where the site has one."""
    address = canonical_url(settings.site_url, url)
    report = ""
    if settings.report_email:
        report = format_mail(settings.report_email, f"Báo lỗi: {title}", f"Trang: {address or url}\n\nChỗ chưa đúng: ")
    if not address:
        return Sharing("", "", "", "", report)
    packed = base64.b64encode(ENCODER.encode({"url": address}).encode("utf-8")).decode("ascii")
    return Sharing(
        address=address,
        # What Zalo's own share button opens.
        zalo=f"https://button-share.zalo.me/share_external?{urlencode({'layout': 1, 'd': packed, 'shareType': 0})}",
        facebook=f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}",
        email=format_mail("", title, address),
        report=report,
    )


def format_mail(to: str, subject: str, body: str) -> str:
    """A `mailto:` address (RFC 6068): blanks as %20, lines end in CRLF."""
    lines = body.replace("\n", "\r\n")
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
