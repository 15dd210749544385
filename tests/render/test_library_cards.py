"""Cards of documents and galleries: what a reader needs before opening, escaped, with links that fit."""

import pytest

from generator.render import Media
from tests.builders import make_post
from tests.render.rendering import Reading, make_catalog, render_site

PICTURE = {"file": "a.jpg", "alt": "Đồi chè", "people": "false"}
ATTACHMENT = {"file": "Kế \"hoạch\" 147.signed.pdf", "title": "Kế hoạch", "number": "147/KH-UBND", "issuer": "UBND tỉnh Thử", "issued_on": "2026-03-01", "signed": "true"}  # fmt: skip
FILE_URL = "tep/tin-tuc/2026/mot-tin/ke-hoach-147-signed.pdf"


def read_words(html):
    return " ".join(Reading(html).text.split())


def test_a_document_tells_what_it_is_and_offers_its_file():
    """Number, title, issuer, day, type, size, signature; the download keeps the name it was handed in with."""
    media = Media(file_sizes={FILE_URL: 12_000})
    html = render_site(make_catalog(posts={"2026/mot-tin": make_post(title="Một tin", attachments=[ATTACHMENT])}), media=media)[
        "van-ban/index.html"
    ]
    words = read_words(html)
    for expected in ("147/KH-UBND Kế hoạch UBND tỉnh Thử, ngày 01/03/2026", "Tải về (PDF, 12 KB)", "ký số", "Trong tin: Một tin."):
        assert expected in words
    links = [attributes for tag, attributes in Reading(html).elements if tag == "a" and "download" in attributes]
    assert [(link["href"], link["download"]) for link in links] == [(f"../{FILE_URL}", 'Kế "hoạch" 147.signed.pdf')]


@pytest.mark.parametrize(
    ("file", "name", "kind"),
    [("hoa-don-\u202egpj.pdf", "hoa-don-gpj.pdf", "PDF"), ("Ban-quet.PNG", "Ban-quet.jpg", "JPG"), ("ke-hoach.PDF", "ke-hoach.pdf", "PDF")],
)
def test_a_downloaded_copy_has_the_ending_of_what_it_is(file, name, kind):
    """Pictures are published as JPEG; a sign that turns the order of letters would show another ending."""
    pages = render_site(make_catalog(posts={"2026/mot-tin": make_post(attachments=[{"file": file, "title": "Mẫu"}])}))
    for page in ("van-ban/index.html", "tin-tuc/2026/mot-tin/index.html"):
        links = [attributes for tag, attributes in Reading(pages[page]).elements if tag == "a" and "download" in attributes]
        assert [link["download"] for link in links] == [name]
        assert f"Tải về ({kind})" in pages[page]


def test_a_cited_document_tells_its_year_whether_it_stands_and_where_it_can_be_read():
    documents = [{"number": "1/2020/NĐ-CP", "repealed": "true", "url": "https://van-ban.example.vn/?a=1&b=2"}, {"number": "<b>Số</b> 7"}]
    html = render_site(make_catalog(posts={"2026/mot-tin": make_post(documents=documents)}))["van-ban/index.html"]
    words = read_words(html)
    assert "1/2020/NĐ-CP hết hiệu lực Chính phủ, năm 2020" in words
    assert 'href="https://van-ban.example.vn/?a=1&amp;b=2" rel="external nofollow noopener">Xem toàn văn' in html
    assert "<b>Số</b> 7" in words and "<b>Số</b>" not in html


def test_an_address_that_is_none_is_not_printed():
    """Whoever let it in: a link leads to the web or nowhere."""
    post = make_post(documents=[{"number": "1/2020/NĐ-CP", "url": "https://van-ban.example.vn/"}])
    document = post.documents[0].model_copy(update={"url": "javascript:alert(1)"})
    site = render_site(make_catalog(posts={"2026/mot-tin": post.model_copy(update={"documents": (document,)})}))
    assert not [path for path, text in site.items() if "javascript:" in text]


def test_a_file_without_a_number_goes_by_its_title():
    attachment = {"file": "mau.docx", "title": "Mẫu đơn xin vay"}
    html = render_site(make_catalog(posts={"2026/mot-tin": make_post(attachments=[attachment])}))["van-ban/index.html"]
    assert [name for level, name in Reading(html).headings if level == 2] == ["Mẫu đơn xin vay"]
    assert "Tải về (DOCX)" in read_words(html)


def test_only_the_newest_posts_of_a_document_are_named():
    """A law that a thousand posts cite does not make its entry a thousand lines long."""
    posts = {
        f"2026/tin-{day}": make_post(title=f"Tin {day}", published_at=f"2026-09-{day} 08:00", documents=[{"number": "1/KH-LM"}])
        for day in range(10, 16)
    }
    words = read_words(render_site(make_catalog(posts=posts))["van-ban/index.html"])
    assert "Trong tin: Tin 15; Tin 14; Tin 13; và 3 tin khác." in words


def test_only_the_newest_files_of_a_document_are_offered():
    """A number that many posts give to files of their own does not make its entry endless."""
    items = [{"file": f"{number}.pdf", "title": "Mẫu", "number": "MH-01"} for number in range(9)]
    html = render_site(make_catalog(posts={"2026/mot-tin": make_post(attachments=items)}))["van-ban/index.html"]
    assert html.count(" download=") == 6 and "và 3 tệp khác trong các tin" in html


def test_a_draft_is_marked_where_a_document_names_it():
    catalog = make_catalog(posts={"2026/nhap": make_post(documents=[{"number": "1/KH-LM"}], draft="true")}, preview=True)
    assert "Trong tin: Bản nháp" in read_words(render_site(catalog)["van-ban/index.html"])


def test_a_gallery_shows_six_photos_and_how_many_there_are():
    """Each described, loaded when it is near but for the page's first, and leading to the photos on the post's page."""
    gallery = [PICTURE | {"file": f"{number}.jpg", "alt": f"Ảnh số {number}"} for number in range(8)]
    catalog = make_catalog(posts={"2026/mot-tin": make_post(title="Một tin", gallery=gallery)})
    for directory_urls, target in ((True, "../tin-tuc/2026/mot-tin/#chum-anh"), (False, "../tin-tuc/2026/mot-tin/index.html#chum-anh")):
        site = render_site(catalog, use_directory_urls=directory_urls)
        reading = Reading(site["thu-vien-anh/index.html"])
        photos = [attributes for tag, attributes in reading.elements if tag == "img"]
        assert [photo["alt"] for photo in photos] == [f"Ảnh số {number}" for number in range(6)]
        assert [photo.get("loading") for photo in photos] == [None] + ["lazy"] * 5
        assert reading.values("a", "href").count(target) == 6
        assert "15/09/2026 · 8 ảnh" in " ".join(reading.text.split())
        assert 'id="chum-anh"' in site["tin-tuc/2026/mot-tin/index.html"]


def test_a_draft_is_marked_in_the_photo_library_of_the_preview():
    catalog = make_catalog(posts={"2026/nhap": make_post(gallery=[PICTURE], draft="true")}, preview=True)
    assert "Bản nháp" in render_site(catalog)["thu-vien-anh/2026/index.html"]


def test_empty_libraries_say_where_their_records_come_from():
    site = render_site(make_catalog())
    assert "Chưa có văn bản nào." in site["van-ban/index.html"] and "Chưa có chùm ảnh nào." in site["thu-vien-anh/index.html"]
