"""Documents that posts cite or carry: one entry each, with what all posts together say of it, and its lists."""

import pytest

from generator.catalog.documents import IssuerBook, document_slug, find_number_year
from tests.builders import make_post, vocabularies
from tests.render.rendering import make_catalog


def build(*documents, attachments=(), **changes):
    """A catalog of one post a document, the first one newest."""
    posts = {
        f"2026/tin-{number}": make_post(published_at=f"2026-09-{28 - number} 08:00", documents=[document], **changes)
        for number, document in enumerate(documents)
    }
    posts |= {
        f"2026/tep-{number}": make_post(published_at=f"2026-08-{28 - number} 08:00", attachments=[item])
        for number, item in enumerate(attachments)
    }
    return make_catalog(posts=posts)


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("193/2013/NĐ-CP", 2013),
        ("23/2012/QH13", 2012),
        ("Luật 17/2023/QH15", 2023),
        ("2013/QĐ-UBND", 0),
        ("147/KH-UBND", 0),
        ("56-KL/TW", 0),
        ("12/3013/QĐ-TTg", 0),
        ("Nghị quyết 39", 0),
    ],
)
def test_the_year_stands_between_two_signs(number, year):
    """A number that looks like a year is not one."""
    assert find_number_year(number) == year


def test_an_issuer_goes_by_its_common_name():
    """By whichever of its names a post calls it; one nobody has listed keeps the name it is given."""
    book = IssuerBook(vocabularies())
    assert book.name("Thủ tướng", "1/QĐ-TTg") == book.name("thủ tướng chính phủ", "") == "Thủ tướng Chính phủ"
    assert book.name("Hội Làm vườn xã Thử", "") == "Hội Làm vườn xã Thử"


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("193/2013/NĐ-CP", "Chính phủ"),
        ("193/2013/nđ-cp", "Chính phủ"),
        ("23/2012/QH13", "Quốc hội"),
        ("148/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("337/2020/NQ-HĐND", "Hội đồng nhân dân"),
        ("147 / KH - UBND", "Ủy ban nhân dân"),
        ("56-KL/TW", "Trung ương Đảng"),
        ("12-NQ/TU", "Tỉnh ủy, Thành ủy"),
        ("12-NQ/TƯ", "Trung ương Đảng"),
        ("4751/QĐ-BNNPTNT-VPĐP", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("8/TB-VPCP", "Văn phòng Chính phủ"),
        ("9045/TB-LM", ""),
        ("Công ty CP", ""),
        ("CP", ""),
    ],
)
def test_the_issuer_is_read_from_a_sign_that_is_certain(number, issuer):
    """The sign stands behind a stroke or hyphen; the number of a legislature is no part of it; marks tell Party offices apart."""
    assert IssuerBook(vocabularies()).read_number(number) == issuer


def test_a_sign_tells_one_issuer():
    """Each sign of the list stands once; none ends in a digit, which would be the number of a legislature."""
    signs = [sign for entry in vocabularies().document_issuers.values() for sign in entry.signs]
    assert len({sign.casefold() for sign in signs}) == len(signs) > 20
    assert not [sign for sign in signs if not sign.isalpha()]


def test_one_number_is_one_document_however_it_is_spelled():
    """The spelling with marks is shown; title, date, issuer and full text come from whichever post gives them."""
    catalog = build(
        {"number": "193/2013/nd-cp"},
        {"number": "193 / 2013 / NĐ-CP", "title": "Nghị định cũ", "url": "https://van-ban.example.vn/193"},
        {"number": "193/2013/NĐ-CP", "title": "Tên khác", "issued_on": "2013-11-21"},
    )
    entry = catalog.documents["193-2013-nd-cp"]
    assert list(catalog.documents) == [document_slug("193/2013/NĐ-CP")]
    assert (entry.number, entry.title, entry.url) == ("193 / 2013 / NĐ-CP", "Nghị định cũ", "https://van-ban.example.vn/193")
    assert (entry.issuer, entry.year, f"{entry.issued_on}") == ("Chính phủ", 2013, "2013-11-21")
    assert entry.post_keys == ("2026/tin-0", "2026/tin-1", "2026/tin-2")


def test_central_and_provincial_resolutions_of_one_number_are_two():
    """`TƯ` is `TW`, and not the `TU` of a province."""
    assert list(build({"number": "12-NQ/TƯ"}, {"number": "12-NQ/TU"}, {"number": "12-NQ/TW"}).documents) == ["12-nq-tu", "12-nq-tw"]


def test_one_post_that_says_repealed_is_enough():
    """Readers of the other posts learn it too."""
    documents = build({"number": "1/2020/NĐ-CP"}, {"number": "1/2020/NĐ-CP", "repealed": "true"}, {"number": "2/2020/NĐ-CP"}).documents
    assert {key: entry.repealed for key, entry in documents.items()} == {"1-2020-nd-cp": True, "2-2020-nd-cp": False}


def test_a_cited_document_and_a_file_of_one_number_are_one():
    """The file is offered under the name it was handed in with."""
    item = {"file": "Kế hoạch 147.pdf", "title": "Kế hoạch", "number": "147/KH-UBND", "issuer": "UBND tỉnh Thử", "signed": "true"}
    entry = build({"number": "147/kh-ubnd"}, attachments=[item]).documents["147-kh-ubnd"]
    assert [(file.url, file.name, file.signed) for file in entry.files] == [
        ("tep/tin-tuc/2026/tep-0/ke-hoach-147.pdf", "Kế hoạch 147.pdf", True)
    ]
    assert entry.issuer == "UBND tỉnh Thử"


def test_files_without_a_number_stand_for_themselves():
    """Two forms of one title are two files."""
    item = {"file": "mau.pdf", "title": "Mẫu đơn"}
    documents = build(attachments=[item, item]).documents
    assert list(documents) == ["2026/tep-0/mau.pdf", "2026/tep-1/mau.pdf"]
    assert {entry.number for entry in documents.values()} == {""}


def test_numbers_that_begin_again_each_year_are_told_apart():
    """`147/KH-UBND` of 2020 and of 2021; a post that tells no year means the last that it may have known."""
    posts = {
        "2021/a": make_post(published_at="2021-05-01 08:00", documents=[{"number": "147/KH-UBND", "issued_on": "2021-02-01"}]),
        "2020/b": make_post(
            published_at="2020-05-01 08:00", documents=[{"number": "147/KH-UBND", "issued_on": "2020-02-01", "repealed": "true"}]
        ),
        "2020/c": make_post(published_at="2020-12-01 08:00", documents=[{"number": "147/KH-UBND"}]),
        "2019/d": make_post(published_at="2019-12-01 08:00", documents=[{"number": "147/KH-UBND"}]),
    }
    documents = make_catalog(posts=posts).documents
    assert {key: (entry.post_keys, entry.repealed) for key, entry in documents.items()} == {
        "147-kh-ubnd/2021": (("2021/a",), False),
        "147-kh-ubnd/2020": (("2020/c", "2020/b", "2019/d"), True),
    }


def test_offices_by_two_spellings_have_one_list():
    """`UBND` is `Ủy ban nhân dân`; the newest spelling names the list."""
    catalog = build(
        {"number": "1/QĐ-UBND", "issuer": "UBND tỉnh Phú Thọ"},
        {"number": "2/QĐ-UBND", "issuer": "Ủy ban nhân dân tỉnh Phú Thọ"},
        {"number": "3/QĐ-UBND"},
        {"number": "4/QĐ-UBND", "issuer": "UBND"},
    )
    lists = {
        listing.url: (listing.subject, len(listing.keys)) for listing in catalog.listings.values() if listing.form == "documents-by-issuer"
    }
    assert lists == {
        "van-ban/co-quan/uy-ban-nhan-dan/": ("Ủy ban nhân dân", 2),
        "van-ban/co-quan/uy-ban-nhan-dan-tinh-phu-tho/": ("UBND tỉnh Phú Thọ", 2),
    }


def test_a_long_name_of_abbreviations_still_fits_a_folder():
    """Written out it would be longer than a file system takes."""
    catalog = build({"number": "1/KH", "issuer": "HTX " * 49})
    assert all(len(part) <= 120 for url in catalog.listings for part in url.split("/"))


def test_lists_begin_with_the_newest_document():
    """By day, then those of which only the year is known; without any year by the day of the post."""
    catalog = build(
        {"number": "1/2024/NĐ-CP"},
        {"number": "2/2024/NĐ-CP", "issued_on": "2024-03-01"},
        {"number": "5/KH-LM"},
        {"number": "3/2025/NĐ-CP"},
        {"number": "10/2024/NĐ-CP", "issued_on": "2024-05-01"},
    )
    whole = catalog.listings["van-ban/"]
    assert [catalog.documents[key].number for key in whole.keys] == [
        "5/KH-LM", "3/2025/NĐ-CP", "10/2024/NĐ-CP", "2/2024/NĐ-CP", "1/2024/NĐ-CP",
    ]  # fmt: skip
    assert [link.url for link in whole.links] == ["van-ban/nam/2025/", "van-ban/nam/2024/"]
    assert len(catalog.listings["van-ban/nam/2024/"].keys) == 3


def test_expired_posts_still_count_and_unpublished_ones_do_not():
    """The page of an expired post stays, so what it carries stays findable; a draft is for the preview."""
    posts = {
        "2026/cu": make_post(expires_on="2026-10-01", documents=[{"number": "1/KH-LM"}]),
        "2026/nhap": make_post(draft="true", documents=[{"number": "2/KH-LM"}]),
    }
    assert list(make_catalog(posts=posts).documents) == ["1-kh-lm"]
    assert sorted(make_catalog(posts=posts, preview=True).documents) == ["1-kh-lm", "2-kh-lm"]


def test_the_lists_are_there_while_they_are_empty():
    listings = make_catalog().listings
    for url in ("van-ban/", "van-ban/nam/", "van-ban/co-quan/"):
        assert listings[url].page_count == 1


def test_thirty_documents_a_page():
    catalog = build(*({"number": f"{number}/2024/NĐ-CP"} for number in range(20)), attachments=[])
    more = {"2026/nhieu": make_post(documents=[{"number": f"{number}/2024/NĐ-CP"} for number in range(31)])}
    assert catalog.listings["van-ban/"].page_count == 1
    assert make_catalog(posts=more).listings["van-ban/"].page_count == 2
