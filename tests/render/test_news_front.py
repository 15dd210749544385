"""The first page of news: lead, pinned, newest, categories, and that every list of news is reached from it by links alone."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

import pytest

from tests.builders import make_cooperative, make_post, make_product
from tests.render.rendering import Reading, make_catalog, render_site

FRONT = "tin-tuc/index.html"
KEY = "thai-nguyen/mot-htx"
CATEGORIES = ("tin-hoat-dong", "chinh-sach", "ocop")


def make_posts(count, **changes):
    return {
        f"2026/tin-{number:03}": make_post(
            title=f"Tin {number:03}", published_at=f"2026-{9 - number // 28:02}-{28 - number % 28:02} 08:00", category=CATEGORIES[number % 3], **changes
        )
        for number in range(count)
    }  # fmt: skip


def list_titles(html):
    """Titles of posts in the order of the page."""
    return re.findall(r">(Tin \d{3})</a>", html)


def test_the_newest_pinned_post_leads_and_the_others_follow():
    """Each marked; then the newest."""
    posts = make_posts(30)
    for number in (7, 29):
        posts[f"2026/tin-{number:03}"] = posts[f"2026/tin-{number:03}"].model_copy(update={"pinned": True})
    html = render_site(make_catalog(posts=posts))[FRONT]
    lead, rest = html.split("</article>")
    assert list_titles(lead) == ["Tin 007"] and "Tin ghim" in lead
    pinned, rest = rest.split('id="tin-moi"')
    assert list_titles(pinned) == ["Tin 029"] and pinned.count("Tin ghim") == 2  # the heading and the mark
    assert list_titles(rest)[:3] == ["Tin 000", "Tin 001", "Tin 002"]


def test_without_a_pinned_post_the_newest_leads():
    html = render_site(make_catalog(posts=make_posts(3)))[FRONT]
    assert list_titles(html.split("</article>")[0]) == ["Tin 000"]
    assert 'id="tin-ghim"' not in html


def test_the_lead_shows_its_picture_with_words(tmp_path):
    """Large, and described for those who do not see it."""
    cover = {"file": "a.jpg", "alt": "Đồi chè buổi sớm", "people": "false"}
    html = render_site(make_catalog(posts={"2026/tin-000": make_post(title="Tin 000", cover=cover)}))[FRONT]
    assert '<img src="../tep/tin-tuc/2026/tin-000/a.jpg" alt="Đồi chè buổi sớm"' in html.split("</article>")[0]


@pytest.mark.parametrize(("change", "mark"), [({"draft": "true"}, "Bản nháp"), ({"published_at": "2026-12-24 09:00"}, "Hẹn đăng")])
def test_a_preview_marks_what_is_not_published_yet_in_the_lead_too(change, mark):
    """And in the headlines of its category, and on the home page."""
    site = render_site(make_catalog(posts={"2026/tin-000": make_post(title="Tin 000", **change)}, preview=True))
    assert site[FRONT].count(mark) == 2
    assert site["index.html"].count(mark) == 1


def test_a_category_shows_what_does_not_stand_above():
    """Its newest three of the posts on further pages; only where there are none its newest again. Empty categories have no section."""
    posts = make_posts(30) | {"2026/rieng": make_post(title="Tin 999", category="dao-tao", published_at="2026-09-29 08:00")}
    html = render_site(make_catalog(posts=posts))[FRONT]
    above, sections = html.split('id="theo-chuyen-muc"')
    parts = {re.search(r"chuyen-muc/([a-z-]+)/", part)[1]: list_titles(part) for part in sections.split("<h3>")[1:5]}
    assert parts == {
        "tin-hoat-dong": ["Tin 021", "Tin 024", "Tin 027"],
        "chinh-sach": ["Tin 019", "Tin 022", "Tin 025"],
        "ocop": ["Tin 020", "Tin 023", "Tin 026"],
        "dao-tao": ["Tin 999"],
    }
    assert set(list_titles(above)) & {"Tin 021", "Tin 019", "Tin 020"} == set()
    assert sections.count("<h3>") == 4  # and none for categories without posts; «Theo năm» has an id


def test_every_list_and_every_post_is_reached_from_the_front_page_by_links():
    """Categories, topics, tags, years, months, units, documents, galleries and their further pages, without a script."""
    picture = {"file": "a.jpg", "alt": "Đồi chè", "people": "false"}
    more = {
        "topic": "Hội chợ",
        "tags": ["chè", "ocop"],
        "cooperatives": [KEY],
        "gallery": [picture],
        "documents": [{"number": "1/2024/NĐ-CP"}],
    }
    catalog = make_catalog({KEY: make_cooperative()}, make_posts(70, **more))
    site = render_site(catalog)
    reached, waiting = {FRONT}, [FRONT]
    while waiting:
        path = waiting.pop()
        for href in Reading(site[path]).values("a", "href"):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urlsplit(href).path, "index.html"))
            if (
                not urlsplit(href).scheme
                and target in site
                and target not in reached
                and target.startswith(("tin-tuc/", "van-ban/", "thu-vien-anh/"))
            ):
                reached.add(target)
                waiting.append(target)
    wanted = {path for path in site if path.startswith(("tin-tuc/", "van-ban/", "thu-vien-anh/")) and path.endswith(".html")}
    assert wanted - reached == set()
    assert {"tin-tuc/trang/4/index.html", "tin-tuc/2026/thang-07/index.html", f"tin-tuc/don-vi/{KEY}/trang/2/index.html"} <= reached


def test_further_pages_begin_where_the_front_page_ends():
    site = render_site(make_catalog(posts=make_posts(45)))
    front = list_titles(site[FRONT].split('id="theo-chuyen-muc"')[0])
    assert front + list_titles(site["tin-tuc/trang/2/index.html"]) + list_titles(site["tin-tuc/trang/3/index.html"]) == [
        f"Tin {number:03}" for number in range(45)
    ]


def test_pages_of_records_lead_on_to_the_rest_of_their_news():
    """Six newest on a profile and on a product, and a link to all where there are more."""
    products = [make_product(slug="che-mot"), make_product(slug="che-hai")]
    posts = make_posts(7, products=[f"{KEY}/che-mot"]) | {"2026/khac": make_post(title="Tin 900", products=[f"{KEY}/che-hai"])}
    site = render_site(make_catalog({KEY: make_cooperative(products=products)}, posts))
    profile, first, second = (site[f"hop-tac-xa/{KEY}{end}/index.html"] for end in ("", "/che-mot", "/che-hai"))
    link = f'/tin-tuc/don-vi/{KEY}/">'
    assert (len(list_titles(profile)), link in profile) == (6, True) and "Xem tất cả 8 tin về đơn vị" in profile
    assert (len(list_titles(first)), link in first) == (6, True)
    assert (len(list_titles(second)), link in second) == (1, False)
