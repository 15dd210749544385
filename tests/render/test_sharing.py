"""Handing a page on, without anybody's script."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs, unquote, urlsplit

from generator.render.sharing import build_sharing
from tests.render.rendering import make_settings

URL = "tin-tuc/2026/bai/"
ADDRESS = "https://htx.example.vn/ban-thu/tin-tuc/2026/bai/"
TITLE = 'Chè & mật "ong" #1'


def test_every_way_carries_the_full_address():
    """Zalo wants it packed, Facebook as a parameter, mail in its text."""
    sharing = build_sharing(make_settings(), URL, TITLE)
    assert sharing.address == ADDRESS
    packed = parse_qs(urlsplit(sharing.zalo).query)["d"][0]
    assert json.loads(base64.b64decode(packed)) == {"url": ADDRESS}
    assert parse_qs(urlsplit(sharing.facebook).query) == {"u": [ADDRESS]}
    assert sharing.email.startswith("mailto:?subject=")
    assert parse_qs(sharing.email.partition("?")[2]) == {"subject": [TITLE], "body": [ADDRESS]}


def test_a_mistake_is_reported_by_mail_with_the_page_it_is_on():
    """The alliance's own mailbox, the title and the address; no mailbox, no link."""
    report = build_sharing(make_settings(report_email="gop-y@htx.example.vn"), URL, TITLE).report
    assert report.startswith("mailto:gop-y@htx.example.vn?subject=")
    assert f"Báo lỗi: {TITLE}" in unquote(report) and f"Trang: {ADDRESS}\r\n" in unquote(report)
    assert build_sharing(make_settings(), URL, TITLE).report == ""


def test_a_site_without_an_address_offers_nothing_to_hand_on():
    """What others would get is unknown; mistakes can still be reported."""
    sharing = build_sharing(make_settings(site_url="", report_email="gop-y@htx.example.vn"), URL, TITLE)
    assert sharing[:4] == ("", "", "", "")
    assert f"Trang: {URL}" in unquote(sharing.report)


def test_a_hostile_mailbox_adds_no_header():
    """Its signs are escaped: no second recipient, no other header."""
    report = build_sharing(make_settings(report_email="a@b.vn?bcc=x@y.vn&cc=z"), URL, TITLE).report
    assert report.count("?") == 1 and "bcc=" not in report
