"""Sitemaps, that of news too, and robots.txt: by their schema, complete, with full addresses."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from generator.render import ProsePage, plan_pages, sitemap
from generator.settings import Organisation
from tests.builders import make_post
from tests.render.rendering import ALLIANCE, SITE_URL, list_pages, make_catalog, render_site
from tests.render.sample import rich_catalog
from tests.schemas import find_faults

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def read_locations(xml):
    return [element.text for element in ElementTree.fromstring(xml.encode()).iter(f"{SITEMAP}loc")]


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


def make_news(**days: str) -> object:
    """A catalog of posts by slug, each published on a day."""
    return make_catalog(posts={f"2026/{slug}": make_post(title=f"Tin «{slug}» & khác", published_at=day) for slug, day in days.items()})


def test_news_sitemap_names_the_posts_of_the_last_two_days():
    """With the publication, its language, the moment and the title; nothing older, nothing expired, no draft."""
    site = render_site(make_news(nay="2026-11-22 06:00", kia="2026-11-20 00:00", cu="2026-11-19 23:59"))
    assert read_locations(site["sitemap-tin-tuc.xml"]) == [f"{SITE_URL}tin-tuc/2026/nay/", f"{SITE_URL}tin-tuc/2026/kia/"]
    first = next(ElementTree.fromstring(site["sitemap-tin-tuc.xml"].encode()).iter(f"{NEWS}news"))
    words = {element.tag.removeprefix(NEWS): element.text for element in first.iter() if element.text and element.text.strip()}
    assert words == {
        "name": ALLIANCE,
        "language": "vi",
        "publication_date": "2026-11-22T06:00:00+07:00",
        "title": "Tin «nay» & khác",
    }
    assert read_locations(site["sitemap.xml"])[-1] == f"{SITE_URL}sitemap-tin-tuc.xml"


@pytest.mark.parametrize(
    "change", [{"draft": "true"}, {"expires_on": "2026-11-21"}, {"published_at": "2026-11-24 08:00"}, {"published_at": "2026-11-10 08:00"}]
)
def test_no_news_sitemap_where_nothing_is_new(change):
    """An empty one would be invalid: it is neither written nor named, in a preview with drafts either."""
    post = make_post(**({"published_at": "2026-11-21 08:00"} | change))
    site = render_site(make_catalog(posts={"2026/tin": post}, preview=True))
    assert "sitemap-tin-tuc.xml" not in site
    assert read_locations(site["sitemap.xml"]) == [f"{SITE_URL}sitemap-1.xml"]


def test_news_sitemap_has_a_thousand_posts_at_most(monkeypatch):
    """The newest ones, where there are more than the limit."""
    monkeypatch.setattr(sitemap, "NEWS_SIZE", 2)
    site = render_site(make_news(a="2026-11-22 06:00", b="2026-11-22 07:00", c="2026-11-22 08:00"))
    assert read_locations(site["sitemap-tin-tuc.xml"]) == [f"{SITE_URL}tin-tuc/2026/{slug}/" for slug in "cb"]


def test_a_news_sitemap_is_sound_whatever_a_title_holds():
    """Nor its publisher's name. Signs that XML forbids are left out, those that mean something in it are escaped."""
    post = make_post(published_at="2026-11-22 06:00").model_copy(update={"title": "Chè\x0b & <b>trà</b>\ufffe"})
    site = render_site(make_catalog(posts={"2026/tin": post}), organisation=Organisation(name="A\x0b & B"))
    xml = site["sitemap-tin-tuc.xml"].encode()
    assert find_faults("sitemap-tin-tuc.xml", xml) == []
    words = {name: [element.text for element in ElementTree.fromstring(xml).iter(NEWS + name)] for name in ("name", "title")}
    assert words == {"name": ["A & B"], "title": ["Chè & <b>trà</b>"]}


def test_sitemaps_keep_to_their_schema():
    """The index, the sitemap of pages and that of news."""
    site = render_site(make_news(nay="2026-11-22 06:00"), prose_pages=(ProsePage("liên hệ/", date(2026, 1, 2)),))
    names = [path for path in site if path.startswith("sitemap")]
    assert sorted(names) == ["sitemap-1.xml", "sitemap-tin-tuc.xml", "sitemap.xml"]
    assert [find_faults(name, site[name].encode()) for name in names] == [[], [], []]


@pytest.mark.parametrize(
    "old, new", [("<url>", "<url><priority/>"), ("+07:00", ""), ("<news:language>vi", "<news:language>"), (SITE_URL, "/")]
)
def test_the_schema_of_sitemaps_finds_mistakes(old, new):
    """So that the test above can fail."""
    xml = render_site(make_news(nay="2026-11-22 06:00"))["sitemap-tin-tuc.xml"]
    assert old in xml
    assert find_faults("sitemap-tin-tuc.xml", xml.replace(old, new).encode())


def test_robots_names_the_sitemap():
    assert render_site(make_catalog())["robots.txt"] == f"User-agent: *\nAllow: /\nSitemap: {SITE_URL}sitemap.xml\n"


def test_tasks_are_small_and_travel():
    """A task pickles to some hundred bytes and comes back equal."""
    import pickle

    from tests.render.rendering import make_settings

    for task in plan_pages(rich_catalog(), make_settings()):
        packed = pickle.dumps(task)
        assert len(packed) < 250 and pickle.loads(packed) == task


def test_a_page_that_search_engines_shall_leave_alone_is_in_no_sitemap():
    """`robots: noindex` on top of a hand-written page."""
    pages = (ProsePage("a/"), ProsePage("b/", listed=False))
    listed = read_locations(render_site(rich_catalog(), prose_pages=pages)["sitemap-1.xml"])
    assert f"{SITE_URL}a/" in listed and f"{SITE_URL}b/" not in listed
