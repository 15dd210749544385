"""The page of a post: what stands on it, once, and in its place."""

from __future__ import annotations

import re

import pytest

from generator.render import Media
from tests.builders import make_cooperative, make_post
from tests.render.rendering import Reading, make_catalog, render_site
from tests.render.sample import KEY, POST_KEY, make_rich_post, rich_catalog

PAGE = f"tin-tuc/{POST_KEY}/index.html"
FILE = f"tep/tin-tuc/{POST_KEY}/ke-hoach-147-signed.pdf"


@pytest.fixture(scope="module")
def html() -> str:
    return render_site(rich_catalog(), media=Media(file_sizes={FILE: 1_258_291}), report_email="gop-y@htx.example.vn")[PAGE]


def test_the_parts_stand_in_the_order_a_reader_expects(html):
    """Category, title, stamp, lead, cover, body, figures, authors, source, poster, photos, files, documents, sharing, records, related."""
    marks = [
        'class="htx-kicker"', "<h1>", 'class="htx-stamp"', 'class="htx-size"', 'class="htx-lead"', 'alt="Đồi chè trong sương"', 'class="htx-prose"', 'id="so-lieu"',
        'class="htx-authors"', "Báo Thử", "Người đăng: ", 'id="chum-anh"', 'id="tep-dinh-kem"', 'id="van-ban"', 'class="htx-share"', 'id="don-vi"',
        'id="san-pham"', 'id="dia-phuong"', 'id="tin-lien-quan"', 'class="htx-beside"',
    ]  # fmt: skip
    body = html[html.index("<main>") :]
    places = [body.find(mark) for mark in marks]
    assert -1 not in places, marks[places.index(-1)]
    assert places == sorted(places)


def test_stamp_and_lead_are_printed_once(html):
    """The stamp as Vietnamese write it, with the moment for programs; the lead in its own paragraph and nowhere in the body."""
    assert re.search(r'<p class="htx-stamp"><time datetime="2026-09-15T12:37\+07:00">Thứ Ba, 15/09/2026, 12:37</time>', html)
    main = html[html.index("<main>") :]
    assert main.count("Liên minh họp ngày 15/9.") == 1


def test_an_attachment_tells_what_it_is_and_keeps_its_name(html):
    """Issuer, signature, kind and size; opened in place where browsers can, downloaded under the name staff gave it."""
    assert f'<a href="../../../{FILE}">' in html
    assert 'download="Kế hoạch 147.signed.pdf"' in html
    assert "Tải về (PDF, 1,2 MB)" in html and '<span class="htx-badge">ký số</span>' in html and "UBND tỉnh." in html


def test_a_file_that_browsers_cannot_show_is_only_downloaded():
    """A Word file has no link that opens in place."""
    post = make_post(attachments=[{"file": "Mẫu đơn.docx", "title": "Mẫu đơn"}])
    html = render_site(make_catalog(posts={"2026/a": post}))["tin-tuc/2026/a/index.html"]
    links = re.findall(r'<a[^>]*mau-don\.docx"[^>]*>', html)
    assert len(links) == 2 and all('download="Mẫu đơn.docx"' in link for link in links)


def test_each_photo_of_a_gallery_is_a_link_to_itself(html):
    """So that it opens without a script; caption and credit stand below it."""
    gallery = html[html.index('id="chum-anh"') : html.index('id="tep-dinh-kem"')]
    assert '<figcaption>Sáng sớm <span class="htx-credit">Ảnh: Ban biên tập</span></figcaption>' in gallery
    assert re.search(
        r'<ul class="htx-gallery" data-gallery>\s*<li><figure>\s*<a href="(\S+hai\.jpg)"><span class="htx-unseen">Xem ảnh lớn: </span><img src="\1" alt="Đồi chè trong sương"',
        html,
    )


def test_places_are_cards_that_lead_to_their_cooperatives(html):
    """With the number of them; a commune names its province."""
    text = " ".join(Reading(html).text.split())
    assert "Tỉnh Thái Nguyên 2 đơn vị trong danh bạ" in text
    assert "Phường Phan Đình Phùng Thái Nguyên · 2 đơn vị trong danh bạ" in text
    assert '<h3 class="htx-card__name"><a href="../../../hop-tac-xa/thai-nguyen/">Tỉnh Thái Nguyên</a></h3>' in html


def test_a_place_without_cooperatives_has_no_link():
    """It is named all the same."""
    html = render_site(make_catalog(posts={"2026/a": make_post(places=["ca-mau"])}))["tin-tuc/2026/a/index.html"]
    assert '<h3 class="htx-card__name">Tỉnh Cà Mau</h3>' in html and "Chưa có đơn vị nào trong danh bạ" in html


def test_a_thread_marks_the_post_that_is_read():
    """The others are links; the topic leads to all of them."""
    posts = {
        f"2026/bai-{number}": make_post(title=f"Bài {number}", published_at=f"2026-0{number}-01 08:00", topic="Hội chợ")
        for number in (1, 2)
    }
    html = render_site(make_catalog(posts=posts))["tin-tuc/2026/bai-1/index.html"]
    thread = html[html.index('id="dong-su-kien"') : html.index("</ol>", html.index('id="dong-su-kien"'))]
    assert '<a href="../../../tin-tuc/dong-su-kien/hoi-cho/">Hội chợ</a>' in thread
    assert thread.index("<strong>Bài 1</strong>") < thread.index('<a href="../../../tin-tuc/2026/bai-2/">Bài 2</a>')
    assert thread.count('aria-current="true"') == 1


def test_a_post_alone_in_its_topic_names_it_among_its_tags():
    """Without a thread that would hold one line."""
    html = render_site(make_catalog(posts={"2026/a": make_post(topic="Hội chợ")}))["tin-tuc/2026/a/index.html"]
    assert 'id="dong-su-kien"' not in html and "<dt>Dòng sự kiện</dt>" in html


def test_a_bare_post_has_no_empty_section():
    """No byline, no list, no heading without something below it."""
    html = render_site(make_catalog({KEY: make_cooperative()}, {"2026/a": make_post(authors=[])}))["tin-tuc/2026/a/index.html"]
    reading = Reading(html)
    assert [words for level, words in reading.headings if level > 1] == []
    assert "htx-byline" not in html and "<dl" not in html


def test_english_parts_are_marked():
    """For screen readers."""
    html = render_site(
        make_catalog({KEY: make_cooperative()}, {"2026/a": make_rich_post(title_en="A meeting", lead_en="They met.", products=[])})
    )
    assert re.search(r'<section class="htx-prose" lang="en">\s*<h2>In English</h2>', html["tin-tuc/2026/a/index.html"])


def test_a_document_is_repealed_as_soon_as_any_post_says_so():
    """What other posts know of it stands here too: its name, its issuer, and the copy that one of them carries."""
    posts = {
        "2020/cu": make_post(published_at="2020-05-01 08:00", documents=[{"number": "193/2013/NĐ-CP"}, {"number": "147/KH-UBND"}]),
        "2024/moi": make_post(
            published_at="2024-08-01 08:00",
            documents=[{"number": "193/2013/nđ-cp", "title": "Nghị định cũ", "repealed": "true"}],
            attachments=[{"file": "kh.pdf", "title": "Kế hoạch năm", "number": "147/KH-UBND"}],
        ),
    }
    html = render_site(make_catalog(posts=posts))["tin-tuc/2020/cu/index.html"]
    section = html[html.index('id="van-ban"') : html.index("</section>", html.index('id="van-ban"'))]
    assert "193/2013/NĐ-CP: Nghị định cũ" in section and "hết hiệu lực" in section and "Chính phủ" in section
    assert (
        '<a class="htx-get" href="../../../tep/tin-tuc/2024/moi/kh.pdf">Xem tệp<span class="htx-unseen">: 147/KH-UBND</span></a>' in section
    )


def test_a_document_of_another_year_is_another_document():
    """Numbers without a year begin again each January: a page shows the copy of its own."""
    cited = {"number": "147/KH-UBND", "issued_on": "2025-03-01"}
    posts = {
        "2025/nhac": make_post(published_at="2025-04-01 08:00", documents=[cited]),
        "2025/kem": make_post(published_at="2025-03-02 08:00", attachments=[cited | {"file": "kh.pdf", "title": "Kế hoạch 2025"}]),
        "2026/khac": make_post(documents=[cited | {"issued_on": "2026-03-01", "title": "Kế hoạch 2026", "repealed": "true"}]),
    }
    html = render_site(make_catalog(posts=posts))["tin-tuc/2025/nhac/index.html"]
    section = html[html.index('id="van-ban"') : html.index("</section>", html.index('id="van-ban"'))]
    assert "147/KH-UBND: Kế hoạch 2025" in section and 'href="../../../tep/tin-tuc/2025/kem/kh.pdf"' in section
    assert "2026" not in section and "hết hiệu lực" not in section
