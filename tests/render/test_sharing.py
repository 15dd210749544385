"""Handing a page on, without anybody's script."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs, unquote, urlsplit

from generator.render.sharing import build_sharing, format_report
from tests.render.rendering import make_settings, render_site
from tests.render.sample import rich_catalog

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
    """The alliance's own mailbox; title and address in the subject; no mailbox, no link."""
    report = format_report(make_settings(report_email="gop-y@htx.example.vn"), URL, TITLE)
    assert report.startswith("mailto:gop-y@htx.example.vn?subject=")
    assert parse_qs(report.partition("?")[2])["subject"] == [f"Báo thông tin chưa đúng: {TITLE} ({ADDRESS})"]
    assert format_report(make_settings(), URL, TITLE) == ""


def test_a_site_without_an_address_offers_nothing_to_hand_on():
    """What others would get is unknown; mistakes can still be reported."""
    settings = make_settings(site_url="", report_email="gop-y@htx.example.vn")
    assert build_sharing(settings, URL, TITLE) == ("", "", "", "")
    assert f"({URL})" in unquote(format_report(settings, URL, TITLE))


def test_a_hostile_mailbox_adds_no_header():
    """Its signs are escaped: no second recipient, no other header."""
    report = format_report(make_settings(report_email="a@b.vn?bcc=x@y.vn&cc=z"), URL, TITLE)
    assert report.count("?") == 1 and "bcc=" not in report


def test_every_page_has_one_way_to_report_a_mistake():
    """The same words at the end of a profile, a product, a post, a listing; none where nobody reads the mail."""
    for path, html in render_site(rich_catalog(), report_email="gop-y@htx.example.vn").items():
        if path.endswith("index.html") and "http-equiv" not in html:
            assert html.count("mailto:gop-y@htx.example.vn") == html.count(">Báo thông tin chưa đúng<") == 1, path
    assert "Báo thông tin chưa đúng" not in "".join(render_site(rich_catalog()).values())
