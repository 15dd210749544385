"""Feed, sitemaps and robots.txt: well-formed, complete, with full addresses."""

from __future__ import annotations

from datetime import date
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest

from generator.render import ProsePage, plan_pages, sitemap
from tests.builders import make_post
from tests.render.rendering import SITE_URL, list_pages, make_catalog, render_site
from tests.render.sample import rich_catalog

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def read_locations(xml):
    return [element.text for element in ElementTree.fromstring(xml.encode()).iter(f"{SITEMAP}loc")]


def test_feed_holds_the_newest_posts_in_full():
    """Twenty at most, expired ones and drafts left out, links and pictures with full addresses."""
    channel = ElementTree.fromstring(render_site(rich_catalog())["tin-tuc/rss.xml"].encode()).find("channel")
    titles = [item.findtext("title") for item in channel.iter("item")]
    assert titles == ["Tin thứ hai", "Hội nghị sơ kết"]
    meeting = list(channel.iter("item"))[1]
    assert meeting.findtext("link") == meeting.findtext("guid") == f"{SITE_URL}tin-tuc/2026/hoi-nghi/"
    assert parsedate_to_datetime(meeting.findtext("pubDate")).isoformat() == "2026-09-15T12:37:00+07:00"
    assert f'href="{SITE_URL}hop-tac-xa/thai-nguyen/che-doi-xa/che-dinh/"' in meeting.findtext(CONTENT)
    assert f'src="{SITE_URL}tep/tin-tuc/2026/hoi-nghi/hai.jpg"' in meeting.findtext(CONTENT)


def test_feed_has_twenty_posts_at_most():
    posts = {f"2026/tin-{number:02}": make_post(title=f"Tin {number}") for number in range(25)}
    feed = ElementTree.fromstring(render_site(make_catalog(posts=posts))["tin-tuc/rss.xml"].encode())
    assert len(list(feed.iter("item"))) == 20


def test_feed_survives_signs_that_xml_forbids():
    """A control character must not make the feed unreadable to programs."""
    post = make_post(title="Tin").model_copy(update={"title": "Tin \x0b\x1f<b>&\uffff", "lead": "]]>\x00"})
    item = ElementTree.fromstring(render_site(make_catalog(posts={"2026/tin": post}))["tin-tuc/rss.xml"].encode()).find("channel/item")
    assert item.findtext("title") == "Tin <b>&" and item.findtext("description") == "]]>"


def test_sitemap_names_every_page_that_may_be_found():
    """All pages but 404, search and drafts, hand-written ones included, each with the day it changed."""
    site = render_site(rich_catalog(), prose_pages=(ProsePage(""), ProsePage("gioi-thieu/", date(2026, 1, 2)), ProsePage("liên hệ/")))
    assert read_locations(site["sitemap.xml"]) == [f"{SITE_URL}sitemap-1.xml"]
    listed = read_locations(site["sitemap-1.xml"])
    hidden = {"404.html", "tim-kiem/index.html", "tin-tuc/2026/ban-nhap/index.html", "tin-tuc/2026/hen-dang/index.html"}
    pages = {SITE_URL + path.removesuffix("index.html") for path in list_pages(site) if path not in hidden}
    assert set(listed) == pages | {f"{SITE_URL}gioi-thieu/", f"{SITE_URL}li%C3%AAn%20h%E1%BB%87/"}
    assert len(listed) == len(set(listed))
    assert f"<url><loc>{SITE_URL}gioi-thieu/</loc><lastmod>2026-01-02</lastmod></url>" in site["sitemap-1.xml"]


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_sitemaps_are_cut_at_their_size(monkeypatch, size):
    """Together the parts name each page once."""
    whole = read_locations(render_site(rich_catalog())["sitemap-1.xml"])
    monkeypatch.setattr(sitemap, "SITEMAP_SIZE", size)
    site = render_site(rich_catalog())
    parts = [read_locations(site[address.removeprefix(SITE_URL)]) for address in read_locations(site["sitemap.xml"])]
    assert all(len(part) <= size for part in parts)
    assert [address for part in parts for address in part] == whole


def test_robots_names_the_sitemap():
    assert render_site(make_catalog())["robots.txt"] == f"User-agent: *\nAllow: /\nSitemap: {SITE_URL}sitemap.xml\n"


def test_tasks_are_small_and_travel():
    """A task pickles to some hundred bytes and comes back equal."""
    import pickle

    from tests.render.rendering import make_settings

    for task in plan_pages(rich_catalog(), make_settings()):
        packed = pickle.dumps(task)
        assert len(packed) < 250 and pickle.loads(packed) == task
