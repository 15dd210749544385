"""Feeds of news in three formats: by their schemas, the same posts in each, named on the pages they concern."""

from __future__ import annotations

import json
import re

import pytest

from tests.builders import make_post
from tests.render.feeds import MEDIA, NAMES, list_feeds, parse, read_items, render_feeds
from tests.render.rendering import ALLIANCE, SITE_URL, Reading, render_site
from tests.render.sample import rich_catalog
from tests.schemas import find_faults


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return render_site(rich_catalog(), media=MEDIA)


def test_every_category_and_the_whole_have_feeds_in_three_formats(site):
    """Beside their listing, for categories without a post too; and all of them keep to the schemas."""
    folders = {path.removesuffix("index.html") for path in site if re.fullmatch(r"tin-tuc/(chuyen-muc/[a-z-]+/)?index\.html", path)}
    feeds = list_feeds(site)
    assert len(folders) == 9 and set(feeds) == {folder + name for folder in folders for name in NAMES}
    assert {path: faults for path, text in feeds.items() if (faults := find_faults(path.rpartition("/")[2], text.encode()))} == {}
    assert read_items(feeds["tin-tuc/chuyen-muc/ocop/atom.xml"]) == read_items(feeds["tin-tuc/chuyen-muc/ocop/feed.json"]) == []


def test_a_site_without_news_has_valid_feeds():
    for path, text in render_feeds({}).items():
        assert find_faults(path.rpartition("/")[2], text.encode()) == []


@pytest.mark.parametrize(
    "name, old, new",
    [
        ("rss.xml", "+0700</pubDate>", "</pubDate>"),
        ("rss.xml", "<link>", "<link/><link>"),
        ("rss.xml", 'length="', 'size="'),
        ("atom.xml", "+07:00</updated>", "</updated>"),
        ("atom.xml", 'rel="via"', 'rel="source"'),
        ("atom.xml", "<summary>", "<summary><p/>"),
        ("atom.xml", "<author>", "<author><title>A</title>"),
        ("feed.json", '"date_published"', '"date"'),
        ("feed.json", '"mime_type"', '"type"'),
        ("feed.json", "+07:00", ""),
    ],
)
def test_the_schemas_find_mistakes(site, name, old, new):
    """So that the tests of validity can fail."""
    text = site[f"tin-tuc/{name}"]
    assert old in text
    assert find_faults(name, text.replace(old, new).encode())


def test_the_three_formats_tell_the_same(site):
    """Ids, addresses, moments, authors, tags, texts; the newest first, expired posts and drafts left out."""
    rss, atom, plain = (read_items(site[f"tin-tuc/{name}"]) for name in NAMES)
    assert [item["title"] for item in plain] == ["Tin thứ hai", "Hội nghị sơ kết"]
    assert atom == plain
    assert rss == [item | {"authors": item["authors"] or [ALLIANCE]} for item in plain]
    meeting = plain[1]
    assert meeting["link"] == meeting["id"] == f"{SITE_URL}tin-tuc/2026/hoi-nghi/"
    assert (meeting["published"], meeting["updated"]) == ("2026-09-15T12:37:00+07:00", "2026-09-16T08:00:00+07:00")
    assert meeting["authors"] == ["Ngân Hà", "Lê Thử"] and meeting["tags"] == ["Tin hoạt động", "hội nghị", "chè"]
    assert meeting["summary"] == "Liên minh họp ngày 15/9."


def test_feeds_have_the_twenty_newest_posts():
    posts = {
        f"2026/tin-{number:02}": make_post(title=f"Tin {number}", published_at=f"2026-09-{number + 1:02} 08:00") for number in range(25)
    }
    for path, text in render_feeds(posts).items():
        if path.startswith(("tin-tuc/rss", "tin-tuc/atom", "tin-tuc/feed", "tin-tuc/chuyen-muc/tin-hoat-dong/")):
            assert [item["title"] for item in read_items(text)] == [f"Tin {number}" for number in range(24, 4, -1)], path


def test_a_pinned_post_keeps_its_place_in_feeds():
    """Pinning is for the lists that people see: it neither moves an old post up nor crowds out a new one."""
    posts = {f"2026/tin-{day:02}": make_post(title=f"Tin {day}", published_at=f"2026-09-{day:02} 08:00") for day in range(1, 22)}
    posts["2026/tin-01"] = make_post(title="Tin 1", published_at="2026-09-01 08:00", pinned="true")
    for path, text in render_feeds(posts).items():
        if not path.startswith("tin-tuc/chuyen-muc/") or "tin-hoat-dong" in path:
            assert [item["title"] for item in read_items(text)] == [f"Tin {day}" for day in range(21, 1, -1)], path


def test_feeds_name_their_page_and_themselves(site):
    """A reader's program finds the page of a feed and the feed's own address; the publisher is named."""
    for folder, title in (("tin-tuc/", ALLIANCE), ("tin-tuc/chuyen-muc/ocop/", f"OCOP – {ALLIANCE}")):
        for name in NAMES[:2]:
            feed = parse(site[folder + name]).feed
            assert (feed.title, feed.link, feed.language) == (title, SITE_URL + folder, "vi")
            assert [link.href for link in feed.links if link.rel == "self"] == [SITE_URL + folder + name]
        plain = json.loads(site[folder + "feed.json"])
        assert (plain["title"], plain["home_page_url"], plain["feed_url"]) == (title, SITE_URL + folder, f"{SITE_URL}{folder}feed.json")
        assert plain["authors"] == [{"name": ALLIANCE, "url": SITE_URL}]


def test_pages_name_the_feeds_that_concern_them(site):
    """All news everywhere; a category's on its listing, there in every format, and on its posts. Never as a plain alternate."""
    ocop = [f"chuyen-muc/ocop/{name}" for name in NAMES]
    expected = {
        "index.html": ["tin-tuc/rss.xml"],
        "tin-tuc/index.html": [*NAMES],
        "tin-tuc/chuyen-muc/ocop/index.html": ["rss.xml", *ocop],
        "tin-tuc/2026/hoi-nghi/index.html": ["rss.xml", "chuyen-muc/tin-hoat-dong/rss.xml"],
    }
    for path, ends in expected.items():
        links = [
            attributes for tag, attributes in Reading(site[path]).elements if tag == "link" and "feed" in (attributes.get("rel") or "")
        ]
        assert {attributes["rel"] for attributes in links} == {"alternate feed"}
        assert len(links) == len(ends)
        assert all(link["href"].endswith(end.rpartition("/")[2]) for link, end in zip(links, ends, strict=True)), links


def test_listings_with_feeds_offer_them_to_people(site):
    """«Nhận tin qua RSS» on the front page of the news and in each category, nowhere else, and only where there are feeds."""
    offering = {path for path, html in site.items() if path.endswith(".html") and "Nhận tin qua" in html}
    assert {"tin-tuc/index.html", "tin-tuc/chuyen-muc/tin-hoat-dong/index.html"} <= offering
    assert all(re.fullmatch(r"tin-tuc/(chuyen-muc/[a-z-]+/)?index\.html", path) for path in offering)
    without = render_site(rich_catalog(), site_url="")
    assert not list_feeds(without) and not any("Nhận tin qua" in html for html in without.values())
