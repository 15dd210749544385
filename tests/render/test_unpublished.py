"""Where drafts, posts to come and posts whose time is over stand, looked for by their title in every file."""

from __future__ import annotations

from datetime import date

import pytest

from generator.records import Post
from tests.builders import make_cooperative, make_post, make_product
from tests.render.rendering import BUILD_DATE, make_catalog, render_site
from tests.search.collected import collect, titles

COOPERATIVE, PRODUCT = "thai-nguyen/che-doi-xa", "thai-nguyen/che-doi-xa/che-dinh"
TITLE, SLUG = "Tin chỉ để thử", "2026/thu"
PAGE = f"tin-tuc/{SLUG}/index.html"
RELATED = {
    "topic": "Mùa chè", "tags": ["chè"], "cooperatives": [COOPERATIVE], "products": [PRODUCT], "places": ["thai-nguyen"], "category": "ocop",
}  # fmt: skip


def make_site(*, preview: bool = False, **changes: object) -> dict[str, str]:
    """A site with two posts that share everything; the one looked for differs by `changes`."""
    return render_site(make_small_catalog(preview=preview, **changes))


def make_small_catalog(*, preview: bool = False, **changes: object):
    product = make_product(slug="che-dinh", name="Chè Đinh")
    posts: dict[str, Post] = {
        SLUG: make_post(**({"title": TITLE, "pinned": "true"} | RELATED | changes)),
        "2026/khac": make_post(title="Tin còn lại", published_at="2026-09-01 08:00", **RELATED),
    }
    return make_catalog({COOPERATIVE: make_cooperative(products=[product])}, posts, preview=preview)


def list_places(site: dict[str, str]) -> set[str]:
    return {path for path, text in site.items() if TITLE in text}


def is_listed(site: dict[str, str]) -> bool:
    """Whether lists, pages of records, the other post and the feed all name it."""
    places = {"index.html", "tin-tuc/index.html", "tin-tuc/chuyen-muc/ocop/index.html", "tin-tuc/2026/khac/index.html", "tin-tuc/rss.xml",
              f"hop-tac-xa/{COOPERATIVE}/index.html", f"hop-tac-xa/{PRODUCT}/index.html"}  # fmt: skip
    return places <= list_places(site)


UNPUBLISHED = [
    pytest.param({"draft": "true"}, "Bản nháp", id="draft"),
    pytest.param({"draft": "true", "published_at": None}, "Bản nháp", id="draft without a date"),
    pytest.param({"published_at": "2026-12-24 09:00"}, "Hẹn đăng", id="future"),
]


@pytest.mark.parametrize(("changes", "mark"), UNPUBLISHED)
def test_a_build_has_no_trace_of_what_is_not_published(changes, mark):
    """No page, list, feed, sitemap, related list, search row."""
    site = make_site(**changes)
    assert not list_places(site) and not [path for path, text in site.items() if SLUG in path or SLUG in text]
    assert TITLE not in titles(collect(make_small_catalog(**changes)))


@pytest.mark.parametrize(("changes", "mark"), UNPUBLISHED)
def test_a_preview_marks_it_on_its_page_and_cards(changes, mark):
    """So that nobody takes it for published."""
    site = make_site(preview=True, **changes)
    assert 'class="htx-notice"' in site[PAGE] and "chỉ hiện khi xem trước" in site[PAGE]
    for path in ("index.html", "tin-tuc/index.html", "tin-tuc/2026/khac/index.html"):
        assert f'<span class="htx-badge htx-badge--off">{mark}</span>' in site[path], path


@pytest.mark.parametrize(("changes", "mark"), UNPUBLISHED)
def test_even_a_preview_hands_it_to_no_machine(changes, mark):
    """Feed, sitemap and search are for what is published."""
    site = make_site(preview=True, **changes)
    assert not [path for path in list_places(site) if not path.endswith(".html")]
    assert not [path for path, text in site.items() if path.endswith(".xml") and SLUG in text]
    assert TITLE not in titles(collect(make_small_catalog(preview=True, **changes)))


def test_a_published_post_is_listed_everywhere():
    """What the other tests look for in vain is there."""
    site = make_site()
    assert is_listed(site) and "htx-notice" not in site[PAGE]


def test_an_expired_post_has_its_page_and_nothing_else():
    """Its page says so; sitemap and search still lead there, for links to it go on."""
    site = make_site(expires_on="2026-11-21")
    assert list_places(site) == {PAGE}
    assert 'Tin này đã hết hạn ngày <time datetime="2026-11-21">21/11/2026</time>.' in site[PAGE]
    assert "Tin còn lại" in site[PAGE]
    assert SLUG in site["sitemap-1.xml"]
    assert TITLE in titles(collect(make_small_catalog(expires_on="2026-11-21")))


def test_the_day_it_names_is_its_last_in_the_lists():
    """After this day, not on it."""
    assert date(2026, 11, 22) == BUILD_DATE
    site = make_site(expires_on="2026-11-22")
    assert is_listed(site) and "htx-notice" not in site[PAGE]
