"""Every page of a rich site: its outline, head, links and words, at every depth and both ways of spelling links."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from generator.render.frame import DESCRIPTION_LENGTH
from tests.builders import PROJECT, make_cooperative, make_product
from tests.render.rendering import ALLIANCE, BUILD_DATE, SITE_URL, Reading, list_pages, make_catalog, render_site, templates
from tests.render.sample import KEY, POST_KEY, TAX_CODE, rich_catalog

PROFILE = f"hop-tac-xa/{KEY}/index.html"
PRODUCT = f"hop-tac-xa/{KEY}/che-dinh/index.html"
POST = f"tin-tuc/{POST_KEY}/index.html"


@pytest.fixture(scope="module")
def site():
    return render_site(rich_catalog())


def test_one_thing_has_one_name():
    """What news are made of is «tin» wherever visitors read; «bài» is what staff write. Only advice to journalists speaks of theirs."""
    words = {name: text for name, text in templates().items() if name != "statistics.html"}
    words["vi-pages"] = (PROJECT / "generator" / "messages" / "vi-pages.yml").read_text(encoding="utf-8")
    assert [name for name, text in words.items() if re.search(r"\bbài\b", text)] == []


@pytest.fixture(scope="module")
def readings(site):
    return {path: Reading(html) for path, html in list_pages(site).items()}


def follow(path, href, known):
    """The file a relative link leads to."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urlsplit(href).path))
    target = "" if target == "." else target
    return target if target in known else posixpath.join(target, "index.html")


def test_each_page_has_one_h1_and_headings_in_order(readings):
    """No level is skipped on the way down, whatever staff wrote in a body."""
    for path, reading in readings.items():
        levels = [level for level, _ in reading.headings]
        assert levels.count(1) == 1 and levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_each_page_says_when_it_was_updated(readings):
    """404.html alone has no day of its own."""
    assert [path for path, reading in readings.items() if "Cập nhật:" not in reading.text] == ["404.html"]


def test_each_page_has_a_plain_description(readings):
    """At most 160 characters, without Markdown."""
    for path, reading in readings.items():
        description = reading.meta("description")
        assert description and len(description) <= DESCRIPTION_LENGTH, path
        assert not set("*[]#`") & set(description), path


def test_each_page_has_its_own_title(site):
    """Further pages of a listing carry their number."""
    titles = [re.search("<title>(.*?)</title>", html)[1] for path, html in list_pages(site).items() if "/chuyen-muc/" not in path]
    assert len(titles) == len(set(titles))


def test_ids_are_unique_and_sections_have_names(readings):
    """Every aria-labelledby names an id of the same page."""
    for path, reading in readings.items():
        ids = reading.attributes("id")
        assert len(ids) == len(set(ids)), path
        assert set(reading.attributes("aria-labelledby")) <= set(ids), path


def test_canonical_addresses_are_full_and_end_in_a_slash(site):
    """At the site's own address, the page's own url."""
    for path, html in list_pages(site).items():
        found = re.findall('<link rel="canonical" href="([^"]*)">', html)
        listed = path not in ("404.html", "tim-kiem/index.html") and "ban-nhap" not in path and "hen-dang" not in path
        assert found == ([SITE_URL + path.removesuffix("index.html")] if listed else []), path


@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_relative_link_leads_to_a_file(directory_urls):
    """From any depth, through both ways of spelling links; files of records count as there."""
    catalog = rich_catalog()
    site = render_site(catalog, use_directory_urls=directory_urls)
    known = {*site, *catalog.files}
    for path, html in site.items():
        if not path.endswith(".html") or path == "404.html":
            continue
        reading = Reading(html)
        for href in (*reading.values("a", "href"), *reading.values("img", "src"), *reading.values("link", "href")):
            if not urlsplit(href).scheme and not href.startswith("#") and "/assets/" not in href:
                assert follow(path, href, known) in known, (path, href)
                assert directory_urls or not href.endswith("/"), (path, href)


def test_links_of_not_found_start_at_the_site_root(site):
    """The server shows the page at any address, so relative links would break."""
    hrefs = Reading(site["404.html"]).values("a", "href")
    assert hrefs and all(href.startswith("/ban-thu/") for href in hrefs)


def test_without_an_address_nothing_claims_one():
    """No canonical, feed, sitemap or address in structured data."""
    site = render_site(rich_catalog(), site_url="")
    assert not {"sitemap.xml", "sitemap-1.xml", "tin-tuc/rss.xml"} & set(site)
    assert "Sitemap" not in site["robots.txt"]
    for path, html in list_pages(site).items():
        for trace in ("canonical", "rss.xml", "og:url", "@id"):
            assert trace not in html, (path, trace)


def test_profile_tells_what_a_visitor_needs(readings):
    """Status in words, both addresses, one-touch contacts, figures, source and day of checking."""
    reading = readings[PROFILE]
    words = (
        TAX_CODE, "Đang hoạt động", "Số 3, Xóm Xa, phường Phan Đình Phùng, Thái Nguyên", "Trước 7/2025: xã Cũ, huyện Đại Từ, tỉnh Thái Nguyên",
        "tháng 9/2017", "năm 2018", "Nhỏ (đơn vị kê khai năm 2025)", "Nguyễn Văn Thử, Giám đốc", "1.950.000.000 đ", "còn hiệu lực đến 10/04/2027",
        "Kiểm tra lần cuối: 15/09/2026", "Tạm ngừng kinh doanh: từ 01/06/2021 đến 01/12/2021", "Tổ hợp tác Ong Rừng",
    )  # fmt: skip
    assert [text for text in words if text not in " ".join(reading.text.split())] == []
    assert {"tel:+842080000016", "https://zalo.me/0912345678", "mailto:lienhe@doi-xa.example.vn"} <= set(reading.values("a", "href"))


def test_product_prints_each_recognition_with_its_day(readings):
    """In force, expired, revoked; price with its day; season in words."""
    text = " ".join(readings[PRODUCT].text.split())
    words = (
        "OCOP 4 sao · còn hiệu lực đến 01/08/2028", "đã hết hạn ngày 01/08/2025", "còn hiệu lực đến 01/02/2027, sắp hết hạn", "đã bị thu hồi ngày 02/03/2026 theo Quyết định 77/QĐ-UBND",
        "Quyết định số 9001/QĐ-UBND ngày 01/08/2025 của UBND tỉnh Thái Nguyên (cấp tỉnh), công nhận lần đầu", "83,5 điểm",
        "từ 1.800.000 đ đến 2.200.000 đ/kg (tại thời điểm 10/09/2026)", "Hộp 200 g: 400.000 đ", "Túi 500 g: liên hệ", "Từ tháng 11 đến tháng 2 năm sau",
        "Tạm hết hàng", "Bán lẻ, bán sỉ", "Trong nước, Nhật Bản", "8930000001368",
    )  # fmt: skip
    assert [expected for expected in words if expected not in text] == []


def test_price_unknown_says_contact():
    """0 is never printed for a price that nobody gave."""
    site = render_site(make_catalog({KEY: make_cooperative(products=[make_product()])}))
    assert "Giá: <strong>Liên hệ</strong>" in site[f"hop-tac-xa/{KEY}/che-vi-du/index.html"]
    assert "Giá: liên hệ" in site["san-pham/index.html"]


def test_post_shows_its_lead_once_and_its_people_apart(readings):
    """Author at the end with title, poster apart, source named, weekday in words."""
    text = " ".join(readings[POST].text.split())
    assert text.count("Liên minh họp ngày 15/9.") == 1
    for words in (
        "Thứ Ba, 15/09/2026, 12:37",
        "Ngân Hà, Phóng viên; Lê Thử",
        "Người đăng: Nguyễn Thử",
        "Nguồn: Báo Thử",
        "hết hiệu lực",
        "khoảng 1,58",
    ):
        assert words in text


def test_drafts_and_future_posts_are_marked_in_the_preview(readings):
    """And search engines are kept away from them."""
    assert "Bản nháp: chỉ hiện khi xem trước" in readings["tin-tuc/2026/ban-nhap/index.html"].text
    assert "Tin hẹn đăng" in readings["tin-tuc/2026/hen-dang/index.html"].text
    assert readings["tin-tuc/2026/ban-nhap/index.html"].meta("robots") == "noindex"


def test_reported_and_counted_figures_stand_apart(site):
    """Each reported figure keeps period, nature, unit and source; counts carry the build date."""
    reported, counted = site["thong-ke/index.html"].split('id="dem"')
    for words in ("Thái Bình", "Địa giới trước 1/7/2025", "thời điểm 30/06/2020", "Thực hiện", "Kế hoạch", "Báo cáo ví dụ", "OCOP 4 sao"):
        assert words in reported
    assert f"{BUILD_DATE:%d/%m/%Y}" in counted and "448" not in counted


def test_an_empty_site_tells_staff_what_to_do_first():
    """Home, directory, products, news and statistics each say where the first file goes."""
    site = render_site(make_catalog(), prose="<p>Lời chào</p>")
    for path in ("hop-tac-xa/index.html", "index.html"):
        assert "data/cooperatives/&lt;tỉnh&gt;/" in site[path]
    assert "docs/tin-tuc/&lt;năm&gt;/" in site["tin-tuc/index.html"]
    assert "data/statistics/" in site["thong-ke/index.html"]
    assert "<p>Lời chào</p>" in site["index.html"] and f"<h1>{ALLIANCE}</h1>" in site["index.html"]


def test_old_addresses_and_short_ones_lead_on(site):
    """A page without frame that search engines skip, with refresh, canonical and a plain link."""
    for path, target in (
        ("htx/doi-xa.html", f"../hop-tac-xa/{KEY}/"),
        (f"m/{TAX_CODE}/1/index.html", f"../../../hop-tac-xa/{KEY}/che-dinh/"),
    ):
        html = site[path]
        assert f'content="0; url={target}"' in html and f'<a href="{target}">' in html and "noindex" in html
        assert f'<link rel="canonical" href="{SITE_URL}hop-tac-xa/' in html
        assert len(html) < 1000


def test_rendering_twice_gives_the_same_bytes():
    """Caches of cards and converters leave no trace."""
    assert render_site(rich_catalog()) == render_site(rich_catalog())


def test_pictures_of_both_descriptions_are_printed():
    """The English text shows its own pictures, from the folder of the record, as the Vietnamese one does."""
    photos = [{"file": file, "alt": file, "people": "false"} for file in ("vi.jpg", "en.jpg")]
    record = make_cooperative(photos=photos, description="![Đồi chè](vi.jpg)", description_en="![Tea hill](en.jpg)")
    profile = Reading(render_site(make_catalog({KEY: record}))[PROFILE])
    found = {image["alt"]: posixpath.basename(image["src"]) for tag, image in profile.elements if tag == "img"}
    assert found["Đồi chè"] == "vi.jpg" and found["Tea hill"] == "en.jpg"
