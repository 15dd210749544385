"""Lists of news: the order of the whole, galleries by year, and the news of one cooperative."""

import pytest

from generator.catalog import urls
from generator.catalog.post_listings import NEWS_ON_RECORD
from tests.builders import make_cooperative, make_post
from tests.render.rendering import make_catalog

KEY = "thai-nguyen/mot-htx"
PICTURE = {"file": "a.jpg", "alt": "Đồi chè", "people": "false"}


def make_posts(count, year=2026, **changes):
    return {
        f"{year}/tin-{day:02}": make_post(title=f"Tin {day}", published_at=f"{year}-09-{day:02} 08:00", **changes)
        for day in range(1, count + 1)
    }


def test_each_post_stands_once_in_the_list_of_all():
    """Pinned posts come first; none is lost between the first page and the second, none stands on both."""
    posts = make_posts(28) | {"2020/ghim": make_post(published_at="2020-01-01 08:00", pinned="true")}
    listing = make_catalog(posts=posts).listings[urls.NEWS]
    assert listing.keys[0] == "2020/ghim"
    assert sorted(listing.keys) == sorted(posts) and listing.page_count == 2
    assert list(listing.keys[1:]) == sorted(make_posts(28), reverse=True)


@pytest.mark.parametrize(
    ("words", "folder"), [("Con", "con-"), ("AUX", "aux-"), ("nul.", "nul-"), ("Bin", "bin-"), ("Com 1", "com-1"), ("Cồn cát", "con-cat")]
)
def test_no_folder_has_a_name_that_a_system_keeps_for_itself(words, folder):
    """Windows writes no folder `con`, and IIS hands out nothing below `bin`: topics, tags, issuers and files are free words."""
    document = {"number": "1/KH", "issuer": words}
    post = make_post(topic=words, tags=[words], documents=[document], attachments=[{"file": f"{words}.pdf", "title": "Tệp"}])
    catalog = make_catalog(posts={"2026/bai": post})
    assert {f"{urls.POST_TOPICS}{folder}/", f"{urls.POST_TAGS}{folder}/", f"{urls.DOCUMENT_ISSUERS}{folder}/"} <= set(catalog.listings)
    assert urls.post_file_url("2026", "bai", f"{words}.pdf") == f"tep/tin-tuc/2026/bai/{folder}.pdf"
    assert {f"{urls.POST_TAGS}{folder}/"} == {link.url for link in catalog.listings[urls.POST_TAGS].links}


@pytest.mark.parametrize(("count", "has_list"), [(NEWS_ON_RECORD, False), (NEWS_ON_RECORD + 1, True)])
def test_a_cooperative_with_more_news_than_its_page_shows_has_a_list_of_them(count, has_list):
    """Below /tin-tuc/, where no product's name can meet it; the folders above are pages too."""
    posts = make_posts(count, cooperatives=[KEY]) | {"2026/khac": make_post()}
    listings = make_catalog({KEY: make_cooperative(short_name="HTX Một")}, posts).listings
    assert (f"tin-tuc/don-vi/{KEY}/" in listings) is has_list
    assert ("tin-tuc/don-vi/thai-nguyen/" in listings) is has_list
    assert len(listings[urls.POST_UNITS].links) == has_list
    if has_list:
        listing = listings[f"tin-tuc/don-vi/{KEY}/"]
        assert list(listing.keys) == sorted(make_posts(count), reverse=True)
        assert [crumb.url for crumb in listing.crumbs] == ["tin-tuc/", "tin-tuc/don-vi/", "tin-tuc/don-vi/thai-nguyen/"]


def test_galleries_are_collected_by_year():
    """Newest first, twelve a page; posts without photos, and expired ones, are not among them."""
    posts = make_posts(13, gallery=[PICTURE]) | make_posts(2, 2024, gallery=[PICTURE]) | make_posts(3, 2025)
    posts["2026/cu"] = make_post(gallery=[PICTURE], expires_on="2026-10-01")
    listings = make_catalog(posts=posts).listings
    whole = listings["thu-vien-anh/"]
    assert len(whole.keys) == 15 and whole.page_count == 2 and whole.keys[0] == "2026/tin-13"
    assert [(link.url, link.count) for link in whole.links] == [("thu-vien-anh/2026/", 13), ("thu-vien-anh/2024/", 2)]
    assert "thu-vien-anh/2025/" not in listings


def test_a_gallery_stands_in_the_year_of_its_folder():
    """As its post does in the archive: the address of a post never changes, its stamp may."""
    listings = make_catalog(posts={"2025/cuoi-nam": make_post(published_at="2026-01-02 08:00", gallery=[PICTURE])}).listings
    assert "thu-vien-anh/2025/" in listings and "tin-tuc/2025/" in listings and "thu-vien-anh/2026/" not in listings


def test_the_photo_library_is_there_while_it_is_empty():
    assert make_catalog().listings["thu-vien-anh/"].page_count == 1
